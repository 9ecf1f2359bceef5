from __future__ import annotations

import hashlib
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from fastapi.testclient import TestClient
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from clinic_api.assignments.models import Assignment
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.doctors.models import Doctor
from clinic_api.equipment.models import Equipment
from clinic_api.examinations.models import Examination, ExaminationFigure
from clinic_api.health_records.models import IssuedDocument
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Role
from clinic_api.labels.authentication import LINK_PREFIX
from clinic_api.reports.issuing import CASE_REPORT
from clinic_api.reports.layout import Issue, paper_data
from clinic_api.reports.noticing import DAILY, NOTICES
from clinic_api.reports.schemas import ReportRead
from clinic_api.settings import Settings
from clinic_api.storage.access import storage_of
from clinic_api.treatments.models import FollowUp, FollowUpMeasurement
from clinic_api.typesetting.render import render_pages
from diagnostics.vocabulary import FAULTS
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import DOCUMENT, Hospital
from tests.clinic_api.reported import admit_examined
from tests.clinic_api.wards import FAR, admit, bring_to_follow_up, draft, prescribe, sign

FILE_SECONDS = 3.0


def _report(caller: TestClient, case_id: str) -> dict[str, Any]:
    answer = caller.get(f"/api/v1/cases/{case_id}/report")
    assert answer.status_code == 200, answer.text
    report: dict[str, Any] = answer.json()
    return report


def _pdf(caller: TestClient, case_id: str, lang: str = "both") -> bytes:
    answer = caller.get(f"/api/v1/cases/{case_id}/report.pdf", params={"lang": lang})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    return answer.content


