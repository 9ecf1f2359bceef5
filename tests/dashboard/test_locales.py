from __future__ import annotations

import ast
import re
import string
import tomllib
from functools import cache
from pathlib import Path

import pytest

from clinic_api.jobs.kinds import KINDS
from clinic_api.kit.permissions import ROLE_PERMISSIONS
from clinic_api.kit.principal import KEY_ROLES, Role
from clinic_api.proactive.rule import RULE
from dashboard.words import LANGUAGES, Words
from diagnostics.severity.gear_level import STEPS
from diagnostics.thresholds import thresholds
from diagnostics.vocabulary import FAULTS
from experts.directory import DEPARTMENTS, SPECIALTIES
from experts.rounds import INSTRUMENTS

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
FILES = {language: sorted((DASHBOARD / "locales" / language).glob("*.toml")) for language in LANGUAGES}
LOCALES = {
    language: {name: table for path in paths for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    for language, paths in FILES.items()
}


def keys_of(language: str) -> set[str]:
    return {f"{table}.{name}" for table, names in LOCALES[language].items() for name in names}


@cache
def sources() -> list[ast.AST]:
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(DASHBOARD.rglob("*.py"))]


def literals(node: ast.AST) -> set[str]:
    """The texts that an argument may be: one literal, or either branch of a conditional expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return set()


@cache
def calls_of_words() -> list[tuple[str, ast.Call]]:
    """Every ``words(…)`` as ``("", call)``, every ``words.of(…)`` and ``words.table(…)`` as ``("of", call)``."""
    found = []
    for tree in sources():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            spelled = ast.unparse(node.func)
            if re.fullmatch(r"(visit\.)?words", spelled):
                found.append(("", node))
            elif re.fullmatch(r"(visit\.)?words\.(of|table)", spelled):
                found.append(("of", node))
    return found


def used_keys() -> set[str]:
    return {key for kind, call in calls_of_words() if kind == "" for key in literals(call.args[0])}


def used_families() -> set[str]:
    return {family for kind, call in calls_of_words() if kind == "of" for family in literals(call.args[0])}


def audited_actions() -> set[str]:
    """Every action that the service writes into its audit as a literal (`note` of `clinic_api.audit.service`)."""
    spelled = re.compile(r"""note\([^"]*"([a-z_]+\.[a-z_]+)\"""")
    service = DASHBOARD.parent / "clinic_api"
    return {name for path in service.rglob("*.py") for name in spelled.findall(path.read_text(encoding="utf-8"))}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_files_and_no_table_twice() -> None:
    assert [path.name for path in FILES["en"]] == [path.name for path in FILES["zh"]]
    for paths in FILES.values():
        tables = [name for path in paths for name in tomllib.loads(path.read_text(encoding="utf-8"))]
        assert sorted(tables) == sorted(set(tables))


def test_both_languages_have_the_same_keys() -> None:
    assert keys_of("en") == keys_of("zh")


def test_no_text_is_blank() -> None:
    assert [key for language in LANGUAGES for key in keys_of(language) if not text_of(language, key).strip()] == []


def test_both_languages_fill_in_the_same_values() -> None:
    different = [key for key in keys_of("en") if placeholders(text_of("en", key)) != placeholders(text_of("zh", key))]

    assert different == []


def test_chinese_texts_are_chinese() -> None:
    kept_as_is = {"spoken.zh"}
    without = {key for key in keys_of("zh") if not re.search(r"[一-鿿]", text_of("zh", key))}

    assert without - kept_as_is == set()


def test_every_key_in_the_code_is_literal_and_exists() -> None:
    nameless = [ast.unparse(call) for _, call in calls_of_words() if not literals(call.args[0])]

    assert nameless == []
    assert used_keys() - keys_of("en") == set()
    assert used_families() - set(LOCALES["en"]) == set()


def test_no_key_is_unused() -> None:
    of_families = {key for key in keys_of("en") if key.split(".")[0] in used_families()}

    assert keys_of("en") - used_keys() - of_families == set()


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("role", {role.value for role in set(Role) - KEY_ROLES}),
        ("job_kind", set(KINDS)),
        ("key_scope", set(ROLE_PERMISSIONS[Role.GATEWAY])),
        ("alarm_limit", {f"{part}_{name}" for part, limits in RULE.items() for name in limits}),
        ("severity_measure", {"depth", *(step.measure for step in STEPS)}),
        ("fault_family", {code.split(".")[0] for code in FAULTS}),
        ("threshold_unit", {threshold.unit for threshold in thresholds()} - {""}),
        ("audit_action", set(audited_actions())),
        ("department", set(DEPARTMENTS)),
        ("treats", set(DEPARTMENTS)),
        ("fault", set(FAULTS)),
        ("specialty", set(SPECIALTIES)),
        ("instrument", set(INSTRUMENTS)),
        ("urgency", {"1", "2", "3", "4", "5"}),
        ("urgency_advice", {"1", "2", "3", "4", "5"}),
        ("urgency_healthy", {"1", "2", "3", "4", "5"}),
        ("urgency_unknown", {"1", "2", "3", "4", "5"}),
    ],
)
def test_a_family_names_every_code_of_the_service(family: str, codes: set[str]) -> None:
    assert codes - set(LOCALES["en"][family]) == set()


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert Words("en").of("fault", "gear.made_up") == "gear.made_up"


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        Words("en")("machines.made_up")


def text_of(language: str, key: str) -> str:
    table, name = key.split(".", 1)
    text = LOCALES[language][table][name]
    assert isinstance(text, str)
    return text
