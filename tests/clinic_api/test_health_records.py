from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select, update

from clinic_api.cases.models import Case
from clinic_api.cases.timeline import write_line
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination
from clinic_api.factories.models import Factory
from clinic_api.health_records.layout import paper_data
from clinic_api.health_records.models import IssuedDocument
from clinic_api.health_records.schemas import HealthRecordRead
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.points.models import Point
from clinic_api.treatments.models import Diagnosis
from clinic_api.typesetting.render import render_pages
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import DOCUMENT, Hospital

ROOT = Path(__file__).parents[2]
MEASURED = {
    "1": {"rms": 2.5, "unit": "m/s2", "velocity_rms_mm_s": 3.1, "zone": "C", "standard": "ISO 20816-3 group 2 rigid"}
}


def _url(hospital: Hospital) -> str:
    return f"/api/v1/equipment/{hospital.own.equipment_id}/record"


def _text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def _canonical(record: dict[str, Any]) -> bytes:
    """As docs/register.md describes it, apart from the program."""
    return json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def _measure(database: Database, hospital: Hospital) -> None:
    with database.session() as session:
        examination = session.get_one(Examination, hospital.own.examination_id)
        examination.document = {**DOCUMENT, "measurements": MEASURED}


def test_a_record_holds_the_machines_whole_file(login: Login, hospital: Hospital, database: Database) -> None:
    _measure(database, hospital)

    record = login(Role.FACTORY_USER).get(_url(hospital)).json()["record"]

    assert record["schema"] == "health_record/2"
    assert record["machine"]["nameplate"] == {"model": "Model OWN-CANARY"}
    assert record["machine"]["description"]["speed_rpm"] == 1480
    assert [point["name"] for point in record["points"]] == ["Point OWN-CANARY"]
    (case,) = record["cases"]
    assert (case["id"], case["state"], case["complaint"]) == (hospital.own.case_id, "assigned", "It hums OWN-CANARY")
    assert case["diagnosis"]["conclusion"] == {"en": "Words OWN-CANARY", "zh": "文字 OWN-CANARY"}
    assert (case["diagnosis"]["version"], case["discharge"]["outcome"]) == (1, "untreated")
    last = case["last_entry"]["text"]
    assert last == {"en": "A recording was attached: OWN-CANARY.wav.", "zh": "已附上记录：OWN-CANARY.wav。"}
    (examination,) = record["examinations"]
    assert (examination["verdict"], examination["summary"]) == ("healthy", DOCUMENT["summary"])
    assert examination["measurements"] == [{"channel": "1", **MEASURED["1"]}]
    assert len(examination["recording_sha256"]) == 64
    assert [entry["score"] for entry in record["health"]["history"]] == [record["health"]["score"]]


