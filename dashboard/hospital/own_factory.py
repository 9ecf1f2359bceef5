"""What a factory's own page asks of the API apart from what other pages ask, too: notices wanted, hazards reported."""

from __future__ import annotations

from collections.abc import Mapping

from clinic_client.api.hazards import report_hazard
from clinic_client.api.notices import read_notice_settings, set_notice_settings
from clinic_client.models import HazardCreate, HazardForReporter, NoticeChoices, NoticeSettingsRead
from dashboard.hospital.connection import ApiCalls, answer

__all__ = ["OwnFactoryCalls"]


class OwnFactoryCalls(ApiCalls):
    """A factory's people about themselves and their place."""

    def notices(self) -> NoticeSettingsRead:
        """Return what this person is told by mail, and how."""
        return answer(NoticeSettingsRead, lambda: read_notice_settings.sync_detailed(client=self._client))

    def choose_notices(self, choices: Mapping[str, str]) -> NoticeSettingsRead:
        """Choose how to be told of each topic; one that is not named is as the hospital foresees."""
        body = NoticeChoices.from_dict({"choices": dict(choices)})
        return answer(NoticeSettingsRead, lambda: set_notice_settings.sync_detailed(client=self._client, body=body))

    def report_hazard(
        self, what: str, place: str, equipment_id: str | None, *, idempotency_key: str
    ) -> HazardForReporter:
        """Report something dangerous; its number asks for the answer."""
        body = HazardCreate(what=what, place=place, equipment_id=equipment_id, language=self._connection.language)
        return answer(
            HazardForReporter,
            lambda: report_hazard.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )
