"""What stands above a table in text: the titles and units of its columns, and what loggers write over them: the
sampling rate or the time step, when the recording began, and other settings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from diagnostics.readers.labels import is_unit
from diagnostics.readers.layout import Layout, split_line
from diagnostics.readers.signals import Rate
from diagnostics.readers.stamps import one_moment
from diagnostics.readers.timebase import time_unit_s

__all__ = ["Preamble", "read_preamble"]

_RATE_KEY: Final = re.compile(
    r"fs|f s|sr|(?:sampl(?:e|es|ing)|scan|acquisition|daq) ?(?:rate|freq|frequency|speed)"
    r"|(?:abtast|mess)(?:rate|frequenz)|samples? ?(?:per|/) ?s(?:ec(?:ond)?)?"
    r"|采样率|采样频率|采样速率|抽样频率|采集频率"
)
_STEP_KEY: Final = re.compile(
    r"dt|delta ?[tx]|time (?:step|interval|increment)|(?:sampl(?:e|ing)|scan) (?:period|interval|step)"
    r"|x ?increment|abtast(?:intervall|periode)|采样间隔|采样周期|采样时间间隔|时间间隔|时间步长"
)
_START_KEY: Final = re.compile(
    r"(?:(?:start|begin|recording|record|measurement|acquisition|trigger|test|log|logging) ?)?"
    r"(?:date|time|date ?/? ?time|time ?stamp)|(?:start|begin|record|measur)(?:ed|ing)?(?: at| on)?"
    r"|datum|uhrzeit|startzeit|messbeginn|日期|时间|日期时间|(?:开始|起始|采集|采样|测量|测试|记录)(?:时间|日期)"
)
_HZ: Final = {
    **dict.fromkeys(("", "hz", "s/s", "sa/s", "1/s", "sps", "samples/s", "samples/sec", "赫兹", "点/秒"), 1.0),
    **dict.fromkeys(("khz", "ks/s", "ksa/s", "ksps", "千赫"), 1e3),
    **dict.fromkeys(("mhz", "ms/s", "msa/s", "msps"), 1e6),
}
"""Units of a rate in Hz; a rate without any is in Hz."""
_SETTING: Final = re.compile(r"(?P<key>[^:：=;,\t]+?)\s*[:：=;,\t](?P<value>.*)")
_BARE_SETTING: Final = re.compile(r"(?P<key>\D+?)\s+(?P<value>[-+\d.].*)")
_KEY_UNIT: Final = re.compile(r"(.*?)\s*[\[(（]([^\])）]*)[\])）]")
_VALUE: Final = re.compile(r"(\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?)\s*([^\d\s].*)?")
_MARKS: Final = " \t#%*\"'"
_MOST_DETAILS: Final = 24
_LONGEST_TITLE: Final = 200
_LONGEST_SETTING: Final = 1000
"""Characters of a line that may be a setting; the patterns take time that grows with the square of it."""


@dataclass
class Preamble:
    """What the lines above a table say; titles and units are "" for columns without."""

    titles: tuple[str, ...]
    units: tuple[str, ...]
    rates: list[Rate] = field(default_factory=list)
    day: date | None = None
    time_of_day: time | None = None
    details: list[tuple[str, str]] = field(default_factory=list)

    @property
    def start(self) -> datetime | None:
        """The moment of the beginning, None where the day or the time of day is not told."""
        return None if self.day is None or self.time_of_day is None else datetime.combine(self.day, self.time_of_day)


def read_preamble(lines: Sequence[str], layout: Layout) -> Preamble:
    """Return what the ``lines`` above a table of ``layout`` say."""
    rest = [line for line in lines if line.strip() and not line.lower().startswith(("sep=", '"sep='))]
    titles = _title_lines(rest, layout)
    none = ("",) * layout.columns
    names, units = (_fields(rest[at], layout) if at is not None else none for at in titles)
    preamble = Preamble(tuple(names), tuple(units))
    for at, line in enumerate(rest):
        if at not in titles:
            _take_setting(preamble, line, layout)
    return preamble


def _fields(line: str, layout: Layout) -> list[str]:
    """Return the titles in ``line``; those parted by blanks may hold single ones."""
    bare = line.strip().removeprefix("#")
    if layout.columns == 1:
        return [bare.strip("\"' \t" + (layout.delimiter or ""))[:_LONGEST_TITLE]]
    fields = split_line(bare, layout.delimiter)
    if layout.delimiter is None and len(fields) != layout.columns:
        fields = [part.strip("\"'") for part in re.split(r"\s{2,}|\t", bare.strip())]
    if len(fields) == layout.columns - 1 and bare.rstrip(" ").endswith(layout.delimiter or "\0"):
        fields.append("")
    return [title[:_LONGEST_TITLE] for title in fields]


def _title_lines(lines: Sequence[str], layout: Layout) -> tuple[int | None, int | None]:
    """Return which of the ``lines`` hold the titles of the columns and their units.

    Both have a field for each column and are no setting. Units stand below the titles; without them the line that
    names a time holds the titles, else the last one.
    """
    fitting = [
        (at, fields)
        for at, line in enumerate(lines)
        if len(fields := _fields(line, layout)) == layout.columns and not _is_setting(line, fields, layout)
    ]
    if not fitting:
        return None, None
    if len(fitting) > 1 and _are_units(fitting[-1][1]):
        return fitting[-2][0], fitting[-1][0]
    timed = [at for at, fields in fitting if any(time_unit_s(field) is not None for field in fields)]
    titles = timed[0] if timed else fitting[-1][0]
    below = next((at for at, fields in fitting if at == titles + 1 and _are_units(fields)), None)
    return titles, below


def _are_units(fields: Sequence[str]) -> bool:
    """Return whether at least half of the ``fields`` that are not empty are units."""
    filled = [field.strip("[]()（）【】 ") for field in fields if field.strip("[]()（）【】- ")]
    known = [field for field in filled if is_unit(field) or time_unit_s(f"t {field}") is not None]
    return bool(filled) and 2 * len(known) >= len(filled)


def _is_setting(line: str, fields: Sequence[str], layout: Layout) -> bool:
    """Return whether ``line`` states a rate, a step or a start, or pairs a name with a number above two columns."""
    probe = Preamble((), ())
    _take_setting(probe, line, layout)
    if probe.rates or probe.day is not None or probe.time_of_day is not None:
        return True
    named_number = layout.columns == 2 and time_unit_s(fields[0]) is None and _VALUE.fullmatch(fields[1]) is not None
    return named_number or (layout.columns == 1 and any(mark in line for mark in ":：="))


def _take_setting(preamble: Preamble, line: str, layout: Layout) -> None:
    """Add to ``preamble`` what ``line`` states."""
    bare = line.strip(_MARKS + "/")
    match = None if len(bare) > _LONGEST_SETTING else _SETTING.fullmatch(bare) or _BARE_SETTING.fullmatch(bare)
    if match is None:
        return
    title, value = match["key"].strip(_MARKS), match["value"].strip(_MARKS + ":：=;,")
    bracketed = _KEY_UNIT.fullmatch(title)
    key, unit = (bracketed[1], bracketed[2]) if bracketed else (title, "")
    key = re.sub(r"[\s_-]+", " ", key).strip().lower()
    if _RATE_KEY.fullmatch(key) or _STEP_KEY.fullmatch(key):
        preamble.rates += _rates(title, value, unit, layout, is_step=_STEP_KEY.fullmatch(key) is not None)
    elif _START_KEY.fullmatch(key):
        moment = one_moment(value)
        if isinstance(moment, date):
            preamble.day = preamble.day or moment
        if isinstance(moment, datetime):
            preamble.time_of_day = preamble.time_of_day or moment.timetz()
        elif isinstance(moment, time):
            preamble.time_of_day = preamble.time_of_day or moment
    if title and value and len(preamble.details) < _MOST_DETAILS:
        preamble.details.append((title[:_LONGEST_TITLE], value[:_LONGEST_TITLE]))


def _rates(title: str, value: str, unit: str, layout: Layout, *, is_step: bool) -> Iterator[Rate]:
    """Yield the rate that a setting states, when it is one number (repeated for each channel, maybe) in a known unit.

    A comma or a point that may part thousands makes it none.
    """
    parts = {part.strip(_MARKS) for part in re.split(r"[;\t]" if layout.decimal_comma else r"[;\t,]", value)} - {""}
    match = _VALUE.fullmatch(parts.pop()) if len(parts) == 1 else None
    if match is None:
        return
    foreign = "." if layout.decimal_comma else ","
    if re.search(re.escape(foreign) + r"\d{3}$", match[1]):
        return
    number = float(match[1].replace(",", "."))
    spelled = (match[2] or unit).strip(_MARKS).lower()
    scale = time_unit_s(f"t {spelled}") if is_step else _HZ.get(spelled)
    if scale is None or not 0.0 < number * scale < float("inf"):
        return
    yield Rate(float(f"{1.0 / (number * scale):.9g}") if is_step else number * scale, "header", title)
