"""Watching slow series, measured side by side with what everyone has at hand.

Usage: ``python -m benchmarks.anomaly [--part skab|detectors|nab|itsc|long-run|p-values|cost …] [--out DIR]``. SKAB's
pump loop (the first 400 rows of each file train, label columns taken out before reading, later rows pooled point by
point; the settings were chosen on ``valve1``), NAB's machine temperature by its four labelled windows, stator shorts
from motor currents, how often machines alarm that never change, whether stated p-values hold on normal rows (draws
``p-values.png``), and what a row costs.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from benchmarks import detectors
from benchmarks.cases import missing_benchmark, one_thread
from benchmarks.peers.series_detectors import PEERS
from benchmarks.series_cases import (
    TRAIN_ROWS,
    Counted,
    LabelledSeries,
    count,
    events_by_window,
    load_machine_temperature,
    load_skab,
    load_skab_sound,
)
from benchmarks.stated_and_observed import draw_stated_and_observed, observed_shares
from diagnostics.anomaly.alarms.figures import Activation, alarm_load
from diagnostics.anomaly.watching.level_shift import LevelShift
from diagnostics.anomaly.watching.monitoring import Monitor, Monitoring, monitor
from diagnostics.series.series import Series

__all__ = ["main"]

IMAGES: Final = Path(__file__).resolve().parents[1] / "docs" / "images"
FOLDERS: Final = ("valve1", "other")
PUBLISHED: Final = (
    ("Conv-AE", 0.78, 13.6, 28.0),
    ("MSET", 0.78, 39.7, 14.1),
    ("T² + Q", 0.76, 26.6, 24.9),
    ("isolation forest", 0.29, 2.6, 82.9),
)
"""SKAB's table over all its files (repository waico/SKAB, 2024): F1, false and missed alarms in per cent."""
NAB_TRAIN_ROWS: Final = (1000, 2000, 3404)
"""3.5, 7 and 12 days; the last are NAB's own 15 %, which hold the first labelled window."""
SOUND_TRAIN_ROWS: Final = (400, 2000, 4000)
NOISE: Final = (0.0, 0.5, 0.9, 0.98)
"""Lag-one correlations of simulated columns."""
SIMULATED: Final = 60
LONG_RUN_TRAIN_ROWS: Final = (400, 2000)
LONG_RUNS, LONG_RUN_ROWS = 10, 10_000
"""Independent machines, and rows judged of each."""
COST_ROWS: Final = 1_000_000
COST_COLUMNS: Final = 8


def main() -> int:
    """Print the parts that were asked for; return 0, or 2 when the recordings are not there."""
    parts: dict[str, Callable[[Path], None]] = {
        "skab": _skab,
        "detectors": _detectors,
        "nab": _nab,
        "itsc": _itsc,
        "long-run": _long_run,
        "p-values": _p_values,
        "cost": _cost,
    }
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--part", action="append", choices=tuple(parts), help="only this part (repeat)")
    arguments.add_argument("--out", type=Path, default=IMAGES, metavar="DIR", help="where the figure goes")
    options = arguments.parse_args()
    missing = missing_benchmark()
    if missing is not None:
        print(missing, file=sys.stderr)
        return 2
    one_thread()
    for name, part in parts.items():
        if options.part is None or name in options.part:
            part(options.out)
            print()
    return 0


