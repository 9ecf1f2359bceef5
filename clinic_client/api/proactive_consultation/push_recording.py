import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.pushed_read import PushedRead
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File,
    equipment_id: str,
    filename: str,
    sequence: str,
    measured_at: datetime.datetime | None | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["equipment_id"] = equipment_id

    params["filename"] = filename

    params["sequence"] = sequence

    json_measured_at: None | str | Unset
    if isinstance(measured_at, Unset):
        json_measured_at = UNSET
    elif isinstance(measured_at, datetime.datetime):
        json_measured_at = measured_at.isoformat()
    else:
        json_measured_at = measured_at
    params["measured_at"] = json_measured_at

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/gateway/recordings",
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | PushedRead | None:
    if response.status_code == 201:
        response_201 = PushedRead.from_dict(response.json())

        return response_201

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
) -> Response[ProblemDetails | PushedRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    equipment_id: str,
    filename: str,
    sequence: str,
    measured_at: datetime.datetime | None | Unset = UNSET,
) -> Response[ProblemDetails | PushedRead]:
    """Push Recording

     Keep a recording of a gateway and examine it without a case; sent again, the first answer comes
    again.

    Args:
        equipment_id (str): the machine the recording was made on
        filename (str): the file's name, for people to read
        sequence (str): the gateway's own number of this recording
        measured_at (datetime.datetime | None | Unset): when it was measured, with its zone
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | PushedRead]
    """

    kwargs = _get_kwargs(
        body=body,
        equipment_id=equipment_id,
        filename=filename,
        sequence=sequence,
        measured_at=measured_at,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    equipment_id: str,
    filename: str,
    sequence: str,
    measured_at: datetime.datetime | None | Unset = UNSET,
) -> ProblemDetails | PushedRead | None:
    """Push Recording

     Keep a recording of a gateway and examine it without a case; sent again, the first answer comes
    again.

    Args:
        equipment_id (str): the machine the recording was made on
        filename (str): the file's name, for people to read
        sequence (str): the gateway's own number of this recording
        measured_at (datetime.datetime | None | Unset): when it was measured, with its zone
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | PushedRead
    """

    return sync_detailed(
        client=client,
        body=body,
        equipment_id=equipment_id,
        filename=filename,
        sequence=sequence,
        measured_at=measured_at,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    equipment_id: str,
    filename: str,
    sequence: str,
    measured_at: datetime.datetime | None | Unset = UNSET,
) -> Response[ProblemDetails | PushedRead]:
    """Push Recording

     Keep a recording of a gateway and examine it without a case; sent again, the first answer comes
    again.

    Args:
        equipment_id (str): the machine the recording was made on
        filename (str): the file's name, for people to read
        sequence (str): the gateway's own number of this recording
        measured_at (datetime.datetime | None | Unset): when it was measured, with its zone
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | PushedRead]
    """

    kwargs = _get_kwargs(
        body=body,
        equipment_id=equipment_id,
        filename=filename,
        sequence=sequence,
        measured_at=measured_at,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    equipment_id: str,
    filename: str,
    sequence: str,
    measured_at: datetime.datetime | None | Unset = UNSET,
) -> ProblemDetails | PushedRead | None:
    """Push Recording

     Keep a recording of a gateway and examine it without a case; sent again, the first answer comes
    again.

    Args:
        equipment_id (str): the machine the recording was made on
        filename (str): the file's name, for people to read
        sequence (str): the gateway's own number of this recording
        measured_at (datetime.datetime | None | Unset): when it was measured, with its zone
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | PushedRead
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            equipment_id=equipment_id,
            filename=filename,
            sequence=sequence,
            measured_at=measured_at,
        )
    ).parsed
