from __future__ import annotations

import json
import tomllib
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest
import soundfile
from matplotlib.ft2font import FT2Font
from numpy.typing import NDArray

from diagnostics.cli import main
from diagnostics.examination import Examination
from diagnostics.examining import ExaminationDetail, examine
from diagnostics.figures import FONT_PATH, draw_finding, draw_findings, draw_overview, plot_data
from diagnostics.figures.reduction import extremes_kept, peaks_kept
from diagnostics.figures.survey import survey
from diagnostics.figures.widest_envelope import widest_envelope
from diagnostics.plots import LinePlot, Plot, TurnPlot
from diagnostics.recording import Channel, Recording
from tests.diagnostics.signals import ORDERS, RATE_HZ, SPEED_RPM, impulses, machine, noise, recording

PACKAGE = Path(__file__).resolve().parents[2] / "diagnostics"


@pytest.fixture(scope="module")
def damaged() -> Recording:
    return recording(noise(4.0) + impulses(4.0, rate_hz=ORDERS["bpfo"] * SPEED_RPM / 60.0, height=12.0))


@pytest.fixture(scope="module")
def examination(damaged: Recording) -> Examination:
    return examine(damaged, machine())


def line_plot(kind: str = "velocity_spectrum", *, fault: str = "rotor.unbalance", step_hz: float = 0.25) -> LinePlot:
    frequency_hz = np.arange(0.0, 500.0, step_hz)
    value = np.full(frequency_hz.size, 0.01)
    value[[round(25.0 / step_hz), round(50.0 / step_hz)]] = 4.0, 1.5
    return LinePlot(
        kind=kind,  # type: ignore[arg-type]
        fault=fault,
        component="main",
        channel="1",
        frequency_hz=frequency_hz,
        value=value,
        floor=np.full(frequency_hz.size, 0.01),
        unit="mm/s",
        expected_hz=(25.0, 50.0),
        found_hz=(25.0, 50.0),
        shaft_hz=25.0,
    )


def turn_plot() -> TurnPlot:
    angle = np.arange(1024) / 1024
    difference = np.zeros(1024)
    difference[768] = -3.0
    return TurnPlot(
        fault="gear.broken_tooth",
        component="G1",
        channel="2",
        angle_turns=angle,
        average=np.sin(2 * np.pi * 32 * angle) + difference,
        difference=difference,
        unit="V",
        knock_turns=0.75,
    )


def with_plots(examination: Examination, *plots: Plot | None) -> Examination:
    return replace(examination, detail=ExaminationDetail(plots))


# --- findings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_finding_gets_a_picture(examination: Examination, tmp_path: Path, lang: str) -> None:
    paths = draw_findings(examination, tmp_path / lang, lang=lang)

    assert len(paths) == len(examination.findings) + len(examination.watch)
    picture = matplotlib.image.imread(paths[0])
    assert picture.shape[1] > picture.shape[0] > 400
    assert np.std(picture[..., 0]) > 0.05


@pytest.mark.parametrize(
    "plot",
    [
        line_plot("velocity_spectrum"),
        line_plot("acceleration_spectrum", fault="gear.wear"),
        line_plot("envelope_spectrum", fault="bearing.cage"),
        replace(line_plot(), found_hz=(), expected_hz=(), shaft_hz=None, component=None),
        replace(line_plot(), found_hz=(300.0,), sidebands_hz=(275.0, 325.0), sideband_spacing_hz=25.0),
        replace(line_plot(), floor=np.full(2000, np.inf)),
        turn_plot(),
    ],
    ids=["velocity", "acceleration", "envelope", "nothing found", "small line", "no floor", "turn"],
)
def test_every_kind_of_plot_is_drawn(examination: Examination, tmp_path: Path, plot: Plot) -> None:
    drawn = draw_findings(with_plots(examination, None, plot), tmp_path, formats=("png", "svg"))

    assert [path.name.partition("_")[2][:1] for path in drawn] == ["2", "2"]
    assert np.std(matplotlib.image.imread(drawn[0])[..., 0]) > 0.02


