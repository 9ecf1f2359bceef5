from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.import_note import ImportNote
    from ..models.import_read_counts import ImportReadCounts
    from ..models.import_row import ImportRow


T = TypeVar("T", bound="ImportRead")


@_attrs_define
class ImportRead:
    """The outcome of an import, or with ``dry_run`` what it would be.

    Attributes:
        counts (ImportReadCounts):
        dry_run (bool):
        rows (list[ImportRow]):
        warnings (list[ImportNote]): about the table as a whole
    """

    counts: ImportReadCounts
    dry_run: bool
    rows: list[ImportRow]
    warnings: list[ImportNote]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        counts = self.counts.to_dict()

        dry_run = self.dry_run

        rows = []
        for rows_item_data in self.rows:
            rows_item = rows_item_data.to_dict()
            rows.append(rows_item)

        warnings = []
        for warnings_item_data in self.warnings:
            warnings_item = warnings_item_data.to_dict()
            warnings.append(warnings_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "counts": counts,
                "dry_run": dry_run,
                "rows": rows,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.import_note import ImportNote
        from ..models.import_read_counts import ImportReadCounts
        from ..models.import_row import ImportRow

        d = dict(src_dict)
        counts = ImportReadCounts.from_dict(d.pop("counts"))

        dry_run = d.pop("dry_run")

        rows = []
        _rows = d.pop("rows")
        for rows_item_data in _rows:
            rows_item = ImportRow.from_dict(rows_item_data)

            rows.append(rows_item)

        warnings = []
        _warnings = d.pop("warnings")
        for warnings_item_data in _warnings:
            warnings_item = ImportNote.from_dict(warnings_item_data)

            warnings.append(warnings_item)

        import_read = cls(
            counts=counts,
            dry_run=dry_run,
            rows=rows,
            warnings=warnings,
        )

        import_read.additional_properties = d
        return import_read

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
