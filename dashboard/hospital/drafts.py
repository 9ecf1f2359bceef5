"""What people typed and did not send, kept by the API for their account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.drafts import delete_draft, read_draft, write_draft
from clinic_client.models import FormDraftRead, FormDraftWrite, FormDraftWriteValues
from dashboard.hospital.connection import ApiCalls, answer, send
from dashboard.problems import HospitalProblem

__all__ = ["DraftCalls"]

_NOT_FOUND = 404


class DraftCalls(ApiCalls):
    """Drafts of forms, by name."""

    def read(self, name: str) -> dict[str, Any]:
        """Return the fields of a draft; none where there is no draft."""
        try:
            draft = answer(FormDraftRead, lambda: read_draft.sync_detailed(name, client=self._client))
        except HospitalProblem as problem:
            if problem.status == _NOT_FOUND:
                return {}
            raise
        return dict(draft.values.additional_properties)

    def write(self, name: str, values: Mapping[str, Any]) -> None:
        """Keep the fields as they stand now."""
        body = FormDraftWrite(values=FormDraftWriteValues.from_dict(dict(values)))
        send(lambda: write_draft.sync_detailed(name, client=self._client, body=body))

    def remove(self, name: str) -> None:
        """Forget a draft."""
        send(lambda: delete_draft.sync_detailed(name, client=self._client))
