from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.queue_plan_read import QueuePlanRead
from ...models.queue_plan_request import QueuePlanRequest
from ...types import Response


def _get_kwargs(
    *,
    body: QueuePlanRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/queue/plan",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | QueuePlanRead | None:
    if response.status_code == 200:
        response_200 = QueuePlanRead.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = ProblemDetails.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ProblemDetails.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ProblemDetails.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = ProblemDetails.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = ProblemDetails.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = ProblemDetails.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = ProblemDetails.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = ProblemDetails.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ProblemDetails.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = ProblemDetails.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[ProblemDetails | QueuePlanRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: QueuePlanRequest,
) -> Response[ProblemDetails | QueuePlanRead]:
    """Plan Of Queue

     Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by
    it.

    Args:
        body (QueuePlanRequest): Which plan is asked for. With ``absent_doctor_ids`` or
            ``imagined_cases`` it is a "what if": the answer tells
            what would change. Nothing is changed by it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | QueuePlanRead]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: QueuePlanRequest,
) -> ProblemDetails | QueuePlanRead | None:
    """Plan Of Queue

     Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by
    it.

    Args:
        body (QueuePlanRequest): Which plan is asked for. With ``absent_doctor_ids`` or
            ``imagined_cases`` it is a "what if": the answer tells
            what would change. Nothing is changed by it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | QueuePlanRead
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: QueuePlanRequest,
) -> Response[ProblemDetails | QueuePlanRead]:
    """Plan Of Queue

     Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by
    it.

    Args:
        body (QueuePlanRequest): Which plan is asked for. With ``absent_doctor_ids`` or
            ``imagined_cases`` it is a "what if": the answer tells
            what would change. Nothing is changed by it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | QueuePlanRead]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: QueuePlanRequest,
) -> ProblemDetails | QueuePlanRead | None:
    """Plan Of Queue

     Plan who should have each waiting case, and why; or tell what would change if. Nothing is changed by
    it.

    Args:
        body (QueuePlanRequest): Which plan is asked for. With ``absent_doctor_ids`` or
            ``imagined_cases`` it is a "what if": the answer tells
            what would change. Nothing is changed by it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | QueuePlanRead
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
