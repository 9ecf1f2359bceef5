from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.check_part_read import CheckPartRead
    from ..models.coded_text import CodedText


T = TypeVar("T", bound="ServiceCheckRead")


@_attrs_define
class ServiceCheckRead:
    """A check of the whole service; ``results`` are null until a worker has made it.

    Attributes:
        asked_at (datetime.datetime):
        asked_by (str):
        finished_at (datetime.datetime | None):
        id (str):
        problem (CodedText | None):
        results (list[CheckPartRead] | None):
    """

    asked_at: datetime.datetime
    asked_by: str
    finished_at: datetime.datetime | None
    id: str
    problem: CodedText | None
    results: list[CheckPartRead] | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.coded_text import CodedText

        asked_at = self.asked_at.isoformat()

        asked_by = self.asked_by

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        id = self.id

        problem: dict[str, Any] | None
        if isinstance(self.problem, CodedText):
            problem = self.problem.to_dict()
        else:
            problem = self.problem

        results: list[dict[str, Any]] | None
        if isinstance(self.results, list):
            results = []
            for results_type_0_item_data in self.results:
                results_type_0_item = results_type_0_item_data.to_dict()
                results.append(results_type_0_item)

        else:
            results = self.results

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "asked_at": asked_at,
                "asked_by": asked_by,
                "finished_at": finished_at,
                "id": id,
                "problem": problem,
                "results": results,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.check_part_read import CheckPartRead
        from ..models.coded_text import CodedText

        d = dict(src_dict)
        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        asked_by = d.pop("asked_by")

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

        def _parse_problem(data: object) -> CodedText | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                problem_type_0 = CodedText.from_dict(data)

                return problem_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CodedText | None, data)

        problem = _parse_problem(d.pop("problem"))

        def _parse_results(data: object) -> list[CheckPartRead] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                results_type_0 = []
                _results_type_0 = data
                for results_type_0_item_data in _results_type_0:
                    results_type_0_item = CheckPartRead.from_dict(
                        results_type_0_item_data
                    )

                    results_type_0.append(results_type_0_item)

                return results_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[CheckPartRead] | None, data)

        results = _parse_results(d.pop("results"))

        service_check_read = cls(
            asked_at=asked_at,
            asked_by=asked_by,
            finished_at=finished_at,
            id=id,
            problem=problem,
            results=results,
        )

        service_check_read.additional_properties = d
        return service_check_read

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
