from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="TemplateChoice")


@_attrs_define
class TemplateChoice:
    """A treatment text of the first examination: of finding ``finding`` the text ``treatment``, counted from 0.

    Attributes:
        finding (int):
        treatment (int):
    """

    finding: int
    treatment: int

    def to_dict(self) -> dict[str, Any]:
        finding = self.finding

        treatment = self.treatment

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "finding": finding,
                "treatment": treatment,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        finding = d.pop("finding")

        treatment = d.pop("treatment")

        template_choice = cls(
            finding=finding,
            treatment=treatment,
        )

        return template_choice
