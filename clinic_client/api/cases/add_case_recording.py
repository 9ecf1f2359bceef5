from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.case_recording_add import CaseRecordingAdd
from ...models.case_recording_read import CaseRecordingRead
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Response, Unset


def _get_kwargs(
    case_id: str,
    *,
    body: CaseRecordingAdd,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/cases/{case_id}/recordings".format(
            case_id=quote(str(case_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> CaseRecordingRead | ProblemDetails | None:
    if response.status_code == 201:
        response_201 = CaseRecordingRead.from_dict(response.json())

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
) -> Response[CaseRecordingRead | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CaseRecordingAdd,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[CaseRecordingRead | ProblemDetails]:
    """Add Case Recording

     Add a recording to a case that waits for its diagnosis. It is examined; its opinion becomes the
    case's unless it
    judges nothing where the one before does, or a diagnosis is being drafted.

    Args:
        case_id (str):
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (CaseRecordingAdd): A recording that was uploaded for the machine of the case.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CaseRecordingRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CaseRecordingAdd,
    idempotency_key: None | str | Unset = UNSET,
) -> CaseRecordingRead | ProblemDetails | None:
    """Add Case Recording

     Add a recording to a case that waits for its diagnosis. It is examined; its opinion becomes the
    case's unless it
    judges nothing where the one before does, or a diagnosis is being drafted.

    Args:
        case_id (str):
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (CaseRecordingAdd): A recording that was uploaded for the machine of the case.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CaseRecordingRead | ProblemDetails
    """

    return sync_detailed(
        case_id=case_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CaseRecordingAdd,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[CaseRecordingRead | ProblemDetails]:
    """Add Case Recording

     Add a recording to a case that waits for its diagnosis. It is examined; its opinion becomes the
    case's unless it
    judges nothing where the one before does, or a diagnosis is being drafted.

    Args:
        case_id (str):
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (CaseRecordingAdd): A recording that was uploaded for the machine of the case.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[CaseRecordingRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: CaseRecordingAdd,
    idempotency_key: None | str | Unset = UNSET,
) -> CaseRecordingRead | ProblemDetails | None:
    """Add Case Recording

     Add a recording to a case that waits for its diagnosis. It is examined; its opinion becomes the
    case's unless it
    judges nothing where the one before does, or a diagnosis is being drafted.

    Args:
        case_id (str):
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (CaseRecordingAdd): A recording that was uploaded for the machine of the case.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        CaseRecordingRead | ProblemDetails
    """

    return (
        await asyncio_detailed(
            case_id=case_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
