from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import httpx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

URL = "/api/v1/equipment/imports"
HEAD = ["资产编号", "设备名称", "英文名称", "设备类型", "功率（kW）", "额定转速 (r/min)", "驱动端轴承", "生产重要性"]
ROWS = [
    ["FJ-1", "1号风机", "Fan 1", "风机", "15", "1480", "6205-2Z", "a"],
    ["B-2", "2号泵", "Pump 2", "pump", "7.5", "2950", "", "C"],
]


def _csv(*rows: list[str], head: list[str] | None = None, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows([head or HEAD, *rows])
    return written.getvalue().encode(encoding)


def _xlsx(*rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _send(caller: TestClient, content: bytes, **parameters: Any) -> httpx.Response:
    return caller.post(URL, params=parameters, content=content)


def _register(database: Database, hospital: Hospital) -> dict[str, Equipment]:
    with database.session(read_only=True) as session:
        statement = select(Equipment).where(Equipment.factory_id == hospital.own.factory_id)
        return {str(row.asset_number): row for row in session.scalars(statement)}


def test_a_dry_run_shows_each_row_and_writes_nothing(login: Login, hospital: Hospital, database: Database) -> None:
    before = set(_register(database, hospital))
    bad = ["X-3", "", "", "rocket", "-4", "fast", "no such", "a"]

    answer = _send(login(Role.FACTORY_ADMIN), _csv(*ROWS, bad))
    told = answer.json()

    assert answer.status_code == 200, answer.text
    assert told["dry_run"] is True
    assert told["counts"] == {"create": 2, "update": 0, "unchanged": 0, "skip": 0, "bad": 1}
    assert [row["row"] for row in told["rows"]] == [2, 3, 4]
    wrong = told["rows"][2]
    assert {note["field"] for note in wrong["errors"]} == {"name_zh", "kind", "power_kw", "speed_rpm"}
    assert all(note["message"]["en"] and note["message"]["zh"] for note in wrong["errors"])
    assert [note["code"] for note in wrong["warnings"]] == ["bearing_unknown"]
    assert set(_register(database, hospital)) == before


def test_an_import_writes_machines_and_is_idempotent(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_ADMIN)

    first = _send(caller, _csv(*ROWS), dry_run="false").json()
    again = _send(caller, _csv(*ROWS), dry_run="false").json()
    machines = _register(database, hospital)

    assert (first["counts"]["create"], again["counts"]["unchanged"]) == (2, 2)
    assert [row["equipment_id"] for row in first["rows"]] == [row["equipment_id"] for row in again["rows"]]
    fan = machines["FJ-1"]
    assert (fan.name_zh, fan.name_en, fan.kind, fan.criticality, fan.version) == ("1号风机", "Fan 1", "fan", "a", 1)
    assert fan.nameplate == {"power_kw": 15.0, "speed_rpm": 1480.0, "bearing_drive_end": "6205-2Z"}
    assert machines["B-2"].criticality == "c"
    assert caller.get(f"/api/v1/equipment/{fan.id}").json()["bearings"][0]["in_catalogue"] is True


def test_a_known_machine_is_changed_or_left_alone_as_chosen(
    login: Login, hospital: Hospital, database: Database
) -> None:
    caller = login(Role.FACTORY_ADMIN)
    _send(caller, _csv(*ROWS), dry_run="false")
    changed = _csv(["FJ-1", "", "", "", "18.5", "", "", ""])

    skipped = _send(caller, changed, dry_run="false", existing="skip").json()
    after_skip = _register(database, hospital)["FJ-1"].nameplate
    updated = _send(caller, changed, dry_run="false").json()
    fan = _register(database, hospital)["FJ-1"]

    assert (skipped["counts"]["skip"], updated["counts"]["update"]) == (1, 1)
    assert after_skip["power_kw"] == 15.0
    assert fan.nameplate == {"power_kw": 18.5, "speed_rpm": 1480.0, "bearing_drive_end": "6205-2Z"}
    assert (fan.name_zh, fan.version) == ("1号风机", 2)


def test_one_bad_row_stops_all_unless_it_is_to_be_skipped(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_ADMIN)
    before = set(_register(database, hospital))
    table = _csv(*ROWS, ["X-3", "x", "x", "rocket", "", "", "", ""])

    refused = _send(caller, table, dry_run="false")
    after_refusal = set(_register(database, hospital))
    skipped = _send(caller, table, dry_run="false", skip_bad_rows="true").json()

    assert (refused.status_code, refused.json()["code"]) == (422, "import_has_errors")
    assert refused.json()["errors"][0]["field"] == "rows.4.kind"
    assert after_refusal == before
    assert (skipped["counts"]["create"], skipped["counts"]["bad"]) == (2, 1)
    assert set(_register(database, hospital)) == before | {"FJ-1", "B-2"}


@ONE_ENGINE
@pytest.mark.parametrize(
    "content",
    [
        _csv(*ROWS),
        _csv(*ROWS, encoding="utf-8-sig"),
        _csv(*ROWS, encoding="gbk"),
        _csv(*ROWS, encoding="utf-16", delimiter="\t"),
        _csv(*ROWS, delimiter=";"),
        b"\xe5\x8f\xb0\xe8\xb4\xa6,,\n\n" + _csv(*ROWS),
        _csv(
            *ROWS,
            head=["asset number", "Chinese name", "English_name", "TYPE", "power", "speed", "de bearing", "重要性"],
        ),
        _xlsx(["设备台账"], HEAD, *[[*row[:4], float(row[4]), int(row[5]), *row[6:]] for row in ROWS]),
    ],
    ids=["utf-8", "bom", "gbk", "utf-16", "semicolon", "title", "english", "xlsx"],
)
def test_formats_encodings_and_heads_lead_to_the_same_machines(
    login: Login, hospital: Hospital, database: Database, content: bytes
) -> None:
    answer = _send(login(Role.FACTORY_ADMIN), content, dry_run="false")
    machines = _register(database, hospital)

    assert answer.status_code == 200, answer.text
    assert (machines["FJ-1"].name_zh, machines["FJ-1"].kind) == ("1号风机", "fan")
    assert machines["FJ-1"].nameplate["power_kw"] == 15.0
    assert machines["B-2"].nameplate == {"power_kw": 7.5, "speed_rpm": 2950.0}


def test_parts_find_their_machine_in_the_table_or_in_the_register(
    login: Login, hospital: Hospital, database: Database
) -> None:
    head = ["asset_number", "name_zh", "kind", "parent_asset_number"]
    table = _csv(["M-1", "电机", "electric_motor", "S-1"], ["S-1", "机组", "other", "A OWN-CANARY"], head=head)

    answer = _send(login(Role.FACTORY_ADMIN), table, dry_run="false")
    machines = _register(database, hospital)

    assert answer.json()["counts"]["create"] == 2
    assert machines["M-1"].parent_id == machines["S-1"].id
    assert machines["S-1"].parent_id == hospital.own.equipment_id
    assert _send(login(Role.FACTORY_ADMIN), table).json()["counts"]["unchanged"] == 2


@ONE_ENGINE
def test_what_is_wrong_between_rows_is_told(login: Login, hospital: Hospital) -> None:
    head = ["asset_number", "name_zh", "kind", "parent_asset_number", "colour"]
    table = _csv(
        ["A", "a", "pump", "B", "red"],
        ["B", "b", "pump", "A", ""],
        ["C", "c", "pump", "nowhere", ""],
        ["D", "d", "pump", "C", ""],
        ["E", "e", "pump", "", ""],
        ["E", "e", "pump", "", ""],
        ["", "f", "pump", "", ""],
        ["G", "=1+1", "pump", "A FOREIGN-CANARY", ""],
        head=head,
    )

    told = _send(login(Role.FACTORY_ADMIN), table).json()
    codes = [[note["code"] for note in row["errors"]] for row in told["rows"]]

    assert codes[:2] in ([["parent_circle"], ["parent_circle"]], [["parent_circle"], ["parent_unknown"]])
    assert codes[2:] == [
        ["parent_unknown"],
        ["parent_unknown"],
        [],
        ["asset_number_repeated"],
        ["asset_number_missing"],
        ["parent_unknown"],
    ]
    assert "formula_as_text" in [note["code"] for note in told["rows"][7]["warnings"]]
    assert [note["code"] for note in told["warnings"]] == ["column_ignored"]
    assert "FOREIGN-CANARY" not in str(told["rows"][:7])


def test_formulas_stay_text(login: Login, hospital: Hospital, database: Database) -> None:
    formula = '=HYPERLINK("http://127.0.0.1/","x")'

    _send(login(Role.FACTORY_ADMIN), _csv(["F-1", formula, "x", "pump", "", "", "", ""]), dry_run="false")

    assert _register(database, hospital)["F-1"].name_zh == formula


def _zip_of(content: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, part in content.items():
            parts.writestr(name, part)
    return written.getvalue()


def _sparse_workbook() -> bytes:
    """A few bytes that say that their table has 17 thousand million cells."""
    book = openpyxl.Workbook()
    book.active["A1"] = "asset number"
    book.active["XFD1048576"] = "x"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@ONE_ENGINE
@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 422, "import_empty"),
        (b" \n\n", 422, "import_empty"),
        (_csv(), 422, "import_empty"),
        (b"a,b,c\n1,2,3\n", 422, "import_no_head"),
        (b"%PDF-1.7", 415, "import_type_unknown"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), 415, "import_type_unknown"),
        (b"a,b\0,c", 415, "import_type_unknown"),
        (b"\xff\xff,\xff\xff\xff", 415, "import_type_unknown"),
        (_csv(*([f"N-{n}", "x", "x", "pump", "", "", "", ""] for n in range(5001))), 422, "import_too_many_rows"),
        (_csv(["x"] * 101), 422, "import_too_many_columns"),
        (_csv(["x" * 2001]), 422, "import_cell_too_long"),
        (b'asset number,name\n"' + b"x" * 200_000, 422, "import_cell_too_long"),
        (b"asset number\n" + bytes(5 << 20), 413, "import_too_large"),
        (b"PK\x03\x04" + bytes(100), 422, "import_unreadable"),
        (_zip_of({"hello.txt": b"hello"}), 422, "import_unreadable"),
        (_zip_of({"xl/workbook.xml": b"<a>" * (30 << 20)}), 422, "import_bomb"),
        (_xlsx(["asset number"], ["x" * 2001]), 422, "import_cell_too_long"),
        (_xlsx(["asset number"] * 101), 422, "import_too_many_columns"),
    ],
)
def test_a_hostile_or_wrong_table_is_refused_with_a_code(
    login: Login, hospital: Hospital, content: bytes, status: int, code: str
) -> None:
    answer = _send(login(Role.FACTORY_ADMIN), content)

    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert set(answer.json()["detail_i18n"]) == {"en", "zh"}


