from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.item_owner import ItemOwner
    from ..models.own_words import OwnWords
    from ..models.template_choice import TemplateChoice


T = TypeVar("T", bound="PrescribeItem")


@_attrs_define
class PrescribeItem:
    """One thing to do: in own words or from a template, and until when.

    Attributes:
        due_on (datetime.date):
        owner (ItemOwner | Unset): Who is to do it: the factory (an account of it, or a name) or the attending doctor.
        template (None | TemplateChoice | Unset):
        what (None | OwnWords | Unset):
    """

    due_on: datetime.date
    owner: ItemOwner | Unset = UNSET
    template: None | TemplateChoice | Unset = UNSET
    what: None | OwnWords | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.own_words import OwnWords
        from ..models.template_choice import TemplateChoice

        due_on = self.due_on.isoformat()

        owner: dict[str, Any] | Unset = UNSET
        if not isinstance(self.owner, Unset):
            owner = self.owner.to_dict()

        template: dict[str, Any] | None | Unset
        if isinstance(self.template, Unset):
            template = UNSET
        elif isinstance(self.template, TemplateChoice):
            template = self.template.to_dict()
        else:
            template = self.template

        what: dict[str, Any] | None | Unset
        if isinstance(self.what, Unset):
            what = UNSET
        elif isinstance(self.what, OwnWords):
            what = self.what.to_dict()
        else:
            what = self.what

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "due_on": due_on,
            }
        )
        if owner is not UNSET:
            field_dict["owner"] = owner
        if template is not UNSET:
            field_dict["template"] = template
        if what is not UNSET:
            field_dict["what"] = what

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.item_owner import ItemOwner
        from ..models.own_words import OwnWords
        from ..models.template_choice import TemplateChoice

        d = dict(src_dict)
        due_on = datetime.date.fromisoformat(d.pop("due_on"))

        _owner = d.pop("owner", UNSET)
        owner: ItemOwner | Unset
        if isinstance(_owner, Unset):
            owner = UNSET
        else:
            owner = ItemOwner.from_dict(_owner)

        def _parse_template(data: object) -> None | TemplateChoice | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                template_type_0 = TemplateChoice.from_dict(data)

                return template_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TemplateChoice | Unset, data)

        template = _parse_template(d.pop("template", UNSET))

        def _parse_what(data: object) -> None | OwnWords | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                what_type_0 = OwnWords.from_dict(data)

                return what_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OwnWords | Unset, data)

        what = _parse_what(d.pop("what", UNSET))

        prescribe_item = cls(
            due_on=due_on,
            owner=owner,
            template=template,
            what=what,
        )

        return prescribe_item
