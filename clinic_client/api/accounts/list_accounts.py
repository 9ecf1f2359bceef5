from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_accounts_role_type_0 import (
    ListAccountsRoleType0,
)
from ...models.page_account_listed import PageAccountListed
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: None | str | Unset = UNSET,
    role: ListAccountsRoleType0 | None | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    disabled: bool | None | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_q: None | str | Unset
    if isinstance(q, Unset):
        json_q = UNSET
    else:
        json_q = q
    params["q"] = json_q

    json_role: None | str | Unset
    if isinstance(role, Unset):
        json_role = UNSET
    elif isinstance(role, str):
        json_role = role
    else:
        json_role = role
    params["role"] = json_role

    json_factory_id: None | str | Unset
    if isinstance(factory_id, Unset):
        json_factory_id = UNSET
    else:
        json_factory_id = factory_id
    params["factory_id"] = json_factory_id

    json_disabled: bool | None | Unset
    if isinstance(disabled, Unset):
        json_disabled = UNSET
    else:
        json_disabled = disabled
    params["disabled"] = json_disabled

    json_cursor: None | str | Unset
    if isinstance(cursor, Unset):
        json_cursor = UNSET
    else:
        json_cursor = cursor
    params["cursor"] = json_cursor

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/accounts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PageAccountListed | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = PageAccountListed.from_dict(response.json())

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
) -> Response[PageAccountListed | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    role: ListAccountsRoleType0 | None | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    disabled: bool | None | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Response[PageAccountListed | ProblemDetails]:
    """List Accounts

     List the accounts you look after, the newest first.

    Args:
        q (None | str | Unset): part of the address or of a name
        role (ListAccountsRoleType0 | None | Unset):
        factory_id (None | str | Unset):
        disabled (bool | None | Unset):
        cursor (None | str | Unset): next_cursor of the page before
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageAccountListed | ProblemDetails]
    """

    kwargs = _get_kwargs(
        q=q,
        role=role,
        factory_id=factory_id,
        disabled=disabled,
        cursor=cursor,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    role: ListAccountsRoleType0 | None | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    disabled: bool | None | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> PageAccountListed | ProblemDetails | None:
    """List Accounts

     List the accounts you look after, the newest first.

    Args:
        q (None | str | Unset): part of the address or of a name
        role (ListAccountsRoleType0 | None | Unset):
        factory_id (None | str | Unset):
        disabled (bool | None | Unset):
        cursor (None | str | Unset): next_cursor of the page before
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageAccountListed | ProblemDetails
    """

    return sync_detailed(
        client=client,
        q=q,
        role=role,
        factory_id=factory_id,
        disabled=disabled,
        cursor=cursor,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    role: ListAccountsRoleType0 | None | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    disabled: bool | None | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> Response[PageAccountListed | ProblemDetails]:
    """List Accounts

     List the accounts you look after, the newest first.

    Args:
        q (None | str | Unset): part of the address or of a name
        role (ListAccountsRoleType0 | None | Unset):
        factory_id (None | str | Unset):
        disabled (bool | None | Unset):
        cursor (None | str | Unset): next_cursor of the page before
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[PageAccountListed | ProblemDetails]
    """

    kwargs = _get_kwargs(
        q=q,
        role=role,
        factory_id=factory_id,
        disabled=disabled,
        cursor=cursor,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    role: ListAccountsRoleType0 | None | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    disabled: bool | None | Unset = UNSET,
    cursor: None | str | Unset = UNSET,
    limit: int | Unset = 50,
) -> PageAccountListed | ProblemDetails | None:
    """List Accounts

     List the accounts you look after, the newest first.

    Args:
        q (None | str | Unset): part of the address or of a name
        role (ListAccountsRoleType0 | None | Unset):
        factory_id (None | str | Unset):
        disabled (bool | None | Unset):
        cursor (None | str | Unset): next_cursor of the page before
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        PageAccountListed | ProblemDetails
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            role=role,
            factory_id=factory_id,
            disabled=disabled,
            cursor=cursor,
            limit=limit,
        )
    ).parsed
