"""What people typed and did not send."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from clinic_api.drafts.service import MOST_DRAFTS
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import BOTH_ENGINES
from tests.clinic_api.routes import code_of

pytestmark = BOTH_ENGINES


def test_a_draft_is_kept_for_its_writer_until_it_is_sent(login: Login) -> None:
    doctor, engineer = login(Role.DOCTOR), login(Role.ENGINEER)
    typed = {"text": "请拍铭牌", "due": None, "points": ["DE", "NDE"]}

    written = doctor.put("/api/v1/me/drafts/question:case_1", json={"values": typed})

    assert written.status_code == 200, written.text
    assert doctor.get("/api/v1/me/drafts/question:case_1").json()["values"] == typed
    assert code_of(engineer.get("/api/v1/me/drafts/question:case_1")) == "not_found"
    assert doctor.delete("/api/v1/me/drafts/question:case_1").status_code == 204
    assert doctor.get("/api/v1/me/drafts/question:case_1").status_code == 404
    assert doctor.delete("/api/v1/me/drafts/question:case_1").status_code == 204


def test_two_tabs_that_write_at_once_leave_one_whole_draft(login: Login) -> None:
    doctor = login(Role.DOCTOR)
    typed = [{"text": str(number) * 50} for number in range(8)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda values: doctor.put("/api/v1/me/drafts/d", json={"values": values}), typed))

    assert {answer.status_code for answer in answers} == {200}
    assert doctor.get("/api/v1/me/drafts/d").json()["values"] in typed


def test_of_too_many_drafts_the_ones_left_alone_longest_go(login: Login) -> None:
    doctor, engineer = login(Role.DOCTOR), login(Role.ENGINEER)
    engineer.put("/api/v1/me/drafts/other", json={"values": {}})

    for number in range(MOST_DRAFTS + 1):
        doctor.put(f"/api/v1/me/drafts/d{number}", json={"values": {"n": number}})

    assert doctor.get("/api/v1/me/drafts/d0").status_code == 404
    assert doctor.get("/api/v1/me/drafts/d1").json()["values"] == {"n": 1}
    assert engineer.get("/api/v1/me/drafts/other").status_code == 200


def test_a_draft_that_is_too_large_or_oddly_named_is_refused(login: Login) -> None:
    doctor = login(Role.DOCTOR)

    large = doctor.put("/api/v1/me/drafts/d", json={"values": {"text": "长" * 30_000}})
    odd = doctor.put("/api/v1/me/drafts/a b", json={"values": {}})

    assert (large.status_code, code_of(large)) == (422, "draft_too_large")
    assert odd.status_code == 422
