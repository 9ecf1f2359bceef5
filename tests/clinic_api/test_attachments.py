from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from clinic_api.accounts.models import Account
from clinic_api.attachments.models import Attachment
from clinic_api.attachments.service import AttachmentService, NewAttachment
from clinic_api.database import Database
from clinic_api.errors import Forbidden, NotFound
from clinic_api.kit.principal import Principal, Role
from clinic_api.notifications.models import Event
from clinic_api.settings import Settings
from clinic_api.storage import StoredContent
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

URL = "/api/v1/attachments"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4
PDF = b"%PDF-1.7\n" + bytes(200)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(40)
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(40)


def _add(caller: TestClient, subject: str, content: Any = JPEG, **changes: str) -> httpx.Response:
    parameters = {"subject": subject, "kind": "photo", "filename": "nameplate.jpg"} | changes
    key = parameters.pop("key", None)
    return caller.post(URL, params=parameters, content=content, headers={} if key is None else {"Idempotency-Key": key})


def _stored(settings: Settings) -> list[Path]:
    return [path for path in (settings.data_dir / "storage").rglob("*") if path.is_file()]


@pytest.mark.parametrize("subject", ["equipment_id", "point_id", "case_id", "item_id", "hazard_id"])
def test_a_file_is_kept_byte_for_byte_and_given_back_inert(login: Login, hospital: Hospital, subject: str) -> None:
    caller = login(Role.FACTORY_USER)
    subject_id = getattr(hospital.own, subject)

    answer = _add(caller, subject_id, filename='铭"牌;.jpg')
    added = answer.json()
    content = caller.get(f"{URL}/{added['id']}/content")

    assert answer.status_code == 201, answer.text
    assert (added["media_type"], added["sha256"]) == ("image/jpeg", hashlib.sha256(JPEG).hexdigest())
    assert added["equipment_id"] == hospital.own.equipment_id
    assert added["case_id"] == (hospital.own.case_id if subject in {"case_id", "item_id"} else None)
    assert caller.get(f"{URL}/{added['id']}").json() == added
    assert added in caller.get(URL, params={"subject": subject_id}).json()["items"]
    assert content.content == JPEG
    assert content.headers["content-disposition"].startswith("attachment")
    assert content.headers["content-disposition"].count('"') in {0, 2}
    assert content.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in content.headers["content-security-policy"]


@ONE_ENGINE
@pytest.mark.parametrize(
    ("content", "kind", "filename", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "photo", "a.PNG", "image/png"),
        (WEBP, "photo", "a.webp", "image/webp"),
        (HEIC, "photo", "IMG_0001.HEIC", "image/heic"),
        (JPEG, "document", "scan.jpeg", "image/jpeg"),
        (JPEG, "photo", "no ending", "image/jpeg"),
        (PDF, "document", "manual.pdf", "application/pdf"),
        ("轴承更换记录\n".encode() * 9000, "document", "a.txt", "text/plain"),
        ("轴承更换记录\n".encode("gbk"), "document", "a.txt", "text/plain"),
        (WAV, "sound", "a.wav", "audio/wav"),
        (b"OggS" + bytes(40), "sound", "a.ogg", "audio/ogg"),
        (b"ID3\x04" + bytes(40), "sound", "a.mp3", "audio/mpeg"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(20), "sound", "a.m4a", "audio/mp4"),
    ],
)
def test_what_a_file_is_is_told_by_its_content(
    login: Login, hospital: Hospital, content: bytes, kind: str, filename: str, media_type: str
) -> None:
    answer = _add(login(Role.FACTORY_USER), hospital.own.equipment_id, content, kind=kind, filename=filename)

    assert (answer.status_code, answer.json()["media_type"]) == (201, media_type)


