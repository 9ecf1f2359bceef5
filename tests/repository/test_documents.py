from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from diagnostics import Machine
from diagnostics.kinematics import refuse_unknown_bearings
from diagnostics.texts import Catalogue

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("clinic_api", "dashboard", "diagnostics", "experts", "sample_signals")
INDEX_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "deb.deb" + "ian.org")


NOT_OURS = {".git", ".venv", ".tools", ".demo", ".hospital", "__pycache__"}
CACHES = {".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"}


def project_files() -> list[Path]:
    found = []
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name not in NOT_OURS | CACHES]
        found += [Path(folder) / name for name in names]
    return found


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_file_names_the_host_of_a_package_index() -> None:
    naming = [path for path in project_files() if any(host in text_of(path) for host in INDEX_HOSTS)]

    assert naming == []


def test_every_locked_package_has_a_hash() -> None:
    lock = text_of(ROOT / "requirements.lock")
    pins = re.findall(r"^\S+==\S+.*?(?=^\S|\Z)", lock, flags=re.MULTILINE | re.DOTALL)

    assert len(pins) > 80
    assert all("--hash=sha256:" in pin for pin in pins)


def test_every_direct_dependency_has_its_reason() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    names = {re.split(r"[\[>=<~!]", requirement)[0] for requirement in project["dependencies"]}

    reasons = text_of(ROOT / "docs" / "dependencies.md")

    assert {name for name in names if name not in reasons} == set()


def test_every_decision_is_in_the_index() -> None:
    pages = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    linked = set(re.findall(r"\]\((0[^)]*\.md)\)", text_of(ROOT / "docs" / "decisions" / "README.md")))

    assert pages == linked


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/simulator.md"])
def test_links_of_a_document_lead_somewhere(document: str) -> None:
    page = ROOT / document
    targets = re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text_of(page))

    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]

    assert missing == []


@pytest.mark.parametrize(
    "catalogue",
    sorted(
        path
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.toml")
        if path.name in {"texts.toml", "errors.toml"}
    ),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_every_text_exists_in_both_languages_with_the_same_values(catalogue: Path) -> None:
    entries = tomllib.loads(text_of(catalogue))
    fields = re.compile(r"\{(\w+)")

    Catalogue(catalogue)  # refuses a missing language
    differing = [
        key for key, entry in entries.items() if set(fields.findall(entry["en"])) != set(fields.findall(entry["zh"]))
    ]

    assert differing == []


def test_the_commands_of_the_readme_that_examine_run() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", text_of(ROOT / "README.md"), flags=re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines() if line.startswith(".venv/bin/")]

    for command in commands:
        program, *arguments = command.removeprefix(".venv/bin/").split()
        done = subprocess.run(
            [str(Path(sys.executable).parent / program), *arguments], cwd=ROOT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert commands


def test_the_machine_described_in_the_guide_is_accepted() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", text_of(ROOT / "docs" / "machine-description.md"), flags=re.DOTALL)

    machine = Machine.from_dict(yaml.safe_load(example))

    refuse_unknown_bearings(machine)
    assert [bearing.id for bearing in machine.bearings] == ["DE", "NDE", "B3"]


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", text_of(ROOT / "README.md")))

    assert {"demo", "test"} <= named
    assert named <= targets
