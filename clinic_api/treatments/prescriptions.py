"""The prescription: what to do, by whom, until when, and what became of it; treatment begins and ends with it."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.cases.states import Action, CaseState
from clinic_api.cases.timeline import person_name, write_line
from clinic_api.database import database_now
from clinic_api.errors import Conflict, Forbidden, Invalid, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.china import CHINA
from clinic_api.kit.ids import is_id, new_id
from clinic_api.kit.principal import FACTORY_ROLES
from clinic_api.kit.versions import refuse_outdated
from clinic_api.treatments.access import TEXTS, TreatmentRepository, state_conflict
from clinic_api.treatments.fields import GiveReason, OwnWordsRead
from clinic_api.treatments.judgement import opinion_finding
from clinic_api.treatments.models import Diagnosis, Discharge, FollowUp, PrescriptionItem
from clinic_api.treatments.prescription_schemas import (
    FinishTreatment,
    ItemOwner,
    ItemResult,
    ItemWithdraw,
    Prescribe,
    PrescribeItem,
    PrescriptionItemRead,
    PrescriptionRead,
)
from diagnostics.texts import Text

__all__ = ["PrescriptionService", "item_read", "today_in_china"]

_DAYS: Final[dict[str, int]] = tomllib.loads(Path(__file__).with_name("follow_up.toml").read_text(encoding="utf-8"))[
    "days"
]
_OPEN_TO_ITEMS: Final = frozenset({CaseState.DIAGNOSED.value, CaseState.IN_TREATMENT.value})


class PrescriptionService:
    """Prescriptions on behalf of the principal of ``repository``."""

    def __init__(self, repository: TreatmentRepository) -> None:
        self._repository = repository
        self._session = repository.session
        self._principal = repository.principal

    def prescribe(self, case_id: str, body: Prescribe) -> PrescriptionRead:
        """Add items to the prescription of a diagnosed case."""
        case = self._repository.locked_case(case_id)
        if case.state not in _OPEN_TO_ITEMS:
            raise state_conflict(CaseState(case.state))
        diagnosis = self._repository.rows(Diagnosis, case)[-1:]
        if not diagnosis:
            raise Conflict("diagnosis_missing", TEXTS("diagnosis_missing"))
        now = database_now(self._session)
        items = [self._item(case, diagnosis[0], item, now) for item in body.items]
        self._session.add_all(items)
        write_line(self._session, case, "prescribed", at=now, by=self._principal, values={"count": len(items)})
        self._session.flush()
        return PrescriptionRead(items=[item_read(row) for row in self._repository.rows(PrescriptionItem, case)])

    def tell_result(self, item_id: str, body: ItemResult, *, if_match: str | None) -> PrescriptionItemRead:
        """Close an item as done or not done; the first one told of begins the treatment."""
        item, case = self._locked_item(item_id, if_match)
        owner = (
            self._principal.role in FACTORY_ROLES if item.owner_kind == "factory" else self._repository.attends(case)
        )
        if not owner:
            raise Forbidden("item_of_other", TEXTS("item_of_other"))
        if body.state == "not_done" and body.result is None:
            raise Invalid("reason_required", TEXTS("reason_required"))
        now = database_now(self._session)
        if case.state == CaseState.DIAGNOSED:
            self._begin(case, now)
        self._close(item, body.state, body.result, now)
        kind = "item_done" if body.state == "done" else "item_not_done"
        write_line(self._session, case, kind, at=now, by=self._principal, values=_line_values(item))
        self._session.flush()
        return item_read(item)

    def withdraw(self, item_id: str, body: ItemWithdraw, *, if_match: str | None) -> PrescriptionItemRead:
        """Take back an item that is no longer wanted."""
        item, case = self._locked_item(item_id, if_match)
        if not self._repository.attends(case):
            raise Forbidden("not_attending", TEXTS("not_attending"))
        now = database_now(self._session)
        self._close(item, "withdrawn", body.reason, now)
        write_line(self._session, case, "item_withdrawn", at=now, by=self._principal, values=_line_values(item))
        self._session.flush()
        return item_read(item)

    def begin(self, case_id: str, *, if_match: str | None) -> Case:
        """Begin the treatment."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        if case.state == CaseState.DIAGNOSED and not self._open_items(case):
            raise Conflict("nothing_prescribed", TEXTS("nothing_prescribed"))
        self._begin(case, database_now(self._session))
        return case

    def finish(self, case_id: str, body: FinishTreatment, *, if_match: str | None) -> Case:
        """Finish the treatment once every item is closed, and set until when the machine is measured again."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        now = database_now(self._session)
        self._repository.lead(case, Action.FINISH_TREATMENT, at=now)
        count = len(self._open_items(case))
        if count:
            raise Conflict("prescription_open", TEXTS("prescription_open", count=count), open_items=count)
        today = today_in_china(now)
        due_on = body.follow_up_due_on or today + timedelta(days=self._usual_days(case))
        if due_on < today:
            raise Invalid("date_past", TEXTS("date_past"))
        follow_up = FollowUp(
            id=new_id("fup"),
            factory_id=case.factory_id,
            case_id=case.id,
            due_on=due_on,
            set_by=person_name(self._principal),
            set_at=now,
        )
        self._session.add(follow_up)
        values = {"due": due_on.isoformat()}
        write_line(self._session, case, "treatment_finished", at=now, by=self._principal, values=values)
        self._session.flush()
        return case

    def decline(self, case_id: str, body: GiveReason, *, if_match: str | None) -> Case:
        """End a treatment that the factory does not want, with its reason."""
        case = self._repository.locked_case(case_id, if_match=if_match)
        now = database_now(self._session)
        self._repository.lead(case, Action.DECLINE_TREATMENT, at=now, reason=body.reason)
        discharge = Discharge(
            id=new_id("dis"),
            factory_id=case.factory_id,
            case_id=case.id,
            outcome="declined",
            reason=body.reason,
            discharged_by=person_name(self._principal),
            discharged_at=now,
        )
        self._session.add(discharge)
        values = {"reason": body.reason}
        write_line(self._session, case, "treatment_declined", at=now, by=self._principal, values=values)
        self._session.flush()
        return case

    def _begin(self, case: Case, now: datetime) -> None:
        self._repository.lead(case, Action.BEGIN_TREATMENT, at=now)
        write_line(self._session, case, "treatment_begun", at=now, by=self._principal)

    def _locked_item(self, item_id: str, if_match: str | None) -> tuple[PrescriptionItem, Case]:
        """Return an open item and its case, locked in the order in which every change of a treatment locks them."""
        try:
            case_id = self._repository.get_visible(PrescriptionItem, item_id).case_id
            case = self._repository.get(case_id, for_update=True)
            item = self._repository.get_visible(PrescriptionItem, item_id, for_update=True)
        except NotFound:
            raise NotFound("item_not_found", TEXTS("item_not_found")) from None
        refuse_outdated(if_match, item.version)
        if item.state != "open":
            raise Conflict("item_closed", TEXTS("item_closed"), state=item.state)
        if case.state not in _OPEN_TO_ITEMS and case.paused_in not in _OPEN_TO_ITEMS:
            raise state_conflict(CaseState(case.state))
        return item, case

    def _close(self, item: PrescriptionItem, state: str, result: str | None, now: datetime) -> None:
        item.state = state
        item.result = result
        item.closed_by = person_name(self._principal)
        item.closed_at = now

    def _item(self, case: Case, diagnosis: Diagnosis, body: PrescribeItem, now: datetime) -> PrescriptionItem:
        if body.due_on < today_in_china(now):
            raise Invalid("date_past", TEXTS("date_past"))
        account_id, owner_name = self._owner(case, body.owner)
        return PrescriptionItem(
            id=new_id("rx"),
            factory_id=case.factory_id,
            case_id=case.id,
            diagnosis_id=diagnosis.id,
            what=self._what(case, body),
            owner_kind=body.owner.kind,
            owner_account_id=account_id,
            owner_name=owner_name,
            due_on=body.due_on,
            state="open",
            prescribed_by=person_name(self._principal),
            prescribed_at=now,
        )

    def _what(self, case: Case, body: PrescribeItem) -> dict[str, Any]:
        """Return the words of an item: own ones, or both languages of a treatment text of the first examination."""
        if (body.what is None) == (body.template is None):
            raise Invalid("item_text_missing", TEXTS("item_text_missing"))
        if body.what is not None:
            return body.what.model_dump()
        assert body.template is not None  # noqa: S101 - one of the two, as just checked
        examination = self._repository.first_examination(case)
        treatments = opinion_finding(examination, body.template.finding)["treatment"]
        if body.template.treatment >= len(treatments):
            raise Invalid("template_unknown", TEXTS("template_unknown"))
        text = treatments[body.template.treatment]
        return {"en": text["en"], "zh": text["zh"]}

    def _owner(self, case: Case, owner: ItemOwner) -> tuple[str | None, str]:
        """Return the account (where one is named) and the name of who is to do it."""
        if owner.kind == "doctor":
            return self._principal.account_id, person_name(self._principal)
        if owner.account_id is not None:
            account = self._session.get(Account, owner.account_id) if is_id(owner.account_id, "acc") else None
            if account is None or account.factory_id != case.factory_id or account.role not in FACTORY_ROLES:
                raise Invalid("owner_unknown", TEXTS("owner_unknown"))
            return account.id, _bilingual(account.name_en, account.name_zh)
        if owner.name is not None:
            return None, owner.name
        factory = self._session.get_one(Factory, case.factory_id)
        return None, _bilingual(factory.name_en, factory.name_zh)

    def _open_items(self, case: Case) -> list[PrescriptionItem]:
        return [item for item in self._repository.rows(PrescriptionItem, case) if item.state == "open"]

    def _usual_days(self, case: Case) -> int:
        diagnoses = self._repository.rows(Diagnosis, case)
        return _DAYS[str(diagnoses[-1].urgency if diagnoses else case.urgency or 5)]


def today_in_china(now: datetime) -> date:
    """Return the date that ``now`` (aware) has in China."""
    return now.astimezone(CHINA).date()


def _bilingual(name_en: str, name_zh: str) -> str:
    return name_en if name_en == name_zh else f"{name_zh} ({name_en})"


def _line_values(item: PrescriptionItem) -> dict[str, object]:
    what = OwnWordsRead.model_validate(item.what)
    words = Text(what.en or what.zh or "–", what.zh or what.en or "–")
    return {"what": words, "reason": item.result or "–"}


def item_read(row: PrescriptionItem) -> PrescriptionItemRead:
    """Return one item."""
    return PrescriptionItemRead.model_validate(row, from_attributes=True)
