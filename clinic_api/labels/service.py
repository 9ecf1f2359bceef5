"""Labels of machines and links of cases: made once, printed again at will, replaced, revoked.

A label leads to ``<public_url>/l/<token>``. That path is on printed sheets that hang on machines for years: it never
changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from clinic_api.accounts.models import Account
from clinic_api.accounts.throttle import count_attempt
from clinic_api.audit.service import note
from clinic_api.cases.models import Case
from clinic_api.database import Database, utc_now
from clinic_api.equipment.models import Equipment
from clinic_api.errors import Conflict, NotFound
from clinic_api.factories.models import Factory
from clinic_api.kit.ids import new_id
from clinic_api.kit.principal import Principal, Role
from clinic_api.kit.repository import Repository
from clinic_api.kit.secrets import token_of
from clinic_api.labels.authentication import LABEL_PREFIX, token_sha256
from clinic_api.labels.models import CaseLink, Label
from clinic_api.labels.schemas import LabelCodeRead, LabelRead
from clinic_api.labels.sheet import LabelOnSheet
from clinic_api.settings import Settings
from diagnostics.texts import Catalogue

__all__ = [
    "LabelService",
    "case_link",
    "case_url",
    "find_label",
    "label_of",
    "label_token",
    "label_url",
    "revoke",
    "rotate",
    "shown_code",
]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_CODE_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which are read as figures
_CODE_LENGTH: Final = 10  # 24 letters: 46 bits, behind a throttle
_CODES_PER_10_MINUTES: Final = 10


def label_of(session: Session, settings: Settings, equipment: Equipment) -> Label:
    """Return the label of a machine that counts now; make it where there is none (or the last was revoked)."""
    _lock(session, equipment.factory_id)
    last = _last_label(session, equipment.id)
    if last is not None and last.revoked_at is None:
        return last
    generation = 1 if last is None else last.generation + 1
    subject = f"{equipment.id}:{generation}"
    label = Label(
        id=new_id("lbl"),
        factory_id=equipment.factory_id,
        equipment_id=equipment.id,
        generation=generation,
        account_id=_reporter_account(session, equipment.factory_id).id,
        token_sha256=token_sha256(token_of(settings, "label", subject)),
        short_code=_short_code(token_of(settings, "label_code", subject, characters=51)),
    )
    session.add(label)
    session.flush()
    return label


def rotate(session: Session, settings: Settings, equipment: Equipment) -> Label:
    """Revoke the label of a machine and return a new one: whoever has the old sheet is out at once."""
    revoke(session, equipment)
    return label_of(session, settings, equipment)


def revoke(session: Session, equipment: Equipment) -> None:
    """Revoke the label of a machine; nothing happens when there is none."""
    _lock(session, equipment.factory_id)
    last = _last_label(session, equipment.id)
    if last is not None and last.revoked_at is None:
        last.revoked_at = utc_now()
        session.flush()


def label_token(settings: Settings, label: Label) -> str:
    """Return the token of a label, without prefix; raises `Conflict` ``label_unreadable`` after a change of secret."""
    token = token_of(settings, "label", f"{label.equipment_id}:{label.generation}")
    if token_sha256(token) != label.token_sha256:
        raise Conflict("label_unreadable", _TEXTS("label_unreadable"))
    return token


def label_url(settings: Settings, label: Label) -> str:
    """Return the address that the label's QR code leads to."""
    return f"{settings.public_url}/l/{label_token(settings, label)}"


def shown_code(short_code: str) -> str:
    """Return a short code as it is printed: two groups of five letters."""
    return f"{short_code[:5]}-{short_code[5:]}"


def case_link(session: Session, settings: Settings, case: Case) -> str:
    """Return the token (without prefix) by which whoever reported ``case`` follows it; its row is made once."""
    token = token_of(settings, "case_link", case.id)
    _lock(session, case.factory_id)
    known = session.execute(select(CaseLink.id).where(CaseLink.case_id == case.id)).scalar_one_or_none()
    if known is None:
        account = _reporter_account(session, case.factory_id)
        link = CaseLink(
            id=new_id("lnk"),
            factory_id=case.factory_id,
            case_id=case.id,
            account_id=account.id,
            token_sha256=token_sha256(token),
        )
        session.add(link)
        session.flush()
    return token


def case_url(settings: Settings, token: str) -> str:
    """Return the address of a case's link."""
    return f"{settings.public_url}/f/{token}"


