"""Which doctors a list shows."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from sqlalchemy import ColumnElement, String, cast

from clinic_api.doctors.models import Doctor
from clinic_api.rota.duty import Duty

__all__ = ["DoctorFilter", "Wanted"]

_Code = Annotated[str | None, Query(max_length=60)]


class DoctorFilter:
    """The query parameters of the list; what is left out does not narrow it."""

    def __init__(
        self,
        department: _Code = None,
        specialty: _Code = None,
        language: _Code = None,
        on_call: Annotated[bool | None, Query(description="on call this week, for any department")] = None,
        in_service: Annotated[bool | None, Query()] = None,
    ) -> None:
        self._contained = {"departments": department, "specialties": specialty, "languages": language}
        self._on_call = on_call
        self._in_service = in_service

    def conditions(self, duty: Duty) -> list[ColumnElement[bool]]:
        """Return the conditions on `Doctor`; codes are looked for as whole words of the stored JSON."""
        conditions: list[ColumnElement[bool]] = []
        for column, code in self._contained.items():
            if code is not None:
                conditions.append(cast(getattr(Doctor, column), String).contains(f'"{code}"', autoescape=True))
        if self._on_call is not None:
            is_on_call = Doctor.id.in_(set(duty.on_call.values()))
            conditions.append(is_on_call if self._on_call else ~is_on_call)
        if self._in_service is not None:
            conditions.append(Doctor.in_service.is_(self._in_service))
        return conditions


Wanted = Annotated[DoctorFilter, Depends()]
"""Parameter type: what a list of doctors is narrowed to."""
