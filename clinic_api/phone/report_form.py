"""What somebody entered at the machine: read from the form, made a ticket, shown again where it cannot be one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import FormData

from clinic_api.errors import ClinicError, Invalid, as_clinic_error
from clinic_api.intake.schemas import TicketCreate
from clinic_api.kit.language import Language
from clinic_api.phone.rendering import TEXTS
from clinic_api.phone.sent_files import text_of
from diagnostics.texts import Text

__all__ = ["FieldError", "ReportForm", "errors_of", "new_key"]

FieldError = tuple[str, Text]
"""The id of a field on the page, and what is wrong with it."""


def new_key() -> str:
    """Return an idempotency key for a form: the form sent twice is one thing."""
    return f"page-{secrets.token_hex(16)}"


@dataclass(frozen=True)
class ReportForm:
    """The fields of the report, as they were entered."""

    tiles: Sequence[str] = ()
    since: str = ""
    running: str = ""
    danger: bool = False
    words: str = ""
    contact: str = ""
    key: str = field(default_factory=new_key)

    @classmethod
    def of(cls, form: FormData) -> ReportForm:
        """Return what ``form`` has."""
        typed = {name: text_of(form, name) for name in ("since", "running", "words", "contact")}
        tiles = [tile for tile in form.getlist("tiles") if isinstance(tile, str)]
        return cls(tiles=tiles, danger=text_of(form, "danger") != "", key=text_of(form, "key") or new_key(), **typed)

    def with_new_key(self) -> ReportForm:
        """Return the same as another report."""
        return replace(self, key=new_key())

    def ticket(self, language: Language, recording_ids: Sequence[str] = ()) -> TicketCreate:
        """Return the ticket; raises `Invalid` ``validation_failed``, naming the fields."""
        given = {"since": self.since, "running": self.running, "words": self.words, "contact": self.contact}
        try:
            return TicketCreate.model_validate(
                {name: text for name, text in given.items() if text}
                | {"tiles": self.tiles, "danger": self.danger, "language": language}
                | {"recording_ids": list(recording_ids)}
            )
        except ValidationError as error:
            raise as_clinic_error(RequestValidationError(error.errors())) from None


def errors_of(error: ClinicError, *, instead: dict[str, Text]) -> list[FieldError]:
    """Return what to say at which field; ``instead`` has plainer words for some fields. What concerns no field is said
    of the whole form, with the promise that nothing typed is lost.
    """
    if isinstance(error, Invalid) and "errors" in error.extra:
        return [(name.partition(".")[0], instead.get(name, text)) for name, text in error.extra["errors"]]
    return [("send", TEXTS("try_again_later", text=error.text))]