def _skab(_: Path) -> None:
    """Print the table of SKAB: this project and the peers on the same rows, and the published figures."""
    print(f"SKAB, point by point, {TRAIN_ROWS} rows train" + 18 * " " + "".join(f"{name:^27}" for name in FOLDERS))
    print(f"{'':44}" + 2 * "   F1    false  missed     ")
    cases = {folder: load_skab(folder) for folder in FOLDERS}
    ours = {folder: [monitor(case.series, train_rows=TRAIN_ROWS) for case in cases[folder]] for folder in FOLDERS}
    alarms = {folder: [watched.rows.alarm for watched in ours[folder]] for folder in FOLDERS}
    _row("diagnose monitor", [count(alarms[folder], cases[folder]) for folder in FOLDERS])
    for name, peer in PEERS.items():
        _row(name, [count([_peer(peer, case) for case in cases[folder]], cases[folder]) for folder in FOLDERS])
    always = [count([np.ones(len(case.series), dtype=bool) for case in cases[f]], cases[f]) for f in FOLDERS]
    _row("always alarming", always)
    print("published over all files of SKAB:")
    for name, f1, false, missed in PUBLISHED:
        print(f"  {name:42}  {f1:.2f}  {false:4.1f} %  {missed:4.1f} %")
    for folder in FOLDERS:
        for case, watched in zip(cases[folder], ours[folder], strict=True):
            counted = count([watched.rows.alarm], [case])
            figures = f"false {100 * counted.false_share:5.1f} %, missed {100 * counted.missed_share:5.1f} %"
            print(f"  {case.name}: {figures}, {len(watched.events)} events")


def _peer(peer: detectors.Alarming, case: LabelledSeries) -> NDArray[np.bool_]:
    values = case.series.values
    return peer(values[:TRAIN_ROWS], values)


def _row(name: str, counted: Sequence[Counted]) -> None:
    cells = [f"  {c.f1:5.3f} {100 * c.false_share:6.1f} % {100 * c.missed_share:6.1f} %   " for c in counted]
    print(f"  {name:40}" + "".join(cells))


def _detectors(_: Path) -> None:
    """Print each detector of the library, and pairs with the default one, in the same frame."""
    print("detectors in one frame (25-row mean, threshold chosen on valve1), F1 / false / missed on valve1 and other")
    cases = {folder: load_skab(folder) for folder in FOLDERS}
    for name, counted in detectors.compare(cases["valve1"], cases["other"]):
        _row(name, counted)


def _nab(_: Path) -> None:
    """Print the events on the machine temperature by window, and what the alarms ask of people."""
    series = load_machine_temperature()
    print("NAB machine temperature: events in the four labelled windows (the 2nd and 4th count), and outside")
    for rows in NAB_TRAIN_ROWS:
        watched = monitor(series, train_rows=rows)
        hits, outside = events_by_window(watched)
        print(f"  {rows:5d} rows train: {hits} outside {outside}")
        for event in watched.events:
            print(f"    {event.start} to {event.end}, score {event.score:.2f}, p {event.p_value:.1g}")
        _print_load(series, watched, rows)


def _print_load(series: Series, watched: Monitoring, train_rows: int) -> None:
    """Print the alarms beside the yardsticks of ISA-18.2 and EEMUA 191."""
    at = dict(zip(series.stamps, series.seconds, strict=True))
    activations = [Activation("temperature", float(at[e.start]), float(at[e.end])) for e in watched.events]
    load = alarm_load(activations, from_s=float(series.seconds[train_rows]), to_s=float(series.seconds[-1]))
    found = [f"{item.name} {item.found:.2g} ({item.level})" for item in load.yardsticks()]
    print("    " + ", ".join(found))


def _itsc(_: Path) -> None:
    from benchmarks.motor_current import main as motor_current

    print("stator shorts from motor currents")
    motor_current()


def _long_run(_: Path) -> None:
    """Print how many events machines make that never change."""
    judged = LONG_RUNS * LONG_RUN_ROWS
    print(f"events in {judged} rows of {COST_COLUMNS} columns of noise, by its correlation from row to row")
    for train_rows in LONG_RUN_TRAIN_ROWS:
        counts = [f"{phi:g}: {_events_in_noise(phi, train_rows)}" for phi in NOISE]
        print(f"  {train_rows} rows train: " + ", ".join(counts))


def _events_in_noise(phi: float, train_rows: int) -> int:
    chance = np.random.default_rng(370)
    names = tuple(f"c{number}" for number in range(COST_COLUMNS))
    events = 0
    for _ in range(LONG_RUNS):
        white = chance.standard_normal((1000 + train_rows + LONG_RUN_ROWS, COST_COLUMNS))
        values = signal.lfilter([1.0], [1.0, -phi], white, axis=0)[1000:]
        rows = len(values)
        series = Series(names, values, np.arange(rows, dtype=np.float64), tuple(range(rows)))
        events += len(monitor(series, train_rows=train_rows).events)
    return events


