from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from clinic_api.accounts.invitations import digest_of
from clinic_api.accounts.models import Account, Invitation, LoginAttempt, LoginSession, PasswordReset
from clinic_api.database import Database, utc_now
from clinic_api.kit.principal import Role
from clinic_api.notifications.models import Mail
from tests.clinic_api.conftest import Login
from tests.clinic_api.hospital import PASSWORD, Hospital, email_of

NEW_PASSWORD = "battery horse correct"
GUEST = {"email": "li.na@example.org", "role": "factory_user", "name_en": "Li Na", "name_zh": "李娜", "language": "en"}


def _account_id(database: Database, role: Role, *, foreign: bool = False) -> str:
    with database.session(read_only=True) as session:
        email = email_of(role, foreign=foreign)
        return session.execute(select(Account.id).where(Account.email == email)).scalar_one()


def _mails(database: Database) -> list[Mail]:
    with database.session(read_only=True) as session:
        return list(session.execute(select(Mail).order_by(Mail.id)).scalars())


def _token_in(mail: Mail) -> str:
    return next(line for line in mail.body.splitlines() if "token=" in line).partition("token=")[2]


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def _can_log_in(client: TestClient, email: str, password: str) -> bool:
    return client.post("/api/v1/sessions", json={"email": email, "password": password}).status_code == 201