@ONE_ENGINE
def test_a_table_that_claims_thousands_of_millions_of_cells_ends_only_its_reader(
    login: Login, hospital: Hospital
) -> None:
    answer = _send(login(Role.FACTORY_ADMIN), _sparse_workbook())

    assert (answer.status_code, answer.json()["code"]) in {
        (422, "import_unreadable"),
        (422, "import_too_many_rows"),
    }


def test_a_table_of_5000_rows_is_taken(login: Login, hospital: Hospital, database: Database) -> None:
    rows = [[f"N-{n}", "泵", "Pump", "pump", "5", "", "", ""] for n in range(5000)]

    answer = _send(login(Role.FACTORY_ADMIN), _csv(*rows), dry_run="false")

    assert answer.json()["counts"]["create"] == 5000
    assert len(_register(database, hospital)) == 5001


@ONE_ENGINE
@pytest.mark.parametrize(("language", "first"), [("zh", "资产编号"), ("en", "asset number")])
def test_the_template_can_be_imported_as_it_is(login: Login, hospital: Hospital, language: str, first: str) -> None:
    caller = login(Role.FACTORY_ADMIN)
    template = caller.get(f"{URL}/template", params={"language": language})

    assert template.content.decode("utf-8-sig").startswith(first)
    assert template.headers["content-disposition"].startswith("attachment")
    told = _send(caller, template.content).json()
    assert (told["counts"]["create"], told["warnings"], told["rows"][0]["warnings"]) == (1, [], [])


def test_staff_name_the_factory_and_others_cannot_name_a_foreign_one(login: Login, hospital: Hospital) -> None:
    table = _csv(*ROWS)
    foreign = hospital.foreign.factory_id

    assert _send(login(Role.ENGINEER), table).json()["code"] == "factory_required"
    assert _send(login(Role.ENGINEER), table, factory_id=foreign).json()["counts"]["create"] == 2
    assert _send(login(Role.FACTORY_ADMIN), table, factory_id=foreign).status_code == 404
    assert _send(login(Role.FACTORY_USER), table).status_code == 403
