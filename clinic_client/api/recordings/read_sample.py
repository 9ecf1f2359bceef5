from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.readout import Readout
from ...types import UNSET, Response, Unset


def _get_kwargs(
    recording_id: str,
    *,
    channel: str | Unset = "1",
    at_s: float | Unset = 0.0,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["channel"] = channel

    params["at_s"] = at_s

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/recordings/{recording_id}/readout".format(
            recording_id=quote(str(recording_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | Readout | None:
    if response.status_code == 200:
        response_200 = Readout.from_dict(response.json())

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
) -> Response[ProblemDetails | Readout]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    at_s: float | Unset = 0.0,
) -> Response[ProblemDetails | Readout]:
    """Read Sample

     Give the exact sample nearest to a time.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        at_s (float | Unset):  Default: 0.0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | Readout]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        channel=channel,
        at_s=at_s,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    at_s: float | Unset = 0.0,
) -> ProblemDetails | Readout | None:
    """Read Sample

     Give the exact sample nearest to a time.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        at_s (float | Unset):  Default: 0.0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | Readout
    """

    return sync_detailed(
        recording_id=recording_id,
        client=client,
        channel=channel,
        at_s=at_s,
    ).parsed


async def asyncio_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    at_s: float | Unset = 0.0,
) -> Response[ProblemDetails | Readout]:
    """Read Sample

     Give the exact sample nearest to a time.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        at_s (float | Unset):  Default: 0.0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | Readout]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        channel=channel,
        at_s=at_s,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    at_s: float | Unset = 0.0,
) -> ProblemDetails | Readout | None:
    """Read Sample

     Give the exact sample nearest to a time.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        at_s (float | Unset):  Default: 0.0.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | Readout
    """

    return (
        await asyncio_detailed(
            recording_id=recording_id,
            client=client,
            channel=channel,
            at_s=at_s,
        )
    ).parsed