def test_an_invited_person_sets_the_password_and_has_the_account(
    login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    invitation = login(Role.FACTORY_ADMIN).post("/api/v1/invitations", json=GUEST)
    mail = _mails(database)[-1]
    accepted = client.post("/api/v1/invitations/accept", json={"token": _token_in(mail), "password": NEW_PASSWORD})

    assert invitation.status_code == 201, invitation.text
    assert invitation.json()["accept_url"] is None
    assert mail.to_address == GUEST["email"]
    assert "Dear Li Na," in mail.body
    assert accepted.status_code == 201, accepted.text
    assert (accepted.json()["role"], accepted.json()["factory_id"]) == ("factory_user", hospital.own.factory_id)
    assert _can_log_in(client, GUEST["email"], NEW_PASSWORD)


def test_a_hospital_without_mail_hands_the_address_over(login: Login, client: TestClient, hospital: Hospital) -> None:
    body = {**GUEST, "role": "doctor", "doctor_id": hospital.doctor_id}
    url = login(Role.ADMIN).post("/api/v1/invitations", json=body).json()["accept_url"]
    page = client.get(url)
    form = {"token": url.partition("token=")[2], "password": NEW_PASSWORD, "lang": "en"}
    done = client.post("/invitation", data=form, headers={"Origin": "http://testserver"})

    assert page.status_code == 200
    assert "<script" not in page.text
    assert "Your password is set" in done.text
    assert _can_log_in(client, GUEST["email"], NEW_PASSWORD)


def test_an_address_of_an_invitation_is_shown_once(login: Login, database: Database) -> None:
    caller = login(Role.ADMIN)
    body = {**GUEST, "role": "engineer"}
    answers = [
        caller.post("/api/v1/invitations", json=body, headers={"Idempotency-Key": "again"}).json() for _ in range(2)
    ]

    assert answers[0]["id"] == answers[1]["id"]
    assert answers[0]["accept_url"] is not None
    assert answers[1]["accept_url"] is None
    assert len(_mails(database)) == 1


@pytest.mark.parametrize("role", ["engineer", "coordinator", "admin", "funder", "doctor"])
def test_a_factorys_administrator_gives_the_factorys_roles_only(
    login: Login, hospital: Hospital, database: Database, role: str
) -> None:
    caller = login(Role.FACTORY_ADMIN)
    body = {**GUEST, "role": role, "doctor_id": hospital.doctor_id if role == "doctor" else None}
    invited = caller.post("/api/v1/invitations", json=body)
    me = _account_id(database, Role.FACTORY_ADMIN)
    raised = [
        caller.patch(f"/api/v1/accounts/{account_id}", json={"role": role, "doctor_id": body["doctor_id"]})
        for account_id in (me, hospital.own.account_id)
    ]

    assert [_code(answer) for answer in (invited, *raised)] == [(403, "role_not_yours")] * 3
    assert caller.get("/api/v1/me").json()["role"] == "factory_admin"


def test_a_factorys_administrator_stays_in_the_factory(login: Login, hospital: Hospital, database: Database) -> None:
    caller = login(Role.FACTORY_ADMIN)
    elsewhere = {"factory_id": hospital.foreign.factory_id}
    invited = caller.post("/api/v1/invitations", json={**GUEST, **elsewhere})
    moved = caller.patch(f"/api/v1/accounts/{hospital.own.account_id}", json=elsewhere)
    listed = caller.get("/api/v1/accounts").json()["items"]

    assert (invited.status_code, moved.status_code) == (404, 404)
    assert {item["factory_id"] for item in listed} == {hospital.own.factory_id}
    assert {item["role"] for item in listed} == {"factory_user", "factory_admin"}


def test_inviting_does_not_tell_who_has_an_account_elsewhere(
    login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    caller = login(Role.FACTORY_ADMIN)
    elsewhere = caller.post("/api/v1/invitations", json={**GUEST, "email": email_of(Role.FACTORY_USER, foreign=True)})
    own = caller.post("/api/v1/invitations", json={**GUEST, "email": email_of(Role.FACTORY_USER)})
    token = _token_in(_mails(database)[0])
    accepted = client.post("/api/v1/invitations/accept", json={"token": token, "password": NEW_PASSWORD})

    assert elsewhere.status_code == 201
    assert _code(own) == (409, "email_taken")
    assert _code(accepted) == (409, "email_taken")


@pytest.mark.parametrize("ending", ["used", "revoked", "expired", "inviter_disabled", "inviter_demoted"])
def test_an_invitation_that_is_over_answers_like_an_unknown_one(
    login: Login, client: TestClient, hospital: Hospital, database: Database, ending: str
) -> None:
    admin = login(Role.ADMIN)
    inviter = login(Role.FACTORY_ADMIN)
    invitation = inviter.post("/api/v1/invitations", json=GUEST).json()
    accept = {"token": _token_in(_mails(database)[0]), "password": NEW_PASSWORD}
    inviter_url = f"/api/v1/accounts/{_account_id(database, Role.FACTORY_ADMIN)}"
    if ending == "used":
        assert client.post("/api/v1/invitations/accept", json=accept).status_code == 201
    elif ending == "revoked":
        assert inviter.delete(f"/api/v1/invitations/{invitation['id']}").status_code == 204
    elif ending == "inviter_disabled":
        assert admin.patch(inviter_url, json={"disabled": True}).status_code == 200
    elif ending == "inviter_demoted":
        assert admin.patch(inviter_url, json={"role": "factory_user"}).status_code == 200
    else:
        with database.session() as session:
            session.execute(update(Invitation).values(expires_at=utc_now() - timedelta(seconds=1)))

    over = client.post("/api/v1/invitations/accept", json=accept)
    unknown = client.post("/api/v1/invitations/accept", json={**accept, "token": "x" * 43})
    assert _code(over) == (422, "token_invalid")
    assert {**over.json(), "request_id": ""} == {**unknown.json(), "request_id": ""}


def test_an_invitation_accepted_at_the_same_moment_makes_one_account(
    login: Login, client: TestClient, database: Database
) -> None:
    login(Role.FACTORY_ADMIN).post("/api/v1/invitations", json=GUEST)
    body = {"token": _token_in(_mails(database)[0]), "password": NEW_PASSWORD}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post("/api/v1/invitations/accept", json=body).status_code, range(8)))

    assert sorted(answers) == [201] + [422] * 7


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "factory_admin"}])
def test_less_or_other_access_ends_the_sessions_at_once(
    login: Login, client: TestClient, database: Database, change: dict[str, object]
) -> None:
    person, admin = login(Role.FACTORY_USER), login(Role.FACTORY_ADMIN)
    url = f"/api/v1/accounts/{_account_id(database, Role.FACTORY_USER)}"
    changed = admin.patch(url, json=change)

    assert changed.status_code == 200, changed.text
    assert person.get("/api/v1/me").status_code == 401
    assert _can_log_in(client, email_of(Role.FACTORY_USER), PASSWORD) is ("role" in change)


def test_a_disabled_account_can_be_let_in_again(login: Login, client: TestClient, database: Database) -> None:
    admin = login(Role.ADMIN)
    url = f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}"
    disabled = admin.patch(url, json={"disabled": True}).json()
    enabled = admin.patch(url, json={"disabled": False}).json()

    assert disabled["disabled_at"] is not None
    assert enabled["disabled_at"] is None
    assert _can_log_in(client, email_of(Role.ENGINEER), PASSWORD)


