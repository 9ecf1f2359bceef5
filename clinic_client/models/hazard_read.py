from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.hazard_read_language import HazardReadLanguage, check_hazard_read_language
from ..models.hazard_read_state import HazardReadState, check_hazard_read_state

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="HazardRead")


@_attrs_define
class HazardRead:
    """An observation as the factory and the hospital see it.

    Attributes:
        begun_at (datetime.datetime | None):
        begun_by (None | str):
        closed_at (datetime.datetime | None):
        closed_by (None | str):
        contact (None | str):
        created_at (datetime.datetime):
        equipment_id (None | str):
        factory_id (str):
        feedback (None | str):
        id (str):
        language (HazardReadLanguage):
        number (str): to ask with later
        place (str):
        reason (None | str):
        reporter_name (str):
        state (HazardReadState):
        state_text (TextRead): One text in both languages.
        version (int):
        what (str):
    """

    begun_at: datetime.datetime | None
    begun_by: None | str
    closed_at: datetime.datetime | None
    closed_by: None | str
    contact: None | str
    created_at: datetime.datetime
    equipment_id: None | str
    factory_id: str
    feedback: None | str
    id: str
    language: HazardReadLanguage
    number: str
    place: str
    reason: None | str
    reporter_name: str
    state: HazardReadState
    state_text: TextRead
    version: int
    what: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        begun_at: None | str
        if isinstance(self.begun_at, datetime.datetime):
            begun_at = self.begun_at.isoformat()
        else:
            begun_at = self.begun_at

        begun_by: None | str
        begun_by = self.begun_by

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        closed_by: None | str
        closed_by = self.closed_by

        contact: None | str
        contact = self.contact

        created_at = self.created_at.isoformat()

        equipment_id: None | str
        equipment_id = self.equipment_id

        factory_id = self.factory_id

        feedback: None | str
        feedback = self.feedback

        id = self.id

        language: str = self.language

        number = self.number

        place = self.place

        reason: None | str
        reason = self.reason

        reporter_name = self.reporter_name

        state: str = self.state

        state_text = self.state_text.to_dict()

        version = self.version

        what = self.what

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "begun_at": begun_at,
                "begun_by": begun_by,
                "closed_at": closed_at,
                "closed_by": closed_by,
                "contact": contact,
                "created_at": created_at,
                "equipment_id": equipment_id,
                "factory_id": factory_id,
                "feedback": feedback,
                "id": id,
                "language": language,
                "number": number,
                "place": place,
                "reason": reason,
                "reporter_name": reporter_name,
                "state": state,
                "state_text": state_text,
                "version": version,
                "what": what,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_begun_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                begun_at_type_0 = datetime.datetime.fromisoformat(data)

                return begun_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        begun_at = _parse_begun_at(d.pop("begun_at"))

        def _parse_begun_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        begun_by = _parse_begun_by(d.pop("begun_by"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        def _parse_closed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closed_by = _parse_closed_by(d.pop("closed_by"))

        def _parse_contact(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact = _parse_contact(d.pop("contact"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        factory_id = d.pop("factory_id")

        def _parse_feedback(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        feedback = _parse_feedback(d.pop("feedback"))

        id = d.pop("id")

        language = check_hazard_read_language(d.pop("language"))

        number = d.pop("number")

        place = d.pop("place")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        reporter_name = d.pop("reporter_name")

        state = check_hazard_read_state(d.pop("state"))

        state_text = TextRead.from_dict(d.pop("state_text"))

        version = d.pop("version")

        what = d.pop("what")

        hazard_read = cls(
            begun_at=begun_at,
            begun_by=begun_by,
            closed_at=closed_at,
            closed_by=closed_by,
            contact=contact,
            created_at=created_at,
            equipment_id=equipment_id,
            factory_id=factory_id,
            feedback=feedback,
            id=id,
            language=language,
            number=number,
            place=place,
            reason=reason,
            reporter_name=reporter_name,
            state=state,
            state_text=state_text,
            version=version,
            what=what,
        )

        hazard_read.additional_properties = d
        return hazard_read

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
