import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.rota_read import RotaRead
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    first_week: datetime.date | None | Unset = UNSET,
    weeks: int | Unset = 8,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_first_week: None | str | Unset
    if isinstance(first_week, Unset):
        json_first_week = UNSET
    elif isinstance(first_week, datetime.date):
        json_first_week = first_week.isoformat()
    else:
        json_first_week = first_week
    params["first_week"] = json_first_week

    params["weeks"] = weeks

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/rota",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | RotaRead | None:
    if response.status_code == 200:
        response_200 = RotaRead.from_dict(response.json())

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
) -> Response[ProblemDetails | RotaRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    first_week: datetime.date | None | Unset = UNSET,
    weeks: int | Unset = 8,
) -> Response[ProblemDetails | RotaRead]:
    """Read Rota

     Show who is on call in which week, and what contradicts itself with who could take it instead.

    Args:
        first_week (datetime.date | None | Unset): a day of the first week; left out: this week
        weeks (int | Unset):  Default: 8.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RotaRead]
    """

    kwargs = _get_kwargs(
        first_week=first_week,
        weeks=weeks,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    first_week: datetime.date | None | Unset = UNSET,
    weeks: int | Unset = 8,
) -> ProblemDetails | RotaRead | None:
    """Read Rota

     Show who is on call in which week, and what contradicts itself with who could take it instead.

    Args:
        first_week (datetime.date | None | Unset): a day of the first week; left out: this week
        weeks (int | Unset):  Default: 8.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RotaRead
    """

    return sync_detailed(
        client=client,
        first_week=first_week,
        weeks=weeks,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    first_week: datetime.date | None | Unset = UNSET,
    weeks: int | Unset = 8,
) -> Response[ProblemDetails | RotaRead]:
    """Read Rota

     Show who is on call in which week, and what contradicts itself with who could take it instead.

    Args:
        first_week (datetime.date | None | Unset): a day of the first week; left out: this week
        weeks (int | Unset):  Default: 8.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | RotaRead]
    """

    kwargs = _get_kwargs(
        first_week=first_week,
        weeks=weeks,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    first_week: datetime.date | None | Unset = UNSET,
    weeks: int | Unset = 8,
) -> ProblemDetails | RotaRead | None:
    """Read Rota

     Show who is on call in which week, and what contradicts itself with who could take it instead.

    Args:
        first_week (datetime.date | None | Unset): a day of the first week; left out: this week
        weeks (int | Unset):  Default: 8.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | RotaRead
    """

    return (
        await asyncio_detailed(
            client=client,
            first_week=first_week,
            weeks=weeks,
        )
    ).parsed