def test_a_changed_name_keeps_the_sessions(login: Login, database: Database) -> None:
    person = login(Role.ENGINEER)
    url = f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}"
    login(Role.ADMIN).patch(url, json={"name_en": "Wang Fang"})

    assert person.get("/api/v1/me").json()["name_en"] == "Wang Fang"


def test_an_outdated_change_is_refused(login: Login, database: Database) -> None:
    admin = login(Role.ADMIN)
    url = f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}"
    etag = admin.get(url).headers["etag"]
    first = admin.patch(url, json={"name_en": "One"}, headers={"If-Match": etag})
    second = admin.patch(url, json={"name_en": "Two"}, headers={"If-Match": etag})

    assert (first.status_code, _code(second)) == (200, (412, "version_outdated"))
    assert admin.get(url).json()["name_en"] == "One"


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "funder"}])
def test_the_last_administrator_stays(login: Login, database: Database, change: dict[str, object]) -> None:
    admin = login(Role.ADMIN)
    answer = admin.patch(f"/api/v1/accounts/{_account_id(database, Role.ADMIN)}", json=change)

    assert _code(answer) == (409, "last_admin")
    assert admin.get("/api/v1/me").json()["role"] == "admin"


def test_accounts_are_found_by_name_role_factory_and_state(
    login: Login, hospital: Hospital, database: Database
) -> None:
    admin = login(Role.ADMIN)
    engineer = _account_id(database, Role.ENGINEER)
    name = admin.get(f"/api/v1/accounts/{engineer}").json()["name_zh"]
    admin.patch(f"/api/v1/accounts/{engineer}", json={"disabled": True})

    def found(**wanted: object) -> set[str]:
        answer = admin.get("/api/v1/accounts", params=wanted)
        assert answer.status_code == 200, answer.text
        return {account["id"] for account in answer.json()["items"]}

    assert found(q=email_of(Role.ENGINEER).upper()) == {engineer}
    assert engineer in found(q=name)
    assert found(role="engineer", disabled=True) == {engineer}
    assert found(disabled=True) == {engineer}
    assert engineer not in found(disabled=False)
    of_factory = found(factory_id=hospital.own.factory_id)
    assert _account_id(database, Role.FACTORY_USER) in of_factory
    assert _account_id(database, Role.FACTORY_USER, foreign=True) not in of_factory
    assert found(q="%") == set()


def test_the_administrator_sees_when_a_person_logged_in_last(login: Login, database: Database) -> None:
    admin = login(Role.ADMIN)
    url = f"/api/v1/accounts/{_account_id(database, Role.FUNDER)}"
    before = admin.get(url).json()["last_login_at"]
    login(Role.FUNDER)

    assert before is None
    assert admin.get(url).json()["last_login_at"] is not None


def test_two_administrators_cannot_shut_out_each_other(login: Login, client: TestClient, database: Database) -> None:
    first = login(Role.ADMIN)
    url = first.post("/api/v1/invitations", json={**GUEST, "role": "admin"}).json()["accept_url"]
    accept = {"token": url.partition("token=")[2], "password": NEW_PASSWORD}
    other_id = client.post("/api/v1/invitations/accept", json=accept).json()["id"]
    token = client.post("/api/v1/sessions", json={"email": GUEST["email"], "password": NEW_PASSWORD}).json()["token"]
    targets = [
        (first.headers["Authorization"], other_id),
        (f"Bearer {token}", _account_id(database, Role.ADMIN)),
    ]

    def disable(target: tuple[str, str]) -> int:
        headers = {"Authorization": target[0]}
        return client.patch(f"/api/v1/accounts/{target[1]}", json={"disabled": True}, headers=headers).status_code

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(disable, targets))
    with database.session(read_only=True) as session:
        active = select(func.count()).where(Account.role == "admin", Account.disabled_at.is_(None))
        assert session.execute(active).scalar_one() == 1
    assert answers[0] == 200
    assert answers[1] in {401, 409}


