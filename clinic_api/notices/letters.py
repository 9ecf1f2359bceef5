"""The mails that notices become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.cases.models import Case
from clinic_api.equipment.models import Equipment
from clinic_api.kit.china import CHINA
from clinic_api.notices.models import Notice
from clinic_api.notices.rules import RULES
from clinic_api.notifications.mail import queue_mail
from clinic_api.notifications.models import Event, Mail
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue, Text

__all__ = ["write_digest", "write_letter"]

TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LINES_OF_DIGEST: Final = 100
_LONGEST_LINE: Final = 400


def write_letter(session: Session, settings: Settings, account: Account, notice: Notice, event: Event) -> Mail:
    """Write the mail about one event; all mails about one case come as one thread."""
    machine = _machines(session, [event]).get(event.case_id or "")
    what = _what(event)
    name = TEXTS("hospital") if machine is None else machine
    where = [] if machine is None else [TEXTS("machine", name=machine)]
    address = _address(settings, event)
    about = _joined([what, *where, Text(address, address)])
    return queue_mail(
        session,
        to=account.email or "",
        subject=_cut(TEXTS("letter_subject", name=name, what=what), 200),
        body=_joined([about, _why(notice.relation, event)], "\n\n"),
        language=account.language,
        factory_id=event.factory_id,
        case_id=event.case_id,
    )


def write_digest(session: Session, settings: Settings, account: Account, events: Sequence[Event]) -> Mail:
    """Write the one mail of a morning, case by case in the order of what happened first."""
    machines = _machines(session, events)
    by_case: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda event: event.id)[:_LINES_OF_DIGEST]:
        by_case.setdefault(event.case_id or "", []).append(event)
    parts = [
        _joined([_head(machines.get(case_id), settings, told[0]), *(_line(event) for event in told)])
        for case_id, told in by_case.items()
    ]
    left_out = len(events) - _LINES_OF_DIGEST
    if left_out > 0:
        parts.append(TEXTS("digest_more", count=left_out))
    factories = {event.factory_id for event in events}
    return queue_mail(
        session,
        to=account.email or "",
        subject=TEXTS("digest_subject", count=len(events)),
        body=TEXTS("digest", parts=_joined(parts, "\n\n"), url=settings.public_url),
        language=account.language,
        factory_id=factories.pop() if len(factories) == 1 else None,
    )


def _what(event: Event) -> Text:
    """Return what happened, as the event tells it or as the rules do."""
    told = event.data.get("text")
    if event.kind in RULES.kinds and (words := RULES.kinds[event.kind].words(event.data)) is not None:
        return _cut(words, _LONGEST_LINE)
    if isinstance(told, dict) and {"en", "zh"} <= set(told):
        return _cut(Text(told["en"], told["zh"]), _LONGEST_LINE)
    return Text(event.kind, event.kind)


def _why(relation: str, event: Event) -> Text:
    topic = RULES.topics[RULES.kinds[event.kind].topic].text
    return TEXTS("why", reason=TEXTS(f"why_{relation}"), topic=topic)


def _address(settings: Settings, event: Event) -> str:
    return (
        settings.public_url if event.case_id is None else f"{settings.public_url}/dashboard/case?case={event.case_id}"
    )


def _head(machine: Text | None, settings: Settings, event: Event) -> Text:
    if machine is None:
        return TEXTS("digest_other")
    return TEXTS("digest_case", name=machine, url=_address(settings, event))


def _line(event: Event) -> Text:
    return TEXTS("digest_line", at=f"{event.at.astimezone(CHINA):%m-%d %H:%M}", what=_what(event))


def _machines(session: Session, events: Sequence[Event]) -> dict[str, Text]:
    """Return the name of the machine of each case that ``events`` are about."""
    case_ids = {event.case_id for event in events if event.case_id is not None}
    found = session.execute(
        select(Case.id, Equipment.name_en, Equipment.name_zh)
        .join(Equipment, Equipment.id == Case.equipment_id)
        .where(Case.id.in_(case_ids))
    )
    return {row.id: Text(row.name_en, row.name_zh) for row in found}


def _joined(texts: Sequence[Text], by: str = "\n") -> Text:
    return Text(by.join(text.en for text in texts), by.join(text.zh for text in texts))


def _cut(text: Text, longest: int) -> Text:
    return Text(*(words if len(words) <= longest else words[: longest - 1] + "…" for words in (text.en, text.zh)))
