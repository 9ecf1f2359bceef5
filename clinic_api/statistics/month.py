"""A calendar month in China, as the hospital reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from clinic_api.errors import Invalid
from clinic_api.kit.china import CHINA
from clinic_api.statistics.texts import TEXTS

__all__ = ["Month"]

_FORM: Final = re.compile(r"^(20\d\d)-(0[1-9]|1[0-2])$")


@dataclass(frozen=True)
class Month:
    """From ``start`` (included) to ``end`` (excluded), both in UTC."""

    name: str
    start: datetime
    end: datetime

    @property
    def before(self) -> str:
        """The name of the month before."""
        return (self.start.astimezone(CHINA) - timedelta(days=1)).strftime("%Y-%m")

    @classmethod
    def parse(cls, name: str) -> Month:
        """Return the month ``2026-11``; raises `Invalid` ``month_invalid`` for anything else."""
        form = _FORM.fullmatch(name)
        if form is None:
            raise Invalid("month_invalid", TEXTS("month_invalid"))
        year, month = int(form[1]), int(form[2])
        start = datetime(year, month, 1, tzinfo=CHINA)
        end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=CHINA)
        return cls(name, start.astimezone(UTC), end.astimezone(UTC))
