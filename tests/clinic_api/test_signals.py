"""What a viewer gets of a recording: exact extremes, in the units of the file, read in the sandbox."""

from __future__ import annotations

import base64
import io
import itertools
import time
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile
from fastapi.testclient import TestClient
from numpy.typing import NDArray

from clinic_api.kit.principal import Role
from clinic_api.settings import Settings
from clinic_api.signals.columns import edges
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

RATE_HZ = 8000


def _upload(caller: TestClient, hospital: Hospital, samples: NDArray[np.float64], filename: str = "a.wav") -> str:
    file = io.BytesIO()
    soundfile.write(file, samples.T, RATE_HZ, format="WAV", subtype="DOUBLE")
    parameters = {"equipment_id": hospital.own.equipment_id, "filename": filename}
    answer = caller.post("/api/v1/recordings", params=parameters, content=file.getvalue())
    assert answer.status_code == 201, answer.text
    recording_id: str = answer.json()["id"]
    return recording_id


def _upload_in_pieces(caller: TestClient, hospital: Hospital, samples: NDArray[np.float64]) -> None:
    file = io.BytesIO()
    soundfile.write(file, samples.T, RATE_HZ, format="WAV", subtype="DOUBLE")
    content, named = file.getvalue(), {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"}
    told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in named.items())
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(content)), "Upload-Metadata": told}
    piece = {"Content-Type": "application/offset+octet-stream"}
    answer = caller.post("/api/v1/uploads", headers=headers | piece, content=content)
    assert "Recording-Id" in answer.headers, answer.text


def _view(caller: TestClient, recording_id: str, what: str = "view", **parameters: Any) -> httpx.Response:
    answer: httpx.Response = caller.get(f"/api/v1/recordings/{recording_id}/{what}", params=parameters)
    return answer


@pytest.fixture
def noise() -> NDArray[np.float64]:
    """Two channels of 2.5 s; the second has one sample that no zoom may lose."""
    samples = np.random.default_rng(1).normal(size=(2, 20_000)) * 0.01
    samples[1, 12_345] = 0.9
    return samples


@ONE_ENGINE
@pytest.mark.parametrize("resumable", [False, True])
def test_a_large_recording_is_prepared_before_anyone_looks(
    login: Login, hospital: Hospital, settings: Settings, monkeypatch: pytest.MonkeyPatch, resumable: bool
) -> None:
    monkeypatch.setattr("clinic_api.signals.desk._WORTH_PREPARING_BYTES", 1000)
    caller, samples = login(Role.FACTORY_USER), np.zeros((1, 5000))
    if resumable:
        _upload_in_pieces(caller, hospital, samples)
    else:
        _upload(caller, hospital, samples)

    def whole() -> list[Path]:
        found = (settings.data_dir / "signals").glob("*/*/*/about.json")
        return [path for path in found if not path.parent.name.startswith(".")]

    until = time.monotonic() + 30
    while not whole() and time.monotonic() < until:
        time.sleep(0.05)
    assert len(whole()) == 1


@ONE_ENGINE
def test_a_stretch_has_the_extremes_of_its_samples(
    login: Login, hospital: Hospital, noise: NDArray[np.float64]
) -> None:
    caller = login(Role.FACTORY_USER)
    recording_id = _upload(caller, hospital, noise)

    seen = _view(caller, recording_id, channel="2", from_s=0.5, to_s=2.0, pixels=7).json()

    stretch = noise[1, 4000:16_001]
    limits = edges(stretch.size, 7)
    parts = [stretch[begin:end] for begin, end in itertools.pairwise(limits)]
    assert seen["minimum"] == [part.min() for part in parts]
    assert seen["maximum"] == [part.max() for part in parts]
    assert max(seen["maximum"]) == 0.9
    assert (seen["from_s"], seen["to_s"], seen["sampling_rate_hz"], seen["duration_s"]) == (0.5, 2.000125, 8000, 2.5)
    assert [channel["index"] for channel in seen["channels"]] == [1, 2]
    assert seen["channel"]["index"] == 2


@ONE_ENGINE
def test_zoomed_in_each_sample_is_a_column(login: Login, hospital: Hospital, noise: NDArray[np.float64]) -> None:
    caller = login(Role.ENGINEER)
    recording_id = _upload(login(Role.FACTORY_USER), hospital, noise)

    seen = _view(caller, recording_id, from_s=0.001, to_s=0.002, pixels=4000).json()

    assert seen["minimum"] == seen["maximum"] == list(noise[0, 8:17])


