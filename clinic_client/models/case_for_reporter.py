from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.case_for_reporter_advice import (
    CaseForReporterAdvice,
    check_case_for_reporter_advice,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="CaseForReporter")


@_attrs_define
class CaseForReporter:
    """A case as whoever reported it sees it: what to do now, who has it, until when, what is asked.

    Attributes:
        advice (CaseForReporterAdvice):
        advice_text (TextRead): One text in both languages.
        case_id (str):
        code (None | str):
        machine (None | TextRead):
        paused (None | TextRead): why the clock of the diagnosis stands still; null while it runs
        questions (list[TextRead]):
        state (str):
        state_text (TextRead): One text in both languages.
        until (datetime.datetime | None): when the diagnosis is due; null while unknown and once it is given
        with_whom (TextRead): One text in both languages.
    """

    advice: CaseForReporterAdvice
    advice_text: TextRead
    case_id: str
    code: None | str
    machine: None | TextRead
    paused: None | TextRead
    questions: list[TextRead]
    state: str
    state_text: TextRead
    until: datetime.datetime | None
    with_whom: TextRead
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        advice: str = self.advice

        advice_text = self.advice_text.to_dict()

        case_id = self.case_id

        code: None | str
        code = self.code

        machine: dict[str, Any] | None
        if isinstance(self.machine, TextRead):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        paused: dict[str, Any] | None
        if isinstance(self.paused, TextRead):
            paused = self.paused.to_dict()
        else:
            paused = self.paused

        questions = []
        for questions_item_data in self.questions:
            questions_item = questions_item_data.to_dict()
            questions.append(questions_item)

        state = self.state

        state_text = self.state_text.to_dict()

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        with_whom = self.with_whom.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "advice": advice,
                "advice_text": advice_text,
                "case_id": case_id,
                "code": code,
                "machine": machine,
                "paused": paused,
                "questions": questions,
                "state": state,
                "state_text": state_text,
                "until": until,
                "with_whom": with_whom,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        advice = check_case_for_reporter_advice(d.pop("advice"))

        advice_text = TextRead.from_dict(d.pop("advice_text"))

        case_id = d.pop("case_id")

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        def _parse_machine(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = TextRead.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        machine = _parse_machine(d.pop("machine"))

        def _parse_paused(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                paused_type_0 = TextRead.from_dict(data)

                return paused_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        paused = _parse_paused(d.pop("paused"))

        questions = []
        _questions = d.pop("questions")
        for questions_item_data in _questions:
            questions_item = TextRead.from_dict(questions_item_data)

            questions.append(questions_item)

        state = d.pop("state")

        state_text = TextRead.from_dict(d.pop("state_text"))

        def _parse_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                until_type_0 = datetime.datetime.fromisoformat(data)

                return until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        until = _parse_until(d.pop("until"))

        with_whom = TextRead.from_dict(d.pop("with_whom"))

        case_for_reporter = cls(
            advice=advice,
            advice_text=advice_text,
            case_id=case_id,
            code=code,
            machine=machine,
            paused=paused,
            questions=questions,
            state=state,
            state_text=state_text,
            until=until,
            with_whom=with_whom,
        )

        case_for_reporter.additional_properties = d
        return case_for_reporter

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