def _p_values(folder: Path) -> None:
    """Print and draw how often normal rows state a p-value or less."""
    groups = {f"noise, correlation {phi:g}, 500 rows train": _simulated_p(phi) for phi in NOISE}
    sound = load_skab_sound()
    groups |= {f"SKAB without a fault, {rows} rows train": _sound_p(sound, rows) for rows in SOUND_TRAIN_ROWS}
    groups["SKAB, normal rows of all files, 400 train"] = _normal_p()
    groups["NAB outside its windows, 2000 rows train"] = _temperature_p()
    stated = (0.001, 0.01, 0.05, 0.1, 0.2)
    print("normal rows that state a p-value of at most " + "".join(f"{p:>9g}" for p in stated))
    for name, values in groups.items():
        print(f"  {name:42}" + "".join(f"{share.value:9.4f}" for share in observed_shares(values, stated)))
    drawn = {name: values for name, values in groups.items() if not name.startswith("noise") or "0.9," in name}
    draw_stated_and_observed(
        drawn,
        folder / "p-values",
        heading="P-values of normal rows: stated and observed",
        axes_named=("stated p-value", "observed share of normal rows at or below it"),
        independent=False,
    )


def _stated_after(values: NDArray[np.float64], train_rows: int) -> list[float]:
    detector = LevelShift().fit(values[:train_rows])
    scores, _ = detector.score_block(values[train_rows:], detector.state_after(values[:train_rows]))
    return [float(p) for p in scores.p_value[np.isfinite(scores.p_value)]]


def _simulated_p(phi: float) -> list[float]:
    chance = np.random.default_rng(17359)
    stated: list[float] = []
    for _ in range(SIMULATED):
        white = chance.standard_normal((1500, 6))
        stated += _stated_after(signal.lfilter([1.0], [1.0, -phi], white, axis=0)[500:], 500)
    return stated


def _sound_p(series: Series, train_rows: int) -> list[float]:
    """Return the p-values of as many rows again as were learned from, from several beginnings."""
    starts = range(0, len(series) - 2 * train_rows + 1, max(100, train_rows // 4))
    return [p for start in starts for p in _stated_after(series.values[start : start + 2 * train_rows], train_rows)]


def _normal_p() -> list[float]:
    stated: list[float] = []
    for case in (case for folder in FOLDERS for case in load_skab(folder)):
        p = monitor(case.series, train_rows=TRAIN_ROWS).rows.p_value[TRAIN_ROWS:]
        stated += [float(value) for value in p[~case.anomalous[TRAIN_ROWS:]]]
    return stated


def _temperature_p() -> list[float]:
    from benchmarks.series_cases import windows_of_machine_temperature

    rows = monitor(load_machine_temperature(), train_rows=2000).rows
    stamps = np.array([str(stamp) for stamp in rows.stamps])
    inside = np.zeros(len(stamps), dtype=bool)
    for first, last in windows_of_machine_temperature():
        inside |= (stamps >= first) & (stamps <= last)
    return [float(p) for p in rows.p_value[2000:][~inside[2000:]]]


def _cost(_: Path) -> None:
    """Print rows a second on one core, from memory."""
    values = np.random.default_rng(1).standard_normal((COST_ROWS + 1000, COST_COLUMNS))
    names = tuple(f"c{number}" for number in range(COST_COLUMNS))
    series = Series(names, values, np.arange(len(values), dtype=np.float64), tuple(range(len(values))))
    started = time.perf_counter()
    watcher = Monitor(series.part(0, 1000))
    for at in range(1000, len(values), 16_384):
        watcher.judge(series.part(at, at + 16_384))
    seconds = time.perf_counter() - started
    print(f"{COST_ROWS} rows of {COST_COLUMNS} columns judged in {seconds:.1f} s: {COST_ROWS / seconds:,.0f} rows/s")


if __name__ == "__main__":
    raise SystemExit(main())