@ONE_ENGINE
def test_the_spectrum_of_a_sine_has_its_amplitude_at_its_frequency(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    time_s = np.arange(RATE_HZ * 2) / RATE_HZ
    recording_id = _upload(caller, hospital, 0.25 * np.sin(2 * np.pi * 1000 * time_s)[np.newaxis])

    whole = _view(caller, recording_id, "spectrum", pixels=80).json()
    near = _view(caller, recording_id, "spectrum", from_hz=990, to_hz=1010, pixels=4000).json()

    assert max(whole["maximum"]) == pytest.approx(0.25, rel=1e-3)
    assert (whole["from_hz"], whole["to_hz"], whole["resolution_hz"]) == (0.0, 4000.0, 0.5)
    lines = np.linspace(near["from_hz"], near["to_hz"], len(near["maximum"]))
    assert lines[int(np.argmax(near["maximum"]))] == pytest.approx(1000.0, abs=0.25)


@pytest.mark.parametrize(
    ("what", "parameters", "code"),
    [
        ("view", {"channel": "7"}, "recording_channel_missing"),
        ("view", {"from_s": 99}, "stretch_empty"),
        ("view", {"from_s": 2, "to_s": 1}, "stretch_empty"),
        ("view", {"pixels": 4001}, "validation_failed"),
        ("view", {"from_s": "nan"}, "validation_failed"),
        ("view", {"to_s": "inf"}, "validation_failed"),
        ("view", {"from_s": "1e300"}, "validation_failed"),
        ("readout", {"at_s": "nan"}, "validation_failed"),
        ("readout", {"at_s": 1, "channel": "x" * 121}, "validation_failed"),
        ("spectrum", {"quantity": "displacement"}, "validation_failed"),
        ("spectrum", {"to_hz": "-inf"}, "validation_failed"),
        ("envelope-spectrum", {"band_low_hz": 500}, "band_incomplete"),
        ("envelope-spectrum", {"band_low_hz": 900, "band_high_hz": 500}, "band_empty"),
        ("envelope-spectrum", {"band_low_hz": 500, "band_high_hz": 500.5}, "stretch_too_short"),
        ("envelope-spectrum", {"to_s": 0.01}, "stretch_too_short"),
        ("spectrum-peaks", {"count": 0}, "validation_failed"),
        ("spectrum-peaks", {"from_hz": 3, "to_hz": 2}, "band_empty"),
        ("markers", {"rpm": "nan"}, "validation_failed"),
        ("markers", {"rpm": -1}, "validation_failed"),
        ("markers", {"bearing": "6205"}, "validation_failed"),
        ("view", {"from_s": "-1"}, "validation_failed"),
        ("spectrum", {"from_hz": 4001}, "band_empty"),
        ("spectrum", {"from_hz": 2, "to_hz": 1}, "band_empty"),
        ("spectrum", {"from_s": 0.5, "to_s": 0.5}, "band_empty"),
    ],
)
@ONE_ENGINE
def test_what_cannot_be_shown_is_refused_in_words(
    login: Login, hospital: Hospital, noise: NDArray[np.float64], what: str, parameters: dict[str, Any], code: str
) -> None:
    caller = login(Role.FACTORY_USER)
    answer = _view(caller, _upload(caller, hospital, noise), what, **parameters)

    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text


@ONE_ENGINE
def test_lost_samples_are_shown_as_lost_and_have_no_spectrum(
    login: Login, hospital: Hospital, noise: NDArray[np.float64]
) -> None:
    caller = login(Role.FACTORY_USER)
    noise[0, 1000:2000] = np.nan
    recording_id = _upload(caller, hospital, noise)

    seen = _view(caller, recording_id, pixels=20).json()

    assert seen["minimum"][1] is None
    assert None not in (seen["minimum"][:1] + seen["minimum"][2:])
    assert _view(caller, recording_id, "spectrum", to_s=1).json()["code"] == "stretch_with_gaps"


@ONE_ENGINE
def test_a_file_that_cannot_be_read_is_refused_by_the_readers_own_code(login: Login, hospital: Hospital) -> None:
    caller = login(Role.FACTORY_USER)
    content = b"RIFF" + (4).to_bytes(4, "little") + b"WAVE"
    parameters = {"equipment_id": hospital.own.equipment_id, "filename": "a.wav"}
    recording_id = caller.post("/api/v1/recordings", params=parameters, content=content).json()["id"]

    answer = _view(caller, recording_id)

    assert answer.status_code == 422
    assert answer.json()["code"].startswith("recording_")