@ONE_ENGINE
@pytest.mark.parametrize(
    ("content", "kind", "filename", "status", "code"),
    [
        (b"", "photo", "a.jpg", 422, "attachment_empty"),
        (b"MZ\x90\x00" + bytes(99), "other", "a.exe", 415, "attachment_type_unknown"),
        (b"PK\x03\x04" + bytes(99), "other", "a.docx", 415, "attachment_type_unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo", "a.svg", 415, "attachment_markup_refused"),
        (b"\n <!DOCTYPE html><script>alert(1)</script>", "document", "a.txt", 415, "attachment_markup_refused"),
        (b"hello <SCRIPT>alert(1)</SCRIPT>", "document", "a.txt", 415, "attachment_markup_refused"),
        (b"#!/bin/sh\nrm -rf /\n", "document", "a.txt", 415, "attachment_markup_refused"),
        (JPEG, "photo", "a.png", 415, "attachment_type_mismatch"),
        (JPEG, "photo", "a.jpg.exe", 415, "attachment_type_mismatch"),
        (PDF, "photo", "a.pdf", 415, "attachment_kind_mismatch"),
        (JPEG, "sound", "a.jpg", 415, "attachment_kind_mismatch"),
    ],
)
def test_what_is_not_taken_is_refused_with_the_reason_and_not_kept(
    login: Login,
    hospital: Hospital,
    settings: Settings,
    content: bytes,
    kind: str,
    filename: str,
    status: int,
    code: str,
) -> None:
    answer = _add(login(Role.FACTORY_USER), hospital.own.equipment_id, content, kind=kind, filename=filename)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert set(answer.json()["detail_i18n"]) == {"en", "zh"}
    assert _stored(settings) == []


@pytest.mark.parametrize("name", ["../../etc/passwd.jpg", "a\0b.jpg", "x" * 990 + ".jpg", "‮gpj.jpg", "CON.jpg"])
@ONE_ENGINE
def test_a_name_never_chooses_a_path(login: Login, hospital: Hospital, settings: Settings, name: str) -> None:
    added = _add(login(Role.FACTORY_USER), hospital.own.equipment_id, filename=name).json()

    assert [path.name for path in _stored(settings)] == [hashlib.sha256(JPEG).hexdigest()]
    assert len(added["filename"]) <= 120
    assert not set(added["filename"]) & set("/\\\0‮")


@pytest.mark.parametrize("chunked", [False, True])
@ONE_ENGINE
def test_a_file_past_the_limit_is_refused(login: Login, hospital: Hospital, settings: Settings, chunked: bool) -> None:
    large = JPEG + bytes(settings.max_attachment_bytes)
    parts = (large[start : start + (1 << 20)] for start in range(0, len(large), 1 << 20))

    answer = _add(login(Role.FACTORY_USER), hospital.own.equipment_id, parts if chunked else large)

    assert (answer.status_code, answer.json()["code"]) == (413, "attachment_too_large")
    assert _stored(settings) == []


def test_a_file_larger_than_a_json_body_is_taken(login: Login, hospital: Hospital) -> None:
    assert _add(login(Role.FACTORY_USER), hospital.own.equipment_id, JPEG + bytes(3 << 20)).status_code == 201


def test_a_file_of_a_case_stands_in_its_time_line_and_stays(
    login: Login, hospital: Hospital, database: Database
) -> None:
    added = _add(login(Role.FACTORY_USER), hospital.own.case_id).json()
    lines = login(Role.DOCTOR).get(f"/api/v1/cases/{hospital.own.case_id}/timeline").json()["items"]
    removal = login(Role.ADMIN).delete(f"{URL}/{added['id']}")

    assert (lines[-1]["kind"], "nameplate.jpg" in lines[-1]["text"]["zh"]) == ("attachment_added", True)
    assert (removal.status_code, removal.json()["code"]) == (409, "attachment_kept")
    assert login(Role.DOCTOR).get(f"{URL}/{added['id']}/content").content == JPEG
    with database.session(read_only=True) as session:
        assert session.scalars(select(Event.kind)).all().count("case.attachment_added") == 1


def test_a_machines_own_file_is_marked_removed(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_ADMIN)
    added = _add(caller, hospital.own.equipment_id).json()

    assert caller.delete(f"{URL}/{added['id']}").status_code == 204
    assert caller.get(f"{URL}/{added['id']}").json()["code"] == "attachment_not_found"
    assert caller.get(f"{URL}/{added['id']}/content").status_code == 404
    assert caller.delete(f"{URL}/{added['id']}").status_code == 404
    listed = caller.get(URL, params={"subject": hospital.own.equipment_id}).json()["items"]
    assert [item["id"] for item in listed] == [hospital.own.attachment_id]
    with database.session(read_only=True) as session:
        assert session.get_one(Attachment, added["id"]).removed_by == "factory_admin 人员 (factory_admin person)"


