from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.not_ready import NotReady
    from ..models.plan_change import PlanChange
    from ..models.planned_case import PlannedCase
    from ..models.queue_plan_read_gap import QueuePlanReadGap
    from ..models.queue_plan_read_objective import QueuePlanReadObjective
    from ..models.queue_plan_read_objective_before_type_0 import (
        QueuePlanReadObjectiveBeforeType0,
    )
    from ..models.unplanned_case import UnplannedCase


T = TypeVar("T", bound="QueuePlanRead")


@_attrs_define
class QueuePlanRead:
    """A plan for the queue as it was at ``planned_at``; every open case without a begun consultation is in one of the
    lists.

    ``objective`` and ``gap`` hold one number for each of the nine aims in their order; a gap of 0 is proved.
    ``left_out`` counts the least urgent cases beyond the thousand that are planned at once.

        Attributes:
            assignments (list[PlannedCase]):
            gap (QueuePlanReadGap):
            left_out (int):
            not_ready (list[NotReady]):
            objective (QueuePlanReadObjective):
            planned_at (datetime.datetime):
            proved (bool):
            unassigned (list[UnplannedCase]):
            changes (list[PlanChange] | None | Unset):
            objective_before (None | QueuePlanReadObjectiveBeforeType0 | Unset):
    """

    assignments: list[PlannedCase]
    gap: QueuePlanReadGap
    left_out: int
    not_ready: list[NotReady]
    objective: QueuePlanReadObjective
    planned_at: datetime.datetime
    proved: bool
    unassigned: list[UnplannedCase]
    changes: list[PlanChange] | None | Unset = UNSET
    objective_before: None | QueuePlanReadObjectiveBeforeType0 | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.queue_plan_read_objective_before_type_0 import (
            QueuePlanReadObjectiveBeforeType0,
        )

        assignments = []
        for assignments_item_data in self.assignments:
            assignments_item = assignments_item_data.to_dict()
            assignments.append(assignments_item)

        gap = self.gap.to_dict()

        left_out = self.left_out

        not_ready = []
        for not_ready_item_data in self.not_ready:
            not_ready_item = not_ready_item_data.to_dict()
            not_ready.append(not_ready_item)

        objective = self.objective.to_dict()

        planned_at = self.planned_at.isoformat()

        proved = self.proved

        unassigned = []
        for unassigned_item_data in self.unassigned:
            unassigned_item = unassigned_item_data.to_dict()
            unassigned.append(unassigned_item)

        changes: list[dict[str, Any]] | None | Unset
        if isinstance(self.changes, Unset):
            changes = UNSET
        elif isinstance(self.changes, list):
            changes = []
            for changes_type_0_item_data in self.changes:
                changes_type_0_item = changes_type_0_item_data.to_dict()
                changes.append(changes_type_0_item)

        else:
            changes = self.changes

        objective_before: dict[str, Any] | None | Unset
        if isinstance(self.objective_before, Unset):
            objective_before = UNSET
        elif isinstance(self.objective_before, QueuePlanReadObjectiveBeforeType0):
            objective_before = self.objective_before.to_dict()
        else:
            objective_before = self.objective_before

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "assignments": assignments,
                "gap": gap,
                "left_out": left_out,
                "not_ready": not_ready,
                "objective": objective,
                "planned_at": planned_at,
                "proved": proved,
                "unassigned": unassigned,
            }
        )
        if changes is not UNSET:
            field_dict["changes"] = changes
        if objective_before is not UNSET:
            field_dict["objective_before"] = objective_before

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.not_ready import NotReady
        from ..models.plan_change import PlanChange
        from ..models.planned_case import PlannedCase
        from ..models.queue_plan_read_gap import QueuePlanReadGap
        from ..models.queue_plan_read_objective import QueuePlanReadObjective
        from ..models.queue_plan_read_objective_before_type_0 import (
            QueuePlanReadObjectiveBeforeType0,
        )
        from ..models.unplanned_case import UnplannedCase

        d = dict(src_dict)
        assignments = []
        _assignments = d.pop("assignments")
        for assignments_item_data in _assignments:
            assignments_item = PlannedCase.from_dict(assignments_item_data)

            assignments.append(assignments_item)

        gap = QueuePlanReadGap.from_dict(d.pop("gap"))

        left_out = d.pop("left_out")

        not_ready = []
        _not_ready = d.pop("not_ready")
        for not_ready_item_data in _not_ready:
            not_ready_item = NotReady.from_dict(not_ready_item_data)

            not_ready.append(not_ready_item)

        objective = QueuePlanReadObjective.from_dict(d.pop("objective"))

        planned_at = datetime.datetime.fromisoformat(d.pop("planned_at"))

        proved = d.pop("proved")

        unassigned = []
        _unassigned = d.pop("unassigned")
        for unassigned_item_data in _unassigned:
            unassigned_item = UnplannedCase.from_dict(unassigned_item_data)

            unassigned.append(unassigned_item)

        def _parse_changes(data: object) -> list[PlanChange] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                changes_type_0 = []
                _changes_type_0 = data
                for changes_type_0_item_data in _changes_type_0:
                    changes_type_0_item = PlanChange.from_dict(changes_type_0_item_data)

                    changes_type_0.append(changes_type_0_item)

                return changes_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[PlanChange] | None | Unset, data)

        changes = _parse_changes(d.pop("changes", UNSET))

        def _parse_objective_before(
            data: object,
        ) -> None | QueuePlanReadObjectiveBeforeType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                objective_before_type_0 = QueuePlanReadObjectiveBeforeType0.from_dict(
                    data
                )

                return objective_before_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | QueuePlanReadObjectiveBeforeType0 | Unset, data)

        objective_before = _parse_objective_before(d.pop("objective_before", UNSET))

        queue_plan_read = cls(
            assignments=assignments,
            gap=gap,
            left_out=left_out,
            not_ready=not_ready,
            objective=objective,
            planned_at=planned_at,
            proved=proved,
            unassigned=unassigned,
            changes=changes,
            objective_before=objective_before,
        )

        queue_plan_read.additional_properties = d
        return queue_plan_read

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
