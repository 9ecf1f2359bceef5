"""The texts of the package: every key is used, in both languages by construction of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

import experts
from diagnostics.texts import Catalogue
from experts.directory import SPECIALTIES

PACKAGE = Path(experts.__file__).parent
CATALOGUES = sorted(PACKAGE.rglob("*texts.toml"))
COMPOSED = ("language_", "tally_", "expected_", "kind_", "breach_", "about_")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_text_is_used_somewhere_in_the_code(path: Path) -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py"))

    unused = [key for key in Catalogue(path).keys if f'"{key}"' not in code and not key.startswith(COMPOSED)]

    assert unused == []


def test_every_machine_kind_that_names_a_specialty_has_a_name_for_people() -> None:
    keys = Catalogue(PACKAGE / "triage" / "texts.toml").keys
    kinds = {kind for specialty in SPECIALTIES.values() for kind in specialty.kinds}

    assert {f"kind_{kind}" for kind in kinds} == {key for key in keys if key.startswith("kind_")}
