from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.what_if_read_verdict import WhatIfReadVerdict, check_what_if_read_verdict
from ..models.what_if_read_verdict_before import (
    WhatIfReadVerdictBefore,
    check_what_if_read_verdict_before,
)

if TYPE_CHECKING:
    from ..models.difference import Difference
    from ..models.what_if_read_document import WhatIfReadDocument
    from ..models.what_if_read_overrides import WhatIfReadOverrides


T = TypeVar("T", bound="WhatIfRead")


@_attrs_define
class WhatIfRead:
    """What an examination comes to under other assumptions; ``document`` is the contract ``examination/1``.

    Attributes:
        differences (list[Difference]):
        document (WhatIfReadDocument):
        examination_id (str):
        overrides (WhatIfReadOverrides):
        verdict (WhatIfReadVerdict):
        verdict_before (WhatIfReadVerdictBefore):
    """

    differences: list[Difference]
    document: WhatIfReadDocument
    examination_id: str
    overrides: WhatIfReadOverrides
    verdict: WhatIfReadVerdict
    verdict_before: WhatIfReadVerdictBefore
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        differences = []
        for differences_item_data in self.differences:
            differences_item = differences_item_data.to_dict()
            differences.append(differences_item)

        document = self.document.to_dict()

        examination_id = self.examination_id

        overrides = self.overrides.to_dict()

        verdict: str = self.verdict

        verdict_before: str = self.verdict_before

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "differences": differences,
                "document": document,
                "examination_id": examination_id,
                "overrides": overrides,
                "verdict": verdict,
                "verdict_before": verdict_before,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.difference import Difference
        from ..models.what_if_read_document import WhatIfReadDocument
        from ..models.what_if_read_overrides import WhatIfReadOverrides

        d = dict(src_dict)
        differences = []
        _differences = d.pop("differences")
        for differences_item_data in _differences:
            differences_item = Difference.from_dict(differences_item_data)

            differences.append(differences_item)

        document = WhatIfReadDocument.from_dict(d.pop("document"))

        examination_id = d.pop("examination_id")

        overrides = WhatIfReadOverrides.from_dict(d.pop("overrides"))

        verdict = check_what_if_read_verdict(d.pop("verdict"))

        verdict_before = check_what_if_read_verdict_before(d.pop("verdict_before"))

        what_if_read = cls(
            differences=differences,
            document=document,
            examination_id=examination_id,
            overrides=overrides,
            verdict=verdict,
            verdict_before=verdict_before,
        )

        what_if_read.additional_properties = d
        return what_if_read

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
