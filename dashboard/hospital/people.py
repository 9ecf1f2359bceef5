"""What the pages of accounts ask of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.accounts import (
    create_invitation,
    delete_account_sessions,
    link_identity,
    list_accounts,
    list_identities,
    list_invitations,
    read_account,
    revoke_invitation,
    update_account,
)
from clinic_client.models import (
    AccountChange,
    AccountListed,
    IdentityLink,
    IdentityRead,
    InvitationCreate,
    InvitationRead,
    PageAccountListed,
    PageIdentityRead,
    PageInvitationRead,
)
from clinic_client.types import UNSET
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, answer, if_match, send

__all__ = ["PeopleCalls"]


class PeopleCalls(ApiCalls):
    """Accounts, invitations, and people of the organisation's login."""

    def accounts(self, wanted: Mapping[str, Any], *, cursor: str | None, limit: int) -> PageAccountListed:
        """Return a page of the ``wanted`` accounts, the newest first."""
        return answer(
            PageAccountListed,
            lambda: list_accounts.sync_detailed(client=self._client, cursor=cursor or UNSET, limit=limit, **wanted),
        )

    def account(self, account_id: str) -> AccountListed:
        """Return one account."""
        return answer(AccountListed, lambda: read_account.sync_detailed(account_id, client=self._client))

    def change(self, account: AccountListed, changes: Mapping[str, Any]) -> AccountListed:
        """Change an account as it was shown; refused where somebody was quicker."""
        body, version = AccountChange.from_dict(changes), if_match(account)
        return answer(
            AccountListed,
            lambda: update_account.sync_detailed(account.id, client=self._client, body=body, if_match=version),
        )

    def end_sessions(self, account_id: str) -> None:
        """Log an account out everywhere."""
        send(lambda: delete_account_sessions.sync_detailed(account_id, client=self._client))

    def invitations(self) -> list[InvitationRead]:
        """Return the newest open invitations."""
        return answer(
            PageInvitationRead, lambda: list_invitations.sync_detailed(client=self._client, limit=PAGE_ROWS)
        ).items

    def invite(self, invitation: Mapping[str, Any], *, idempotency_key: str) -> InvitationRead:
        """Invite a person; the same ``idempotency_key`` and content again invite once."""
        body = InvitationCreate.from_dict(invitation)
        return answer(
            InvitationRead,
            lambda: create_invitation.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def revoke(self, invitation_id: str) -> None:
        """Take an invitation back."""
        send(lambda: revoke_invitation.sync_detailed(invitation_id, client=self._client))

    def identities(self, account_id: str | None = None) -> list[IdentityRead]:
        """Return who of the organisation's login has the account, without one who waits for an account."""
        wanted = {"linked": False} if account_id is None else {"account_id": account_id}
        return answer(
            PageIdentityRead,
            lambda: list_identities.sync_detailed(client=self._client, limit=PAGE_ROWS, **wanted),
        ).items

    def link(self, identity_id: str, account_id: str | None) -> IdentityRead:
        """Give a person of the organisation's login an account, or take it away."""
        body = IdentityLink(account_id=account_id)
        return answer(IdentityRead, lambda: link_identity.sync_detailed(identity_id, client=self._client, body=body))