def test_what_the_hospital_keeps_to_itself_is_not_in_it_even_when_the_hospital_asks(
    login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        case = session.get_one(Case, hospital.own.case_id)
        kept = {"filename": "KEPT"}
        write_line(session, case, "recording_attached", at=utc_now(), values=kept, visibility="hospital")

    record = login(Role.COORDINATOR).get(_url(hospital)).json()["record"]

    assert "OWN-CANARY.wav" in record["cases"][0]["last_entry"]["text"]["en"]
    assert "KEPT" not in json.dumps(record)


def test_anyone_can_check_hash_and_signature(login: Login, hospital: Hospital, client: TestClient) -> None:
    issued = login(Role.FACTORY_USER).get(_url(hospital)).json()
    key = client.get("/api/v1/signing-key").json()
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public_key"]))
    signature = base64.b64decode(issued["signature"])

    assert hashlib.sha256(_canonical(issued["record"])).hexdigest() == issued["sha256"]
    assert key["key_id"] == issued["key_id"] == hashlib.sha256(base64.b64decode(key["public_key"])).hexdigest()[:16]
    public.verify(signature, issued["sha256"].encode("ascii"))
    changed = {**issued["record"], "issued_at": "2020-01-01T00:00:00+00:00"}
    with pytest.raises(InvalidSignature):
        public.verify(signature, hashlib.sha256(_canonical(changed)).hexdigest().encode("ascii"))


def test_a_stranger_learns_of_a_document_kind_and_date_only(
    login: Login, hospital: Hospital, client: TestClient
) -> None:
    issued = login(Role.FACTORY_USER).get(_url(hospital)).json()

    genuine = client.get(f"/api/v1/verify/{issued['sha256']}")
    unknown = client.get(f"/api/v1/verify/{'0' * 64}")

    assert genuine.json() == {
        "genuine": True,
        "kind": "health_record",
        "issued_at": issued["record"]["issued_at"].replace("+00:00", "Z"),
        "key_id": issued["key_id"],
        "sha256": issued["sha256"],
        "signature": "valid",
        "report": None,
    }
    assert (unknown.status_code, unknown.json()["code"]) == (404, "document_unknown")


@pytest.mark.parametrize(
    ("language", "genuine", "unknown"), [("zh", "由本医院签发", "未签发过"), ("en", "issued this", "did not")]
)
@ONE_ENGINE
def test_the_page_behind_the_code_says_the_same(
    login: Login, hospital: Hospital, client: TestClient, language: str, genuine: str, unknown: str
) -> None:
    issued = login(Role.FACTORY_USER).get(_url(hospital)).json()

    page = client.get(f"/verify/{issued['sha256']}", params={"lang": language})
    other = client.get("/verify/<script>", params={"lang": language})

    assert (page.status_code, genuine in page.text, issued["sha256"] in page.text) == (200, True, True)
    assert "OWN-CANARY" not in page.text
    assert (other.status_code, unknown in other.text, "<script>" in other.text) == (404, True, False)


def test_the_same_content_is_the_same_document(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_USER)
    first = caller.get(_url(hospital)).json()
    again = login(Role.ENGINEER).get(_url(hospital)).json()
    with database.session() as session:
        session.execute(update(Equipment).values(location="moved"))
    changed = caller.get(_url(hospital)).json()

    assert again == first
    assert changed["sha256"] != first["sha256"]
    with database.session(read_only=True) as session:
        rows = session.scalars(select(IssuedDocument.sha256).where(IssuedDocument.key_id == first["key_id"])).all()
    assert set(rows) == {first["sha256"], changed["sha256"]}


def test_a_doctors_record_leaves_out_cases_of_others(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        first = session.get_one(Case, hospital.own.case_id)
        names = ("factory_id", "equipment_id", "reporter_id", "reporter_name", "language", "mode", "created_at")
        same = {name: getattr(first, name) for name in names}
        other = Case(id=new_id("case"), complaint="not the doctor's", state="triaged", updated_at=utc_now(), **same)
        session.add(other)

    seen = login(Role.DOCTOR).get(_url(hospital)).json()["record"]["cases"]
    all_cases = login(Role.FACTORY_USER).get(_url(hospital)).json()["record"]["cases"]

    assert [case["id"] for case in seen] == [hospital.own.case_id]
    assert len(all_cases) == 2


@pytest.mark.parametrize(("language", "words"), [("zh", "设备健康档案"), ("en", "Health record")])
def test_the_pdf_carries_words_hash_and_code(
    login: Login, hospital: Hospital, database: Database, language: str, words: str
) -> None:
    _measure(database, hospital)
    caller = login(Role.FACTORY_USER)
    issued = caller.get(_url(hospital)).json()

    answer = caller.get(_url(hospital), params={"format": "pdf", "language": language})
    text = _text_of(answer.content)

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")
    for expected in (words, "OWN-CANARY", "Model OWN-CANARY", "3.1 mm/s", issued["sha256"], issued["signature"]):
        assert expected in text, expected
    assert {"ISO", "20816-3"} <= {word.strip("(（") for word in text.replace("（", " ").split()}
    pages = render_pages("health_record", paper_data(HealthRecordRead(**issued), "en"), "en", ppi=150)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(pages[0])))
    assert code.text == f"http://testserver/verify/{issued['sha256']}"


@ONE_ENGINE
def test_a_pdf_without_a_named_language_is_in_the_callers(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    caller.patch("/api/v1/me", json={"language": "en"})
    english = _text_of(caller.get(_url(hospital), params={"format": "pdf"}).content)
    caller.patch("/api/v1/me", json={"language": "zh"})
    chinese = _text_of(caller.get(_url(hospital), params={"format": "pdf"}).content)

    assert ("Health record" in english, "设备健康档案" in chinese) == (True, True)


@ONE_ENGINE
def test_long_tables_break_over_pages_with_their_heads(login: Login, hospital: Hospital, database: Database) -> None:
    with database.session() as session:
        first = session.get_one(Case, hospital.own.case_id)
        names = ("factory_id", "equipment_id", "reporter_id", "reporter_name", "language", "mode", "created_at")
        same = {name: getattr(first, name) for name in names}
        for number in range(90):
            complaint = f"第 {number} 次报修"
            session.add(Case(id=new_id("case"), complaint=complaint, state="triaged", updated_at=utc_now(), **same))

    pdf = login(Role.FACTORY_USER).get(_url(hospital), params={"format": "pdf", "language": "zh"}).content
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]

    assert len(pages) >= 3
    with_cases = [page for page in pages if "次报修" in page]
    assert all("报修内容" in page for page in with_cases)
    assert sum("".join(pages).count(f"第 {number} 次报修") for number in range(90)) == 90


