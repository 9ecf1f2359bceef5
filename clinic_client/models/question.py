from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.question_kind import QuestionKind, check_question_kind
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.option import Option
    from ..models.text_read import TextRead


T = TypeVar("T", bound="Question")


@_attrs_define
class Question:
    """One question; what an answer means for the hospital is not told to the respondent.

    Attributes:
        id (str):
        kind (QuestionKind):
        text (TextRead): One text in both languages.
        least (float | None | Unset):
        most (float | None | Unset):
        options (list[Option] | Unset):
        required (bool | Unset):  Default: False.
        unit (None | TextRead | Unset):
    """

    id: str
    kind: QuestionKind
    text: TextRead
    least: float | None | Unset = UNSET
    most: float | None | Unset = UNSET
    options: list[Option] | Unset = UNSET
    required: bool | Unset = False
    unit: None | TextRead | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        id = self.id

        kind: str = self.kind

        text = self.text.to_dict()

        least: float | None | Unset
        if isinstance(self.least, Unset):
            least = UNSET
        else:
            least = self.least

        most: float | None | Unset
        if isinstance(self.most, Unset):
            most = UNSET
        else:
            most = self.most

        options: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = []
            for options_item_data in self.options:
                options_item = options_item_data.to_dict()
                options.append(options_item)

        required = self.required

        unit: dict[str, Any] | None | Unset
        if isinstance(self.unit, Unset):
            unit = UNSET
        elif isinstance(self.unit, TextRead):
            unit = self.unit.to_dict()
        else:
            unit = self.unit

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "text": text,
            }
        )
        if least is not UNSET:
            field_dict["least"] = least
        if most is not UNSET:
            field_dict["most"] = most
        if options is not UNSET:
            field_dict["options"] = options
        if required is not UNSET:
            field_dict["required"] = required
        if unit is not UNSET:
            field_dict["unit"] = unit

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.option import Option
        from ..models.text_read import TextRead

        d = dict(src_dict)
        id = d.pop("id")

        kind = check_question_kind(d.pop("kind"))

        text = TextRead.from_dict(d.pop("text"))

        def _parse_least(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        least = _parse_least(d.pop("least", UNSET))

        def _parse_most(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        most = _parse_most(d.pop("most", UNSET))

        _options = d.pop("options", UNSET)
        options: list[Option] | Unset = UNSET
        if _options is not UNSET:
            options = []
            for options_item_data in _options:
                options_item = Option.from_dict(options_item_data)

                options.append(options_item)

        required = d.pop("required", UNSET)

        def _parse_unit(data: object) -> None | TextRead | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                unit_type_0 = TextRead.from_dict(data)

                return unit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead | Unset, data)

        unit = _parse_unit(d.pop("unit", UNSET))

        question = cls(
            id=id,
            kind=kind,
            text=text,
            least=least,
            most=most,
            options=options,
            required=required,
            unit=unit,
        )

        return question
