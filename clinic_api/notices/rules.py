"""``notices.toml`` as objects: what people may choose about, whom an event concerns, and what the night holds up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from clinic_api.cases.working_time import WorkingCalendar
from clinic_api.kit.china import CHINA
from diagnostics.texts import Text

__all__ = ["RULES", "Choice", "Kind", "Relation", "Rules", "Topic", "read_rules"]

Choice = Literal["now", "digest", "never"]
Relation = Literal["reporter", "factory_admin", "doctor", "consulted", "coordinator", "named"]

_DAY: Final = timedelta(days=1)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Topic(_Part):
    """What a person chooses about."""

    en: Annotated[str, Field(min_length=1)]
    zh: Annotated[str, Field(min_length=1)]

    @property
    def text(self) -> Text:
        """Its name."""
        return Text(self.en, self.zh)


class Kind(_Part):
    """One kind of event: whom it is told, and its words where the event has none of its own."""

    topic: str
    tell: Mapping[Relation, Choice]
    en: str | None = None
    zh: str | None = None

    def words(self, data: Mapping[str, object]) -> Text | None:
        """Return its words with ``data`` of the event filled in; texts in two languages give each its own."""
        if self.en is None or self.zh is None:
            return None
        return Text(self.en, self.zh).filled(**{name: _both(value) for name, value in data.items()})


class Quiet(_Part):
    """The hours of China in which only the urgent is sent."""

    from_: Annotated[time, Field(alias="from")]
    to: time
    urgent: Annotated[int, Field(ge=1, le=5)]


class Rules(_Part):
    """All of ``notices.toml``."""

    quiet: Quiet
    topics: Mapping[str, Topic]
    kinds: Mapping[str, Kind]

    @model_validator(mode="after")
    def _topics_are_known(self) -> Rules:
        strange = {kind.topic for kind in self.kinds.values()} - set(self.topics)
        if strange:
            raise ValueError(f"kinds name topics that are not there: {sorted(strange)}")
        return self

    def due(
        self, choice: Literal["now", "digest"], at: datetime, urgency: int | None, calendar: WorkingCalendar
    ) -> datetime:
        """Return when a notice of ``at`` is sent: ``at`` itself, or the end of a night."""
        if choice == "digest":
            return self._morning(at, calendar)
        local = at.astimezone(CHINA).time()
        is_night = local >= self.quiet.from_ or local < self.quiet.to
        is_urgent = urgency is not None and urgency <= self.quiet.urgent
        return self._morning(at, None) if is_night and not is_urgent else at

    def _morning(self, at: datetime, calendar: WorkingCalendar | None) -> datetime:
        """Return the next end of a night after ``at``; with a ``calendar``, of a working day."""
        local = at.astimezone(CHINA)
        morning = datetime.combine(local.date(), self.quiet.to, CHINA)
        while morning <= local or (calendar is not None and not calendar.is_working(morning.date())):
            morning += _DAY
        return morning.astimezone(at.tzinfo)


def _both(value: object) -> object:
    return Text(value["en"], value["zh"]) if isinstance(value, dict) and set(value) == {"en", "zh"} else value


def read_rules(document: str) -> Rules:
    """Return the rules that the TOML ``document`` holds; raises ``ValueError``."""
    return Rules.model_validate(tomllib.loads(document))


RULES: Final = read_rules(Path(__file__).with_name("notices.toml").read_text(encoding="utf-8"))