def test_the_same_bytes_for_the_same_thing_are_one_file(login: Login, hospital: Hospital, settings: Settings) -> None:
    caller = login(Role.FACTORY_ADMIN)
    first = _add(caller, hospital.own.equipment_id).json()
    again = _add(caller, hospital.own.equipment_id, filename="other.jpg").json()
    elsewhere = _add(caller, hospital.own.case_id).json()
    caller.delete(f"{URL}/{first['id']}")
    anew = _add(caller, hospital.own.equipment_id).json()

    assert again == first
    assert len({first["id"], elsewhere["id"], anew["id"]}) == 3
    assert len(_stored(settings)) == 1


def test_a_repeated_request_gets_its_first_answer(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_ADMIN)
    first = _add(caller, hospital.own.equipment_id, key="k1").json()
    caller.delete(f"{URL}/{first['id']}")

    assert _add(caller, hospital.own.equipment_id, key="k1").json() == first
    assert (
        _add(caller, hospital.own.equipment_id, key="k1", filename="b.jpg").json()["code"] == "idempotency_key_reused"
    )


def test_things_of_others_do_not_exist(login: Login, hospital: Hospital, settings: Settings) -> None:
    caller = login(Role.FACTORY_USER)
    foreign = [hospital.foreign.equipment_id, hospital.foreign.case_id, hospital.foreign.point_id]
    missing = ["eqp_" + "0" * 26, hospital.own.factory_id, "nonsense", "a\0b"]

    answers = [_add(caller, subject) for subject in (*foreign, *missing)]
    lists = [caller.get(URL, params={"subject": subject}) for subject in (*foreign, *missing)]

    assert {(answer.status_code, answer.json()["code"]) for answer in (*answers, *lists)} == {
        (404, "subject_not_found")
    }
    assert len({answer.json()["detail"] for answer in (*answers, *lists)}) == 1
    assert _stored(settings) == []


def test_a_doctor_sees_files_of_assigned_cases_only(login: Login, hospital: Hospital) -> None:
    added = _add(login(Role.FACTORY_USER), hospital.own.case_id).json()

    assert login(Role.DOCTOR).get(f"{URL}/{added['id']}").status_code == 200
    assert login(Role.DOCTOR).get(f"{URL}/{hospital.own.attachment_id}").status_code == 200
    assert login(Role.DOCTOR, foreign=True).get(f"{URL}/{added['id']}").status_code == 404
    assert login(Role.DOCTOR, foreign=True).get(f"{URL}/{hospital.own.attachment_id}").status_code == 404


def test_whoever_holds_a_cases_link_sees_its_files_and_no_others(
    login: Login, hospital: Hospital, database: Database
) -> None:
    added = _add(login(Role.FACTORY_USER), hospital.own.case_id).json()
    own = hospital.own
    with database.session() as session:
        account = session.scalars(select(Account.id)).first() or ""
        held = {"account_id": account, "role": Role.REPORTER, "factory_id": own.factory_id, "doctor_id": None}
        names = {"name_en": "r", "name_zh": "r", "language": "zh"}
        by_link = AttachmentService(session, Principal(**held, **names, case_id=own.case_id))
        by_label = AttachmentService(session, Principal(**held, **names, equipment_id=own.equipment_id))

        assert by_link.get(added["id"]).id == added["id"]
        with pytest.raises(NotFound):
            by_link.get(own.attachment_id)
        for attachment_id in (added["id"], own.attachment_id):
            with pytest.raises(NotFound):
                by_label.get(attachment_id)
        new = NewAttachment(content=StoredContent("0" * 64, 1), filename="a.jpg", kind="photo", media_type="image/jpeg")
        with pytest.raises((Forbidden, NotFound)):
            by_label.add(own.equipment_id, new)
