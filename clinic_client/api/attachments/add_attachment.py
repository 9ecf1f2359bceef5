from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.add_attachment_kind import AddAttachmentKind
from ...models.attachment_read import AttachmentRead
from ...models.problem_details import ProblemDetails
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File,
    subject: str,
    kind: AddAttachmentKind,
    filename: str,
    idempotency_key: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    params: dict[str, Any] = {}

    params["subject"] = subject

    json_kind: str = kind
    params["kind"] = json_kind

    params["filename"] = filename

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/attachments",
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AttachmentRead | ProblemDetails | None:
    if response.status_code == 201:
        response_201 = AttachmentRead.from_dict(response.json())

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
) -> Response[AttachmentRead | ProblemDetails]:
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
    subject: str,
    kind: AddAttachmentKind,
    filename: str,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[AttachmentRead | ProblemDetails]:
    """Add Attachment

     Attach a file, sent as the raw body. Its bytes are kept as sent, with whatever a camera wrote into
    them.

    Args:
        subject (str): id of the machine, measuring point or case
        kind (AddAttachmentKind):
        filename (str): the file's name, for people to read
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttachmentRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        body=body,
        subject=subject,
        kind=kind,
        filename=filename,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    subject: str,
    kind: AddAttachmentKind,
    filename: str,
    idempotency_key: None | str | Unset = UNSET,
) -> AttachmentRead | ProblemDetails | None:
    """Add Attachment

     Attach a file, sent as the raw body. Its bytes are kept as sent, with whatever a camera wrote into
    them.

    Args:
        subject (str): id of the machine, measuring point or case
        kind (AddAttachmentKind):
        filename (str): the file's name, for people to read
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttachmentRead | ProblemDetails
    """

    return sync_detailed(
        client=client,
        body=body,
        subject=subject,
        kind=kind,
        filename=filename,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    subject: str,
    kind: AddAttachmentKind,
    filename: str,
    idempotency_key: None | str | Unset = UNSET,
) -> Response[AttachmentRead | ProblemDetails]:
    """Add Attachment

     Attach a file, sent as the raw body. Its bytes are kept as sent, with whatever a camera wrote into
    them.

    Args:
        subject (str): id of the machine, measuring point or case
        kind (AddAttachmentKind):
        filename (str): the file's name, for people to read
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AttachmentRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        body=body,
        subject=subject,
        kind=kind,
        filename=filename,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    subject: str,
    kind: AddAttachmentKind,
    filename: str,
    idempotency_key: None | str | Unset = UNSET,
) -> AttachmentRead | ProblemDetails | None:
    """Add Attachment

     Attach a file, sent as the raw body. Its bytes are kept as sent, with whatever a camera wrote into
    them.

    Args:
        subject (str): id of the machine, measuring point or case
        kind (AddAttachmentKind):
        filename (str): the file's name, for people to read
        idempotency_key (None | str | Unset): same key, same answer, for 24 h
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AttachmentRead | ProblemDetails
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            subject=subject,
            kind=kind,
            filename=filename,
            idempotency_key=idempotency_key,
        )
    ).parsed
