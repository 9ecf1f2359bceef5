"""What the routes of notices take and give."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, TextRead
from clinic_api.notices.rules import Choice

__all__ = ["NoticeChoices", "NoticeSettingsRead", "NoticeTopicRead"]


ClockTime = Annotated[str, Field(pattern=r"^\d\d:\d\d:\d\d$", description="time of the day in China")]
"""No ``format: time``: that of RFC 3339 wants an offset."""


class NoticeTopicRead(BaseModel):
    """One topic and how you are told of it; without a ``choice`` of yours, as each kind of event foresees."""

    topic: str
    name: TextRead
    choice: Choice | None


class NoticeSettingsRead(BaseModel):
    """What you are told by mail. Between ``quiet_from`` and ``quiet_to`` (China, UTC+8) only cases of urgency 1 up to
    ``urgent`` are mailed; the rest waits for the morning.
    """

    topics: list[NoticeTopicRead]
    quiet_from: ClockTime
    quiet_to: ClockTime
    urgent: int


class NoticeChoices(RequestBody):
    """Your choice for each topic; one that is not named is taken back."""

    choices: dict[Annotated[str, StringConstraints(max_length=20)], Choice] = Field(
        examples=[{"clock": "now", "progress": "digest", "hazard": "never"}]
    )
