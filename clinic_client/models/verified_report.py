from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.verified_report_language import (
    VerifiedReportLanguage,
    check_verified_report_language,
)
from ..models.verified_report_newest import (
    VerifiedReportNewest,
    check_verified_report_newest,
)
from ..models.verified_report_status import (
    VerifiedReportStatus,
    check_verified_report_status,
)

if TYPE_CHECKING:
    from ..models.text_read import TextRead


T = TypeVar("T", bound="VerifiedReport")


@_attrs_define
class VerifiedReport:
    """What a report of a case says of itself, told to whoever has its code or its file.

    Attributes:
        case_number (str):
        factory (TextRead): One text in both languages.
        language (VerifiedReportLanguage):
        machine (None | TextRead):
        newest (VerifiedReportNewest): `superseded`: a later version was signed; `moved_on`: something else happened in
            the case since
        newest_version (int):
        status (VerifiedReportStatus):
        status_text (TextRead): One text in both languages.
        version (int): of the signed diagnosis; 0 for a report of an unsigned case
    """

    case_number: str
    factory: TextRead
    language: VerifiedReportLanguage
    machine: None | TextRead
    newest: VerifiedReportNewest
    newest_version: int
    status: VerifiedReportStatus
    status_text: TextRead
    version: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.text_read import TextRead

        case_number = self.case_number

        factory = self.factory.to_dict()

        language: str = self.language

        machine: dict[str, Any] | None
        if isinstance(self.machine, TextRead):
            machine = self.machine.to_dict()
        else:
            machine = self.machine

        newest: str = self.newest

        newest_version = self.newest_version

        status: str = self.status

        status_text = self.status_text.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "case_number": case_number,
                "factory": factory,
                "language": language,
                "machine": machine,
                "newest": newest,
                "newest_version": newest_version,
                "status": status,
                "status_text": status_text,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.text_read import TextRead

        d = dict(src_dict)
        case_number = d.pop("case_number")

        factory = TextRead.from_dict(d.pop("factory"))

        language = check_verified_report_language(d.pop("language"))

        def _parse_machine(data: object) -> None | TextRead:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                machine_type_0 = TextRead.from_dict(data)

                return machine_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | TextRead, data)

        machine = _parse_machine(d.pop("machine"))

        newest = check_verified_report_newest(d.pop("newest"))

        newest_version = d.pop("newest_version")

        status = check_verified_report_status(d.pop("status"))

        status_text = TextRead.from_dict(d.pop("status_text"))

        version = d.pop("version")

        verified_report = cls(
            case_number=case_number,
            factory=factory,
            language=language,
            machine=machine,
            newest=newest,
            newest_version=newest_version,
            status=status,
            status_text=status_text,
            version=version,
        )

        verified_report.additional_properties = d
        return verified_report

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
