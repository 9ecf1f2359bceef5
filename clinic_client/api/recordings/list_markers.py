from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.markers import Markers
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Response, Unset


def _get_kwargs(
    recording_id: str,
    *,
    rpm: float | None | Unset = UNSET,
    bearing: list[str] | Unset = UNSET,
    bearing_candidates: bool | Unset = False,
    component: None | str | Unset = UNSET,
    channel: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_rpm: float | None | Unset
    if isinstance(rpm, Unset):
        json_rpm = UNSET
    else:
        json_rpm = rpm
    params["rpm"] = json_rpm

    json_bearing: list[str] | Unset = UNSET
    if not isinstance(bearing, Unset):
        json_bearing = bearing

    params["bearing"] = json_bearing

    params["bearing_candidates"] = bearing_candidates

    json_component: None | str | Unset
    if isinstance(component, Unset):
        json_component = UNSET
    else:
        json_component = component
    params["component"] = json_component

    json_channel: None | str | Unset
    if isinstance(channel, Unset):
        json_channel = UNSET
    else:
        json_channel = channel
    params["channel"] = json_channel

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/recordings/{recording_id}/markers".format(
            recording_id=quote(str(recording_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Markers | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = Markers.from_dict(response.json())

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
) -> Response[Markers | ProblemDetails]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    rpm: float | None | Unset = UNSET,
    bearing: list[str] | Unset = UNSET,
    bearing_candidates: bool | Unset = False,
    component: None | str | Unset = UNSET,
    channel: None | str | Unset = UNSET,
) -> Response[Markers | ProblemDetails]:
    """List Markers

     List the lines that the machine's parts make, and bearings that would fit where one is not known.

    Args:
        recording_id (str):
        rpm (float | None | Unset): of the main shaft
        bearing (list[str] | Unset):
        bearing_candidates (bool | Unset):  Default: False.
        component (None | str | Unset): the bearing to propose types for
        channel (None | str | Unset): what candidates rest on; all channels without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Markers | ProblemDetails]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        rpm=rpm,
        bearing=bearing,
        bearing_candidates=bearing_candidates,
        component=component,
        channel=channel,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    rpm: float | None | Unset = UNSET,
    bearing: list[str] | Unset = UNSET,
    bearing_candidates: bool | Unset = False,
    component: None | str | Unset = UNSET,
    channel: None | str | Unset = UNSET,
) -> Markers | ProblemDetails | None:
    """List Markers

     List the lines that the machine's parts make, and bearings that would fit where one is not known.

    Args:
        recording_id (str):
        rpm (float | None | Unset): of the main shaft
        bearing (list[str] | Unset):
        bearing_candidates (bool | Unset):  Default: False.
        component (None | str | Unset): the bearing to propose types for
        channel (None | str | Unset): what candidates rest on; all channels without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Markers | ProblemDetails
    """

    return sync_detailed(
        recording_id=recording_id,
        client=client,
        rpm=rpm,
        bearing=bearing,
        bearing_candidates=bearing_candidates,
        component=component,
        channel=channel,
    ).parsed


async def asyncio_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    rpm: float | None | Unset = UNSET,
    bearing: list[str] | Unset = UNSET,
    bearing_candidates: bool | Unset = False,
    component: None | str | Unset = UNSET,
    channel: None | str | Unset = UNSET,
) -> Response[Markers | ProblemDetails]:
    """List Markers

     List the lines that the machine's parts make, and bearings that would fit where one is not known.

    Args:
        recording_id (str):
        rpm (float | None | Unset): of the main shaft
        bearing (list[str] | Unset):
        bearing_candidates (bool | Unset):  Default: False.
        component (None | str | Unset): the bearing to propose types for
        channel (None | str | Unset): what candidates rest on; all channels without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Markers | ProblemDetails]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        rpm=rpm,
        bearing=bearing,
        bearing_candidates=bearing_candidates,
        component=component,
        channel=channel,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    rpm: float | None | Unset = UNSET,
    bearing: list[str] | Unset = UNSET,
    bearing_candidates: bool | Unset = False,
    component: None | str | Unset = UNSET,
    channel: None | str | Unset = UNSET,
) -> Markers | ProblemDetails | None:
    """List Markers

     List the lines that the machine's parts make, and bearings that would fit where one is not known.

    Args:
        recording_id (str):
        rpm (float | None | Unset): of the main shaft
        bearing (list[str] | Unset):
        bearing_candidates (bool | Unset):  Default: False.
        component (None | str | Unset): the bearing to propose types for
        channel (None | str | Unset): what candidates rest on; all channels without it

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Markers | ProblemDetails
    """

    return (
        await asyncio_detailed(
            recording_id=recording_id,
            client=client,
            rpm=rpm,
            bearing=bearing,
            bearing_candidates=bearing_candidates,
            component=component,
            channel=channel,
        )
    ).parsed
