from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from diagnostics.quality import check_channel, longest_finite_stretch
from diagnostics.quality.preparation import prepare
from diagnostics.recording import Recording
from tests.diagnostics.signals import machine, noise, recording

RATE_HZ = 20_000.0


def checks(samples: np.ndarray) -> dict[str, str]:
    return {n.check: n.level for n in check_channel(samples, sampling_rate_hz=RATE_HZ, channel="1").notes}


def test_clean_noise_passes_without_a_note() -> None:
    assert checks(noise(2.0)) == {}


def test_light_clipping_warns_and_heavy_clipping_blocks() -> None:
    smooth = np.convolve(noise(2.0), np.ones(20) / 20, mode="same")
    light, heavy = np.quantile(np.abs(smooth), [0.9995, 0.9])

    assert checks(np.clip(smooth, -light, light))["sensor.clipping"] == "warning"
    assert checks(np.clip(smooth, -heavy, heavy))["sensor.clipping"] == "blocking"


@pytest.mark.parametrize("samples", [np.zeros(20_000), np.full(20_000, 3.3), np.tile([1.0, -1.0], 10_000)])
def test_a_channel_without_a_signal_is_refused(samples: np.ndarray) -> None:
    gate = check_channel(samples, sampling_rate_hz=RATE_HZ, channel="1")

    assert not gate.usable
    assert gate.notes[0].check == "sensor.flatline"


def test_a_signal_that_stops_for_more_than_a_second_is_refused() -> None:
    samples = noise(4.0)
    samples[20_000:45_000] = samples[20_000]

    assert checks(samples)["sensor.flatline"] == "blocking"


def test_a_few_lost_samples_warn_and_many_scattered_ones_block() -> None:
    few, many = noise(2.0), noise(2.0)
    few[100:110] = np.nan
    many[::50] = np.nan

    assert checks(few)["sensor.dropout"] == "warning"
    assert checks(many)["sensor.dropout"] == "blocking"


def test_runs_of_zeros_count_as_lost_samples() -> None:
    samples = noise(2.0)
    samples[1000:1010] = 0.0

    assert checks(samples)["sensor.dropout"] == "warning"


def test_a_signal_of_two_converter_steps_warns_of_quantisation() -> None:
    fine = noise(2.0, rms=2.0)
    coarse = np.round(np.concatenate([fine, np.linspace(-12, 12, 25)]))

    assert checks(coarse)["sensor.quantisation"] == "warning"


def test_a_level_that_triples_warns_of_unsteadiness() -> None:
    samples = noise(4.0)
    samples[40_000:] *= 3.0

    assert checks(samples)["stationarity"] == "warning"


def test_the_longest_stretch_without_gaps_is_kept() -> None:
    samples = np.zeros((2, 100))
    samples[0, 10], samples[1, 70] = np.nan, np.inf

    assert longest_finite_stretch(samples) == slice(11, 70)


def test_the_longest_stretch_does_not_reach_over_a_cut() -> None:
    assert longest_finite_stretch(np.zeros((1, 100)), cuts=(30,)) == slice(31, 100)


def test_rounding_errors_do_not_hide_the_steps_of_a_coarse_converter() -> None:
    coarse = 0.1 * np.round(noise(2.0, rms=2.5)) + 1e-15 * noise(2.0, seed=2)

    assert {"sensor.quantisation", "sensor.flatline"} & set(
        checks(np.concatenate([coarse, np.linspace(-1.2, 1.2, 25)]))
    )


def test_an_offset_of_a_quarter_of_full_scale_warns_where_full_scale_is_known() -> None:
    off = 0.25 + noise(2.0, rms=0.1)
    in_g: dict[str, object] = {"channel": "1", "quantity": "acceleration", "unit": "g", "scale": 20.0}
    in_volts: dict[str, object] = {"channel": "1", "quantity": "acceleration", "unit": "V"}

    def told(samples: np.ndarray, described: dict[str, object], source: str) -> list[str]:
        prepared = prepare(replace(recording(samples), format=source), machine(sensors=[described]))
        return [n.level for n in prepared.notes if n.check == "sensor.bias"]

    assert told(off, in_g, "wav") == ["warning"]
    assert told(off - 0.1, in_g, "wav") == []
    assert told(off, in_g, "csv") == []
    assert told(off, in_volts, "wav") == []