def test_both_languages_look_different(examination: Examination, tmp_path: Path) -> None:
    draw_finding(examination, tmp_path / "en.png", lang="en")
    draw_finding(examination, tmp_path / "zh.png", lang="zh")

    assert (tmp_path / "en.png").read_bytes() != (tmp_path / "zh.png").read_bytes()


@pytest.mark.parametrize("format_", ["png", "svg"])
def test_pictures_drawn_in_threads_are_those_drawn_alone(
    examination: Examination, tmp_path: Path, format_: str
) -> None:
    draw_finding(examination, tmp_path / "alone", format=format_)  # type: ignore[arg-type]
    with ThreadPoolExecutor(4) as threads:
        paths = [tmp_path / str(i) for i in range(4)]
        list(threads.map(lambda path: draw_finding(examination, path, format=format_), paths))  # type: ignore[arg-type]

    alone = (tmp_path / "alone").read_bytes()
    assert all(path.read_bytes() == alone for path in paths)


def test_an_svg_holds_outlines_instead_of_text_and_no_date(examination: Examination, tmp_path: Path) -> None:
    draw_finding(examination, tmp_path / "finding.svg", lang="zh", format="svg")

    content = (tmp_path / "finding.svg").read_text(encoding="utf-8")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(content).iter()}
    assert "path" in tags
    assert not {"text", "date", "font"} & tags


def test_an_unknown_format_is_refused_before_anything_is_drawn(examination: Examination, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="gif"):
        draw_findings(examination, tmp_path / "none", formats=("png", "gif"))  # type: ignore[arg-type]

    assert not (tmp_path / "none").exists()


def test_a_finding_that_is_not_there_cannot_be_drawn(examination: Examination, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="finding 99"):
        draw_finding(examination, tmp_path / "none.png", number=99)


def test_names_with_dollars_or_foreign_letters_are_drawn_as_they_are(examination: Examination, tmp_path: Path) -> None:
    plot = replace(line_plot(), channel="$\\frac$ 振动 Ω\n$", component="$$")

    assert len(draw_findings(with_plots(examination, plot), tmp_path, formats=("png", "svg"))) == 2


# --- data ---------------------------------------------------------------------------------------------------------


def test_data_keep_every_peak_in_few_points() -> None:
    plot = line_plot(step_hz=0.002)

    data = plot_data(plot)

    spectrum, floor = data["curves"]
    assert len(data["x"]) == len(spectrum["y"]) == len(floor["y"]) <= 4000 < plot.value.size
    assert [x for x, y in zip(data["x"], spectrum["y"], strict=True) if y > 1.0] == [25.0, 50.0]
    assert (data["x_unit"], data["y_unit"], data["kind"]) == ("Hz", "mm/s", "velocity_spectrum")


def test_marks_say_where_lines_belong_and_which_are_there() -> None:
    data = plot_data(replace(line_plot(), expected_hz=(25.1, 50.2, 9000.0), found_hz=(25.0,)))

    marks = [(mark["kind"], mark["x"], mark["y"]) for mark in data["marks"]]
    assert marks == [
        ("expected", 25.1, None),
        ("expected", 50.2, None),
        ("found", 25.0, 4.0),
        ("shaft", 25.0, None),
    ]
    assert all(mark["text"]["en"] and mark["text"]["zh"] for mark in data["marks"])


def test_data_of_a_turn_hold_the_knock_in_degrees() -> None:
    data = plot_data(turn_plot())

    assert data["x"][-1] == pytest.approx(360.0 * 1023 / 1024, rel=1e-5)
    assert [(m["kind"], m["x"], m["y"]) for m in data["marks"]] == [("knock", 270.0, -3.0)]


def test_data_file_is_plain_json_without_infinities(examination: Examination, tmp_path: Path) -> None:
    plot = replace(line_plot(), floor=np.full(2000, np.inf))

    (path,) = draw_findings(with_plots(examination, plot), tmp_path, formats=("json",))

    assert path.name == "finding_1_rotor_unbalance.json"
    data = json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)
    assert set(data["curves"][1]["y"]) == {None}