def test_a_role_needs_what_belongs_to_it(login: Login, hospital: Hospital, database: Database) -> None:
    admin = login(Role.ADMIN)
    url = f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}"
    incomplete = [admin.patch(url, json={"role": role}) for role in ("factory_user", "doctor")]
    missing = admin.patch(url, json={"role": "factory_user", "factory_id": "fac_" + "0" * 26})
    complete = admin.patch(url, json={"role": "factory_user", "factory_id": hospital.own.factory_id})

    assert [_code(answer) for answer in incomplete] == [(422, "role_incomplete")] * 2
    assert missing.status_code == 404
    assert complete.json()["factory_id"] == hospital.own.factory_id


def test_a_person_sees_and_ends_the_own_logins(login: Login, hospital: Hospital) -> None:
    here, there = login(Role.ENGINEER), login(Role.ENGINEER)
    listed = here.get("/api/v1/sessions").json()["items"]
    other = next(item for item in listed if not item["is_current"])

    assert [item["is_current"] for item in listed] == [False, True]
    assert here.delete(f"/api/v1/sessions/{other['id']}").status_code == 204
    assert there.get("/api/v1/me").status_code == 401
    assert here.get("/api/v1/me").status_code == 200
    assert here.delete(f"/api/v1/sessions/{hospital.own.session_id}").status_code == 404


def test_all_other_logins_end_together(login: Login) -> None:
    here, others, stranger = login(Role.ENGINEER), [login(Role.ENGINEER) for _ in range(2)], login(Role.ADMIN)

    assert here.delete("/api/v1/sessions").status_code == 204
    assert [caller.get("/api/v1/me").status_code for caller in others] == [401, 401]
    assert [caller.get("/api/v1/me").status_code for caller in (here, stranger)] == [200, 200]


def test_an_administrator_logs_a_person_out(login: Login, database: Database) -> None:
    person = login(Role.ENGINEER)
    url = f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}/sessions"

    assert login(Role.ADMIN).delete(url).status_code == 204
    assert person.get("/api/v1/me").status_code == 401


def test_a_new_password_needs_the_old_one_and_ends_all_logins(
    login: Login, client: TestClient, database: Database
) -> None:
    here, there = login(Role.ENGINEER), login(Role.ENGINEER)
    wrong = here.post("/api/v1/me/password", json={"old_password": "a guess of it", "new_password": NEW_PASSWORD})
    right = here.post("/api/v1/me/password", json={"old_password": PASSWORD, "new_password": NEW_PASSWORD})
    renewed = client.get("/api/v1/me", headers={"Authorization": f"Bearer {right.json()['token']}"})

    assert _code(wrong) == (422, "old_password_wrong")
    assert right.status_code == 200
    assert [caller.get("/api/v1/me").status_code for caller in (here, there)] == [401, 401]
    assert renewed.status_code == 200
    assert not _can_log_in(client, email_of(Role.ENGINEER), PASSWORD)
    assert _can_log_in(client, email_of(Role.ENGINEER), NEW_PASSWORD)
    assert _mails(database)[-1].to_address == email_of(Role.ENGINEER)


def test_guesses_at_the_old_password_are_slowed_down(login: Login) -> None:
    caller = login(Role.ENGINEER)
    body = {"old_password": "a guess of it", "new_password": NEW_PASSWORD}
    answers = [caller.post("/api/v1/me/password", json=body).status_code for _ in range(11)]

    assert answers == [422] * 10 + [429]


