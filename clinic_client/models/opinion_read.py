from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.opinion_read_verdict import OpinionReadVerdict, check_opinion_read_verdict

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="OpinionRead")


@_attrs_define
class OpinionRead:
    """The automatic opinion on the recording, in short. It is not a diagnosis: nobody has signed it.

    Attributes:
        examination_id (str):
        summary (TextRead): One text in both languages.
        urgency (int):
        verdict (OpinionReadVerdict):
    """

    examination_id: str
    summary: TextRead
    urgency: int
    verdict: OpinionReadVerdict
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        examination_id = self.examination_id

        summary = self.summary.to_dict()

        urgency = self.urgency

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "examination_id": examination_id,
                "summary": summary,
                "urgency": urgency,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        examination_id = d.pop("examination_id")

        summary = TextRead.from_dict(d.pop("summary"))

        urgency = d.pop("urgency")

        verdict = check_opinion_read_verdict(d.pop("verdict"))

        opinion_read = cls(
            examination_id=examination_id,
            summary=summary,
            urgency=urgency,
            verdict=verdict,
        )

        opinion_read.additional_properties = d
        return opinion_read

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
