from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.import_equipment_existing import (
    ImportEquipmentExisting,
)
from ...models.import_read import ImportRead
from ...models.problem_details import ProblemDetails
from ...types import UNSET, File, Response, Unset


def _get_kwargs(
    *,
    body: File,
    dry_run: bool | Unset = True,
    existing: ImportEquipmentExisting | Unset = "update",
    skip_bad_rows: bool | Unset = False,
    factory_id: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    params: dict[str, Any] = {}

    params["dry_run"] = dry_run

    json_existing: str | Unset = UNSET
    if not isinstance(existing, Unset):
        json_existing = existing

    params["existing"] = json_existing

    params["skip_bad_rows"] = skip_bad_rows

    json_factory_id: None | str | Unset
    if isinstance(factory_id, Unset):
        json_factory_id = UNSET
    else:
        json_factory_id = factory_id
    params["factory_id"] = json_factory_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/equipment/imports",
        "params": params,
    }

    _kwargs["content"] = body.payload
    headers["Content-Type"] = "application/octet-stream"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ImportRead | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = ImportRead.from_dict(response.json())

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
) -> Response[ImportRead | ProblemDetails]:
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
    dry_run: bool | Unset = True,
    existing: ImportEquipmentExisting | Unset = "update",
    skip_bad_rows: bool | Unset = False,
    factory_id: None | str | Unset = UNSET,
) -> Response[ImportRead | ProblemDetails]:
    """Import Equipment

     Import machines from a table, found again by their asset numbers: sent again, it changes nothing.

    Args:
        dry_run (bool | Unset): true only shows what would happen Default: True.
        existing (ImportEquipmentExisting | Unset): what to do with machines whose asset number is
            known Default: 'update'.
        skip_bad_rows (bool | Unset): write the good rows although others have errors Default:
            False.
        factory_id (None | str | Unset): people of a factory leave it out
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImportRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        body=body,
        dry_run=dry_run,
        existing=existing,
        skip_bad_rows=skip_bad_rows,
        factory_id=factory_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    dry_run: bool | Unset = True,
    existing: ImportEquipmentExisting | Unset = "update",
    skip_bad_rows: bool | Unset = False,
    factory_id: None | str | Unset = UNSET,
) -> ImportRead | ProblemDetails | None:
    """Import Equipment

     Import machines from a table, found again by their asset numbers: sent again, it changes nothing.

    Args:
        dry_run (bool | Unset): true only shows what would happen Default: True.
        existing (ImportEquipmentExisting | Unset): what to do with machines whose asset number is
            known Default: 'update'.
        skip_bad_rows (bool | Unset): write the good rows although others have errors Default:
            False.
        factory_id (None | str | Unset): people of a factory leave it out
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImportRead | ProblemDetails
    """

    return sync_detailed(
        client=client,
        body=body,
        dry_run=dry_run,
        existing=existing,
        skip_bad_rows=skip_bad_rows,
        factory_id=factory_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    dry_run: bool | Unset = True,
    existing: ImportEquipmentExisting | Unset = "update",
    skip_bad_rows: bool | Unset = False,
    factory_id: None | str | Unset = UNSET,
) -> Response[ImportRead | ProblemDetails]:
    """Import Equipment

     Import machines from a table, found again by their asset numbers: sent again, it changes nothing.

    Args:
        dry_run (bool | Unset): true only shows what would happen Default: True.
        existing (ImportEquipmentExisting | Unset): what to do with machines whose asset number is
            known Default: 'update'.
        skip_bad_rows (bool | Unset): write the good rows although others have errors Default:
            False.
        factory_id (None | str | Unset): people of a factory leave it out
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ImportRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        body=body,
        dry_run=dry_run,
        existing=existing,
        skip_bad_rows=skip_bad_rows,
        factory_id=factory_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: File,
    dry_run: bool | Unset = True,
    existing: ImportEquipmentExisting | Unset = "update",
    skip_bad_rows: bool | Unset = False,
    factory_id: None | str | Unset = UNSET,
) -> ImportRead | ProblemDetails | None:
    """Import Equipment

     Import machines from a table, found again by their asset numbers: sent again, it changes nothing.

    Args:
        dry_run (bool | Unset): true only shows what would happen Default: True.
        existing (ImportEquipmentExisting | Unset): what to do with machines whose asset number is
            known Default: 'update'.
        skip_bad_rows (bool | Unset): write the good rows although others have errors Default:
            False.
        factory_id (None | str | Unset): people of a factory leave it out
        body (File):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ImportRead | ProblemDetails
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            dry_run=dry_run,
            existing=existing,
            skip_bad_rows=skip_bad_rows,
            factory_id=factory_id,
        )
    ).parsed