def test_reduction_keeps_the_extremes() -> None:
    values = np.random.default_rng(1).standard_normal(100_003)
    values[[17, 99_999]] = 9.0, -9.0

    assert {17} <= set(peaks_kept(values, most=100).tolist())
    kept = extremes_kept(values, most=100)
    assert {17, 99_999} <= set(kept.tolist())
    assert kept.size <= 100
    assert peaks_kept(values[:50], most=100).tolist() == list(range(50))


# --- survey -------------------------------------------------------------------------------------------------------


def test_time_course_keeps_a_single_spike() -> None:
    samples = np.zeros(500_000)
    samples[123_456], samples[300_000] = 7.0, -5.0

    seen = survey(Recording.from_array(samples, sampling_rate_hz=1000.0), 0, factor=2.0)

    assert (np.max(seen.high), np.min(seen.low)) == (14.0, -10.0)
    step_s = 500.0 / seen.time_s.size
    assert seen.time_s[np.argmax(seen.high)] == pytest.approx(123.456, abs=step_s)


def test_a_sinusoid_s_line_is_its_rms() -> None:
    time_s = np.arange(40 * 2048) / 2048.0
    samples = 3.0 * np.sqrt(2.0) * np.sin(2 * np.pi * 100.0 * time_s) + 50.0

    seen = survey(Recording.from_array(samples, sampling_rate_hz=2048.0), 0)

    at = int(np.argmax(seen.line_rms))
    assert seen.frequency_hz[at] == 100.0
    assert seen.line_rms[at] == pytest.approx(3.0, rel=1e-3)


def test_spectrogram_shows_when_the_frequency_changes() -> None:
    time_s = np.arange(64_000) / 8000.0
    samples = np.where(time_s < 4.0, np.sin(2 * np.pi * 1000.0 * time_s), np.sin(2 * np.pi * 3000.0 * time_s))

    seen = survey(Recording.from_array(samples, sampling_rate_hz=8000.0), 0)

    loudest_hz = seen.row_hz[np.argmax(seen.power, axis=0)]
    before, after = loudest_hz[seen.column_s < 3.9], loudest_hz[seen.column_s > 4.1]
    assert np.all(np.abs(before - 1000.0) < 20.0)
    assert np.all(np.abs(after - 3000.0) < 20.0)


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Recording.from_array(np.random.default_rng(2).standard_normal((2, 60_000)), sampling_rate_hz=5000.0)
    whole = survey(source, 1)

    monkeypatch.setattr("diagnostics.figures.survey.BLOCK_VALUES", 2 * 777)
    pieces = survey(source, 1)

    for name in ("low", "high", "line_rms", "power", "stretch"):
        np.testing.assert_allclose(getattr(pieces, name), getattr(whole, name), rtol=1e-12, err_msg=name)


def test_the_widest_envelope_shows_an_amplitude_modulation_at_its_depth() -> None:
    count = 100_000
    time_s = np.arange(count) / 20_000.0
    samples = np.random.default_rng(3).standard_normal(count) * np.sqrt(1.0 + 0.6 * np.cos(2 * np.pi * 90.0 * time_s))

    wide = widest_envelope(samples, sampling_rate_hz=20_000.0, highest_hz=400.0)

    assert wide is not None
    at = int(np.argmax(wide.depth))
    assert wide.frequency_hz[at] == pytest.approx(90.0, abs=0.2)
    assert wide.depth[at] == pytest.approx(0.6, abs=0.05)
    assert float(np.median(wide.floor)) < 0.05


