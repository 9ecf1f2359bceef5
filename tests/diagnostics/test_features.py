"""Features of recordings whose every figure follows from a closed form."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from diagnostics import anomaly
from diagnostics.features import FEATURES_VERSION, KINDS, FeatureTable, feature_table
from diagnostics.features.kinds import word
from diagnostics.machine import Machine
from diagnostics.recording import Recording

RATE_HZ = 12_800.0
SHAFT_HZ = 25.0
ORDERS = {"bpfo": 3.585, "bpfi": 5.415, "bsf": 2.357, "ftf": 0.398}


def machine(*sensors, **changes) -> Machine:
    usual = {"channel": "1", "quantity": "acceleration", "unit": "m/s2", "position": "DE"}
    return Machine.from_dict(
        {
            "speed_rpm": 60.0 * SHAFT_HZ,
            "bearings": [{"id": "DE", "multipliers": ORDERS}],
            "sensors": [{**usual, "channel": str(k + 1), **s} for k, s in enumerate(sensors or [{}])],
            **changes,
        }
    )


def table(*channels, rate_hz=RATE_HZ, described=None, **options) -> FeatureTable:
    recording = Recording.from_array(np.array(channels), sampling_rate_hz=rate_hz)
    return feature_table(recording, described or machine(*[{}] * len(channels)), **options)


def moments_s(seconds: float, rate_hz: float = RATE_HZ):
    return np.arange(int(seconds * rate_hz)) / rate_hz


def noise(seconds: float, *, seed: int = 1, rate_hz: float = RATE_HZ):
    return np.random.default_rng(seed).standard_normal(int(seconds * rate_hz))


def shaft_line_mm_s(level_mm_s: float, order: float, seconds: float):
    """Acceleration in m/s² of a line of this RMS velocity."""
    pulse = 2 * np.pi * order * SHAFT_HZ
    return 1e-3 * level_mm_s * np.sqrt(2) * pulse * np.cos(pulse * moments_s(seconds))


def test_lines_of_the_shaft_have_the_velocity_they_were_made_with():
    signal = shaft_line_mm_s(2.0, 1, 10.0) + shaft_line_mm_s(0.7, 2, 10.0) + 0.02 * noise(10.0)

    found = table(signal)

    assert found.value("1", "order_1_mm_s") == pytest.approx(2.0, rel=0.01)
    assert found.value("1", "order_2_mm_s") == pytest.approx(0.7, rel=0.02)
    assert found.value("1", "velocity_rms_mm_s") == pytest.approx(np.hypot(2.0, 0.7), rel=0.01)
    assert found.value("1", "order_3_mm_s") < 0.05
    assert found.value("1", "order_half_mm_s") < 0.1


def test_octave_bands_share_the_energy_of_white_noise_by_their_width():
    found = table(noise(20.0))

    nyquist_hz = RATE_HZ / 2
    for low_hz, high_hz in ((125, 250), (1000, 2000), (4000, 6400)):
        expected = np.sqrt((high_hz - low_hz) / nyquist_hz)
        assert found.value("1", f"band_{low_hz}_{high_hz}_hz_rms_m_s2") == pytest.approx(expected, rel=0.04)
    assert found.value("1", "kurtosis") == pytest.approx(3.0, abs=0.05)
    assert found.value("1", "rms_m_s2") == pytest.approx(1.0, rel=0.01)


def test_peak_of_noise_does_not_grow_with_the_length_of_the_record():
    short, long = table(noise(4.0)), table(noise(20.0))

    # In one second of Gaussian noise E[max |x|] is about √(2·ln(2N)) less 0.3 (rulebook §3.4).
    assert long.value("1", "peak_m_s2") == pytest.approx(short.value("1", "peak_m_s2"), rel=0.06)
    assert long.value("1", "crest_factor") == pytest.approx(np.sqrt(2 * np.log(2 * RATE_HZ)) - 0.3, abs=0.3)


def test_depth_of_an_envelope_line_is_that_of_the_modulation():
    bpfo_hz = ORDERS["bpfo"] * SHAFT_HZ
    swelling = 1 + 0.6 * np.cos(2 * np.pi * bpfo_hz * moments_s(20.0))
    signal = noise(20.0) * np.sqrt(swelling) + shaft_line_mm_s(1.0, 1, 20.0) + shaft_line_mm_s(0.5, 2, 20.0)

    found = table(signal)

    assert found.value("1", "envelope_bpfo_de_depth") == pytest.approx(0.6, abs=0.1)
    assert found.value("1", "envelope_bpfi_de_depth") < 0.2
    assert found.value("1", "envelope_ftf_de_depth") < 0.2


def test_a_sensor_watches_its_own_bearing_and_those_without_a_sensor():
    bearings = [{"id": name, "multipliers": ORDERS} for name in ("DE", "NDE", "B3")]
    described = machine({"position": "DE"}, {"position": "NDE"}, bearings=bearings)

    found = table(noise(10.0), noise(10.0, seed=2), described=described)

    watched = {(f.channel, f.component) for f in found.features if f.kind == "envelope_bpfo"}
    assert watched == {("1", "DE"), ("1", "B3"), ("2", "NDE"), ("2", "B3")}


def test_blade_pass_and_gear_mesh_are_measured_where_the_parts_are_known():
    described = machine(
        blades=[{"count": 7}], gears=[{"id": "G1", "teeth": 23, "mates": "G2"}, {"id": "G2", "teeth": 23}]
    )
    signal = shaft_line_mm_s(0.8, 7, 10.0) + shaft_line_mm_s(0.3, 23, 10.0) + 0.02 * noise(10.0)

    found = table(signal, described=described)

    assert found.value("1", "blade_pass_main_7_mm_s") == pytest.approx(0.8, rel=0.02)
    assert found.value("1", "gear_mesh_g1_g2_mm_s") == pytest.approx(0.3, rel=0.03)


def test_without_a_speed_nothing_that_needs_it_is_measured():
    described = machine(speed_rpm=None)
    described = Machine.from_dict({k: v for k, v in described.to_dict().items() if k != "speed_rpm"})

    found = table(noise(10.0), described=described)

    assert found.speed_rpm is None
    assert not [f for f in found.features if f.kind.startswith(("order", "envelope"))]
    assert found.value("1", "velocity_rms_mm_s") is not None


def test_an_uncalibrated_channel_has_its_own_unit_and_no_velocity():
    found = table(noise(10.0), described=machine({"unit": "V"}))

    assert found.value("1", "rms_v") == pytest.approx(1.0, rel=0.02)
    assert not [f for f in found.features if f.unit == "mm/s"]
    assert found.value("1", "envelope_bpfo_de_depth") is not None


def test_third_octave_of_a_tone_has_its_level():
    tone_pa = np.sqrt(2) * np.sin(2 * np.pi * 1000 * moments_s(5.0, 48_000.0))
    described = machine({"quantity": "sound_pressure", "unit": "Pa", "position": "near the fan"})

    found = table(tone_pa + 1e-4 * noise(5.0, rate_hz=48_000.0), rate_hz=48_000.0, described=described)

    # 1 Pa is 94 dB over 20 µPa; the A weighting is 0 at 1 kHz (IEC 61672-1).
    assert found.value("1", "third_octave_1000_hz_db") == pytest.approx(93.98, abs=0.05)
    assert found.value("1", "sound_level_a_db") == pytest.approx(93.98, abs=0.1)
    assert found.value("1", "third_octave_2000_hz_db") < 40.0
    assert found.value("1", "third_octave_31_5_hz_db") is not None
    assert found.value("1", "third_octave_25000_hz_db") is None


def test_third_octaves_touch_each_other():
    from diagnostics.features.sound import NOMINAL_HZ

    exact_hz = {step: 10 * 10 ** (step / 10) for step in NOMINAL_HZ}

    for step, nominal_hz in NOMINAL_HZ.items():
        assert nominal_hz == pytest.approx(exact_hz[step], rel=0.02)


def three_currents(*, negative: float = 0.0, fifth: float = 0.0, seconds: float = 5.0, rate_hz: float = 5000.0):
    turn = 2 * np.pi * 50.0 * moments_s(seconds, rate_hz)
    phases = [
        np.cos(turn - k * 2 * np.pi / 3)
        + negative * np.cos(turn + k * 2 * np.pi / 3)
        + fifth * np.cos(5 * turn + k * 2 * np.pi / 3)
        for k in range(3)
    ]
    return [
        10.0 * np.sqrt(2) * phase + 0.001 * noise(seconds, seed=k, rate_hz=rate_hz) for k, phase in enumerate(phases)
    ]


CURRENTS = [{"quantity": "current", "unit": "A", "phase": phase, "position": None} for phase in "abc"]


def test_currents_give_negative_sequence_harmonics_and_the_load():
    described = machine(*CURRENTS)

    found = table(*three_currents(negative=0.05, fifth=0.04), rate_hz=5000.0, described=described)

    assert found.value("current", "current_negative_sequence_percent") == pytest.approx(5.0, abs=0.05)
    # One of the phases is 1 + 0.05, the two others √(1 − 0.05 + 0.05²): their mean is 1.0006.
    assert found.value("current", "current_unbalance_percent") == pytest.approx(4.94, abs=0.05)
    assert found.value("current", "thd_percent") == pytest.approx(4.0, abs=0.3)
    assert found.value("1", "rms_a") == pytest.approx(10.0 * np.hypot(1.05, 0.04), rel=0.01)
    assert (found.load, found.load_source) == (pytest.approx(10.0, rel=0.01), "current")


def test_a_stated_load_counts_before_the_current():
    found = table(*three_currents(), rate_hz=5000.0, described=machine(*CURRENTS), load=0.7)

    assert (found.load, found.load_source) == (0.7, "given")


def test_process_channels_give_mean_scatter_and_slope():
    seconds, rate_hz = 120.0, 100.0
    time_s = moments_s(seconds, rate_hz)
    celsius = 40.0 + 2.0 * time_s / 3600.0 + 0.1 * noise(seconds, rate_hz=rate_hz)
    celsius[500:700] = np.nan
    described = machine({"quantity": "temperature", "unit": "degC"}, {"quantity": "pressure", "unit": "bar"})

    found = table(celsius, np.full(time_s.size, 3.0), rate_hz=rate_hz, described=described)

    assert found.value("1", "mean_degc") == pytest.approx(40.0 + 2.0 / 60.0, abs=0.01)
    assert found.value("1", "sd_degc") == pytest.approx(0.1, rel=0.05)
    assert found.value("1", "slope_degc_h") == pytest.approx(2.0, abs=1.0)
    assert found.value("2", "mean_pa") == pytest.approx(3e5)


def test_a_slow_log_still_gives_its_process_features():
    found = table(
        np.linspace(20.0, 21.0, 600), rate_hz=1.0, described=machine({"quantity": "temperature", "unit": "C"})
    )

    assert found.value("1", "mean_degc") == pytest.approx(20.5)
    assert found.value("1", "slope_degc_h") == pytest.approx(6.0, rel=0.01)


def broken(signal, kind: str):
    signal = signal.copy()
    if kind == "gaps":
        signal[::97] = np.nan
    elif kind == "lost":
        signal[:] = np.nan
    elif kind == "constant":
        signal[:] = 3.0
    elif kind == "absurd":
        signal *= 1e200
    elif kind == "tiny":
        signal *= 1e-200
    elif kind == "short":
        signal = signal[:7]
    elif kind == "infinite":
        signal[100:200] = np.inf
    return signal


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # 1e200 squared is infinite wherever it is squared
@pytest.mark.parametrize("kind", ["gaps", "lost", "constant", "absurd", "tiny", "short", "infinite"])
def test_a_broken_recording_gives_finite_features_or_none(kind):
    found = table(broken(noise(5.0), kind))

    assert all(np.isfinite(f.value) for f in found.features)
    assert kind not in ("lost", "constant") or not found.features


def test_every_kind_has_a_unit_that_its_name_ends_in():
    described = machine({}, {"quantity": "sound_pressure", "unit": "Pa"}, blades=[{"count": 5}])

    found = table(noise(20.0), noise(20.0, seed=3), described=described)

    for feature in found.features:
        assert feature.name.endswith(word(feature.unit)), feature.name
        assert feature.quantity in KINDS[feature.kind].quantities
        assert "{" not in feature.about.en + feature.about.zh


def test_names_that_come_out_alike_are_numbered():
    bearings = [{"id": name, "multipliers": ORDERS} for name in ("B 1", "b-1")]

    found = table(noise(10.0), described=machine({"position": None}, bearings=bearings))

    assert {f.name for f in found.features if f.kind == "envelope_ftf"} == {
        "envelope_ftf_b_1_depth",
        "envelope_ftf_b_1_depth_2",
    }


def test_the_same_recording_gives_the_same_table_and_its_json_gives_it_back():
    first, second = table(noise(5.0)), table(noise(5.0))

    assert first == second
    assert FeatureTable.from_json(first.to_json()) == first
    assert first.to_json()["version"] == FEATURES_VERSION


def test_both_forms_of_csv_hold_every_value():
    from diagnostics.features import long_csv, wide_csv

    tables = [table(noise(5.0)), table(noise(5.0), described=machine({"unit": "V"}))]

    wide, long = wide_csv(tables).splitlines(), long_csv(tables).splitlines()

    assert len(wide) == 3
    assert wide[0].startswith("recording,speed_rpm,1.rms_m_s2,")
    assert len({row.count(",") for row in wide}) == 1
    assert len(long) == 1 + sum(len(t.features) for t in tables)
    assert f"array,1,kurtosis,{tables[0].value('1', 'kurtosis'):.9g},1" in long
    assert long_csv(tables[:1]).splitlines() == long[: 1 + len(tables[0].features)]


def test_every_kind_is_explained_in_the_guide():
    guide = (Path(__file__).parents[2] / "docs" / "features.md").read_text(encoding="utf-8")

    assert [key for key in KINDS if f"`{key}`" not in guide] == []


def test_texts_fill_in_the_same_places_in_both_languages():
    from diagnostics.anomaly.snapshots.change import TEXTS

    fields = re.compile(r"\{(\w+)")
    catalogue = tomllib.loads(
        (Path(anomaly.__file__).parent / "snapshots" / "baseline.toml").read_text(encoding="utf-8")
    )

    assert set(catalogue) == TEXTS.keys
    for key, entry in {**catalogue, **{kind.key: kind.about.to_json() for kind in KINDS.values()}}.items():
        assert set(fields.findall(entry["en"])) == set(fields.findall(entry["zh"])), key
