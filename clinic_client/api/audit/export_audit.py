import datetime
from http import HTTPStatus
from typing import Any, cast

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    subject: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    by: None | str | Unset = UNSET,
    day_from: datetime.date | None | Unset = UNSET,
    day_to: datetime.date | None | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_subject: None | str | Unset
    if isinstance(subject, Unset):
        json_subject = UNSET
    else:
        json_subject = subject
    params["subject"] = json_subject

    json_action: None | str | Unset
    if isinstance(action, Unset):
        json_action = UNSET
    else:
        json_action = action
    params["action"] = json_action

    json_by: None | str | Unset
    if isinstance(by, Unset):
        json_by = UNSET
    else:
        json_by = by
    params["by"] = json_by

    json_day_from: None | str | Unset
    if isinstance(day_from, Unset):
        json_day_from = UNSET
    elif isinstance(day_from, datetime.date):
        json_day_from = day_from.isoformat()
    else:
        json_day_from = day_from
    params["day_from"] = json_day_from

    json_day_to: None | str | Unset
    if isinstance(day_to, Unset):
        json_day_to = UNSET
    elif isinstance(day_to, datetime.date):
        json_day_to = day_to.isoformat()
    else:
        json_day_to = day_to
    params["day_to"] = json_day_to

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/audit.csv",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | str | None:
    if response.status_code == 200:
        response_200 = cast(str, response.content)
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
) -> Response[ProblemDetails | str]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    subject: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    by: None | str | Unset = UNSET,
    day_from: datetime.date | None | Unset = UNSET,
    day_to: datetime.date | None | Unset = UNSET,
) -> Response[ProblemDetails | str]:
    """Export Audit

     Give the lines that a list with these conditions has as CSV, up to 100 000; the export is a line
    itself.

    Args:
        subject (None | str | Unset): id of the thing
        action (None | str | Unset): account.changed, or account for all of them
        by (None | str | Unset): part of the name of who acted, or the id of the account
        day_from (datetime.date | None | Unset): day in China (UTC+8)
        day_to (datetime.date | None | Unset): last day, included

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | str]
    """

    kwargs = _get_kwargs(
        subject=subject,
        action=action,
        by=by,
        day_from=day_from,
        day_to=day_to,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    subject: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    by: None | str | Unset = UNSET,
    day_from: datetime.date | None | Unset = UNSET,
    day_to: datetime.date | None | Unset = UNSET,
) -> ProblemDetails | str | None:
    """Export Audit

     Give the lines that a list with these conditions has as CSV, up to 100 000; the export is a line
    itself.

    Args:
        subject (None | str | Unset): id of the thing
        action (None | str | Unset): account.changed, or account for all of them
        by (None | str | Unset): part of the name of who acted, or the id of the account
        day_from (datetime.date | None | Unset): day in China (UTC+8)
        day_to (datetime.date | None | Unset): last day, included

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | str
    """

    return sync_detailed(
        client=client,
        subject=subject,
        action=action,
        by=by,
        day_from=day_from,
        day_to=day_to,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    subject: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    by: None | str | Unset = UNSET,
    day_from: datetime.date | None | Unset = UNSET,
    day_to: datetime.date | None | Unset = UNSET,
) -> Response[ProblemDetails | str]:
    """Export Audit

     Give the lines that a list with these conditions has as CSV, up to 100 000; the export is a line
    itself.

    Args:
        subject (None | str | Unset): id of the thing
        action (None | str | Unset): account.changed, or account for all of them
        by (None | str | Unset): part of the name of who acted, or the id of the account
        day_from (datetime.date | None | Unset): day in China (UTC+8)
        day_to (datetime.date | None | Unset): last day, included

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | str]
    """

    kwargs = _get_kwargs(
        subject=subject,
        action=action,
        by=by,
        day_from=day_from,
        day_to=day_to,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    subject: None | str | Unset = UNSET,
    action: None | str | Unset = UNSET,
    by: None | str | Unset = UNSET,
    day_from: datetime.date | None | Unset = UNSET,
    day_to: datetime.date | None | Unset = UNSET,
) -> ProblemDetails | str | None:
    """Export Audit

     Give the lines that a list with these conditions has as CSV, up to 100 000; the export is a line
    itself.

    Args:
        subject (None | str | Unset): id of the thing
        action (None | str | Unset): account.changed, or account for all of them
        by (None | str | Unset): part of the name of who acted, or the id of the account
        day_from (datetime.date | None | Unset): day in China (UTC+8)
        day_to (datetime.date | None | Unset): last day, included

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | str
    """

    return (
        await asyncio_detailed(
            client=client,
            subject=subject,
            action=action,
            by=by,
            day_from=day_from,
            day_to=day_to,
        )
    ).parsed
