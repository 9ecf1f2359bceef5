"""What views show of signals whose truth is known: sines, modulated noise, a shaft that speeds up, an outer race."""

from __future__ import annotations

import base64
import io
import wave
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import soundfile
import yaml
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from sqlalchemy import update

from clinic_api.database import Database
from clinic_api.equipment.models import Equipment
from clinic_api.kit.principal import Role
from tests.clinic_api.conftest import Login
from tests.clinic_api.databases import ONE_ENGINE
from tests.clinic_api.hospital import Hospital

RATE_HZ = 12_800
SAMPLES = Path(__file__).parents[2] / "sample_signals" / "recordings"
G = 9.80665


def machine_of(*sensors: dict[str, Any], **described: Any) -> dict[str, Any]:
    """Describe a machine with these sensors on channels 1, 2, …"""
    return {"sensors": [{"channel": str(i), **sensor} for i, sensor in enumerate(sensors, 1)], **described}


ACCELERATION = {"quantity": "acceleration", "unit": "g", "scale": 10.0}
TACHOMETER = {"quantity": "tachometer", "unit": "V", "pulses_per_rev": 1}


class Workstation:
    """An engineer with recordings of machines to look at."""

    def __init__(self, login: Login, hospital: Hospital) -> None:
        self.caller: TestClient = login(Role.ENGINEER)
        self._factory_id = hospital.own.factory_id

    def machine(self, machine: dict[str, Any] | None) -> str:
        body = {"factory_id": self._factory_id, "name_en": "Fan", "name_zh": "风机", "kind": "fan", "location": "1"}
        answer = self.caller.post("/api/v1/equipment", json=body | {"criticality": "b", "machine": machine})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def upload(self, content: bytes, machine: dict[str, Any] | None, filename: str = "a.wav") -> str:
        parameters = {"equipment_id": self.machine(machine), "filename": filename}
        answer = self.caller.post("/api/v1/recordings", params=parameters, content=content)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def record(self, samples: NDArray[np.float64], machine: dict[str, Any] | None = None) -> str:
        file = io.BytesIO()
        soundfile.write(file, np.atleast_2d(samples).T, RATE_HZ, format="WAV", subtype="DOUBLE")
        return self.upload(file.getvalue(), machine)

    def ask(self, recording_id: str, what: str, **parameters: Any) -> httpx.Response:
        answer: httpx.Response = self.caller.get(f"/api/v1/recordings/{recording_id}/{what}", params=parameters)
        return answer

    def see(self, recording_id: str, what: str, **parameters: Any) -> dict[str, Any]:
        answer = self.ask(recording_id, what, **parameters)
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()
        return seen


@pytest.fixture
def desk(login: Login, hospital: Hospital) -> Workstation:
    """An engineer's desk."""
    return Workstation(login, hospital)


def _time_s(seconds: float) -> NDArray[np.float64]:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _sine(frequency_hz: float, amplitude: float, seconds: float = 4.0) -> NDArray[np.float64]:
    return amplitude * np.sin(2 * np.pi * frequency_hz * _time_s(seconds))


def _largest(seen: dict[str, Any], first: str) -> tuple[float, float]:
    """Return where the largest column of a spectrum has its middle, by the formula of the guide, and its height."""
    column = int(np.argmax(seen["maximum"]))
    middle = seen[first] + ((column + 0.5) * seen["reduced_by"] - 0.5) * seen["line_step"]
    return middle, seen["maximum"][column]


@ONE_ENGINE
def test_a_spike_of_one_sample_stays_however_far_one_zooms_out(desk: Workstation) -> None:
    samples = np.zeros(500_000)
    samples[123_457] = 0.75
    seen = desk.see(desk.record(samples), "view", pixels=50)

    assert max(seen["maximum"]) == 0.75
    assert int(np.argmax(seen["maximum"])) == 12
    assert seen["reduced_by"] == 10_000.0
    assert seen["minimum"] == [0.0] * 50


