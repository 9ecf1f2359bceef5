import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.case_state import CaseState
from ...models.problem_details import ProblemDetails
from ...models.queue_counts import QueueCounts
from ...models.stage import Stage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    q: None | str | Unset = UNSET,
    state: list[CaseState] | Unset = UNSET,
    department: list[str] | Unset = UNSET,
    urgency_from: int | None | Unset = UNSET,
    urgency_to: int | None | Unset = UNSET,
    doctor_id: None | str | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    opened_from: datetime.date | None | Unset = UNSET,
    opened_to: datetime.date | None | Unset = UNSET,
    closed: bool | None | Unset = UNSET,
    overdue: bool | Unset = False,
    given_by_me: bool | Unset = False,
    stage: None | Stage | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_q: None | str | Unset
    if isinstance(q, Unset):
        json_q = UNSET
    else:
        json_q = q
    params["q"] = json_q

    json_state: list[str] | Unset = UNSET
    if not isinstance(state, Unset):
        json_state = []
        for state_item_data in state:
            state_item: str = state_item_data
            json_state.append(state_item)

    params["state"] = json_state

    json_department: list[str] | Unset = UNSET
    if not isinstance(department, Unset):
        json_department = department

    params["department"] = json_department

    json_urgency_from: int | None | Unset
    if isinstance(urgency_from, Unset):
        json_urgency_from = UNSET
    else:
        json_urgency_from = urgency_from
    params["urgency_from"] = json_urgency_from

    json_urgency_to: int | None | Unset
    if isinstance(urgency_to, Unset):
        json_urgency_to = UNSET
    else:
        json_urgency_to = urgency_to
    params["urgency_to"] = json_urgency_to

    json_doctor_id: None | str | Unset
    if isinstance(doctor_id, Unset):
        json_doctor_id = UNSET
    else:
        json_doctor_id = doctor_id
    params["doctor_id"] = json_doctor_id

    json_equipment_id: None | str | Unset
    if isinstance(equipment_id, Unset):
        json_equipment_id = UNSET
    else:
        json_equipment_id = equipment_id
    params["equipment_id"] = json_equipment_id

    json_factory_id: None | str | Unset
    if isinstance(factory_id, Unset):
        json_factory_id = UNSET
    else:
        json_factory_id = factory_id
    params["factory_id"] = json_factory_id

    json_opened_from: None | str | Unset
    if isinstance(opened_from, Unset):
        json_opened_from = UNSET
    elif isinstance(opened_from, datetime.date):
        json_opened_from = opened_from.isoformat()
    else:
        json_opened_from = opened_from
    params["opened_from"] = json_opened_from

    json_opened_to: None | str | Unset
    if isinstance(opened_to, Unset):
        json_opened_to = UNSET
    elif isinstance(opened_to, datetime.date):
        json_opened_to = opened_to.isoformat()
    else:
        json_opened_to = opened_to
    params["opened_to"] = json_opened_to

    json_closed: bool | None | Unset
    if isinstance(closed, Unset):
        json_closed = UNSET
    else:
        json_closed = closed
    params["closed"] = json_closed

    params["overdue"] = overdue

    params["given_by_me"] = given_by_me

    json_stage: None | str | Unset
    if isinstance(stage, Unset):
        json_stage = UNSET
    elif isinstance(stage, str):
        json_stage = stage
    else:
        json_stage = stage
    params["stage"] = json_stage

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/queue/counts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | QueueCounts | None:
    if response.status_code == 200:
        response_200 = QueueCounts.from_dict(response.json())

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
) -> Response[ProblemDetails | QueueCounts]:
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
    state: list[CaseState] | Unset = UNSET,
    department: list[str] | Unset = UNSET,
    urgency_from: int | None | Unset = UNSET,
    urgency_to: int | None | Unset = UNSET,
    doctor_id: None | str | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    opened_from: datetime.date | None | Unset = UNSET,
    opened_to: datetime.date | None | Unset = UNSET,
    closed: bool | None | Unset = UNSET,
    overdue: bool | Unset = False,
    given_by_me: bool | Unset = False,
    stage: None | Stage | Unset = UNSET,
) -> Response[ProblemDetails | QueueCounts]:
    """Read Queue Counts

     Count the open cases by what has to happen to them next, and how many of them are overdue.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the case
            (complaint, number, comments, questions, diagnosis, what was found) or in the description
            of its machine
        state (list[CaseState] | Unset):
        department (list[str] | Unset):
        urgency_from (int | None | Unset): 1 is the most urgent
        urgency_to (int | None | Unset):
        doctor_id (None | str | Unset): who attends the case now
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
        opened_from (datetime.date | None | Unset): day in China (UTC+8)
        opened_to (datetime.date | None | Unset): last day, included
        closed (bool | None | Unset): true: only closed cases, false: only open ones
        overdue (bool | Unset): only cases with a deadline that has passed Default: False.
        given_by_me (bool | Unset): only cases that you gave to the doctor who has them now
            Default: False.
        stage (None | Stage | Unset): what has to happen next

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | QueueCounts]
    """

    kwargs = _get_kwargs(
        q=q,
        state=state,
        department=department,
        urgency_from=urgency_from,
        urgency_to=urgency_to,
        doctor_id=doctor_id,
        equipment_id=equipment_id,
        factory_id=factory_id,
        opened_from=opened_from,
        opened_to=opened_to,
        closed=closed,
        overdue=overdue,
        given_by_me=given_by_me,
        stage=stage,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    state: list[CaseState] | Unset = UNSET,
    department: list[str] | Unset = UNSET,
    urgency_from: int | None | Unset = UNSET,
    urgency_to: int | None | Unset = UNSET,
    doctor_id: None | str | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    opened_from: datetime.date | None | Unset = UNSET,
    opened_to: datetime.date | None | Unset = UNSET,
    closed: bool | None | Unset = UNSET,
    overdue: bool | Unset = False,
    given_by_me: bool | Unset = False,
    stage: None | Stage | Unset = UNSET,
) -> ProblemDetails | QueueCounts | None:
    """Read Queue Counts

     Count the open cases by what has to happen to them next, and how many of them are overdue.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the case
            (complaint, number, comments, questions, diagnosis, what was found) or in the description
            of its machine
        state (list[CaseState] | Unset):
        department (list[str] | Unset):
        urgency_from (int | None | Unset): 1 is the most urgent
        urgency_to (int | None | Unset):
        doctor_id (None | str | Unset): who attends the case now
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
        opened_from (datetime.date | None | Unset): day in China (UTC+8)
        opened_to (datetime.date | None | Unset): last day, included
        closed (bool | None | Unset): true: only closed cases, false: only open ones
        overdue (bool | Unset): only cases with a deadline that has passed Default: False.
        given_by_me (bool | Unset): only cases that you gave to the doctor who has them now
            Default: False.
        stage (None | Stage | Unset): what has to happen next

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | QueueCounts
    """

    return sync_detailed(
        client=client,
        q=q,
        state=state,
        department=department,
        urgency_from=urgency_from,
        urgency_to=urgency_to,
        doctor_id=doctor_id,
        equipment_id=equipment_id,
        factory_id=factory_id,
        opened_from=opened_from,
        opened_to=opened_to,
        closed=closed,
        overdue=overdue,
        given_by_me=given_by_me,
        stage=stage,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    state: list[CaseState] | Unset = UNSET,
    department: list[str] | Unset = UNSET,
    urgency_from: int | None | Unset = UNSET,
    urgency_to: int | None | Unset = UNSET,
    doctor_id: None | str | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    opened_from: datetime.date | None | Unset = UNSET,
    opened_to: datetime.date | None | Unset = UNSET,
    closed: bool | None | Unset = UNSET,
    overdue: bool | Unset = False,
    given_by_me: bool | Unset = False,
    stage: None | Stage | Unset = UNSET,
) -> Response[ProblemDetails | QueueCounts]:
    """Read Queue Counts

     Count the open cases by what has to happen to them next, and how many of them are overdue.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the case
            (complaint, number, comments, questions, diagnosis, what was found) or in the description
            of its machine
        state (list[CaseState] | Unset):
        department (list[str] | Unset):
        urgency_from (int | None | Unset): 1 is the most urgent
        urgency_to (int | None | Unset):
        doctor_id (None | str | Unset): who attends the case now
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
        opened_from (datetime.date | None | Unset): day in China (UTC+8)
        opened_to (datetime.date | None | Unset): last day, included
        closed (bool | None | Unset): true: only closed cases, false: only open ones
        overdue (bool | Unset): only cases with a deadline that has passed Default: False.
        given_by_me (bool | Unset): only cases that you gave to the doctor who has them now
            Default: False.
        stage (None | Stage | Unset): what has to happen next

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | QueueCounts]
    """

    kwargs = _get_kwargs(
        q=q,
        state=state,
        department=department,
        urgency_from=urgency_from,
        urgency_to=urgency_to,
        doctor_id=doctor_id,
        equipment_id=equipment_id,
        factory_id=factory_id,
        opened_from=opened_from,
        opened_to=opened_to,
        closed=closed,
        overdue=overdue,
        given_by_me=given_by_me,
        stage=stage,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    q: None | str | Unset = UNSET,
    state: list[CaseState] | Unset = UNSET,
    department: list[str] | Unset = UNSET,
    urgency_from: int | None | Unset = UNSET,
    urgency_to: int | None | Unset = UNSET,
    doctor_id: None | str | Unset = UNSET,
    equipment_id: None | str | Unset = UNSET,
    factory_id: None | str | Unset = UNSET,
    opened_from: datetime.date | None | Unset = UNSET,
    opened_to: datetime.date | None | Unset = UNSET,
    closed: bool | None | Unset = UNSET,
    overdue: bool | Unset = False,
    given_by_me: bool | Unset = False,
    stage: None | Stage | Unset = UNSET,
) -> ProblemDetails | QueueCounts | None:
    """Read Queue Counts

     Count the open cases by what has to happen to them next, and how many of them are overdue.

    Args:
        q (None | str | Unset): words, Chinese or English, all of which must be in the case
            (complaint, number, comments, questions, diagnosis, what was found) or in the description
            of its machine
        state (list[CaseState] | Unset):
        department (list[str] | Unset):
        urgency_from (int | None | Unset): 1 is the most urgent
        urgency_to (int | None | Unset):
        doctor_id (None | str | Unset): who attends the case now
        equipment_id (None | str | Unset):
        factory_id (None | str | Unset):
        opened_from (datetime.date | None | Unset): day in China (UTC+8)
        opened_to (datetime.date | None | Unset): last day, included
        closed (bool | None | Unset): true: only closed cases, false: only open ones
        overdue (bool | Unset): only cases with a deadline that has passed Default: False.
        given_by_me (bool | Unset): only cases that you gave to the doctor who has them now
            Default: False.
        stage (None | Stage | Unset): what has to happen next

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | QueueCounts
    """

    return (
        await asyncio_detailed(
            client=client,
            q=q,
            state=state,
            department=department,
            urgency_from=urgency_from,
            urgency_to=urgency_to,
            doctor_id=doctor_id,
            equipment_id=equipment_id,
            factory_id=factory_id,
            opened_from=opened_from,
            opened_to=opened_to,
            closed=closed,
            overdue=overdue,
            given_by_me=given_by_me,
            stage=stage,
        )
    ).parsed
