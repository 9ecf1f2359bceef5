"""The project's copies of the JSON Schemas are valid schemas and equal the shared ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.shared_data import SHARED, needs_shared

COPIES = sorted(Path(__file__).parent.glob("*.schema.json"))


def test_all_three_contracts_have_a_copy():
    assert [path.name for path in COPIES] == [
        "examination.schema.json",
        "match.schema.json",
        "monitoring.schema.json",
    ]


@pytest.mark.parametrize("copy", COPIES, ids=lambda path: path.name)
def test_copy_is_a_valid_json_schema(copy):
    Draft202012Validator.check_schema(json.loads(copy.read_text(encoding="utf-8")))


@needs_shared
@pytest.mark.parametrize("copy", COPIES, ids=lambda path: path.name)
def test_copy_equals_the_shared_contract(copy):
    shared = SHARED / "contracts" / copy.name

    assert json.loads(copy.read_text(encoding="utf-8")) == json.loads(shared.read_text(encoding="utf-8"))