def find_label(database: Database, settings: Settings, code: str, ip_address: str) -> LabelCodeRead:
    """Return what the QR code of the label with this short code holds; raises `NotFound` or `TooManyRequests`."""
    letters = "".join(letter for letter in code.upper() if letter in _CODE_LETTERS)
    with database.session() as session:
        count_attempt(session, letters, ip_address, settings, kind="label_code", limit=_CODES_PER_10_MINUTES)
    with database.session(read_only=True) as session:
        label = session.execute(
            select(Label)
            .join(Account, Account.id == Label.account_id)
            .where(Label.short_code == letters, Label.revoked_at.is_(None), Account.disabled_at.is_(None))
        ).scalar_one_or_none()
        if label is None:
            raise NotFound("label_unknown", _TEXTS("label_unknown"))
        token = label_token(settings, label)
    return LabelCodeRead(token=LABEL_PREFIX + token, url=f"{settings.public_url}/l/{token}")


class LabelService(Repository):
    """Labels on behalf of one principal."""

    def __init__(self, session: Session, principal: Principal, settings: Settings) -> None:
        super().__init__(session, principal)
        self.settings = settings

    def make(self, equipment_id: str) -> LabelRead:
        """Return the label of a machine, made where there is none; raises `NotFound`."""
        return self._read(self._made(self.get_visible(Equipment, equipment_id)))

    def sheet(self, equipment_ids: Sequence[str]) -> list[LabelOnSheet]:
        """Return the labels of these machines to print, made where there are none; raises `NotFound`."""
        machines = [self.get_visible(Equipment, equipment_id) for equipment_id in dict.fromkeys(equipment_ids)]
        return [self._printed(equipment, self._made(equipment)) for equipment in machines]

    def rotate(self, equipment_id: str) -> LabelRead:
        """Replace the label of a machine; raises `NotFound`."""
        label = rotate(self.session, self.settings, self.get_visible(Equipment, equipment_id))
        self._note("label.rotated", label)
        return self._read(label)

    def revoke(self, equipment_id: str) -> None:
        """Revoke the label of a machine; raises `NotFound`."""
        equipment = self.get_visible(Equipment, equipment_id)
        label = _last_label(self.session, equipment.id)
        revoke(self.session, equipment)
        if label is not None:
            self._note("label.revoked", label)

    def _made(self, equipment: Equipment) -> Label:
        before = _last_label(self.session, equipment.id)
        label = label_of(self.session, self.settings, equipment)
        if before is None or before.id != label.id:
            self._note("label.made", label)
        return label

    def _printed(self, equipment: Equipment, label: Label) -> LabelOnSheet:
        return LabelOnSheet(
            url=label_url(self.settings, label),
            code=shown_code(label.short_code),
            name_en=equipment.name_en,
            name_zh=equipment.name_zh,
            asset_number=equipment.asset_number or "",
            location=equipment.location or "",
        )

    def _note(self, action: str, label: Label) -> None:
        values = {"generation": label.generation}
        note(self.session, self.principal, action, label.equipment_id, values, factory_id=label.factory_id)

    def _read(self, label: Label) -> LabelRead:
        return LabelRead(
            id=label.id,
            equipment_id=label.equipment_id,
            generation=label.generation,
            url=label_url(self.settings, label),
            short_code=shown_code(label.short_code),
            created_at=label.created_at,
        )


def _last_label(session: Session, equipment_id: str) -> Label | None:
    return session.execute(
        select(Label).where(Label.equipment_id == equipment_id).order_by(Label.generation.desc()).limit(1)
    ).scalar_one_or_none()


def _reporter_account(session: Session, factory_id: str) -> Account:
    """Return the one account that all labels and links of a factory act through; the factory is locked."""
    known = session.execute(
        select(Account).where(Account.factory_id == factory_id, Account.role == Role.REPORTER.value).limit(1)
    ).scalar_one_or_none()
    if known is not None:
        return known
    name = _TEXTS("reporter")
    account = Account(
        id=new_id("acc"),
        role=Role.REPORTER.value,
        factory_id=factory_id,
        name_en=name.en,
        name_zh=name.zh,
        language="zh",
    )
    session.add(account)
    session.flush()
    return account


def _lock(session: Session, factory_id: str) -> None:
    """Let makers of labels and links of one factory queue up until the transaction ends."""
    session.execute(select(Factory.id).where(Factory.id == factory_id).with_for_update(key_share=True))


def _short_code(token: str) -> str:
    """Return letters made of ``token``, the same each time."""
    number = int.from_bytes(hashlib.sha256(token.encode("ascii")).digest(), "big")
    letters = []
    for _ in range(_CODE_LENGTH):
        number, index = divmod(number, len(_CODE_LETTERS))
        letters.append(_CODE_LETTERS[index])
    return "".join(letters)
