from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_machine_conditions_condition_item import (
    ListMachineConditionsConditionItem,
)
from ...models.list_machine_conditions_criticality_type_0 import (
    ListMachineConditionsCriticalityType0,
)
from ...models.list_machine_conditions_status_type_0 import (
    ListMachineConditionsStatusType0,
)
from ...models.machine_conditions import MachineConditions
from ...models.problem_details import ProblemDetails
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    status: ListMachineConditionsStatusType0 | None | Unset = UNSET,
    criticality: ListMachineConditionsCriticalityType0 | None | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    place: None | str | Unset = UNSET,
    condition: list[ListMachineConditionsConditionItem] | Unset = UNSET,
    offset: int | Unset = 0,
    limit: int | Unset = 50,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_q: None | str | Unset
    if isinstance(q, Unset):
        json_q = UNSET
    else:
        json_q = q
    params["q"] = json_q

    json_factory_id: None | str | Unset
    if isinstance(factory_id, Unset):
        json_factory_id = UNSET
    else:
        json_factory_id = factory_id
    params["factory_id"] = json_factory_id

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, str):
        json_status = status
    else:
        json_status = status
    params["status"] = json_status

    json_criticality: None | str | Unset
    if isinstance(criticality, Unset):
        json_criticality = UNSET
    elif isinstance(criticality, str):
        json_criticality = criticality
    else:
        json_criticality = criticality
    params["criticality"] = json_criticality

    json_equipment_id: None | str | Unset
    if isinstance(equipment_id, Unset):
        json_equipment_id = UNSET
    else:
        json_equipment_id = equipment_id
    params["equipment_id"] = json_equipment_id

    json_place: None | str | Unset
    if isinstance(place, Unset):
        json_place = UNSET
    else:
        json_place = place
    params["place"] = json_place

    json_condition: list[str] | Unset = UNSET
    if not isinstance(condition, Unset):
        json_condition = []
        for condition_item_data in condition:
            condition_item: str = condition_item_data
            json_condition.append(condition_item)

    params["condition"] = json_condition

    params["offset"] = offset

    params["limit"] = limit

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/equipment/conditions",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MachineConditions | ProblemDetails | None:
    if response.status_code == 200:
        response_200 = MachineConditions.from_dict(response.json())

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
) -> Response[MachineConditions | ProblemDetails]:
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
    factory_id: None | str | Unset = UNSET,
    status: ListMachineConditionsStatusType0 | None | Unset = UNSET,
    criticality: ListMachineConditionsCriticalityType0 | None | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    place: None | str | Unset = UNSET,
    condition: list[ListMachineConditionsConditionItem] | Unset = UNSET,
    offset: int | Unset = 0,
    limit: int | Unset = 50,
) -> Response[MachineConditions | ProblemDetails]:
    """List Machine Conditions

     List the machines you may see at a glance, the worst first: condition, since when, and who has the
    case.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the machine's
            names, number, place, kind, nameplate or bearings
        factory_id (None | str | Unset):
        status (ListMachineConditionsStatusType0 | None | Unset):
        criticality (ListMachineConditionsCriticalityType0 | None | Unset):
        equipment_id (None | str | Unset):
        place (None | str | Unset): the location, letter by letter
        condition (list[ListMachineConditionsConditionItem] | Unset): any of these
        offset (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MachineConditions | ProblemDetails]
    """

    kwargs = _get_kwargs(
        q=q,
        factory_id=factory_id,
        status=status,
        criticality=criticality,
        equipment_id=equipment_id,
        place=place,
        condition=condition,
        offset=offset,
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
    factory_id: None | str | Unset = UNSET,
    status: ListMachineConditionsStatusType0 | None | Unset = UNSET,
    criticality: ListMachineConditionsCriticalityType0 | None | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    place: None | str | Unset = UNSET,
    condition: list[ListMachineConditionsConditionItem] | Unset = UNSET,
    offset: int | Unset = 0,
    limit: int | Unset = 50,
) -> MachineConditions | ProblemDetails | None:
    """List Machine Conditions

     List the machines you may see at a glance, the worst first: condition, since when, and who has the
    case.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the machine's
            names, number, place, kind, nameplate or bearings
        factory_id (None | str | Unset):
        status (ListMachineConditionsStatusType0 | None | Unset):
        criticality (ListMachineConditionsCriticalityType0 | None | Unset):
        equipment_id (None | str | Unset):
        place (None | str | Unset): the location, letter by letter
        condition (list[ListMachineConditionsConditionItem] | Unset): any of these
        offset (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MachineConditions | ProblemDetails
    """

    return sync_detailed(
        client=client,
        q=q,
        factory_id=factory_id,
        status=status,
        criticality=criticality,
        equipment_id=equipment_id,
        place=place,
        condition=condition,
        offset=offset,
        limit=limit,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    status: ListMachineConditionsStatusType0 | None | Unset = UNSET,
    criticality: ListMachineConditionsCriticalityType0 | None | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    place: None | str | Unset = UNSET,
    condition: list[ListMachineConditionsConditionItem] | Unset = UNSET,
    offset: int | Unset = 0,
    limit: int | Unset = 50,
) -> Response[MachineConditions | ProblemDetails]:
    """List Machine Conditions

     List the machines you may see at a glance, the worst first: condition, since when, and who has the
    case.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the machine's
            names, number, place, kind, nameplate or bearings
        factory_id (None | str | Unset):
        status (ListMachineConditionsStatusType0 | None | Unset):
        criticality (ListMachineConditionsCriticalityType0 | None | Unset):
        equipment_id (None | str | Unset):
        place (None | str | Unset): the location, letter by letter
        condition (list[ListMachineConditionsConditionItem] | Unset): any of these
        offset (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MachineConditions | ProblemDetails]
    """

    kwargs = _get_kwargs(
        q=q,
        factory_id=factory_id,
        status=status,
        criticality=criticality,
        equipment_id=equipment_id,
        place=place,
        condition=condition,
        offset=offset,
        limit=limit,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    status: ListMachineConditionsStatusType0 | None | Unset = UNSET,
    criticality: ListMachineConditionsCriticalityType0 | None | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    place: None | str | Unset = UNSET,
    condition: list[ListMachineConditionsConditionItem] | Unset = UNSET,
    offset: int | Unset = 0,
    limit: int | Unset = 50,
) -> MachineConditions | ProblemDetails | None:
    """List Machine Conditions

     List the machines you may see at a glance, the worst first: condition, since when, and who has the
    case.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the machine's
            names, number, place, kind, nameplate or bearings
        factory_id (None | str | Unset):
        status (ListMachineConditionsStatusType0 | None | Unset):
        criticality (ListMachineConditionsCriticalityType0 | None | Unset):
        equipment_id (None | str | Unset):
        place (None | str | Unset): the location, letter by letter
        condition (list[ListMachineConditionsConditionItem] | Unset): any of these
        offset (int | Unset):  Default: 0.
        limit (int | Unset):  Default: 50.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MachineConditions | ProblemDetails
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            factory_id=factory_id,
            status=status,
            criticality=criticality,
            equipment_id=equipment_id,
            place=place,
            condition=condition,
            offset=offset,
            limit=limit,
        )
    ).parsed
