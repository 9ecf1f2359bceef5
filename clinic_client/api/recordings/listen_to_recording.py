from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    recording_id: str,
    *,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    rate: int | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["channel"] = channel

    params["from_s"] = from_s

    json_to_s: float | None | Unset
    if isinstance(to_s, Unset):
        json_to_s = UNSET
    else:
        json_to_s = to_s
    params["to_s"] = json_to_s

    json_rate: int | None | Unset
    if isinstance(rate, Unset):
        json_rate = UNSET
    else:
        json_rate = rate
    params["rate"] = json_rate

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/recordings/{recording_id}/audio".format(
            recording_id=quote(str(recording_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = File(payload=BytesIO(response.content))

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
) -> Response[File | ProblemDetails]:
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
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    rate: int | None | Unset = UNSET,
) -> Response[File | ProblemDetails]:
    """Listen To Recording

     Give a stretch to listen to, as WAV of 16 bits, at most 30 s.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        rate (int | None | Unset): samples a second of what is sent

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | ProblemDetails]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        rate=rate,
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
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    rate: int | None | Unset = UNSET,
) -> File | ProblemDetails | None:
    """Listen To Recording

     Give a stretch to listen to, as WAV of 16 bits, at most 30 s.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        rate (int | None | Unset): samples a second of what is sent

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | ProblemDetails
    """

    return sync_detailed(
        recording_id=recording_id,
        client=client,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        rate=rate,
    ).parsed


async def asyncio_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    rate: int | None | Unset = UNSET,
) -> Response[File | ProblemDetails]:
    """Listen To Recording

     Give a stretch to listen to, as WAV of 16 bits, at most 30 s.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        rate (int | None | Unset): samples a second of what is sent

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | ProblemDetails]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        rate=rate,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    rate: int | None | Unset = UNSET,
) -> File | ProblemDetails | None:
    """Listen To Recording

     Give a stretch to listen to, as WAV of 16 bits, at most 30 s.

    Args:
        recording_id (str):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        rate (int | None | Unset): samples a second of what is sent

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | ProblemDetails
    """

    return (
        await asyncio_detailed(
            recording_id=recording_id,
            client=client,
            channel=channel,
            from_s=from_s,
            to_s=to_s,
            rate=rate,
        )
    ).parsed
