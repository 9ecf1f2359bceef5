from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.similar_cases_read import SimilarCasesRead
from ...types import UNSET, Response, Unset


def _get_kwargs(
    case_id: str,
    *,
    limit: int | Unset = 5,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/cases/{case_id}/similar".format(
            case_id=quote(str(case_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | SimilarCasesRead | None:
    if response.status_code == 200:
        response_200 = SimilarCasesRead.from_dict(response.json())

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
) -> Response[ProblemDetails | SimilarCasesRead]:
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
    limit: int | Unset = 5,
) -> Response[ProblemDetails | SimilarCasesRead]:
    """List Similar Cases

     List the nearest earlier cases by findings, machine and words, with their cause and cure; people of
    a factory
    find their own factory's only, and doctors see cases of others without anything that names them.

    Args:
        case_id (str):
        limit (int | Unset):  Default: 5.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | SimilarCasesRead]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        limit=limit,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 5,
) -> ProblemDetails | SimilarCasesRead | None:
    """List Similar Cases

     List the nearest earlier cases by findings, machine and words, with their cause and cure; people of
    a factory
    find their own factory's only, and doctors see cases of others without anything that names them.

    Args:
        case_id (str):
        limit (int | Unset):  Default: 5.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | SimilarCasesRead
    """

    return sync_detailed(
        case_id=case_id,
        client=client,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 5,
) -> Response[ProblemDetails | SimilarCasesRead]:
    """List Similar Cases

     List the nearest earlier cases by findings, machine and words, with their cause and cure; people of
    a factory
    find their own factory's only, and doctors see cases of others without anything that names them.

    Args:
        case_id (str):
        limit (int | Unset):  Default: 5.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | SimilarCasesRead]
    """

    kwargs = _get_kwargs(
        case_id=case_id,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    case_id: str,
    *,
    client: AuthenticatedClient | Client,
    limit: int | Unset = 5,
) -> ProblemDetails | SimilarCasesRead | None:
    """List Similar Cases

     List the nearest earlier cases by findings, machine and words, with their cause and cure; people of
    a factory
    find their own factory's only, and doctors see cases of others without anything that names them.

    Args:
        case_id (str):
        limit (int | Unset):  Default: 5.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | SimilarCasesRead
    """

    return (
        await asyncio_detailed(
            case_id=case_id,
            client=client,
            limit=limit,
        )
    ).parsed