@ONE_ENGINE
def test_a_sample_is_read_exactly(desk: Workstation) -> None:
    samples = np.random.default_rng(1).normal(size=1000) * 0.1
    recording_id = desk.record(samples)

    assert desk.see(recording_id, "readout", at_s=500.4 / RATE_HZ)["value"] == samples[500]
    last = desk.see(recording_id, "readout", at_s=1e6)
    assert (last["index"], last["value"]) == (999, samples[999])


@ONE_ENGINE
def test_an_acceleration_of_known_size_is_a_velocity_in_mm_s(desk: Workstation) -> None:
    recording_id = desk.record(_sine(80.0, 0.1), machine_of(ACCELERATION))

    seen = desk.see(recording_id, "spectrum", quantity="velocity", to_hz=500)
    (peak,) = desk.see(recording_id, "spectrum-peaks", quantity="velocity", count=1)["items"]

    truth_mm_s = 0.1 * 10 * G / (2 * np.pi * 80) * 1000  # the sample times the scale is in g
    assert seen["value_unit"] == "mm/s"
    assert max(seen["maximum"]) == pytest.approx(truth_mm_s, rel=1e-3)
    assert peak["amplitude"] == pytest.approx(truth_mm_s, rel=1e-3)
    assert peak["frequency_hz"] == pytest.approx(80.0, abs=0.01)
    assert seen["from_hz"] >= 2.0


@ONE_ENGINE
@pytest.mark.parametrize(
    ("machine", "code"),
    [
        (None, "sensor_missing"),
        (machine_of({"quantity": "acceleration", "unit": "V"}), "sensor_not_calibrated"),
        (machine_of({"quantity": "current", "unit": "A"}), "sensor_not_vibration"),
    ],
)
def test_without_calibration_there_are_no_mm_s(desk: Workstation, machine: dict[str, Any] | None, code: str) -> None:
    answer = desk.ask(desk.record(_sine(80.0, 0.1, 0.5), machine), "spectrum", quantity="velocity")

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert set(answer.json()["detail_i18n"]) == {"en", "zh"}


@ONE_ENGINE
def test_a_peak_between_two_lines_is_interpolated(desk: Workstation) -> None:
    recording_id = desk.record(_sine(1000.37, 0.3) + _sine(2000.11, 0.1))

    peaks = desk.see(recording_id, "spectrum-peaks", count=2)["items"]
    near = desk.see(recording_id, "spectrum-peaks", from_hz=1990, to_hz=2010, count=1)["items"]

    assert [peak["frequency_hz"] for peak in peaks] == pytest.approx([1000.37, 2000.11], abs=0.01)
    assert [peak["amplitude"] for peak in peaks] == pytest.approx([0.3, 0.1], rel=0.01)
    assert near == [peaks[1]]


