"""A recording and its examination on one page: time course, spectrum, envelope spectrum, spectrogram."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Final, cast

from matplotlib.figure import SubFigure

from diagnostics.examination import Examination
from diagnostics.figures.panels import VELOCITY_POWER, draw_envelope, draw_spectrogram, draw_spectrum, draw_time
from diagnostics.figures.style import COLOURS, PictureFormat, font, new_figure, save, sayer, shown
from diagnostics.figures.survey import survey
from diagnostics.machine import Machine
from diagnostics.machine.sensors import Sensor
from diagnostics.machine.units import QUANTITY_NAMES
from diagnostics.plots import LinePlot
from diagnostics.quality.file_units import sensors_with_file_units
from diagnostics.recording import Recording

__all__ = ["draw_overview"]

WIDTH_INCH, HEIGHT_INCH = 12.8, 9.0
"""A convention: 1600 × 1125 pixels, near the shape of an A4 sheet laid across."""
SUMMARY_COLUMNS: Final = 150
"""Width of a line of the summary in Latin letters; a Chinese character takes two."""
SUMMARY_LINES: Final = 2
"""Most lines of the summary; the reasons are in the report."""
LINE_SHARE: Final = 0.2
"""Height of a line of the summary as a share of the header."""


def draw_overview(
    examination: Examination,
    recording: Recording,
    machine: Machine,
    path: Path,
    *,
    lang: str = "en",
    format: PictureFormat = "png",  # noqa: A002
) -> None:
    """Draw the channel that decides (of the first finding or watch item, else the loudest) on one page at ``path``.

    Memory stays bounded whatever the length of ``recording``. Raises `RecordingError` when it cannot be read and
    `OSError` when the file cannot be written.
    """
    timed = recording.for_machine(machine)
    machine = replace(machine, sensors=sensors_with_file_units(timed, machine)[0])
    sensor = _deciding_sensor(examination, machine)
    si_factor = sensor.to_si_factor
    seen = survey(
        timed,
        timed.channel_index(sensor.channel),
        factor=sensor.raw_factor if si_factor is None else si_factor,
    )
    say = sayer(lang)
    figure = new_figure(WIDTH_INCH, HEIGHT_INCH)
    header, panels = cast(tuple[SubFigure, SubFigure], figure.subfigures(2, 1, height_ratios=(0.13, 1.0)))
    _write_header(header, examination, timed, machine, sensor, lang)
    (time, spectrum), (envelope, spectrogram) = panels.subplots(2, 2)
    shaft_hz = None if examination.speed.rpm is None else examination.speed.rpm / 60.0
    draw_time(time, seen, examination, sensor, say)
    draw_spectrum(spectrum, seen, examination, sensor, say)
    draw_envelope(envelope, seen, _envelope_plot(examination, sensor), timed.known_rate_hz(), shaft_hz, lang)
    draw_spectrogram(panels, spectrogram, seen, say)
    save(figure, path, format)


def _envelope_plot(examination: Examination, sensor: Sensor) -> LinePlot | None:
    """Return the first envelope spectrum on the channel that a finding or watch item rests on."""
    plots = () if examination.detail is None else examination.detail.plots
    for plot in plots:
        if isinstance(plot, LinePlot) and plot.kind == "envelope_spectrum" and plot.channel == sensor.channel:
            return plot
    return None


def _deciding_sensor(examination: Examination, machine: Machine) -> Sensor:
    sensors = {sensor.channel: sensor for sensor in machine.sensors}
    named = [e.channel for f in (*examination.findings, *examination.watch) for e in f.evidence]
    for channel in named:
        if channel in sensors:
            return sensors[channel]
    levels = {key: m.velocity_rms_mm_s or 0.0 for key, m in examination.measurements.items() if key in sensors}
    vibrating = [s for s in machine.sensors if s.quantity in VELOCITY_POWER] or list(machine.sensors)
    return max(vibrating, key=lambda s: levels.get(s.channel, 0.0))


def _write_header(
    header: SubFigure, examination: Examination, recording: Recording, machine: Machine, sensor: Sensor, lang: str
) -> None:
    say = sayer(lang)
    verdict = say(f"verdict_{examination.verdict}")
    colour = COLOURS[examination.verdict]
    header.text(
        0.012,
        0.93,
        f"{verdict} · {shown(machine.name)}",
        va="top",
        color=colour,
        fontproperties=font(15),
        parse_math=False,
    )
    lines = _wrapped(shown(examination.summary.in_language(lang)))
    header.text(0.012, 0.66, "\n".join(lines), va="top", fontproperties=font(11), parse_math=False)
    speed = examination.speed
    stated = say("speed_unknown") if speed.rpm is None else say(f"speed_{speed.source}", rpm=speed.rpm)
    place = "" if sensor.position is None else f" ({sensor.position})"
    details = say(
        "recorded",
        name=recording.source_name,
        channel=f"{sensor.channel}{place}",
        quantity=say("quantity", name=QUANTITY_NAMES[sensor.quantity]),
        speed=stated,
        seconds=recording.duration_s,
        rate_khz=recording.known_rate_hz() / 1000.0,
    )
    header.text(
        0.012,
        0.66 - LINE_SHARE * len(lines),
        details,
        va="top",
        color=COLOURS["muted"],
        fontproperties=font(10),
        parse_math=False,
    )


def _wrapped(text: str, *, columns: int = SUMMARY_COLUMNS, most: int = SUMMARY_LINES) -> list[str]:
    """Break ``text`` into at most ``most`` lines of ``columns``, at spaces or between wide characters; an ellipsis
    stands for the rest."""
    lines, line, width, last_space = [], "", 0, -1
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        if width + 1 + wide > columns:
            cut = len(line) if wide or last_space < 0 else last_space
            lines.append(line[:cut].rstrip())
            line = line[cut:].lstrip()
            width, last_space = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line), -1
        if character == " ":
            last_space = len(line)
        line += character
        width += 1 + wide
    lines.append(line)
    return lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]
