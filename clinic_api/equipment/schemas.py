"""What the equipment routes take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from clinic_api.equipment.nameplate import BearingOfNameplate, Nameplate
from clinic_api.kit.fields import RequestBody, ShortText, TextRead, refuse_control_characters

__all__ = [
    "AssetNumber",
    "Criticality",
    "EquipmentCreate",
    "EquipmentRead",
    "EquipmentUpdate",
    "HealthRead",
    "Kind",
    "SafetyCriticality",
    "Status",
]

Kind = Literal["electric_motor", "pump", "fan", "blower", "compressor", "gearbox", "spindle", "conveyor", "other"]
"""What a machine is; the same words as in the machine description."""

Criticality = Literal["a", "b", "c"]
"""How much the factory depends on it: a stops the factory, b hinders it, c can wait."""

SafetyCriticality = Literal["a", "b", "c"]
"""What its failure may do: a may hurt people, b may damage machines or the environment, c no danger is known."""

Status = Literal["in_service", "out_of_service", "scrapped"]
"""Where it stands in its life; a scrapped machine keeps its file."""

AssetNumber = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(refuse_control_characters),
]
"""The factory's own number of the machine; unique within the factory."""

Location = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(refuse_control_characters)
]

_MACHINE_EXAMPLE = {
    "kind": "fan",
    "speed_rpm": 1480,
    "bearings": [{"id": "DE", "shaft": "main", "designation": "6205-2RS"}],
    "sensors": [{"channel": "1", "quantity": "acceleration", "unit": "g", "position": "DE", "direction": "radial_v"}],
}


class EquipmentCreate(RequestBody):
    """A new machine. People of a factory may leave ``factory_id`` out."""

    factory_id: str | None = None
    name_en: ShortText = Field(examples=["Cooling fan 3"])
    name_zh: ShortText = Field(examples=["3号冷却风机"])
    kind: Kind
    location: Location = ""
    criticality: Criticality = "b"
    safety_criticality: SafetyCriticality = "c"
    status: Status = "in_service"
    asset_number: AssetNumber | None = Field(default=None, examples=["FJ-003"])
    parent_id: str | None = Field(default=None, max_length=40, description="the machine this one is a part of")
    nameplate: Nameplate = Nameplate()
    machine: dict[str, Any] | None = Field(
        default=None, description="the machine description; null until described", examples=[_MACHINE_EXAMPLE]
    )


class EquipmentUpdate(RequestBody):
    """A change of a machine; what is left out stays as it is."""

    name_en: ShortText | None = None
    name_zh: ShortText | None = None
    kind: Kind | None = None
    location: Location | None = None
    criticality: Criticality | None = None
    safety_criticality: SafetyCriticality | None = None
    status: Status | None = None
    asset_number: AssetNumber | None = Field(default=None, description="null removes it")
    parent_id: str | None = Field(default=None, max_length=40, description="null makes it stand alone")
    nameplate: Nameplate | None = Field(default=None, description="the whole nameplate, in place of the one before")
    machine: dict[str, Any] | None = Field(default=None, description="the machine description; null removes it")


class EquipmentRead(BaseModel):
    """A machine, with what is known of its health."""

    id: str
    factory_id: str
    factory_name: TextRead
    name_en: str
    name_zh: str
    kind: Kind
    location: str
    criticality: Criticality
    safety_criticality: SafetyCriticality
    status: Status
    asset_number: str | None
    parent_id: str | None
    nameplate: Nameplate
    bearings: list[BearingOfNameplate]
    machine: dict[str, Any] | None
    created_at: datetime
    version: int
    last_verdict: Literal["healthy", "fault", "not_assessable"] | None
    open_cases: int
    health_score: int | None = Field(
        ge=0, le=100, description="health from 0 to 100 (best); null where it is not known", examples=[85]
    )


class HealthPartRead(BaseModel):
    """One part of the make-up of a health score."""

    name: str = Field(description="kind of the part, for programs", examples=["finding"])
    text: TextRead
    points: int = Field(description="what it adds; the points of all parts add up to the score", examples=[-50])


class HealthAtRead(BaseModel):
    """The score after one round of examinations."""

    time: datetime
    score: int | None = Field(ge=0, le=100)


class HealthRead(BaseModel):
    """The health of a machine from its examinations, with its make-up and its history, the oldest first."""

    score: int | None = Field(ge=0, le=100, description="0 to 100 (best); null where it is not known", examples=[85])
    reason: TextRead | None = Field(description="why the score is not known; null where it is")
    parts: list[HealthPartRead]
    history: list[HealthAtRead]
