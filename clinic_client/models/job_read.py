from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_read_state import JobReadState, check_job_read_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="JobRead")


@_attrs_define
class JobRead:
    """One piece of work; ``case_id`` is the case it belongs to, where it belongs to one.

    Attributes:
        attempt (int):
        case_id (None | str):
        created_at (datetime.datetime):
        error_code (None | str):
        error_text (None | TextRead):
        factory_id (None | str):
        factory_name (None | TextRead):
        finished_at (datetime.datetime | None):
        id (str):
        kind (str):
        max_attempts (int):
        next_at (datetime.datetime):
        request_id (None | str):
        started_at (datetime.datetime | None):
        state (JobReadState):
        subject_id (str):
    """

    attempt: int
    case_id: None | str
    created_at: datetime.datetime
    error_code: None | str
    error_text: None | TextRead
    factory_id: None | str
    factory_name: None | TextRead
    finished_at: datetime.datetime | None
    id: str
    kind: str
    max_attempts: int
    next_at: datetime.datetime
    request_id: None | str
    started_at: datetime.datetime | None
    state: JobReadState
    subject_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        attempt = self.attempt

        case_id: None | str
        case_id = self.case_id

        created_at = self.created_at.isoformat()

        error_code: None | str
        error_code = self.error_code

        error_text: dict[str, Any] | None
        if isinstance(self.error_text, TextRead):
            error_text = self.error_text.to_dict()
        else:
            error_text = self.error_text

        factory_id: None | str
        factory_id = self.factory_id

        factory_name: dict[str, Any] | None
        if isinstance(self.factory_name, TextRead):
            factory_name = self.factory_name.to_dict()
        else:
            factory_name = self.factory_name

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        id = self.id

        kind = self.kind

        max_attempts = self.max_attempts

        next_at = self.next_at.isoformat()

        request_id: None | str
        request_id = self.request_id

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        state: str = self.state

        subject_id = self.subject_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "attempt": attempt,
                "case_id": case_id,
                "created_at": created_at,
                "error_code": error_code,
                "error_text": error_text,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "finished_at": finished_at,
                "id": id,
                "kind": kind,
                "max_attempts": max_attempts,
                "next_at": next_at,
                "request_id": request_id,
                "started_at": started_at,
                "state": state,
                "subject_id": subject_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        attempt = d.pop("attempt")

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_error_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_code = _parse_error_code(d.pop("error_code"))

        def _parse_error_text(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_text_type_0 = TextRead.from_dict(data)

                return error_text_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        error_text = _parse_error_text(d.pop("error_text"))

        def _parse_factory_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        factory_id = _parse_factory_id(d.pop("factory_id"))

        def _parse_factory_name(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                factory_name_type_0 = TextRead.from_dict(data)

                return factory_name_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        factory_name = _parse_factory_name(d.pop("factory_name"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        id = d.pop("id")

        kind = d.pop("kind")

        max_attempts = d.pop("max_attempts")

        next_at = datetime.datetime.fromisoformat(d.pop("next_at"))

        def _parse_request_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        request_id = _parse_request_id(d.pop("request_id"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        state = check_job_read_state(d.pop("state"))

        subject_id = d.pop("subject_id")

        job_read = cls(
            attempt=attempt,
            case_id=case_id,
            created_at=created_at,
            error_code=error_code,
            error_text=error_text,
            factory_id=factory_id,
            factory_name=factory_name,
            finished_at=finished_at,
            id=id,
            kind=kind,
            max_attempts=max_attempts,
            next_at=next_at,
            request_id=request_id,
            started_at=started_at,
            state=state,
            subject_id=subject_id,
        )

        job_read.additional_properties = d
        return job_read

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
