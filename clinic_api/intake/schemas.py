"""What the reception by label takes and says."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from clinic_api.kit.fields import LongText, RequestBody, ShortText, TextRead

__all__ = [
    "CaseForReporter",
    "MachineForReporter",
    "Running",
    "Since",
    "TicketCreate",
    "TicketRead",
    "TicketReceipt",
    "Tile",
]

Tile = Literal["noise", "heat", "shaking", "smell", "leak", "stopped", "wrong_product", "other"]
Since = Literal["just_now", "today", "days", "weeks", "longer", "unknown"]
Running = Literal["yes", "no", "unknown"]


def _each_once(tiles: list[Tile]) -> list[Tile]:
    return list(dict.fromkeys(tiles))


class MachineForReporter(BaseModel):
    """The machine whose label was scanned: enough to see that it is the right one, and nothing else."""

    name: TextRead
    number: str = Field(description="the factory's own number of it, else the end of its id")
    location: str
    languages: list[Literal["zh", "en"]] = ["zh", "en"]


class TicketCreate(RequestBody):
    """What somebody at the machine notices. One tile is enough."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"tiles": ["noise", "heat"], "since": "today", "running": "yes", "language": "zh"}]
        }
    )

    tiles: Annotated[list[Tile], Field(min_length=1, max_length=16), AfterValidator(_each_once)]
    since: Since = "unknown"
    running: Running = "unknown"
    danger: bool = Field(default=False, description="is anyone in danger")
    words: LongText | None = None
    contact: ShortText | None = Field(default=None, description="telephone or address, if the reporter wants an answer")
    language: Literal["en", "zh"]
    recording_ids: list[Annotated[str, Field(max_length=40)]] = Field(
        default=[], max_length=8, description="recordings uploaded with the same label; the first is examined"
    )


class TicketReceipt(BaseModel):
    """What the reporter keeps."""

    ticket_id: str
    case_id: str
    code: str = Field(description="to be read out on the telephone", examples=["K7QX2M4A"])
    created_at: datetime
    url: str | None = Field(
        default=None, description="the page on which to follow the case; whoever has it may read it"
    )


class TicketRead(BaseModel):
    """A ticket exactly as it was sent."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    case_id: str
    equipment_id: str
    code: str
    tiles: list[Tile]
    since: Since
    running: Running
    danger: bool
    words: str | None
    contact: str | None
    language: Literal["en", "zh"]
    recording_ids: list[str]
    created_at: datetime


class CaseForReporter(BaseModel):
    """A case as whoever reported it sees it: what to do now, who has it, until when, what is asked."""

    case_id: str
    code: str | None
    machine: TextRead | None
    state: str
    state_text: TextRead
    advice: Literal["stop", "watch", "run_this_week", "run_next_stop", "run", "wait", "closed"]
    advice_text: TextRead
    with_whom: TextRead
    until: datetime | None = Field(description="when the diagnosis is due; null while unknown and once it is given")
    paused: TextRead | None = Field(description="why the clock of the diagnosis stands still; null while it runs")
    questions: list[TextRead]
