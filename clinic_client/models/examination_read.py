from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.examination_read_status import (
    ExaminationReadStatus,
    check_examination_read_status,
)
from ..models.examination_read_verdict import (
    ExaminationReadVerdict,
    check_examination_read_verdict,
)

if TYPE_CHECKING:
    from ..models.examination_read_document import ExaminationReadDocument
    from ..models.figure_read import FigureRead
    from ..models.recalibrated_finding import RecalibratedFinding
    from ..models.text_read import TextRead


T = TypeVar("T", bound="ExaminationRead")


@_attrs_define
class ExaminationRead:
    """A whole examination; ``document`` is the contract ``examination/1``.

    Attributes:
        case_id (None | str): null for a routine measurement, which belongs to no case
        created_at (datetime.datetime):
        document (ExaminationReadDocument):
        equipment_id (None | str):
        equipment_name_en (None | str):
        equipment_name_zh (None | str):
        factory_id (str):
        factory_name (TextRead): One text in both languages.
        figures (list[FigureRead]):
        id (str):
        recalibrated (list[RecalibratedFinding] | None):
        recording_filename (str):
        recording_id (str):
        status (ExaminationReadStatus):
        summary (TextRead): One text in both languages.
        urgency (int):
        verdict (ExaminationReadVerdict):
    """

    case_id: None | str
    created_at: datetime.datetime
    document: ExaminationReadDocument
    equipment_id: None | str
    equipment_name_en: None | str
    equipment_name_zh: None | str
    factory_id: str
    factory_name: TextRead
    figures: list[FigureRead]
    id: str
    recalibrated: list[RecalibratedFinding] | None
    recording_filename: str
    recording_id: str
    status: ExaminationReadStatus
    summary: TextRead
    urgency: int
    verdict: ExaminationReadVerdict
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        case_id: None | str
        case_id = self.case_id

        created_at = self.created_at.isoformat()

        document = self.document.to_dict()

        equipment_id: None | str
        equipment_id = self.equipment_id

        equipment_name_en: None | str
        equipment_name_en = self.equipment_name_en

        equipment_name_zh: None | str
        equipment_name_zh = self.equipment_name_zh

        factory_id = self.factory_id

        factory_name = self.factory_name.to_dict()

        figures = []
        for figures_item_data in self.figures:
            figures_item = figures_item_data.to_dict()
            figures.append(figures_item)

        id = self.id

        recalibrated: list[dict[str, Any]] | None
        if isinstance(self.recalibrated, list):
            recalibrated = []
            for recalibrated_type_0_item_data in self.recalibrated:
                recalibrated_type_0_item = recalibrated_type_0_item_data.to_dict()
                recalibrated.append(recalibrated_type_0_item)

        else:
            recalibrated = self.recalibrated

        recording_filename = self.recording_filename

        recording_id = self.recording_id

        status: str = self.status

        summary = self.summary.to_dict()

        urgency = self.urgency

        verdict: str = self.verdict

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_id": case_id,
                "created_at": created_at,
                "document": document,
                "equipment_id": equipment_id,
                "equipment_name_en": equipment_name_en,
                "equipment_name_zh": equipment_name_zh,
                "factory_id": factory_id,
                "factory_name": factory_name,
                "figures": figures,
                "id": id,
                "recalibrated": recalibrated,
                "recording_filename": recording_filename,
                "recording_id": recording_id,
                "status": status,
                "summary": summary,
                "urgency": urgency,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.examination_read_document import ExaminationReadDocument
        from ..models.figure_read import FigureRead
        from ..models.recalibrated_finding import RecalibratedFinding
        from ..models.text_read import TextRead

        d = dict(src_dict)

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        document = ExaminationReadDocument.from_dict(d.pop("document"))

        def _parse_equipment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_id = _parse_equipment_id(d.pop("equipment_id"))

        def _parse_equipment_name_en(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_en = _parse_equipment_name_en(d.pop("equipment_name_en"))

        def _parse_equipment_name_zh(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        equipment_name_zh = _parse_equipment_name_zh(d.pop("equipment_name_zh"))

        factory_id = d.pop("factory_id")

        factory_name = TextRead.from_dict(d.pop("factory_name"))

        figures = []
        _figures = d.pop("figures")
        for figures_item_data in _figures:
            figures_item = FigureRead.from_dict(figures_item_data)

            figures.append(figures_item)

        id = d.pop("id")

        def _parse_recalibrated(data: object) -> list[RecalibratedFinding] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                recalibrated_type_0 = []
                _recalibrated_type_0 = data
                for recalibrated_type_0_item_data in _recalibrated_type_0:
                    recalibrated_type_0_item = RecalibratedFinding.from_dict(
                        recalibrated_type_0_item_data
                    )

                    recalibrated_type_0.append(recalibrated_type_0_item)

                return recalibrated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[RecalibratedFinding] | None, data)

        recalibrated = _parse_recalibrated(d.pop("recalibrated"))

        recording_filename = d.pop("recording_filename")

        recording_id = d.pop("recording_id")

        status = check_examination_read_status(d.pop("status"))

        summary = TextRead.from_dict(d.pop("summary"))

        urgency = d.pop("urgency")

        verdict = check_examination_read_verdict(d.pop("verdict"))

        examination_read = cls(
            case_id=case_id,
            created_at=created_at,
            document=document,
            equipment_id=equipment_id,
            equipment_name_en=equipment_name_en,
            equipment_name_zh=equipment_name_zh,
            factory_id=factory_id,
            factory_name=factory_name,
            figures=figures,
            id=id,
            recalibrated=recalibrated,
            recording_filename=recording_filename,
            recording_id=recording_id,
            status=status,
            summary=summary,
            urgency=urgency,
            verdict=verdict,
        )

        examination_read.additional_properties = d
        return examination_read

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