@contextmanager
def _listener() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on loopback and note who connects."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                heard.append(b"connected")
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        try:
            yield server.getsockname()[1], heard
        finally:
            over.set()
            thread.join(timeout=10)


def test_hostile_texts_in_every_field_fetch_nothing_and_stand_as_they_are(
    login: Login, hospital: Hospital, database: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "s.txt"
    secret.write_text("LOCAL-BYTES")
    os.chmod(secret, 0o644)
    with _listener() as (port, heard):
        hostile = [
            f'#image("http://127.0.0.1:{port}")',
            f'#read("{secret}")',
            f"<img src=http://127.0.0.1:{port}>",
            f"file://{secret}",
            '#import "@preview/x:1.0.0"',
            "$x^2$ *b* _i_ @ref <label> `raw` // c",
        ]
        short = [line for line in hostile if len(line) <= 60]
        _spread(database, hospital, hostile)
        answer = login(Role.FACTORY_USER).get(_url(hospital), params={"format": "pdf", "language": "en"})

    text = _text_of(answer.content).replace("\n", "").replace(" ", "").replace("​", "")
    assert answer.status_code == 200, answer.text
    assert heard == []
    assert "LOCAL-BYTES" not in text
    assert b"LOCAL-BYTES" not in answer.content
    for line in short:
        assert line.replace(" ", "") in text, line


def _spread(database: Database, hospital: Hospital, hostile: list[str]) -> None:
    """Write the hostile texts into every field of the own factory's rows that a record shows."""
    lines = iter(hostile * 20)

    def short() -> str:
        return next(line for line in lines if len(line) <= 60)

    text = {"en": " ".join(hostile), "zh": " ".join(hostile)}
    with database.session() as session:
        machine = session.get_one(Equipment, hospital.own.equipment_id)
        machine.name_en, machine.name_zh, machine.location, machine.asset_number = (short() for _ in range(4))
        machine.nameplate = {"manufacturer": short(), "model": short(), "bearing_drive_end": short()}
        factory = session.get_one(Factory, hospital.own.factory_id)
        factory.name_en, factory.name_zh = short(), short()
        point = session.get_one(Point, hospital.own.point_id)
        point.name, point.sensor_description = short(), " ".join(hostile)[:240]
        case = session.get_one(Case, hospital.own.case_id)
        case.complaint = "\n".join(hostile)
        write_line(session, case, "recording_attached", at=utc_now(), values={"filename": " ".join(hostile)})
        signed = session.scalars(select(Diagnosis).where(Diagnosis.case_id == case.id)).one()
        names = (
            "factory_id",
            "case_id",
            "signed_at",
            "previous_sha256",
            "sha256",
            "public_key",
            "signature",
            "urgency",
        )
        same = {name: getattr(signed, name) for name in names}
        amended = {"content": {"conclusion": text}}
        session.add(Diagnosis(id=new_id("dx"), version=2, document=amended, **same))
        examination = session.get_one(Examination, hospital.own.examination_id)
        measured = {hostile[0]: {"rms": 1.0, "unit": hostile[1], "zone": hostile[2], "standard": hostile[3]}}
        examination.document = {**DOCUMENT, "summary": text, "measurements": measured}


@ONE_ENGINE
def test_the_check_that_the_documentation_shows_works(
    login: Login, hospital: Hospital, client: TestClient, tmp_path: Path
) -> None:
    (check,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "register.md").read_text("utf-8"), flags=re.DOTALL)
    issued = login(Role.FACTORY_USER).get(_url(hospital)).json()
    (tmp_path / "key.json").write_text(client.get("/api/v1/signing-key").text, "utf-8")
    outcomes = []
    for complaint in (issued["record"]["cases"][0]["complaint"], "changed"):
        issued["record"]["cases"][0]["complaint"] = complaint
        (tmp_path / "record.json").write_text(json.dumps(issued), "utf-8")
        command = [sys.executable, "-c", check]
        outcomes.append(subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False))

    assert outcomes[0].stdout == f"genuine {issued['sha256']}\n"
    assert (outcomes[1].returncode, "the record was changed" in outcomes[1].stderr) == (1, True)
