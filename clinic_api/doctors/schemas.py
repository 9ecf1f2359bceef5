"""What the doctor routes take and give."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from clinic_api.kit.fields import RequestBody, ShortText, TextRead, refuse_control_characters
from clinic_api.rota.schemas import ContradictionRead

__all__ = [
    "AbsenceAnswer",
    "AbsenceCreate",
    "AbsenceMoment",
    "AbsenceRead",
    "CertificateRead",
    "CertificateWrite",
    "DoctorCreate",
    "DoctorRead",
    "DoctorUpdate",
]

AbsenceMoment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
]
"""A moment of years that people plan for."""

_Code = Annotated[str, Field(min_length=1, max_length=60)]
_Grade = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Minutes = Annotated[float, Field(ge=0, le=10_080, allow_inf_nan=False)]
_Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
_Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
_Line = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=120), AfterValidator(refuse_control_characters)
]
_Hours = dict[str, list[list[str]]]
_Languages = Annotated[list[Literal["zh", "en"]], Field(min_length=1, max_length=2)]
_Departments = Annotated[list[_Code], Field(min_length=1, max_length=7)]
_Specialties = Annotated[dict[_Code, _Grade], Field(max_length=60)]
_Instruments = Annotated[list[_Code], Field(max_length=40)]
_Conflicts = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=200)]


class CertificateWrite(RequestBody):
    """A certificate somebody holds; ``valid_until`` is its last day."""

    kind: _Code = Field(examples=["iso18436_2"])
    level: int = Field(default=1, ge=1, le=4)
    valid_until: date | None = None


_Certificates = Annotated[list[CertificateWrite], Field(max_length=20)]


class DoctorCreate(RequestBody):
    """A new doctor. ``capacity_minutes`` are those of a week; ``weekly_hours`` left out are the usual ones."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name_en": "Shen Lan",
                    "name_zh": "沈岚",
                    "title_en": "Senior engineer",
                    "title_zh": "高级工程师",
                    "employment": "staff",
                    "departments": ["mechanical"],
                    "specialties": {"rolling_bearings": 0.9},
                    "category": 3,
                    "languages": ["zh", "en"],
                    "capacity_minutes": 1200,
                    "certificates": [{"kind": "iso18436_2", "level": 3, "valid_until": "2030-05-31"}],
                }
            ]
        }
    )

    name_en: ShortText
    name_zh: ShortText
    title_en: ShortText
    title_zh: ShortText
    employment: Literal["staff", "contracted"]
    departments: _Departments
    specialties: _Specialties = Field(default_factory=dict)
    category: int = Field(ge=1, le=4, description="of ISO 18436-2, or its equal in other departments")
    languages: _Languages
    capacity_minutes: _Minutes
    base_load_minutes: _Minutes = Field(default=0, description="work of each week that is known from elsewhere")
    region_en: _Line = ""
    region_zh: _Line = ""
    home_latitude_deg: _Latitude | None = None
    home_longitude_deg: _Longitude | None = None
    travel_limit_km: Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] | None = None
    certificates: _Certificates = Field(default_factory=list)
    weekly_hours: _Hours | None = Field(
        default=None,
        description="for each weekday (mon … sun) the spans at work, local times",
        examples=[{"mon": [["08:30", "12:00"], ["13:00", "17:30"]]}],
    )
    instruments: _Instruments | None = Field(
        default=None, description="what the doctor can carry; left out: what the own specialties usually need"
    )
    conflicts: _Conflicts = Field(default=[], description="factories the doctor must not treat")


class DoctorUpdate(RequestBody):
    """A change of a doctor; what is left out stays as it is, and null removes a place, a limit or the own hours."""

    name_en: ShortText | None = None
    name_zh: ShortText | None = None
    title_en: ShortText | None = None
    title_zh: ShortText | None = None
    employment: Literal["staff", "contracted"] | None = None
    departments: _Departments | None = None
    specialties: _Specialties | None = None
    category: Annotated[int, Field(ge=1, le=4)] | None = None
    languages: _Languages | None = None
    capacity_minutes: _Minutes | None = None
    base_load_minutes: _Minutes | None = None
    region_en: _Line | None = None
    region_zh: _Line | None = None
    home_latitude_deg: _Latitude | None = None
    home_longitude_deg: _Longitude | None = None
    travel_limit_km: Annotated[float, Field(gt=0, le=20_000, allow_inf_nan=False)] | None = None
    certificates: _Certificates | None = None
    weekly_hours: _Hours | None = None
    instruments: _Instruments | None = None
    conflicts: _Conflicts | None = None
    in_service: bool | None = Field(default=None, description="false: gets no cases any longer")


class AbsenceCreate(RequestBody):
    """A time in which a doctor gets no cases."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"start": "2026-12-07T00:00:00+08:00", "end": "2026-12-12T00:00:00+08:00"}]}
    )

    start: AbsenceMoment
    end: AbsenceMoment


class CertificateRead(BaseModel):
    """A certificate with what it is called, and whether it still counts."""

    kind: str
    name: TextRead
    level: int
    valid_until: date | None
    state: Literal["valid", "expires_soon", "expired"]
    """``expires_soon``: within sixty days."""


class AbsenceRead(BaseModel):
    """A time in which a doctor gets no cases."""

    start: datetime
    end: datetime


class DoctorRead(BaseModel):
    """A doctor; ``specialties`` grades tags 0…1, ``home`` is latitude and longitude in degrees."""

    id: str
    name_en: str
    name_zh: str
    title_en: str
    title_zh: str
    employment: Literal["staff", "contracted"]
    departments: list[str]
    specialties: dict[str, float]
    without_certificate: list[str]
    """Graded specialties that do not count now for want of a valid certificate."""
    category: int
    languages: list[str]
    capacity_minutes: float
    load_minutes: float
    home: list[float] | None
    region: TextRead
    travel_limit_km: float | None
    certificates: list[CertificateRead]
    weekly_hours: dict[str, list[list[str]]]
    absences: list[AbsenceRead]
    conflicts: list[str] | None
    """Factories the doctor must not treat; null for those whom it does not concern."""
    at_work: bool
    """By the hours and the working calendar, now; absences are told apart."""
    on_call_for: list[str]
    """Departments for which the doctor is on call this week."""
    instruments: list[str] = Field(description="codes of what they can carry to a factory")
    in_service: bool
    version: int


class AbsenceAnswer(BaseModel):
    """The doctor as they are then, and the weeks on call that the absence contradicts, with who could take them."""

    doctor: DoctorRead
    contradictions: list[ContradictionRead]
