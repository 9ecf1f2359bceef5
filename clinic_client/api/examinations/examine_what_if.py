from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.overrides import Overrides
from ...models.problem_details import ProblemDetails
from ...models.what_if_read import WhatIfRead
from ...types import Response


def _get_kwargs(
    examination_id: str,
    *,
    body: Overrides,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/examinations/{examination_id}/what-if".format(
            examination_id=quote(str(examination_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | WhatIfRead | None:
    if response.status_code == 200:
        response_200 = WhatIfRead.from_dict(response.json())

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
) -> Response[ProblemDetails | WhatIfRead]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    examination_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: Overrides,
) -> Response[ProblemDetails | WhatIfRead]:
    """Examine What If

     Examine the same recording under other assumptions and compare; nothing is kept.

    Args:
        examination_id (str):
        body (Overrides): Other assumptions; what is not given stays as the machine's description
            has it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | WhatIfRead]
    """

    kwargs = _get_kwargs(
        examination_id=examination_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    examination_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: Overrides,
) -> ProblemDetails | WhatIfRead | None:
    """Examine What If

     Examine the same recording under other assumptions and compare; nothing is kept.

    Args:
        examination_id (str):
        body (Overrides): Other assumptions; what is not given stays as the machine's description
            has it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | WhatIfRead
    """

    return sync_detailed(
        examination_id=examination_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    examination_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: Overrides,
) -> Response[ProblemDetails | WhatIfRead]:
    """Examine What If

     Examine the same recording under other assumptions and compare; nothing is kept.

    Args:
        examination_id (str):
        body (Overrides): Other assumptions; what is not given stays as the machine's description
            has it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | WhatIfRead]
    """

    kwargs = _get_kwargs(
        examination_id=examination_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    examination_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: Overrides,
) -> ProblemDetails | WhatIfRead | None:
    """Examine What If

     Examine the same recording under other assumptions and compare; nothing is kept.

    Args:
        examination_id (str):
        body (Overrides): Other assumptions; what is not given stays as the machine's description
            has it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | WhatIfRead
    """

    return (
        await asyncio_detailed(
            examination_id=examination_id,
            client=client,
            body=body,
        )
    ).parsed
