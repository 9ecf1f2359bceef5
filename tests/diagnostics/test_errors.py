"""Texts of errors and reports: both languages say the same, and codes are stable words."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

import diagnostics
from diagnostics.errors import DiagnosticsError, error, machine_error, recording_error

PACKAGE = Path(diagnostics.__file__).parent
TEXTS = [
    pytest.param(entry, id=f"{name}:{key}")
    for name in ("errors.toml", "report.toml")
    for key, entry in tomllib.loads((PACKAGE / name).read_text(encoding="utf-8")).items()
]
KEYS = sorted(tomllib.loads((PACKAGE / "errors.toml").read_text(encoding="utf-8")))


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("entry", TEXTS)
def test_both_languages_fill_in_the_same_values(entry):
    assert fields(entry["en"]) == fields(entry["zh"])
    assert re.search("[一-鿿]", entry["zh"]) or not re.search("[a-z]{3}", re.sub(r"\{.*?\}", "", entry["en"]))


def test_codes_are_snake_case_words():
    assert [key for key in KEYS if not re.fullmatch(r"[a-z]+(_[a-z]+)+(\.[a-z0-9_]+)?", key)] == []


def test_every_wording_is_used_and_every_used_wording_is_there():
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r'\b(?:recording_error|machine_error|error)\(\s*"([a-z0-9_.]+)"', source))

    assert used == set(KEYS)


@pytest.mark.parametrize("make", [error, machine_error, recording_error])
def test_code_is_the_key_up_to_the_dot_and_the_error_reads_as_its_english_text(make):
    made = make("recording_damaged.header", name="a.wav", field="0 Hz")

    assert isinstance(made, DiagnosticsError)
    assert made.code == "recording_damaged"
    assert str(made) == made.text.en
    assert "a.wav" in made.text.zh
