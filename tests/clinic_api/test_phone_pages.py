"""The phone's pages over HTTP, as a browser without scripts uses them: in both languages, with nothing typed lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from clinic_api.attachments.models import Attachment
from clinic_api.cases.models import Case
from clinic_api.cases.talk_models import CaseComment
from clinic_api.database import Database
from clinic_api.intake.complaint import TILES
from clinic_api.intake.models import Ticket
from clinic_api.kit.principal import Role
from clinic_api.labels.authentication import LABEL_PREFIX, LINK_PREFIX
from clinic_api.settings import Settings
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital
from tests.clinic_api.rows import put_in_state, wav_of_damaged_outer_race

pytestmark = ONE_ENGINE  # the services behind the pages are tested on both
WAV = wav_of_damaged_outer_race(seconds=1.0)
JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 200
PAGE_BYTES = 60 * 1024
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def label(hospital: Hospital) -> str:
    return "/l/" + hospital.own.label_token.removeprefix(LABEL_PREFIX)


@pytest.fixture
def link(hospital: Hospital) -> str:
    return "/f/" + hospital.own.link_token.removeprefix(LINK_PREFIX)


def _count(database: Database, model: type[Any]) -> int:
    with database.session(read_only=True) as session:
        return session.execute(select(func.count()).select_from(model)).scalar_one()


def _key_of(page: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page)
    assert found
    return found.group(1)


def test_a_label_shows_its_machine_before_anything_is_asked(client: TestClient, label: str, hospital: Hospital) -> None:
    chinese, english = (client.get(label, params={"lang": lang}) for lang in ("zh", "en"))

    assert f"风机 {hospital.own.canary}" in chinese.text
    assert f"Fan {hospital.own.canary}" in english.text
    for name in TILES.values():
        assert name.zh in chinese.text
        assert name.en in english.text
    assert hospital.foreign.canary not in chinese.text


def test_the_page_is_in_the_language_of_the_phone(client: TestClient, label: str) -> None:
    pages = {
        wanted: client.get(label, headers={"Accept-Language": wanted}).text for wanted in ("zh-CN,zh;q=0.9", "en-GB")
    }

    assert '<html lang="zh">' in pages["zh-CN,zh;q=0.9"]
    assert '<html lang="en">' in pages["en-GB"]


def test_a_report_without_scripts_is_a_case_with_its_photo_and_its_recording(
    client: TestClient, label: str, database: Database, login: Login
) -> None:
    before = _count(database, Case)
    key = _key_of(client.get(label).text)
    sent = client.post(
        label,
        params={"lang": "en"},
        data={"tiles": ["noise", "heat"], "running": "yes", "key": key},
        files=[
            ("photo", ("fan.jpg", JPEG, "image/jpeg")),
            ("recording", ("fan.wav", WAV, "application/octet-stream")),
        ],
    )
    followed = client.get(sent.headers["location"])

    assert sent.status_code == 303
    assert "left_out" not in sent.headers["location"]
    assert "your report was sent" in followed.text
    assert "Unusual noise" in followed.text
    assert "fan.jpg" in followed.text
    assert _count(database, Case) == before + 1
    newest = login(Role.ENGINEER).get("/api/v1/cases").json()["items"][0]
    assert newest["recording"]["filename"] == "fan.wav"


def test_a_report_sent_twice_from_one_page_is_one_case(client: TestClient, label: str, database: Database) -> None:
    before = _count(database, Ticket)
    form: dict[str, Any] = {"tiles": ["leak"], "key": _key_of(client.get(label).text)}
    files = [("recording", ("fan.wav", WAV, "application/octet-stream"))]
    answers = [client.post(label, data=form, files=files) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert _count(database, Ticket) == before + 1


def test_another_report_from_the_same_page_is_asked_about_and_then_taken(
    client: TestClient, label: str, database: Database
) -> None:
    before = _count(database, Ticket)
    key = _key_of(client.get(label).text)
    client.post(label, data={"tiles": ["leak"], "key": key})
    asked = client.post(label, params={"lang": "en"}, data={"tiles": ["smell"], "key": key})
    again = client.post(label, data={"tiles": ["smell"], "key": _key_of(asked.text)})

    assert "was sent from this page already" in asked.text
    assert again.status_code == 303
    assert _count(database, Ticket) == before + 2


@pytest.mark.parametrize(("lang", "said"), [("en", "Touch at least one of the tiles"), ("zh", "请至少点选一项")])
def test_a_report_without_a_tile_is_shown_again_with_all_that_was_typed(
    client: TestClient, label: str, lang: str, said: str, database: Database
) -> None:
    before = _count(database, Ticket)
    typed = {"words": "轴承咯吱 <咯吱>", "contact": "王 138", "running": "no", "since": "days", "danger": "yes"}
    refused = client.post(label, params={"lang": lang}, data=typed)

    assert refused.status_code == 422
    assert said in refused.text
    assert 'href="#tiles"' in refused.text
    assert "轴承咯吱 &lt;咯吱&gt;" in refused.text
    assert 'value="王 138"' in refused.text
    for choice in ('value="no" checked', 'value="days" checked', 'name="danger" value="yes" checked'):
        assert choice in refused.text
    assert _count(database, Ticket) == before


def test_what_is_no_picture_is_left_out_and_the_report_arrives_all_the_same(client: TestClient, label: str) -> None:
    files = [("photo", ("fan.svg", b"<svg/>", "image/svg+xml")), ("recording", ("x.bin", b"\x01nothing", "x/y"))]
    sent = client.post(label, params={"lang": "en"}, data={"tiles": ["noise"]}, files=files)
    followed = client.get(sent.headers["location"]).text

    assert sent.status_code == 303
    assert "A photo could not be taken" in followed
    assert "A recording could not be taken" in followed


def test_too_many_reports_are_refused_with_what_was_typed(client: TestClient, label: str, settings: Settings) -> None:
    for _ in range(settings.tickets_per_hour_label):
        refused = client.post(label, params={"lang": "zh"}, data={"tiles": ["noise"], "words": "又响了"})

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "请致电医院" in refused.text
    assert "又响了" in refused.text


@pytest.mark.parametrize("page", ["/l/", "/f/", "/q/"])
@pytest.mark.parametrize(("lang", "heading"), [("en", "Not found"), ("zh", "未找到")])
def test_an_unknown_key_is_explained_in_words(client: TestClient, page: str, lang: str, heading: str) -> None:
    for token in ("a" * 26, "nonsense"):
        answer = client.get(page + token, params={"lang": lang})

        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert heading in answer.text
        assert token not in answer.text


def test_a_revoked_label_opens_nothing(client: TestClient, label: str, login: Login, hospital: Hospital) -> None:
    login(Role.FACTORY_ADMIN).delete(f"/api/v1/equipment/{hospital.own.equipment_id}/label")

    assert client.get(label).status_code == 404
    assert client.post(label, data={"tiles": ["noise"]}).status_code == 404


def test_the_letters_under_the_code_lead_to_the_machine(
    client: TestClient, label: str, login: Login, hospital: Hospital
) -> None:
    made = login(Role.FACTORY_ADMIN).post(f"/api/v1/equipment/{hospital.own.equipment_id}/label").json()
    found = client.post("/l", params={"lang": "en"}, data={"code": made["short_code"].lower()})
    wrong = client.post("/l", params={"lang": "en"}, data={"code": "AAAAA-AAAAA"})

    assert found.headers["location"] == f"{label}?lang=en"
    assert wrong.status_code == 404
    assert 'value="AAAAA-AAAAA"' in wrong.text


def test_a_link_says_as_the_report_what_to_do_who_has_it_and_until_when(
    client: TestClient, link: str, login: Login, hospital: Hospital, database: Database
) -> None:
    with database.session() as session:
        session.get_one(Case, hospital.own.case_id).urgency = 1  # the diagnosis of urgency 3 came after it
    page = client.get(link, params={"lang": "zh"}).text
    report = login(Role.FACTORY_ADMIN).get(f"/api/v1/cases/{hospital.own.case_id}/report").json()

    assert "本周处理" in page
    assert report["condition"]["sentence"]["zh"] == "未发现故障，报修的情况仍须在七天内查看。"
    assert report["condition"]["sentence"]["zh"] in page
    assert "陈" in page
    assert "医生接诊" in page


def _ask(login: Login, hospital: Hospital, *questions: str) -> None:
    doctor, case_id = login(Role.DOCTOR), hospital.own.case_id
    assert doctor.post(f"/api/v1/cases/{case_id}/begin-consultation").status_code == 200
    assert doctor.post(f"/api/v1/cases/{case_id}/questions", json={"questions": list(questions)}).status_code == 200


def test_the_clock_stands_still_until_the_worker_answers_from_the_link(
    client: TestClient, link: str, login: Login, hospital: Hospital, database: Database
) -> None:
    _ask(login, hospital, "请拍摄铭牌。", "何时开始？")
    waiting = client.get(link, params={"lang": "zh"}).text
    names = re.findall(r'name="answer_(qst_\w+)"', waiting)
    first = client.post(link, data={f"answer_{names[1]}": "昨天夜班"})
    half = client.get("/api/v1/intake/case", headers={"Authorization": f"Bearer {hospital.own.link_token}"}).json()
    before = _count(database, Attachment)
    last = client.post(link, params={"lang": "zh"}, files=[(f"photo_{names[0]}", ("plate.jpg", JPEG, "image/jpeg"))])
    answered = client.get(last.headers["location"]).text
    case = login(Role.DOCTOR).get(f"/api/v1/cases/{hospital.own.case_id}").json()

    assert "计时暂停" in waiting
    assert (first.status_code, half["state"]) == (303, "needs_information")
    assert half["paused"]["zh"].startswith("计时暂停")
    assert "谢谢，您的回复已送达" in answered
    assert "计时暂停" not in answered
    assert case["state"] == "in_consultation"
    assert all(clock["stopped_at"] is None for clock in case["clocks"])
    assert _count(database, Attachment) == before + 1


def test_a_question_answered_before_is_said_to_be(
    client: TestClient, link: str, login: Login, hospital: Hospital
) -> None:
    _ask(login, hospital, "Since when?")
    name = re.findall(r'name="(answer_qst_\w+)"', client.get(link).text)[0]
    answers = [client.post(link, params={"lang": "en"}, data={name: "Yesterday"}) for _ in range(2)]

    assert "answered before" not in client.get(answers[0].headers["location"]).text
    assert "have been answered already" in client.get(answers[1].headers["location"]).text


def test_an_empty_answer_is_shown_again(client: TestClient, link: str, login: Login, hospital: Hospital) -> None:
    _ask(login, hospital, "Since when?")
    refused = client.post(link, params={"lang": "en"}, data={"more": ""})

    assert refused.status_code == 422
    assert "Write an answer, or add a photo or a recording" in refused.text


def test_what_the_reporter_adds_reaches_the_case_once(client: TestClient, link: str, database: Database) -> None:
    before = _count(database, CaseComment)
    form = {"more": "夜班更响", "key": "page-0001"}
    answers = [client.post(link, data=form) for _ in range(2)]

    assert {answer.status_code for answer in answers} == {303}
    assert _count(database, CaseComment) == before + 1


def test_a_recording_that_was_asked_for_is_sent_by_the_link_once_and_is_an_answer(
    client: TestClient, link: str, login: Login, hospital: Hospital
) -> None:
    _ask(login, hospital, "请补测轴承。")
    name = re.findall(r'name="(recording_qst_\w+)"', client.get(link).text)[0]
    files = [(name, ("bearing.wav", WAV, "audio/wav"))]
    answers = [client.post(link, params={"lang": "zh"}, files=files) for _ in range(2)]
    doctor = login(Role.DOCTOR)
    recordings = doctor.get(f"/api/v1/cases/{hospital.own.case_id}/recordings").json()["items"]
    questions = doctor.get(f"/api/v1/cases/{hospital.own.case_id}/questions").json()["items"]

    assert {answer.status_code for answer in answers} == {303}
    assert "谢谢，您的回复已送达" in client.get(answers[0].headers["location"]).text
    assert "left_out" not in answers[0].headers["location"]
    assert [item["filename"] for item in recordings].count("bearing.wav") == 1
    assert [each["answer"] for each in questions if each["question"] == "请补测轴承。"] == ["见测量记录。"]


def test_what_is_no_recording_is_left_out_and_said_and_a_treated_case_takes_none(
    client: TestClient, link: str, hospital: Hospital, database: Database
) -> None:
    form = {"more": "再测了一次", "key": "page-0002"}
    no_recording = client.post(link, data=form, files=[("more_recording", ("notes.wav", b"words" * 50, "audio/wav"))])
    offered = 'name="more_recording"' in client.get(link).text
    with database.session() as session:
        put_in_state(session, hospital.own.case_id, "in_treatment")
    late = [("more_recording", ("late.wav", WAV, "audio/wav"))]
    too_late = client.post(link, data=form | {"key": "page-0003"}, files=late)

    assert (no_recording.status_code, "left_out=recording" in no_recording.headers["location"]) == (303, True)
    assert offered
    assert 'name="more_recording"' not in client.get(link).text
    assert "left_out=recording" in too_late.headers["location"]


def test_the_news_of_a_case_are_sent_only_when_there_are_any(
    client: TestClient, link: str, login: Login, hospital: Hospital
) -> None:
    first = client.get(f"{link}/now")
    tag = {"If-None-Match": first.headers["ETag"]}
    same = client.get(f"{link}/now", headers=tag)
    _ask(login, hospital, "Since when?")
    news = client.get(f"{link}/now", headers=tag)

    assert (first.status_code, same.status_code, news.status_code) == (200, 304, 200)
    assert same.content == b""
    assert "Since when?" in news.text


def test_diagnosis_and_prescription_are_read_on_the_link(client: TestClient, link: str, hospital: Hospital) -> None:
    chinese, english = (client.get(link, params={"lang": lang}).text for lang in ("zh", "en"))

    assert f"文字 {hospital.own.canary}" in chinese
    assert f"Words {hospital.own.canary}" in english
    assert "处方" in chinese
    assert "Person" in english
    assert hospital.foreign.canary not in chinese + english


def test_the_link_has_the_content_of_the_report_and_its_pdf(client: TestClient, link: str) -> None:
    chinese, english = (client.get(link, params={"lang": lang}).text for lang in ("zh", "en"))
    pdf = client.get(f"{link}/report.pdf")

    assert "下次如何自己发现" in chinese
    assert "How you can notice this yourselves next time" in english
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert client.get("/f/unknown/report.pdf").status_code == 404


def test_the_beginning_of_a_recording_is_drawn_for_the_holder_of_its_link_alone(client: TestClient, label: str) -> None:
    form = {"tiles": ["noise"], "key": _key_of(client.get(label).text)}
    files = [("recording", ("fan.wav", WAV, "application/octet-stream"))]
    address = client.post(label, data=form, files=files).headers["location"].partition("?")[0]
    bare = {"tiles": ["noise"], "key": _key_of(client.get(label).text)}
    without = client.post(label, data=bare).headers["location"].partition("?")[0]

    picture = client.get(f"{address}/recording.svg")

    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/svg+xml")
    assert picture.text.count("<polygon") == 1
    assert ">1 s</text>" in picture.text
    for none in (without, f"/f/{'x' * 26}"):
        assert client.get(f"{none}/recording.svg").status_code == 404


def test_a_hazard_is_reported_by_label_and_its_answer_read_by_number(
    client: TestClient, label: str, login: Login
) -> None:
    page = client.get(f"{label}/hazard", params={"lang": "zh"}).text
    form = {"what": "护罩松动", "place": "2号车间", "key": _key_of(page)}
    sent = [client.post(f"{label}/hazard", params={"lang": "zh"}, data=form) for _ in range(2)]
    shown = client.get(sent[0].headers["location"]).text
    hazard = login(Role.FACTORY_ADMIN).get("/api/v1/hazards").json()["items"][0]
    login(Role.FACTORY_ADMIN).post(
        f"/api/v1/hazards/{hazard['id']}/close", json={"outcome": "removed", "feedback": "护罩已紧固"}
    )
    answered = client.get(f"{label}/hazard", params={"number": hazard["number"], "lang": "zh"}).text

    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert "隐患已上报" in shown
    assert hazard["number"] in shown
    assert "暂无答复" in shown
    assert "护罩已紧固" in answered


def test_a_hazard_takes_photos_and_one_alone_is_enough(client: TestClient, label: str, login: Login) -> None:
    key = _key_of(client.get(f"{label}/hazard").text)
    form = {"what": "", "place": "2号车间", "key": key}
    photo = ("guard.jpg", JPEG, "image/jpeg")

    sent = [client.post(f"{label}/hazard", params={"lang": "zh"}, data=form, files={"photo": photo}) for _ in range(2)]
    bad = client.post(
        f"{label}/hazard",
        params={"lang": "zh"},
        data={"what": "漏油", "place": "2号车间", "key": "another-key"},
        files={"photo": ("guard.png", b"no picture", "image/png")},
    )

    factory = login(Role.FACTORY_ADMIN)
    without, hazard = factory.get("/api/v1/hazards").json()["items"][:2]
    kept = factory.get("/api/v1/attachments", params={"subject": hazard["id"]}).json()["items"]
    assert sent[0].headers["location"] == sent[1].headers["location"]
    assert (hazard["what"], [file["filename"] for file in kept]) == ("见照片。", ["guard.jpg"])
    assert without["what"] == "漏油"
    assert "有照片未能接收" in client.get(bad.headers["location"]).text


def test_a_hazard_without_words_is_shown_again(client: TestClient, label: str) -> None:
    refused = client.post(f"{label}/hazard", params={"lang": "en"}, data={"place": "Hall 9", "contact": "Wang"})
    unknown = client.get(f"{label}/hazard", params={"number": "NOTTHERE22", "lang": "en"})

    assert refused.status_code == 422
    assert "Say what is dangerous." in refused.text
    assert 'value="Hall 9"' in refused.text
    assert 'value="Wang"' in refused.text
    assert unknown.status_code == 404
    assert 'value="NOTTHERE22"' in unknown.text


@pytest.fixture
def sheet(login: Login) -> str:
    made = login(Role.COORDINATOR).post("/api/v1/questionnaires/sheets", json={"name": "Autumn"}).json()
    return "/q/" + made["url"].rpartition("/")[2]


def test_a_questionnaire_is_saved_at_each_step_and_read_after_it_was_sent(
    client: TestClient, sheet: str, login: Login
) -> None:
    first = client.post(
        sheet, params={"step": 1, "lang": "zh"}, data={"industry": "metal", "employees": "48", "go": "next"}
    )
    back = client.get(sheet, params={"step": 1, "lang": "zh"}).text
    for step in (2, 3, 4):
        client.post(sheet, params={"step": step}, data={"go": "next"})
    sent = client.post(sheet, params={"step": 5}, data={"company": "利源", "anything_else": "谢谢", "go": "send"})
    thanks = client.get(sheet, params={"lang": "zh"}).text

    assert first.headers["location"].endswith("step=2")
    assert 'value="metal" checked' in back
    assert 'value="48"' in back
    assert sent.status_code == 303
    assert "问卷已提交" in thanks
    assert "金属件、机械" in thanks
    assert "48 人" in thanks


def test_wrong_answers_of_a_step_are_shown_again(client: TestClient, sheet: str) -> None:
    refused = client.post(
        sheet, params={"step": 1, "lang": "en"}, data={"employees": "many", "industry": "metal", "go": "next"}
    )

    assert refused.status_code == 422
    assert 'value="many"' in refused.text
    assert 'value="metal" checked' in refused.text
    assert "Give a number within the limits." in refused.text
    assert 'href="#employees"' in refused.text


def test_sending_with_a_required_answer_missing_leads_back_to_its_step(client: TestClient, sheet: str) -> None:
    refused = client.post(sheet, params={"step": 5, "lang": "en"}, data={"anything_else": "x", "go": "send"})

    assert refused.status_code == 422
    assert "Step 1 of 5" in refused.text
    assert 'href="#industry"' in refused.text


def test_a_draft_that_is_gone_begins_anew_and_a_closed_sheet_says_so(
    client: TestClient, sheet: str, login: Login
) -> None:
    client.cookies.set("ih_draft", "a" * 26, path=sheet)
    gone = client.get(sheet, params={"lang": "en"}).text
    coordinator = login(Role.COORDINATOR)
    newest = coordinator.get("/api/v1/questionnaires/sheets").json()["items"][0]
    coordinator.post(f"/api/v1/questionnaires/sheets/{newest['id']}/close")
    closed = client.get(sheet, params={"lang": "en"})

    assert "begins anew" in gone
    assert closed.status_code == 404
    assert "it is closed" in closed.text


def test_no_page_is_half_translated(client: TestClient, label: str, link: str, sheet: str) -> None:
    pages = [label, f"{label}/hazard", sheet, "/l"]
    for path in pages:
        text = client.get(path, params={"lang": "en"}).text
        for own in ("中文", "Fan", "Autumn"):
            text = text.replace(own, "")
        shown = re.sub(r'data-page="[^"]*"', "", text)
        assert not CHINESE.search(shown), path


def test_every_page_with_all_that_goes_with_it_is_small(client: TestClient, label: str, link: str, sheet: str) -> None:
    for path in (label, link, sheet, f"{label}/hazard", "/l"):
        page = client.get(path, params={"lang": "zh"})
        parts = re.findall(r'(?:src|href)="(/phone/[^"]+)"', page.text)
        whole = len(page.content) + sum(len(client.get(part).content) for part in set(parts))
        assert parts
        assert whole <= PAGE_BYTES, f"{path}: {whole}"


def test_pages_run_only_their_own_scripts_and_tell_nobody_their_address(client: TestClient, label: str) -> None:
    page = client.get(label)
    policy = page.headers["Content-Security-Policy"]

    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not re.search(r"<script(?![^>]*src=)|style=|\son\w+=", page.text)


def test_files_that_go_with_pages_are_kept_for_good_and_named_by_their_content(client: TestClient, label: str) -> None:
    style = re.findall(r'href="(/phone/phone-[0-9a-f]{10}\.css)"', client.get(label).text)[0]
    answer = client.get(style)

    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["ETag"].strip('"') in style
    assert client.get("/phone/phone-0000000000.css").status_code == 404


def test_the_service_worker_knows_every_file_of_the_pages(client: TestClient, label: str) -> None:
    worker = client.get("/phone/worker.js")

    assert worker.headers["Service-Worker-Allowed"] == "/"
    for part in re.findall(r'(?:src|href)="(/phone/[^"]+)"', client.get(label).text):
        assert part in worker.text


def test_keys_in_addresses_are_not_logged(app: FastAPI, label: str, caplog: pytest.LogCaptureFixture) -> None:
    app.state.database.dispose()
    token = label.removeprefix("/l/")
    with caplog.at_level("DEBUG"), TestClient(app, raise_server_exceptions=False) as client:
        app.state.settings = None  # whatever breaks inside
        assert client.get(label).status_code == 500

    own = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "internal_error" in own
    assert token not in own