def test_a_forgotten_password_is_replaced_by_mail(
    login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    logged_in = login(Role.ENGINEER)
    asked = client.post("/api/v1/password-resets", json={"email": email_of(Role.ENGINEER)})
    mail = _mails(database)[-1]
    accept = {"token": _token_in(mail), "password": NEW_PASSWORD}
    accepted = client.post("/api/v1/password-resets/accept", json=accept)
    again = client.post("/api/v1/password-resets/accept", json=accept)

    assert asked.status_code == 202
    assert mail.to_address == email_of(Role.ENGINEER)
    assert accepted.status_code == 204
    assert _code(again) == (422, "token_invalid")
    assert logged_in.get("/api/v1/me").status_code == 401
    assert _can_log_in(client, email_of(Role.ENGINEER), NEW_PASSWORD)


def test_known_and_unknown_addresses_cannot_be_told_apart(
    client: TestClient, hospital: Hospital, database: Database
) -> None:
    known, unknown = email_of(Role.ENGINEER), "nobody@nowhere.example"
    answers = [
        [client.post("/api/v1/password-resets", json={"email": email}) for _ in range(4)] for email in (known, unknown)
    ]
    with database.session(read_only=True) as session:
        rows = session.execute(select(PasswordReset.account_id)).scalars().all()

    for first, second in zip(*answers, strict=True):
        assert first.status_code == second.status_code
        assert {**first.json(), "request_id": "", "retry_after_seconds": 0} == {
            **second.json(),
            "request_id": "",
            "retry_after_seconds": 0,
            **({k: first.json()[k] for k in ("detail", "detail_i18n")} if first.status_code == 429 else {}),
        }
    assert [answer.status_code for answer in answers[0]] == [202, 202, 202, 429]
    assert len(rows) == 6
    assert sum(row is None for row in rows) == 3
    assert {mail.to_address for mail in _mails(database)} == {known}


@pytest.mark.parametrize("ending", ["expired", "disabled", "password_changed"])
def test_a_reset_that_is_over_answers_like_an_unknown_one(
    login: Login, client: TestClient, hospital: Hospital, database: Database, ending: str
) -> None:
    admin, person = login(Role.ADMIN), login(Role.ENGINEER)
    client.post("/api/v1/password-resets", json={"email": email_of(Role.ENGINEER)})
    token = _token_in(_mails(database)[-1])
    if ending == "expired":
        with database.session() as session:
            session.execute(update(PasswordReset).values(expires_at=utc_now() - timedelta(seconds=1)))
    elif ending == "disabled":
        admin.patch(f"/api/v1/accounts/{_account_id(database, Role.ENGINEER)}", json={"disabled": True})
    else:
        person.post("/api/v1/me/password", json={"old_password": PASSWORD, "new_password": NEW_PASSWORD})

    answer = client.post("/api/v1/password-resets/accept", json={"token": token, "password": "yet another one"})
    assert _code(answer) == (422, "token_invalid")
    assert not _can_log_in(client, email_of(Role.ENGINEER), "yet another one")


def test_the_database_does_not_hold_a_mailed_token(
    login: Login, client: TestClient, hospital: Hospital, database: Database
) -> None:
    client.post("/api/v1/password-resets", json={"email": email_of(Role.ENGINEER)})
    token = _token_in(_mails(database)[-1])
    with database.session(read_only=True) as session:
        kept = session.execute(select(PasswordReset.token_sha256)).scalars().one()

    assert kept == digest_of(token)
    assert len(token) == 43  # 256 bits in base64


def test_asking_for_a_password_does_not_close_the_login(
    client: TestClient, hospital: Hospital, database: Database
) -> None:
    for _ in range(4):
        client.post("/api/v1/password-resets", json={"email": email_of(Role.ENGINEER)})
    with database.session(read_only=True) as session:
        assert session.execute(select(func.count()).select_from(LoginAttempt)).scalar_one() == 3

    assert _can_log_in(client, email_of(Role.ENGINEER), PASSWORD)


def test_the_page_of_a_forgotten_password_leads_through(
    client: TestClient, hospital: Hospital, database: Database
) -> None:
    origin = {"Origin": "http://testserver"}
    page = client.get("/password-reset?lang=zh")
    asked = client.post("/password-reset", data={"email": email_of(Role.ENGINEER), "lang": "en"}, headers=origin)
    token = _token_in(_mails(database)[-1])
    short = client.post("/password-reset", data={"token": token, "password": "short", "lang": "en"}, headers=origin)
    done = client.post("/password-reset", data={"token": token, "password": NEW_PASSWORD, "lang": "en"}, headers=origin)
    foreign = client.post("/password-reset", data={"token": token}, headers={"Origin": "https://evil.example"})

    assert 'name="email"' in page.text
    assert "mail with the next step is on its way" in asked.text
    assert (short.status_code, "at least 12 characters" in short.text) == (422, True)
    assert "Your password is set" in done.text
    assert _code(foreign) == (403, "cross_site_request")
    assert _can_log_in(client, email_of(Role.ENGINEER), NEW_PASSWORD)


def test_sessions_of_others_are_left_alone_by_a_new_password(login: Login, database: Database) -> None:
    other = login(Role.ADMIN)
    login(Role.ENGINEER).post("/api/v1/me/password", json={"old_password": PASSWORD, "new_password": NEW_PASSWORD})
    with database.session(read_only=True) as session:
        owners = session.execute(select(func.count(LoginSession.id))).scalar_one()

    assert other.get("/api/v1/me").status_code == 200
    assert owners >= 2