# --- overview -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_overview_is_one_page_the_same_each_time(
    examination: Examination, damaged: Recording, tmp_path: Path, lang: str
) -> None:
    for name in ("one.png", "two.png"):
        draw_overview(examination, damaged, machine(), tmp_path / name, lang=lang)

    picture = matplotlib.image.imread(tmp_path / "one.png")
    assert picture.shape[1] > picture.shape[0] > 800
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_overview_as_svg_is_the_same_each_time(examination: Examination, damaged: Recording, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        draw_overview(examination, damaged, machine(), tmp_path / name, format="svg")

    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


@pytest.mark.parametrize(
    "samples",
    [
        np.full(10, 0.1),
        np.zeros(40_000),
        np.full(40_000, np.nan),
        np.where(np.arange(40_000) % 7 == 0, np.nan, np.random.default_rng(1).standard_normal(40_000)),
        np.array([1.0]),
    ],
    ids=["ten samples", "silence", "no numbers", "gaps", "one sample"],
)
def test_overview_of_a_recording_that_shows_nothing_is_drawn(samples: NDArray[np.float64], tmp_path: Path) -> None:
    poor = recording(samples)
    described = machine(sensors=[{"channel": "1", "quantity": "acceleration", "unit": "V"}], name="$x_{$ مضخة")

    draw_overview(examine(poor, described), poor, described, tmp_path / "overview.png")

    assert (tmp_path / "overview.png").read_bytes().startswith(b"\x89PNG")


@dataclass(frozen=True)
class Endless:
    """Noise of any length that is never held whole."""

    channels: int

    def read(self, start: int, stop: int) -> NDArray[np.float64]:
        return np.random.default_rng(start).standard_normal((self.channels, stop - start))


@pytest.mark.long
def test_overview_of_a_long_recording_stays_small_in_memory(tmp_path: Path) -> None:
    long = Recording(
        channels=tuple(Channel(i, str(i)) for i in (1, 2, 3, 4)),
        sampling_rate_hz=51_200.0,
        sample_count=120 * 51_200,
        format="wav",
        sha256="0" * 64,
        source_name="long.wav",
        source=Endless(4),
    )
    described = machine()
    short = examine(recording(noise(4.0)), described)

    tracemalloc.start()
    draw_overview(short, long, described, tmp_path / "overview.png")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 150 * 2**20  # all its samples are 188 MiB


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def files(damaged: Recording, tmp_path: Path) -> tuple[str, ...]:
    """A recording with an outer race defect, its machine, and where the plots go: the arguments of ``diagnose``."""
    samples = damaged.read()[0]
    soundfile.write(tmp_path / "fan.wav", samples / 40.0, int(RATE_HZ), subtype="FLOAT")
    (tmp_path / "machine.json").write_text(json.dumps(machine().to_dict()), encoding="utf-8")
    return str(tmp_path / "fan.wav"), "--machine", str(tmp_path / "machine.json"), "--plots", str(tmp_path / "plots")


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ((), {"finding_1_bearing_outer_race.png", "overview.png"}),
        (("--plot-format", "json"), {"finding_1_bearing_outer_race.json"}),
        (
            ("--plot-format", "svg,json", "--plot-format", "svg"),
            {"finding_1_bearing_outer_race.svg", "finding_1_bearing_outer_race.json", "overview.svg"},
        ),
    ],
    ids=["default", "json", "several"],
)
def test_the_command_draws_findings_and_overview(
    files: tuple[str, ...], tmp_path: Path, chosen: tuple[str, ...], names: set[str]
) -> None:
    assert main([*files, *chosen]) == 0
    assert names <= {path.name for path in (tmp_path / "plots").iterdir()}
    assert {path.suffix for path in (tmp_path / "plots").iterdir()} == {Path(name).suffix for name in names}


def test_an_unknown_plot_format_is_told_in_one_line(
    files: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*files, "--plot-format", "png,gif"])

    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "plots").exists()


# --- the font -----------------------------------------------------------------------------------------------------


def texts_of(entry: object) -> list[str]:
    if isinstance(entry, dict):
        return [text for value in entry.values() for text in texts_of(value)]
    if isinstance(entry, list):
        return [text for value in entry for text in texts_of(value)]
    return [entry] if isinstance(entry, str) else []


def test_the_font_has_every_character_of_every_catalogue() -> None:
    catalogues = sorted(PACKAGE.rglob("*.toml"))
    texts = [t for path in catalogues for t in texts_of(tomllib.loads(path.read_text(encoding="utf-8")))]
    needed = {c for text in texts for c in text if not c.isspace()} | set("0123456789.-−+×·…?")

    covered = FT2Font(str(FONT_PATH)).get_charmap()

    assert len(catalogues) >= 5
    assert {c for c in needed if ord(c) not in covered} == set()


def test_the_font_s_licence_lies_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT_PATH.parent / "OFL.txt").read_text(encoding="utf-8")
