from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.list_spectrum_peaks_kind import (
    ListSpectrumPeaksKind,
)
from ...models.list_spectrum_peaks_quantity import (
    ListSpectrumPeaksQuantity,
)
from ...models.problem_details import ProblemDetails
from ...models.spectrum_peaks import SpectrumPeaks
from ...types import UNSET, Response, Unset


def _get_kwargs(
    recording_id: str,
    *,
    band_low_hz: float | None | Unset = UNSET,
    band_high_hz: float | None | Unset = UNSET,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    from_hz: float | Unset = 0.0,
    to_hz: float | None | Unset = UNSET,
    kind: ListSpectrumPeaksKind | Unset = "spectrum",
    quantity: ListSpectrumPeaksQuantity | Unset = "recorded",
    count: int | Unset = 20,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_band_low_hz: float | None | Unset
    if isinstance(band_low_hz, Unset):
        json_band_low_hz = UNSET
    else:
        json_band_low_hz = band_low_hz
    params["band_low_hz"] = json_band_low_hz

    json_band_high_hz: float | None | Unset
    if isinstance(band_high_hz, Unset):
        json_band_high_hz = UNSET
    else:
        json_band_high_hz = band_high_hz
    params["band_high_hz"] = json_band_high_hz

    params["channel"] = channel

    params["from_s"] = from_s

    json_to_s: float | None | Unset
    if isinstance(to_s, Unset):
        json_to_s = UNSET
    else:
        json_to_s = to_s
    params["to_s"] = json_to_s

    params["from_hz"] = from_hz

    json_to_hz: float | None | Unset
    if isinstance(to_hz, Unset):
        json_to_hz = UNSET
    else:
        json_to_hz = to_hz
    params["to_hz"] = json_to_hz

    json_kind: str | Unset = UNSET
    if not isinstance(kind, Unset):
        json_kind = kind

    params["kind"] = json_kind

    json_quantity: str | Unset = UNSET
    if not isinstance(quantity, Unset):
        json_quantity = quantity

    params["quantity"] = json_quantity

    params["count"] = count

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/recordings/{recording_id}/spectrum-peaks".format(
            recording_id=quote(str(recording_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ProblemDetails | SpectrumPeaks | None:
    if response.status_code == 200:
        response_200 = SpectrumPeaks.from_dict(response.json())

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
) -> Response[ProblemDetails | SpectrumPeaks]:
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
    band_low_hz: float | None | Unset = UNSET,
    band_high_hz: float | None | Unset = UNSET,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    from_hz: float | Unset = 0.0,
    to_hz: float | None | Unset = UNSET,
    kind: ListSpectrumPeaksKind | Unset = "spectrum",
    quantity: ListSpectrumPeaksQuantity | Unset = "recorded",
    count: int | Unset = 20,
) -> Response[ProblemDetails | SpectrumPeaks]:
    """List Spectrum Peaks

     List the largest peaks of a spectrum, interpolated between its lines.

    Args:
        recording_id (str):
        band_low_hz (float | None | Unset): both edges of the band, or neither
        band_high_hz (float | None | Unset):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        from_hz (float | Unset):  Default: 0.0.
        to_hz (float | None | Unset): as far as the spectrum goes without it
        kind (ListSpectrumPeaksKind | Unset):  Default: 'spectrum'.
        quantity (ListSpectrumPeaksQuantity | Unset):  Default: 'recorded'.
        count (int | Unset):  Default: 20.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | SpectrumPeaks]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        band_low_hz=band_low_hz,
        band_high_hz=band_high_hz,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        from_hz=from_hz,
        to_hz=to_hz,
        kind=kind,
        quantity=quantity,
        count=count,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    band_low_hz: float | None | Unset = UNSET,
    band_high_hz: float | None | Unset = UNSET,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    from_hz: float | Unset = 0.0,
    to_hz: float | None | Unset = UNSET,
    kind: ListSpectrumPeaksKind | Unset = "spectrum",
    quantity: ListSpectrumPeaksQuantity | Unset = "recorded",
    count: int | Unset = 20,
) -> ProblemDetails | SpectrumPeaks | None:
    """List Spectrum Peaks

     List the largest peaks of a spectrum, interpolated between its lines.

    Args:
        recording_id (str):
        band_low_hz (float | None | Unset): both edges of the band, or neither
        band_high_hz (float | None | Unset):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        from_hz (float | Unset):  Default: 0.0.
        to_hz (float | None | Unset): as far as the spectrum goes without it
        kind (ListSpectrumPeaksKind | Unset):  Default: 'spectrum'.
        quantity (ListSpectrumPeaksQuantity | Unset):  Default: 'recorded'.
        count (int | Unset):  Default: 20.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | SpectrumPeaks
    """

    return sync_detailed(
        recording_id=recording_id,
        client=client,
        band_low_hz=band_low_hz,
        band_high_hz=band_high_hz,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        from_hz=from_hz,
        to_hz=to_hz,
        kind=kind,
        quantity=quantity,
        count=count,
    ).parsed


async def asyncio_detailed(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    band_low_hz: float | None | Unset = UNSET,
    band_high_hz: float | None | Unset = UNSET,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    from_hz: float | Unset = 0.0,
    to_hz: float | None | Unset = UNSET,
    kind: ListSpectrumPeaksKind | Unset = "spectrum",
    quantity: ListSpectrumPeaksQuantity | Unset = "recorded",
    count: int | Unset = 20,
) -> Response[ProblemDetails | SpectrumPeaks]:
    """List Spectrum Peaks

     List the largest peaks of a spectrum, interpolated between its lines.

    Args:
        recording_id (str):
        band_low_hz (float | None | Unset): both edges of the band, or neither
        band_high_hz (float | None | Unset):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        from_hz (float | Unset):  Default: 0.0.
        to_hz (float | None | Unset): as far as the spectrum goes without it
        kind (ListSpectrumPeaksKind | Unset):  Default: 'spectrum'.
        quantity (ListSpectrumPeaksQuantity | Unset):  Default: 'recorded'.
        count (int | Unset):  Default: 20.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ProblemDetails | SpectrumPeaks]
    """

    kwargs = _get_kwargs(
        recording_id=recording_id,
        band_low_hz=band_low_hz,
        band_high_hz=band_high_hz,
        channel=channel,
        from_s=from_s,
        to_s=to_s,
        from_hz=from_hz,
        to_hz=to_hz,
        kind=kind,
        quantity=quantity,
        count=count,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    recording_id: str,
    *,
    client: AuthenticatedClient | Client,
    band_low_hz: float | None | Unset = UNSET,
    band_high_hz: float | None | Unset = UNSET,
    channel: str | Unset = "1",
    from_s: float | Unset = 0.0,
    to_s: float | None | Unset = UNSET,
    from_hz: float | Unset = 0.0,
    to_hz: float | None | Unset = UNSET,
    kind: ListSpectrumPeaksKind | Unset = "spectrum",
    quantity: ListSpectrumPeaksQuantity | Unset = "recorded",
    count: int | Unset = 20,
) -> ProblemDetails | SpectrumPeaks | None:
    """List Spectrum Peaks

     List the largest peaks of a spectrum, interpolated between its lines.

    Args:
        recording_id (str):
        band_low_hz (float | None | Unset): both edges of the band, or neither
        band_high_hz (float | None | Unset):
        channel (str | Unset): its number from 1, or its name in the file Default: '1'.
        from_s (float | Unset):  Default: 0.0.
        to_s (float | None | Unset): the end of the recording without it
        from_hz (float | Unset):  Default: 0.0.
        to_hz (float | None | Unset): as far as the spectrum goes without it
        kind (ListSpectrumPeaksKind | Unset):  Default: 'spectrum'.
        quantity (ListSpectrumPeaksQuantity | Unset):  Default: 'recorded'.
        count (int | Unset):  Default: 20.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ProblemDetails | SpectrumPeaks
    """

    return (
        await asyncio_detailed(
            recording_id=recording_id,
            client=client,
            band_low_hz=band_low_hz,
            band_high_hz=band_high_hz,
            channel=channel,
            from_s=from_s,
            to_s=to_s,
            from_hz=from_hz,
            to_hz=to_hz,
            kind=kind,
            quantity=quantity,
            count=count,
        )
    ).parsed
