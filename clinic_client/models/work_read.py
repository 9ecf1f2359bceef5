from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.work_read_need import WorkReadNeed, check_work_read_need

if TYPE_CHECKING:
    from ..models.case_read import CaseRead


T = TypeVar("T", bound="WorkRead")


@_attrs_define
class WorkRead:
    """One case on the list with what is next.

    Attributes:
        case (CaseRead): A case as the acting person may see it: triage and proposal are for the hospital's staff, null
            for others.

            ``merged``, ``consulted``, ``team``, ``departments_wanted`` (for the hospital) and ``open_questions`` are shown
            with
            one case and null in lists.
        due_on (datetime.date | None):
        is_due (bool):
        is_late (bool):
        need (WorkReadNeed):
        needs_me (bool):
        place_id (None | str):
        review_id (None | str):
        since (datetime.datetime | None):
        until (datetime.datetime | None):
    """

    case: CaseRead
    due_on: datetime.date | None
    is_due: bool
    is_late: bool
    need: WorkReadNeed
    needs_me: bool
    place_id: None | str
    review_id: None | str
    since: datetime.datetime | None
    until: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case = self.case.to_dict()

        due_on: None | str
        if isinstance(self.due_on, datetime.date):
            due_on = self.due_on.isoformat()
        else:
            due_on = self.due_on

        is_due = self.is_due

        is_late = self.is_late

        need: str = self.need

        needs_me = self.needs_me

        place_id: None | str
        place_id = self.place_id

        review_id: None | str
        review_id = self.review_id

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        until: None | str
        if isinstance(self.until, datetime.datetime):
            until = self.until.isoformat()
        else:
            until = self.until

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case": case,
                "due_on": due_on,
                "is_due": is_due,
                "is_late": is_late,
                "need": need,
                "needs_me": needs_me,
                "place_id": place_id,
                "review_id": review_id,
                "since": since,
                "until": until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.case_read import CaseRead

        d = dict(src_dict)
        case = CaseRead.from_dict(d.pop("case"))

        def _parse_due_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                due_on_type_0 = datetime.date.fromisoformat(data)

                return due_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        due_on = _parse_due_on(d.pop("due_on"))

        is_due = d.pop("is_due")

        is_late = d.pop("is_late")

        need = check_work_read_need(d.pop("need"))

        needs_me = d.pop("needs_me")

        def _parse_place_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        place_id = _parse_place_id(d.pop("place_id"))

        def _parse_review_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        review_id = _parse_review_id(d.pop("review_id"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

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

        work_read = cls(
            case=case,
            due_on=due_on,
            is_due=is_due,
            is_late=is_late,
            need=need,
            needs_me=needs_me,
            place_id=place_id,
            review_id=review_id,
            since=since,
            until=until,
        )

        work_read.additional_properties = d
        return work_read

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