def _text(pdf: bytes) -> str:
    """Return the text of all pages without any white space: lines break where they like."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def _has(text: str, words: str) -> bool:
    return re.sub(r"\s", "", words) in text


def _issued(database: Database, case_id: str) -> list[IssuedDocument]:
    with database.session(read_only=True) as session:
        mine = select(IssuedDocument).where(IssuedDocument.kind == CASE_REPORT, IssuedDocument.subject_id == case_id)
        return list(session.scalars(mine.order_by(IssuedDocument.id)).all())


@pytest.fixture
def case_id(database: Database, hospital: Hospital, settings: Settings, tmp_path: Path) -> str:
    """A case in consultation whose recording shows an outer race defect."""
    return admit_examined(database, hospital, settings, tmp_path)


@ONE_ENGINE
def test_an_unsigned_case_is_an_automatic_first_opinion_in_every_place(login: Login, case_id: str) -> None:
    worker = login(Role.FACTORY_USER)

    report, pages = _report(worker, case_id), PdfReader(io.BytesIO(_pdf(worker, case_id))).pages

    assert (report["status"], report["version"], report["signatures"]) == ("preliminary", 0, [])
    assert report["status_text"] == {"en": "Automatic first opinion, not signed", "zh": "自动初诊意见，未签发"}
    assert all("未签发" in page.extract_text() for page in pages)
    assert _has(_text(_pdf(worker, case_id, "en")), "Nobody has signed this report.")


@ONE_ENGINE
def test_every_section_stands_in_both_languages_with_the_numbers_of_the_json(
    login: Login, case_id: str, database: Database
) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    with database.session() as session:
        session.execute(update(Doctor).values(category=3))
    sign(doctor, case_id, urgency=2)
    prescribe(doctor, case_id, {"what": {"zh": "更换轴承", "en": "Replace the bearing"}, "due_on": FAR})

    report, text = _report(worker, case_id), _text(_pdf(worker, case_id))

    for words in (
        "设备诊断报告", "Machine diagnosis report", "结论", "Summary", "现在怎么做", "What to do now", "已排除的问题",
        "What was ruled out", "检出问题与证据", "Findings and evidence", "测量值与限值", "Measured values and limits",
        "处方", "Prescription", "下次如何自己发现", "How you can notice this yourselves next time", "本次检查的局限",
        "Limits of this examination", "方法与依据", "Method and sources", "签发", "Signatures", "报告真伪核验",
    ):  # fmt: skip
        assert _has(text, words), words
    (finding,) = report["findings"]
    assert _has(text, f"{100 * finding['probability']:.0f} %")
    assert _has(text, f"{100 * finding['false_alarm_probability']:.2g} %")
    for evidence in finding["evidence"]:
        assert _has(text, evidence["zh"])
        assert _has(text, evidence["en"])
    velocity = report["measurements"][0]
    assert _has(text, f"{velocity['value']:.3g} mm/s")
    assert [limit for limit in velocity["limits"] if not _has(text, f"{limit:g}")] == []
    assert velocity["zone"] == "A"
    assert _has(text, velocity["source"]["zh"])
    assert _has(text, velocity["source"]["en"])
    assert _has(text, report["prescription"][0]["what"]["en"])
    assert _has(text, report["signatures"][0]["sha256"])


@ONE_ENGINE
def test_what_was_ruled_out_stands_on_page_one(login: Login, case_id: str) -> None:
    worker = login(Role.FACTORY_USER)

    ruled_out = _report(worker, case_id)["ruled_out"]
    first = PdfReader(io.BytesIO(_pdf(worker, case_id))).pages[0].extract_text()

    assert len(ruled_out) >= 3
    assert {each["name"]["zh"] for each in ruled_out if each["name"]["zh"] not in first} == set()


@ONE_ENGINE
def test_one_language_holds_nothing_of_ours_in_the_other(login: Login, case_id: str, database: Database) -> None:
    worker = login(Role.FACTORY_USER)
    with database.session() as session:
        session.get_one(Case, case_id).complaint = "It hums"
        plain = {"name_zh": "风机", "name_en": "Fan", "location": "1", "nameplate": {}}
        session.execute(update(Equipment).values(plain))

    chinese, english = _text(_pdf(worker, case_id, "zh")), _text(_pdf(worker, case_id, "en"))

    assert re.findall(r"[\u4e00-\u9fff]+", english) == []
    assert not _has(chinese, "Findings and evidence")
    assert _has(chinese, "检出问题与证据")


def test_a_signed_case_is_final_and_names_who_signed(login: Login, case_id: str) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    signed = sign(doctor, case_id, urgency=3)

    report = _report(worker, case_id)

    assert (report["status"], report["version"]) == ("final", 1)
    (signature,) = report["signatures"]
    assert (signature["name"], signature["category"]) == ({"en": "Chen", "zh": "陈"}, 3)
    assert signature["sha256"] == signed["sha256"]
    assert report["summary"] == {"en": None, "zh": "驱动端轴承外圈损伤。"}
    assert [(each["judgement"], each["severity"]) for each in report["findings"]] == [("confirmed", "moderate")]
    assert report["condition"]["light"] == "urgency_3"
    assert _has(_text(_pdf(worker, case_id)), "正式报告（已签发）")


@ONE_ENGINE
def test_a_rejected_finding_counts_as_ruled_out_by_the_signer(login: Login, case_id: str) -> None:
    refuted = {"judgement": "refuted", "examination_finding": 0, "fault": "bearing.outer_race", "component": "DE"}
    sign(login(Role.DOCTOR), case_id, findings=[refuted | {"note": {"zh": "旁边皮带的影响"}}], urgency=5)

    report = _report(login(Role.FACTORY_USER), case_id)

    assert (report["condition"]["verdict"], report["findings"]) == ("refuted", [])
    first = report["ruled_out"][0]
    assert (first["by"], first["fault"], first["text"]["zh"]) == ("signer", "bearing.outer_race", "旁边皮带的影响")


def test_an_amendment_gives_its_reason_and_the_report_before_it(login: Login, case_id: str, database: Database) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    sign(doctor, case_id, urgency=3)
    before = _pdf(worker, case_id)
    version = draft(doctor, case_id, urgency=4)
    amended = doctor.post(
        f"/api/v1/cases/{case_id}/diagnoses/amendments", json={"draft_version": version, "reason": "停机窗口改期"}
    )
    assert amended.status_code == 201, amended.text

    report, text = _report(worker, case_id), _text(_pdf(worker, case_id))

    assert (report["status"], report["version"]) == ("amended", 2)
    assert [(each["version"], each["replaces"], each["reason"]) for each in report["amendments"]] == [
        (2, 1, "停机窗口改期")
    ]
    first, second = _issued(database, case_id)
    assert first.code is not None
    assert _has(text, "-".join(re.findall("....", first.code)))
    assert _has(text, "停机窗口改期")
    assert first.sha256 == hashlib.sha256(before).hexdigest() != second.sha256


@ONE_ENGINE
def test_a_recording_that_cannot_be_judged_has_no_calm_light(
    login: Login, database: Database, hospital: Hospital, settings: Settings, tmp_path: Path
) -> None:
    clipped = admit_examined(database, hospital, settings, tmp_path, "clipped_motor")
    worker = login(Role.FACTORY_USER)

    report, text = _report(worker, clipped), _text(_pdf(worker, clipped))

    assert report["condition"]["verdict"] == "not_assessable"
    assert (report["condition"]["light"], report["condition"]["shape"]) == ("unknown", "question")
    assert "20 kHz" in " ".join(advice["en"] for advice in report["measuring_advice"])
    assert _has(text, "如何测量")
    assert _has(text, report["measuring_advice"][0]["zh"])
    assert report["ruled_out"] == []


@ONE_ENGINE
def test_a_healthy_machine_has_nothing_to_do_and_the_daily_look(
    login: Login, database: Database, hospital: Hospital, settings: Settings, tmp_path: Path
) -> None:
    healthy = admit_examined(database, hospital, settings, tmp_path, "healthy_motor")

    report = _report(login(Role.FACTORY_USER), healthy)

    assert (report["condition"]["verdict"], report["condition"]["light"]) == ("healthy", "urgency_5")
    assert report["actions"][0]["what"]["en"].startswith("Nothing to do")
    assert [each["fault"] for each in report["noticing"]] == [None]
    assert len(report["ruled_out"]) >= 3


@ONE_ENGINE
def test_a_case_without_a_recording_says_that_nothing_was_examined(
    login: Login, database: Database, hospital: Hospital
) -> None:
    case_id = admit(database, hospital)
    with database.session() as session:
        session.get_one(Case, case_id).recording_id = None
        session.get_one(Case, case_id).equipment_id = None
    worker = login(Role.FACTORY_USER)

    report = _report(worker, case_id)

    assert (report["condition"]["verdict"], report["examination"], report["machine"]) == ("not_examined", None, None)
    assert report["status_text"]["en"] == "Preliminary: nothing examined, nothing signed yet"
    assert _has(_text(_pdf(worker, case_id)), "尚未检查")


@ONE_ENGINE
def test_the_follow_up_shows_before_and_after_and_a_discharge_closes_the_light(
    login: Login, case_id: str, database: Database
) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    bring_to_follow_up(doctor, worker, case_id)
    comparison = {
        "schema": "comparison/1",
        "verdict": "better",
        "text": {"en": "Better than before.", "zh": "较治疗前好转。"},
        "reasons": [{"en": "The defect is gone.", "zh": "缺陷已消失。"}],
        "notes": [],
        "numbers": [
            {"channel": "1", "quantity": "velocity_rms_mm_s", "unit": "mm/s", "before": 4.0, "after": 1.0,
             "change_percent": -75.0}
        ],
        "findings": [],
    }  # fmt: skip
    with database.session() as session:
        case = session.get_one(Case, case_id)
        session.add(
            FollowUpMeasurement(
                id=new_id("fum"),
                factory_id=case.factory_id,
                case_id=case_id,
                follow_up_id=session.scalars(select(FollowUp.id).where(FollowUp.case_id == case_id)).one(),
                recording_id=case.recording_id,
                verdict="better",
                comparison=comparison,
                added_by="W",
                added_at=utc_now(),
                compared_at=utc_now(),
            )
        )
    before = _report(worker, case_id)
    answer = doctor.post(f"/api/v1/cases/{case_id}/discharge", json={"outcome": "repaired"})
    assert answer.status_code < 300, answer.text

    report, text = _report(worker, case_id), _text(_pdf(worker, case_id))

    assert before["follow_up"]["comparisons"][0]["numbers"][0]["change_percent"] == -75.0
    assert (report["condition"]["light"], report["condition"]["shape"], report["actions"]) == ("closed", "check", [])
    assert report["discharge"]["outcome"] == "repaired"
    for words in ("4 mm/s", "1 mm/s", "-75 %", "缺陷已消失。", "The defect is gone.", "已修复"):
        assert _has(text, words), words


@ONE_ENGINE
def test_a_recording_that_was_refused_is_said_to_be(login: Login, database: Database, hospital: Hospital) -> None:
    case_id = admit(database, hospital)
    refusal = {"code": "unreadable", "text": {"en": "The file ends early.", "zh": "文件不完整。"}}
    with database.session() as session:
        session.execute(delete(Assignment).where(Assignment.case_id == case_id))
        session.execute(delete(Examination).where(Examination.case_id == case_id))
        session.get_one(Case, case_id).opinion_problem = refusal

    report = _report(login(Role.FACTORY_USER), case_id)

    assert report["summary"] == refusal["text"]
    assert (report["condition"]["verdict"], report["status"]) == ("not_examined", "preliminary")


HOSTILE = (
    '#image("http://127.0.0.1:1")', '#read("/etc/passwd")', "$x^2$ *b* _i_ @ref <label> `raw` // c", "W" * 118,
    "电机" * 50, "😀𠀀\u202e\u200b", "\u0301" * 20,
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
@ONE_ENGINE
def test_hostile_words_stand_as_they_are(login: Login, case_id: str, database: Database, words: str) -> None:
    with database.session() as session:
        session.execute(update(Equipment).values(name_zh=words, name_en=words, location=words))
        session.get_one(Case, case_id).complaint = (words + " ") * 60

    text = _text(_pdf(login(Role.FACTORY_USER), case_id))

    shown = "□" if "😀" in words else re.sub(r"\s", "", words)
    assert shown in text or "\u0301" in words
    assert _has(text, "设备诊断报告")


@ONE_ENGINE
def test_five_thousand_characters_do_not_push_the_evidence_away(login: Login, case_id: str, database: Database) -> None:
    with database.session() as session:
        session.get_one(Case, case_id).complaint = "长" * 5000

    pages = PdfReader(io.BytesIO(_pdf(login(Role.FACTORY_USER), case_id))).pages

    assert len(pages) <= 4
    assert "检出问题与证据" in pages[1].extract_text()


@ONE_ENGINE
def test_the_file_opens_the_same_everywhere(login: Login, case_id: str) -> None:
    pdf = _pdf(login(Role.FACTORY_USER), case_id)
    reader = PdfReader(io.BytesIO(pdf))
    fonts = {}
    for page in reader.pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            fonts[str(font["/BaseFont"])] = inner["/FontDescriptor"].get_object()

    assert any("Bold" in name for name in fonts)
    assert all("/FontFile3" in found or "/FontFile2" in found for found in fonts.values())
    assert all(page.mediabox.width == pytest.approx(595.28, abs=0.1) for page in reader.pages)
    assert 2 <= len(reader.pages) <= 4
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("设备诊断报告 Machine diagnosis report")
    catalogue = reader.trailer["/Root"]
    assert str(catalogue["/Lang"]).startswith("zh")
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    xmp = catalogue["/Metadata"].get_object().get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp.replace(" ", "")
    assert "pdfuaid:part" in xmp
    assert f"1 / {len(reader.pages)}" in reader.pages[0].extract_text()


@ONE_ENGINE
def test_the_pages_carry_the_light_the_picture_and_a_code_that_scans(
    login: Login, case_id: str, settings: Settings, database: Database
) -> None:
    worker = login(Role.FACTORY_USER)
    report = ReportRead.model_validate(_report(worker, case_id))
    url = f"http://testserver/verify/{'A' * 16}"
    issue = Issue(code="AAAA-AAAA-AAAA-AAAA", url=url, issued_at=utc_now(), key_id="0" * 16, replaces=None)
    drawn = _plot(settings, database, case_id)

    pages = [Image.open(io.BytesIO(page)).convert("RGB") for page in _pages(report, issue, {0: drawn})]
    without = [Image.open(io.BytesIO(page)).convert("RGB") for page in _pages(report, issue, {})]

    assert {code.text for code in zxingcpp.read_barcodes(pages[0])} == {url}
    light = tuple(int(report.condition.colour[place : place + 2], 16) for place in (1, 3, 5))
    assert _share(pages[0], light) > 0.001
    found_red = (0xB3, 0x26, 0x1E)
    assert _share(pages[1], found_red) > 2 * _share(without[1], found_red)
    for page in pages:
        assert 0.5 < _share(page, (255, 255, 255)) < 0.99


def _pages(report: ReportRead, issue: Issue, pictures: dict[int, Any]) -> list[bytes]:
    return render_pages("case_report", paper_data(report, "both", issue, pictures), "zh", ppi=130)


def _plot(settings: Settings, database: Database, case_id: str) -> Any:
    with database.session(read_only=True) as session:
        of_case = select(Examination.id).where(Examination.case_id == case_id)
        sha256 = session.scalar(
            select(ExaminationFigure.plot_sha256).where(ExaminationFigure.examination_id.in_(of_case))
        )
    return json.loads(storage_of(settings).fetch(str(sha256)).read_bytes())


def _share(page: Image.Image, colour: tuple[int, ...]) -> float:
    wanted = sum(count for count, found in page.getcolors(1 << 24) or () if found == colour)
    return wanted / (page.width * page.height)


@ONE_ENGINE
def test_a_figure_of_an_older_examination_is_shown_as_its_png(login: Login, case_id: str, database: Database) -> None:
    worker = login(Role.FACTORY_USER)
    with database.session() as session:
        session.execute(update(ExaminationFigure).values(plot_sha256=None))

    pdf = PdfReader(io.BytesIO(_pdf(worker, case_id)))

    (picture,) = pdf.pages[1].images
    assert picture.image is not None
    assert picture.image.width / (150 / 25.4) > 200  # dots an inch at the width it is set at


def test_the_same_content_is_the_same_file_and_is_quick(login: Login, case_id: str, database: Database) -> None:
    worker, engineer = login(Role.FACTORY_USER), login(Role.ENGINEER)
    begun = time.monotonic()
    first = _pdf(worker, case_id)
    seconds = time.monotonic() - begun

    again, other = _pdf(engineer, case_id), _pdf(worker, case_id, "en")

    assert again == first
    assert other != first
    assert len(_issued(database, case_id)) == 2
    assert len(first) < 1 << 20
    assert seconds < 10 * FILE_SECONDS  # on a busy machine; benchmarks measure


def test_everyone_who_may_read_the_case_reads_the_same(login: Login, hospital: Hospital) -> None:
    case_id = hospital.own.case_id
    roles = (Role.FACTORY_USER, Role.FACTORY_ADMIN, Role.ENGINEER, Role.DOCTOR, Role.COORDINATOR, Role.ADMIN)
    of_all = [_report(login(role), case_id) for role in roles]

    by_link = _report(login(Role.REPORTER, by_link=True), case_id)

    assert all(report == by_link for report in of_all)
    assert _pdf(login(Role.REPORTER, by_link=True), case_id) == _pdf(login(Role.ADMIN), case_id)


@pytest.mark.parametrize("path", ["report", "report.pdf"])
def test_another_factorys_case_has_no_report(login: Login, hospital: Hospital, path: str) -> None:
    for caller in (login(Role.FACTORY_ADMIN), login(Role.DOCTOR), login(Role.REPORTER, by_link=True)):
        answer = caller.get(f"/api/v1/cases/{hospital.foreign.case_id}/{path}")
        assert (answer.status_code, "FOREIGN" in answer.text) == (404, False)


def test_anyone_can_check_a_report_by_its_code_or_file(
    login: Login, case_id: str, client: TestClient, database: Database
) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    sign(doctor, case_id, urgency=3)
    pdf = _pdf(worker, case_id)
    (issued,) = _issued(database, case_id)
    code = str(issued.code)

    told = client.get(f"/api/v1/verify/{code}").json()
    grouped = client.get(f"/api/v1/verify/{'-'.join(re.findall('....', code)).lower()}").json()
    by_file = client.get(f"/api/v1/verify/{issued.sha256}").json()

    assert told == grouped == by_file
    assert (told["kind"], told["signature"], told["sha256"]) == ("case_report", "valid", issued.sha256)
    report = told["report"]
    assert (report["status"], report["version"], report["newest"]) == ("final", 1, "current")
    assert report["machine"]["en"] == "Fan OWN-CANARY"
    assert set(report) == {
        "case_number", "factory", "machine", "language", "status", "status_text", "version", "newest", "newest_version"
    }  # fmt: skip
    assert _has(_text(pdf), "-".join(re.findall("....", code)))
    assert client.get(f"/api/v1/verify/{'B' * 16}").json()["code"] == "document_unknown"


def test_a_report_that_was_overtaken_says_so(
    login: Login, case_id: str, client: TestClient, database: Database
) -> None:
    doctor, worker = login(Role.DOCTOR), login(Role.FACTORY_USER)
    sign(doctor, case_id, urgency=3)
    _pdf(worker, case_id)
    (issued,) = _issued(database, case_id)

    def newest() -> str:
        return str(client.get(f"/api/v1/verify/{issued.code}").json()["report"]["newest"])

    at_first = newest()
    prescribe(doctor, case_id)
    then = newest()
    version = draft(doctor, case_id, urgency=4)
    body = {"draft_version": version, "reason": "r"}
    assert doctor.post(f"/api/v1/cases/{case_id}/diagnoses/amendments", json=body).status_code == 201

    assert (at_first, then, newest()) == ("current", "moved_on", "superseded")
    page = client.get(f"/verify/{issued.code}", params={"lang": "en"}).text
    assert "version 2 counts now" in page


@pytest.mark.parametrize(
    ("language", "same", "differs", "unknown"),
    [("en", "byte for byte", "is not the one", "did not issue this file"), ("zh", "逐字节一致", "不一致", "未签发过")],
)
@ONE_ENGINE
def test_the_page_compares_a_file_with_what_was_issued(
    login: Login,
    case_id: str,
    client: TestClient,
    database: Database,
    language: str,
    same: str,
    differs: str,
    unknown: str,
) -> None:
    pdf = _pdf(login(Role.FACTORY_USER), case_id)
    (issued,) = _issued(database, case_id)

    def hand_in(content: bytes, path: str) -> str:
        files = {"file": ("report.pdf", content, "application/pdf")}
        return str(client.post(path, files=files, data={"lang": language}).text)

    changed = pdf.replace(b"%PDF-1.7", b"%PDF-1.6")
    assert changed != pdf
    assert same in hand_in(pdf, f"/verify/{issued.code}")
    assert same in hand_in(pdf, "/verify")
    tampered = hand_in(changed, f"/verify/{issued.code}")
    assert (differs in tampered, same in tampered) == (True, False)
    assert unknown in hand_in(changed, "/verify")
    assert client.get("/verify", params={"code": str(issued.code), "lang": language}).status_code == 200
    assert 'type="file"' in client.get("/verify", params={"lang": language}).text


@ONE_ENGINE
def test_a_wrong_code_is_shown_as_text_only(client: TestClient) -> None:
    page = client.get("/verify/<script>alert(1)</script>", params={"lang": "en"})

    assert page.status_code == 404
    assert "<script" not in page.text


@ONE_ENGINE
def test_an_issued_report_is_never_changed(login: Login, case_id: str, database: Database) -> None:
    _pdf(login(Role.FACTORY_USER), case_id)

    with pytest.raises(DatabaseError), database.session() as session:
        session.execute(update(IssuedDocument).where(IssuedDocument.subject_id == case_id).values(details={}))


def test_every_fault_can_be_noticed_in_some_way() -> None:
    assert set(NOTICES) == {*FAULTS, DAILY}
    for code, notice in NOTICES.items():
        senses = [sign.sense for sign in notice.signs]
        assert len(senses) >= 3, code
        assert "check" in senses, code


@ONE_ENGINE
def test_the_document_of_the_seeded_hospital_is_what_the_report_shows(login: Login, hospital: Hospital) -> None:
    report = _report(login(Role.FACTORY_USER), hospital.own.case_id)

    assert report["summary"] == {"en": "Words OWN-CANARY", "zh": "文字 OWN-CANARY"}
    assert report["condition"]["verdict"] == DOCUMENT["verdict"]
    assert report["case"]["complaint"] == "It hums OWN-CANARY"


@ONE_ENGINE
def test_the_phone_page_of_the_link_shows_the_same_and_gives_the_file(
    login: Login, hospital: Hospital, client: TestClient, database: Database
) -> None:
    worker = login(Role.FACTORY_USER)
    report = _report(worker, hospital.own.case_id)

    address = "/f/" + hospital.own.link_token.removeprefix(LINK_PREFIX)
    page = client.get(address, params={"lang": "zh"})
    answer = client.get(f"{address}/report.pdf")

    for words in (report["status_text"], *(each["text"] for each in report["noticing"][0]["signs"]), *report["limits"]):
        assert words["zh"] in page.text, words
    assert len(page.content) < 60 * 1024
    assert answer.content == _pdf(worker, hospital.own.case_id)
    assert client.get(f"/f/{'x' * 26}/report.pdf").status_code == 404
