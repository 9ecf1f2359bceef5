"""What the pages of gateways, webhooks and factories ask of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from clinic_client.api.api_keys import create_api_key, list_api_keys, revoke_api_key, rotate_api_key
from clinic_client.api.factories import create_factory, read_factory, read_usage, update_factory
from clinic_client.api.factory_data import (
    cancel_factory_deletion,
    confirm_factory_deletion,
    create_factory_export,
    list_factory_exports,
    read_factory_deletion,
    request_factory_deletion,
)
from clinic_client.api.notifications import (
    create_endpoint,
    delete_endpoint,
    list_deliveries,
    list_endpoints,
    read_endpoint,
    rotate_endpoint_secret,
    send_delivery_again,
    send_test_event,
    update_endpoint,
)
from clinic_client.models import (
    ApiKeyCreate,
    ApiKeyMade,
    ApiKeyRead,
    ApiKeyRotate,
    DeliveryRead,
    EndpointCreate,
    EndpointCreated,
    EndpointRead,
    EndpointSecret,
    EndpointUpdate,
    FactoryCreate,
    FactoryDeletionRead,
    FactoryDeletionRequest,
    FactoryExportRead,
    FactoryRead,
    FactoryUpdate,
    PageApiKeyRead,
    PageDeliveryRead,
    PageEndpointRead,
    PageFactoryExportRead,
    UsageRead,
)
from dashboard.hospital.connection import PAGE_ROWS, ApiCalls, answer, if_match, send
from dashboard.problems import HospitalProblem

__all__ = ["ConnectionCalls"]

_NEWEST = 20
_NOT_FOUND = 404


class ConnectionCalls(ApiCalls):
    """Keys of gateways, endpoints that are told of events, and the factories themselves."""

    def keys(self) -> list[ApiKeyRead]:
        """Return the newest keys, without their secrets."""
        return answer(PageApiKeyRead, lambda: list_api_keys.sync_detailed(client=self._client, limit=PAGE_ROWS)).items

    def make_key(self, content: Mapping[str, Any], *, idempotency_key: str) -> ApiKeyMade:
        """Make a key; it is shown in this answer only."""
        body = ApiKeyCreate.from_dict(content)
        return answer(
            ApiKeyMade,
            lambda: create_api_key.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def rotate_key(self, api_key_id: str) -> ApiKeyMade:
        """Make the gateway's next key; the old one stays valid for a day."""
        body = ApiKeyRotate()
        return answer(ApiKeyMade, lambda: rotate_api_key.sync_detailed(api_key_id, client=self._client, body=body))

    def revoke_key(self, api_key_id: str) -> None:
        """Revoke a key at once."""
        send(lambda: revoke_api_key.sync_detailed(api_key_id, client=self._client))

    def endpoints(self) -> list[EndpointRead]:
        """Return the newest webhooks and chat groups."""
        return answer(
            PageEndpointRead, lambda: list_endpoints.sync_detailed(client=self._client, limit=PAGE_ROWS)
        ).items

    def endpoint(self, endpoint_id: str) -> EndpointRead:
        """Return one webhook or chat group."""
        return answer(EndpointRead, lambda: read_endpoint.sync_detailed(endpoint_id, client=self._client))

    def add_endpoint(self, content: Mapping[str, Any], *, idempotency_key: str) -> EndpointCreated:
        """Add a webhook or a chat group; its secret is shown in this answer only."""
        body = EndpointCreate.from_dict(content)
        return answer(
            EndpointCreated,
            lambda: create_endpoint.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def change_endpoint(self, endpoint: EndpointRead, changes: Mapping[str, Any]) -> EndpointRead:
        """Change an endpoint as it was shown."""
        body, version = EndpointUpdate.from_dict(changes), if_match(endpoint)
        return answer(
            EndpointRead,
            lambda: update_endpoint.sync_detailed(endpoint.id, client=self._client, body=body, if_match=version),
        )

    def remove_endpoint(self, endpoint_id: str) -> None:
        """Remove an endpoint with the record of its deliveries."""
        send(lambda: delete_endpoint.sync_detailed(endpoint_id, client=self._client))

    def rotate_secret(self, endpoint_id: str) -> EndpointSecret:
        """Make a new signing secret; it is shown in this answer only."""
        return answer(EndpointSecret, lambda: rotate_endpoint_secret.sync_detailed(endpoint_id, client=self._client))

    def test_endpoint(self, endpoint_id: str) -> DeliveryRead:
        """Send a test message."""
        return answer(DeliveryRead, lambda: send_test_event.sync_detailed(endpoint_id, client=self._client))

    def deliveries(self, endpoint_id: str) -> list[DeliveryRead]:
        """Return the newest deliveries to an endpoint."""
        return answer(
            PageDeliveryRead, lambda: list_deliveries.sync_detailed(endpoint_id, client=self._client, limit=_NEWEST)
        ).items

    def deliver_again(self, delivery_id: str) -> DeliveryRead:
        """Send a delivery once more."""
        return answer(DeliveryRead, lambda: send_delivery_again.sync_detailed(delivery_id, client=self._client))

    def factory(self, factory_id: str) -> FactoryRead:
        """Return one factory."""
        return answer(FactoryRead, lambda: read_factory.sync_detailed(factory_id, client=self._client))

    def add_factory(self, content: Mapping[str, Any], *, idempotency_key: str) -> FactoryRead:
        """Add a factory."""
        body = FactoryCreate.from_dict(content)
        return answer(
            FactoryRead,
            lambda: create_factory.sync_detailed(client=self._client, body=body, idempotency_key=idempotency_key),
        )

    def change_factory(self, factory: FactoryRead, changes: Mapping[str, Any]) -> FactoryRead:
        """Change a factory as it was shown."""
        body, version = FactoryUpdate.from_dict(changes), if_match(factory)
        return answer(
            FactoryRead,
            lambda: update_factory.sync_detailed(factory.id, client=self._client, body=body, if_match=version),
        )

    def usage(self, factory_id: str) -> UsageRead:
        """Return what a factory uses, and how much it may."""
        return answer(UsageRead, lambda: read_usage.sync_detailed(factory_id, client=self._client))

    def exports(self, factory_id: str) -> list[FactoryExportRead]:
        """Return the newest exports of a factory."""
        return answer(
            PageFactoryExportRead,
            lambda: list_factory_exports.sync_detailed(factory_id, client=self._client, limit=_NEWEST),
        ).items

    def export(self, factory_id: str) -> FactoryExportRead:
        """Have all of a factory's data put into one file."""
        return answer(FactoryExportRead, lambda: create_factory_export.sync_detailed(factory_id, client=self._client))

    def deletion(self, factory_id: str) -> FactoryDeletionRead | None:
        """Return how far the deletion of a factory is, None where nobody asked for one."""
        try:
            return answer(
                FactoryDeletionRead, lambda: read_factory_deletion.sync_detailed(factory_id, client=self._client)
            )
        except HospitalProblem as problem:
            if problem.status == _NOT_FOUND:
                return None
            raise

    def request_deletion(self, factory_id: str, factory_name: str) -> FactoryDeletionRead:
        """Ask for the deletion of a factory; another administrator must confirm it."""
        body = FactoryDeletionRequest(factory_name=factory_name)
        return answer(
            FactoryDeletionRead,
            lambda: request_factory_deletion.sync_detailed(factory_id, client=self._client, body=body),
        )

    def confirm_deletion(self, factory_id: str) -> FactoryDeletionRead:
        """Agree to a deletion that another person asked for."""
        return answer(
            FactoryDeletionRead, lambda: confirm_factory_deletion.sync_detailed(factory_id, client=self._client)
        )

    def cancel_deletion(self, factory_id: str) -> FactoryDeletionRead:
        """Take a deletion back before it is done."""
        return answer(
            FactoryDeletionRead, lambda: cancel_factory_deletion.sync_detailed(factory_id, client=self._client)
        )
