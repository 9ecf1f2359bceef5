from __future__ import annotations

import csv
import io

import pytest

from clinic_api.kit.csv_cells import csv_bytes, safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "-1.5", '=cmd|" /C calc"!A0'])
def test_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-1.5, 0, None, "a=b", "风机", ""])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) is value


def test_a_table_comes_back_cell_by_cell() -> None:
    content = csv_bytes(["name", "count"], [["=1+1", -1.5], ['a "quoted", line\nbreak', None]])

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert rows == [["name", "count"], ["'=1+1", "-1.5"], ['a "quoted", line\nbreak', ""]]