@ONE_ENGINE
def test_a_long_stretch_is_averaged_and_says_so(desk: Workstation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("clinic_api.signals.lines.LONGEST_SAMPLES", 20_000)
    monkeypatch.setattr("clinic_api.signals.lines.PART_SAMPLES", 12_800)

    seen = desk.see(desk.record(_sine(1000.0, 0.25)), "spectrum")

    assert seen["averages"] == 7
    assert seen["resolution_hz"] == 1.0
    assert _largest(seen, "from_hz")[1] == pytest.approx(0.25, rel=1e-3)


@ONE_ENGINE
def test_modulated_noise_shows_its_modulation_in_the_envelope(desk: Workstation) -> None:
    noise = np.random.default_rng(3).normal(size=RATE_HZ * 8) * 0.1
    envelope = np.sqrt(1.0 + 0.6 * np.cos(2 * np.pi * 37.0 * _time_s(8.0)))
    recording_id = desk.record(noise * envelope)

    seen = desk.see(recording_id, "envelope-spectrum", band_low_hz=2000, band_high_hz=5000, to_hz=200, pixels=4000)
    (peak,) = desk.see(
        recording_id, "spectrum-peaks", kind="envelope", band_low_hz=2000, band_high_hz=5000, to_hz=200, count=1
    )["items"]

    assert (seen["band_hz"], seen["band_source"], seen["value_unit"]) == ([2000.0, 5000.0], "given", "1")
    assert _largest(seen, "from_hz")[0] == pytest.approx(37.0, abs=0.1)
    assert peak["amplitude"] == pytest.approx(0.6, abs=0.06)


@ONE_ENGINE
def test_a_spectrogram_shows_when_and_where(desk: Workstation) -> None:
    samples = np.random.default_rng(4).normal(size=RATE_HZ * 4) * 1e-5
    samples[2 * RATE_HZ : 3 * RATE_HZ] += 0.5 * np.sin(2 * np.pi * 1500 * _time_s(1.0))

    seen = desk.see(desk.record(samples), "spectrogram", columns=40, rows=64)

    levels = np.frombuffer(base64.b64decode(seen["level_db"]), np.uint8).reshape(seen["rows"], seen["columns"])
    span_db = seen["level_max_db"] - seen["level_min_db"]
    level_db = seen["level_min_db"] + levels / 255 * span_db
    row, column = np.unravel_index(int(np.argmax(level_db)), level_db.shape)
    assert seen["from_hz"] + (row + 0.5) / seen["rows"] * (seen["to_hz"] - seen["from_hz"]) == pytest.approx(1500, 0.1)
    assert 20 <= column < 30
    assert level_db.max() == pytest.approx(20 * np.log10(0.5), abs=1.5)
    assert level_db[row, :18].max() < -70


@ONE_ENGINE
def test_a_click_of_one_sample_is_not_lost_in_a_spectrogram(desk: Workstation) -> None:
    samples = np.random.default_rng(5).normal(size=RATE_HZ * 30) * 1e-6
    samples[200_000] = 0.9

    seen = desk.see(desk.record(samples), "spectrogram", columns=50, rows=32)

    levels = np.frombuffer(base64.b64decode(seen["level_db"]), np.uint8).reshape(seen["rows"], seen["columns"])
    brightest = set(np.argmax(levels, axis=1).tolist())
    assert len(brightest) == 1
    assert brightest.pop() == pytest.approx(200_000 / samples.size * seen["columns"], abs=1.0)


@ONE_ENGINE
def test_orders_of_a_shaft_that_speeds_up_are_lines_by_the_tachometer(desk: Workstation) -> None:
    time_s = _time_s(8.0)
    turns = 20 * time_s + 0.5 * time_s**2  # from 20 to 28 turns a second
    samples = np.stack([0.2 * np.cos(2 * np.pi * 3 * turns), np.where(turns % 1.0 < 0.5, 0.8, 0.0)])
    recording_id = desk.record(samples, machine_of(ACCELERATION, TACHOMETER))

    seen = desk.see(recording_id, "order-spectrum", to_order=10, pixels=4000)
    constant = desk.see(recording_id, "order-spectrum", to_order=10, rpm=1440)

    assert (seen["speed_source"], seen["speed_rpm"]) == ("tachometer", pytest.approx(1440, rel=1e-3))
    order, amplitude = _largest(seen, "from_order")
    assert order == pytest.approx(3.0, abs=0.02)
    assert amplitude == pytest.approx(0.2, rel=0.03)
    assert constant["speed_source"] == "given"
    assert max(constant["maximum"]) < 0.1  # smeared


@ONE_ENGINE
def test_orders_need_a_speed(desk: Workstation) -> None:
    unknown = desk.ask(desk.record(_sine(50.0, 0.1)), "order-spectrum")
    stated = desk.see(desk.record(_sine(50.0, 0.1), machine_of(ACCELERATION, speed_rpm=1500)), "order-spectrum")

    assert unknown.json()["code"] == "speed_unknown"
    assert stated["speed_source"] == "machine"
    assert _largest(stated, "from_order")[0] == pytest.approx(2.0, abs=0.02)


@ONE_ENGINE
def test_an_orbit_is_the_circle_that_two_sensors_saw(desk: Workstation) -> None:
    time_s = _time_s(2.0)
    x, y = 0.3 + 0.2 * np.cos(2 * np.pi * 25 * time_s), 0.2 * np.sin(2 * np.pi * 25 * time_s) - 0.1
    noise = 0.05 * np.sin(2 * np.pi * 3000 * time_s)

    seen = desk.see(desk.record(np.stack([x + noise, y])), "orbit", points=1000, band_high_hz=100)

    radius = np.hypot(seen["x"], seen["y"])
    assert len(seen["x"]) == len(seen["y"]) == 1000
    assert radius == pytest.approx(np.full(1000, 0.2), abs=0.004)
    assert seen["band_high_hz"] == 100.0
    assert seen["channel_y"]["index"] == 2


@ONE_ENGINE
def test_a_recording_can_be_listened_to(desk: Workstation) -> None:
    recording_id = desk.record(_sine(440.0, 0.01, 40.0))

    heard = desk.ask(recording_id, "audio", from_s=1, rate=8000)

    assert heard.headers["content-type"] == "audio/wav"
    with wave.open(io.BytesIO(heard.content)) as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (8000, 2, 1)
        assert file.getnframes() == pytest.approx(30 * 8000, abs=20)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    assert np.abs(samples).max() == 32_767
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.argmax(spectrum) / samples.size * 8000 == pytest.approx(440, abs=0.5)


@ONE_ENGINE
def test_the_outer_race_of_a_simulated_bearing_stands_on_its_marker(desk: Workstation) -> None:
    described = yaml.safe_load((SAMPLES / "bearing_outer_race.machine.yaml").read_text(encoding="utf-8"))
    content = (SAMPLES / "bearing_outer_race.flac").read_bytes()
    recording_id = desk.upload(content, described, "bearing_outer_race.flac")

    seen = desk.see(recording_id, "markers")
    (peak,) = desk.see(recording_id, "spectrum-peaks", kind="envelope", from_hz=60, to_hz=120, count=1)["items"]

    line = next(group for group in seen["groups"] if group["key"] == "bearing:DE:outer_race")
    assert seen["speed"] == {"rpm": 1476.0, "source": "machine", "examination_id": None}
    assert line["frequency_hz"] == pytest.approx(3.5848 * 1476 / 60, rel=1e-3)
    assert peak["frequency_hz"] == pytest.approx(line["frequency_hz"], rel=0.01)
    assert (line["plot"], line["harmonics"], line["kind"]) == ("envelope", 4, "bearing")


@ONE_ENGINE
def test_another_speed_and_another_bearing_move_the_markers(desk: Workstation) -> None:
    machine = machine_of(ACCELERATION, speed_rpm=1480, bearings=[{"id": "DE"}])
    recording_id = desk.record(_sine(50.0, 0.1, 0.5), machine)

    seen = desk.see(recording_id, "markers", rpm=3000, bearing=["DE:6205-2RS", "NDE:6206"])
    unknown = desk.ask(recording_id, "markers", bearing="DE:no such bearing")

    shaft = next(group for group in seen["groups"] if group["key"] == "shaft:main")
    outer = next(group for group in seen["groups"] if group["key"] == "bearing:DE:outer_race")
    assert (shaft["frequency_hz"], seen["speed"]["source"]) == (50.0, "given")
    assert outer["frequency_hz"] == pytest.approx(3.585 * 50, rel=1e-3)
    told = {bearing["component"]: (bearing["designation"], bearing["source"]) for bearing in seen["bearings"]}
    assert told == {"DE": ("6205-2RS", "given"), "NDE": ("6206", "given")}
    assert (unknown.status_code, unknown.json()["code"]) == (422, "bearing_unknown")


@ONE_ENGINE
def test_bearings_are_proposed_for_one_that_is_not_known(desk: Workstation) -> None:
    described = yaml.safe_load((SAMPLES / "bearing_outer_race.machine.yaml").read_text(encoding="utf-8"))
    described["bearings"] = [{"id": "DE"}]
    recording_id = desk.upload((SAMPLES / "bearing_outer_race.flac").read_bytes(), described, "a.flac")

    seen = desk.see(recording_id, "markers", bearing_candidates=True)

    assert 1 <= len(seen["candidates"]) <= 5
    best = seen["candidates"][0]
    assert "6205" in best["designation"]
    assert best["fit"] > 0.9
    assert best["consequence"]["zh"]
    assert {group["key"].rpartition(":")[2] for group in best["groups"]} >= {"outer_race", "inner_race"}
    assert seen["candidates_text"] is None


@ONE_ENGINE
def test_why_no_bearing_is_proposed_is_said(desk: Workstation) -> None:
    noise = np.random.default_rng(6).normal(size=RATE_HZ * 5) * 0.01
    machine = machine_of(ACCELERATION, speed_rpm=1480, bearings=[{"id": "DE", "designation": "6205"}])
    recording_id = desk.record(noise, machine)

    known = desk.see(recording_id, "markers", bearing_candidates=True)
    sound = desk.see(recording_id, "markers", bearing_candidates=True, component="DE")
    foreign = desk.ask(recording_id, "markers", bearing_candidates=True, component="X")

    assert known["candidates"] == sound["candidates"] == []
    assert known["candidates_text"] != sound["candidates_text"]
    assert foreign.json()["code"] == "bearing_not_of_machine"


@ONE_ENGINE
def test_lines_need_a_described_machine(desk: Workstation) -> None:
    assert desk.ask(desk.record(_sine(50.0, 0.1, 0.5)), "markers").json()["code"] == "machine_missing"


@ONE_ENGINE
def test_a_description_that_cannot_be_used_any_more_is_said(
    login: Login, hospital: Hospital, database: Database, contents: None
) -> None:
    with database.session() as session:
        session.execute(update(Equipment).values(machine={"kind": "fan", "sensors": "none"}))

    answer = login(Role.ENGINEER).get(f"/api/v1/recordings/{hospital.own.recording_id}/view")

    assert (answer.status_code, answer.json()["code"]) == (422, "machine_invalid")


@ONE_ENGINE
def test_a_view_is_not_sent_twice(desk: Workstation) -> None:
    recording_id = desk.record(_sine(50.0, 0.1, 0.5))
    first = desk.ask(recording_id, "view", pixels=100)

    again = desk.caller.get(str(first.url), headers={"If-None-Match": first.headers["etag"]})
    other = desk.ask(recording_id, "view", pixels=101)

    assert first.headers["cache-control"] == "private, max-age=300"
    assert "Cookie" in first.headers["vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert other.headers["etag"] != first.headers["etag"]


@ONE_ENGINE
@pytest.mark.parametrize(
    "what",
    [
        "view",
        "readout?at_s=0",
        "spectrum",
        "envelope-spectrum",
        "spectrum-peaks",
        "spectrogram",
        "order-spectrum",
        "orbit",
        "audio",
        "markers",
    ],
)
def test_nobody_looks_at_another_factory_s_recording(desk: Workstation, login: Login, what: str) -> None:
    recording_id = desk.record(np.stack([_sine(50.0, 0.1, 0.5)] * 2), machine_of(ACCELERATION, speed_rpm=1480))
    etag = desk.ask(recording_id, what.partition("?")[0], at_s=0).headers["etag"]
    stranger = login(Role.FACTORY_ADMIN, foreign=True)

    answer = stranger.get(f"/api/v1/recordings/{recording_id}/{what}", headers={"If-None-Match": etag})

    assert (answer.status_code, answer.json()["code"]) == (404, "recording_not_found")
