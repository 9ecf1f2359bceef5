from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.recalibration_decision import RecalibrationDecision
from ...models.recalibration_read import RecalibrationRead
from ...types import UNSET, Response, Unset


def _get_kwargs(
    recalibration_id: str,
    *,
    body: None | RecalibrationDecision | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/recalibrations/{recalibration_id}/activate".format(
            recalibration_id=quote(str(recalibration_id), safe=""),
        ),
    }

    if isinstance(body, RecalibrationDecision):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | RecalibrationRead | None:
    if response.status_code == 200:
        response_200 = RecalibrationRead.from_dict(response.json())

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
) -> Response[ProblemDetails | RecalibrationRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    recalibration_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: None | RecalibrationDecision | Unset = UNSET,
) -> Response[ProblemDetails | RecalibrationRead]:
    """Activate Recalibration

     Let a recalibration count; the one that was active is withdrawn.

    Args:
        recalibration_id (str):
        body (None | RecalibrationDecision | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RecalibrationRead]
    """

    kwargs = _get_kwargs(
        recalibration_id=recalibration_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    recalibration_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: None | RecalibrationDecision | Unset = UNSET,
) -> ProblemDetails | RecalibrationRead | None:
    """Activate Recalibration

     Let a recalibration count; the one that was active is withdrawn.

    Args:
        recalibration_id (str):
        body (None | RecalibrationDecision | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RecalibrationRead
    """

    return sync_detailed(
        recalibration_id=recalibration_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    recalibration_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: None | RecalibrationDecision | Unset = UNSET,
) -> Response[ProblemDetails | RecalibrationRead]:
    """Activate Recalibration

     Let a recalibration count; the one that was active is withdrawn.

    Args:
        recalibration_id (str):
        body (None | RecalibrationDecision | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RecalibrationRead]
    """

    kwargs = _get_kwargs(
        recalibration_id=recalibration_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    recalibration_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: None | RecalibrationDecision | Unset = UNSET,
) -> ProblemDetails | RecalibrationRead | None:
    """Activate Recalibration

     Let a recalibration count; the one that was active is withdrawn.

    Args:
        recalibration_id (str):
        body (None | RecalibrationDecision | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RecalibrationRead
    """

    return (
        await asyncio_detailed(
            recalibration_id=recalibration_id,
            client=client,
            body=body,
        )
    ).parsed