def test_a_machine_at_rest_is_refused_with_the_reason() -> None:
    prepared = prepare(recording(noise(2.0, rms=0.001)), machine())

    assert prepared.channels == ()
    assert [(n.check, n.level) for n in prepared.notes] == [("running", "blocking")]


def test_samples_come_out_in_si_units() -> None:
    sensor = {"channel": "1", "quantity": "acceleration", "unit": "g", "scale": 2.0}

    prepared = prepare(recording(noise(2.0)), machine(sensors=[sensor]))

    assert np.std(prepared.channels[0].samples) == pytest.approx(2.0 * 9.80665, rel=0.02)


def test_a_long_recording_is_cut_to_what_its_speed_needs_and_says_so() -> None:
    prepared = prepare(recording(noise(30.0)), machine(speed_rpm=3000.0))

    assert prepared.duration_s == pytest.approx(20.0)
    assert [n.check for n in prepared.notes] == ["length"]


def test_peaks_cut_off_one_sample_at_a_time_are_clipping() -> None:
    noise = np.round(np.random.default_rng(3).normal(0.0, 3000.0, 100_000))
    cut = np.clip(noise, -6000.0, 6000.0)

    notes = check_channel(cut, sampling_rate_hz=12_000.0, channel="1").notes

    assert [(n.check, n.level) for n in notes] == [("sensor.clipping", "blocking")]  # 4.6 % lie beyond two deviations


def test_the_crest_of_a_coarse_sine_is_not_clipping() -> None:
    seconds = np.arange(100_000) / 12_000.0
    sine = np.round(1000.0 * np.sin(2.0 * np.pi * 50.3 * seconds))

    notes = check_channel(sine, sampling_rate_hz=12_000.0, channel="1").notes

    assert [n.check for n in notes if n.check == "sensor.clipping"] == []


def test_a_process_series_is_told_as_one_and_not_as_a_dead_sensor() -> None:
    slow = replace(recording(noise(2.0)[:200] + 20.0), sampling_rate_hz=1.0)

    prepared = prepare(slow, machine())

    assert prepared.channels == ()
    assert [(n.check, n.level) for n in prepared.notes] == [("rate", "blocking")]
    assert "process series" in prepared.notes[0].text.en
    assert "过程数据" in prepared.notes[0].text.zh


def test_a_temperature_may_stand_still() -> None:
    both = recording(noise(2.0), np.full(40_000, 21.5))
    described = machine(
        sensors=[
            {"channel": "1", "quantity": "acceleration", "unit": "m/s2"},
            {"channel": "2", "quantity": "temperature", "unit": "degC"},
        ]
    )

    prepared = prepare(both, described)

    assert [channel.key for channel in prepared.channels] == ["1"]
    assert [n for n in prepared.notes if n.level != "info"] == []


def with_file_unit(unit: str | None) -> Recording:
    made = recording(noise(2.0))
    return replace(made, channels=(replace(made.channels[0], unit=unit),))


@pytest.mark.parametrize(
    ("file_unit", "factor"), [("g", 9.80665), ("m/s²", 1.0), ("mV", None), ("°C", None), (None, None)]
)
def test_a_unit_that_only_the_file_states_is_taken_where_it_fits(file_unit: str | None, factor: float | None) -> None:
    described = machine(sensors=[{"channel": "1", "quantity": "acceleration"}])

    (channel,) = prepare(with_file_unit(file_unit), described).channels

    assert channel.sensor.to_si_factor == factor


def test_the_unit_of_the_file_is_what_the_sensitivity_divides() -> None:
    sensor = {"channel": "1", "quantity": "acceleration", "sensitivity": {"value": 100, "unit": "mV/g"}}

    (channel,) = prepare(with_file_unit("mV"), machine(sensors=[sensor])).channels

    assert channel.sensor.to_si_factor == pytest.approx(9.80665 / 100)


def test_a_unit_that_contradicts_the_description_is_told_and_not_corrected() -> None:
    prepared = prepare(with_file_unit("g"), machine())
    agreed = prepare(with_file_unit("m/s^2"), machine())

    (told,) = [n for n in prepared.notes if n.check == "sensor.scale"]
    assert (told.level, "the file says g" in told.text.en) == ("warning", True)
    assert prepared.channels[0].sensor.to_si_factor == 1.0
    assert not [n for n in agreed.notes if n.check == "sensor.scale"]
