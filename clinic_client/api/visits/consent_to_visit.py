from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...models.visit_consent import VisitConsent
from ...models.visit_read import VisitRead
from ...types import UNSET, Response, Unset


def _get_kwargs(
    visit_id: str,
    *,
    body: VisitConsent,
    if_match: None | str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_match, Unset):
        headers["If-Match"] = if_match

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/visits/{visit_id}/consent".format(
            visit_id=quote(str(visit_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | VisitRead | None:
    if response.status_code == 200:
        response_200 = VisitRead.from_dict(response.json())

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
) -> Response[ProblemDetails | VisitRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    visit_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VisitConsent,
    if_match: None | str | Unset = UNSET,
) -> Response[ProblemDetails | VisitRead]:
    """Consent To Visit

     Say whether the day of a planned visit suits the factory.

    Args:
        visit_id (str):
        if_match (None | str | Unset): version in quotes, as the ETag gave it: "3"
        body (VisitConsent): Whether a planned visit suits the factory.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | VisitRead]
    """

    kwargs = _get_kwargs(
        visit_id=visit_id,
        body=body,
        if_match=if_match,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    visit_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VisitConsent,
    if_match: None | str | Unset = UNSET,
) -> ProblemDetails | VisitRead | None:
    """Consent To Visit

     Say whether the day of a planned visit suits the factory.

    Args:
        visit_id (str):
        if_match (None | str | Unset): version in quotes, as the ETag gave it: "3"
        body (VisitConsent): Whether a planned visit suits the factory.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | VisitRead
    """

    return sync_detailed(
        visit_id=visit_id,
        client=client,
        body=body,
        if_match=if_match,
    ).parsed


async def asyncio_detailed(
    visit_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VisitConsent,
    if_match: None | str | Unset = UNSET,
) -> Response[ProblemDetails | VisitRead]:
    """Consent To Visit

     Say whether the day of a planned visit suits the factory.

    Args:
        visit_id (str):
        if_match (None | str | Unset): version in quotes, as the ETag gave it: "3"
        body (VisitConsent): Whether a planned visit suits the factory.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | VisitRead]
    """

    kwargs = _get_kwargs(
        visit_id=visit_id,
        body=body,
        if_match=if_match,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    visit_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: VisitConsent,
    if_match: None | str | Unset = UNSET,
) -> ProblemDetails | VisitRead | None:
    """Consent To Visit

     Say whether the day of a planned visit suits the factory.

    Args:
        visit_id (str):
        if_match (None | str | Unset): version in quotes, as the ETag gave it: "3"
        body (VisitConsent): Whether a planned visit suits the factory.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | VisitRead
    """

    return (
        await asyncio_detailed(
            visit_id=visit_id,
            client=client,
            body=body,
            if_match=if_match,
        )
    ).parsed
