from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.health_record_read import HealthRecordRead
from ...models.problem_details import ProblemDetails
from ...models.read_health_record_format import (
    ReadHealthRecordFormat,
)
from ...models.read_health_record_language_type_0 import (
    ReadHealthRecordLanguageType0,
)
from ...types import UNSET, Response, Unset


def _get_kwargs(
    equipment_id: str,
    *,
    format_: ReadHealthRecordFormat | Unset = "json",
    language: None | ReadHealthRecordLanguageType0 | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_

    params["format"] = json_format_

    json_language: None | str | Unset
    if isinstance(language, Unset):
        json_language = UNSET
    elif isinstance(language, str):
        json_language = language
    else:
        json_language = language
    params["language"] = json_language

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/equipment/{equipment_id}/record".format(
            equipment_id=quote(str(equipment_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> HealthRecordRead | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = HealthRecordRead.from_dict(response.json())

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
) -> Response[HealthRecordRead | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    equipment_id: str,
    *,
    client: AuthenticatedClient | Client,
    format_: ReadHealthRecordFormat | Unset = "json",
    language: None | ReadHealthRecordLanguageType0 | Unset = UNSET,
) -> Response[HealthRecordRead | ProblemDetails]:
    """Read Health Record

     Give a machine's whole file as far as you may see it, hashed and signed; that it was issued is kept.

    Args:
        equipment_id (str):
        format_ (ReadHealthRecordFormat | Unset):  Default: 'json'.
        language (None | ReadHealthRecordLanguageType0 | Unset): of the PDF; your own without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HealthRecordRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        equipment_id=equipment_id,
        format_=format_,
        language=language,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    equipment_id: str,
    *,
    client: AuthenticatedClient | Client,
    format_: ReadHealthRecordFormat | Unset = "json",
    language: None | ReadHealthRecordLanguageType0 | Unset = UNSET,
) -> HealthRecordRead | ProblemDetails | None:
    """Read Health Record

     Give a machine's whole file as far as you may see it, hashed and signed; that it was issued is kept.

    Args:
        equipment_id (str):
        format_ (ReadHealthRecordFormat | Unset):  Default: 'json'.
        language (None | ReadHealthRecordLanguageType0 | Unset): of the PDF; your own without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HealthRecordRead | ProblemDetails
    """

    return sync_detailed(
        equipment_id=equipment_id,
        client=client,
        format_=format_,
        language=language,
    ).parsed


async def asyncio_detailed(
    equipment_id: str,
    *,
    client: AuthenticatedClient | Client,
    format_: ReadHealthRecordFormat | Unset = "json",
    language: None | ReadHealthRecordLanguageType0 | Unset = UNSET,
) -> Response[HealthRecordRead | ProblemDetails]:
    """Read Health Record

     Give a machine's whole file as far as you may see it, hashed and signed; that it was issued is kept.

    Args:
        equipment_id (str):
        format_ (ReadHealthRecordFormat | Unset):  Default: 'json'.
        language (None | ReadHealthRecordLanguageType0 | Unset): of the PDF; your own without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[HealthRecordRead | ProblemDetails]
    """

    kwargs = _get_kwargs(
        equipment_id=equipment_id,
        format_=format_,
        language=language,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    equipment_id: str,
    *,
    client: AuthenticatedClient | Client,
    format_: ReadHealthRecordFormat | Unset = "json",
    language: None | ReadHealthRecordLanguageType0 | Unset = UNSET,
) -> HealthRecordRead | ProblemDetails | None:
    """Read Health Record

     Give a machine's whole file as far as you may see it, hashed and signed; that it was issued is kept.

    Args:
        equipment_id (str):
        format_ (ReadHealthRecordFormat | Unset):  Default: 'json'.
        language (None | ReadHealthRecordLanguageType0 | Unset): of the PDF; your own without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        HealthRecordRead | ProblemDetails
    """

    return (
        await asyncio_detailed(
            equipment_id=equipment_id,
            client=client,
            format_=format_,
            language=language,
        )
    ).parsed
