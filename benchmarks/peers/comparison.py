"""The examination and openconmo's three methods on the same recordings in the same run, side by side."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from benchmarks.cases import Case, answer_of, in_memory, load_truth
from benchmarks.peers.openconmo_environment import METHODS, VERSION, OpenConMo
from benchmarks.peers.prominence import Answer, answer_from, hindsight, reach_hz
from benchmarks.timing import seconds_of
from diagnostics.errors import DiagnosticsError
from diagnostics.examining import examine
from diagnostics.machine import Machine

__all__ = ["comparable", "compare"]

PUBLISHED: Final = {"envelope": 37, "cepstrum_prewhitening": 52, "benchmark_method": 40}
"""Faults of 71 that the benchmark's own README states for each method, under its rule of the same kind."""
BALL: Final = "bearing.rolling_element"


@dataclass
class _Compared:
    """What came of all cases."""

    truth: dict[str, tuple[str, str]] = field(default_factory=dict)
    ours: dict[str, str] = field(default_factory=dict)
    our_seconds: dict[str, float] = field(default_factory=dict)
    theirs: dict[str, dict[str, Answer]] = field(default_factory=lambda: {name: {} for name in METHODS})
    seconds: dict[str, dict[str, float]] = field(default_factory=lambda: {name: {} for name in METHODS})


def comparable(cases: Sequence[Case]) -> list[Case]:
    """Return the cases that a peer without a speed estimate and without gears can be asked about: bearings, a stated
    speed, and either sound or a bearing fault."""
    truth = load_truth()
    return [
        case
        for case in cases
        if case["machine"].get("bearings")
        and "speed_rpm" in case["machine"]
        and truth[case["id"]]["group"] != "unscored"
        and truth[case["id"]]["truth"].startswith(("healthy", "bearing."))
    ]


def compare(cases: Sequence[Case]) -> None:
    """Run everything on the comparable ``cases``, one after the other in one process each, and print the table."""
    compared, truth = _Compared(), load_truth()
    with OpenConMo() as peer:
        for case in comparable(cases):
            row = truth[case["id"]]
            compared.truth[case["id"]] = (row["truth"], row["component"])
            _run_case(case, peer, compared)
    _print(compared)


def _run_case(case: Case, peer: OpenConMo, compared: _Compared) -> None:
    name, machine, recording = case["id"], Machine.from_dict(case["machine"]), in_memory(case)
    try:
        compared.ours[name] = answer_of(examine(recording, machine).to_json())
        compared.our_seconds[name] = seconds_of(lambda: examine(recording, machine))
    except DiagnosticsError as wrong:
        compared.ours[name] = f"error {wrong.code}"
    samples = recording.read()[[recording.channel_index(sensor.channel) for sensor in machine.sensors]]
    shaft_hz = case["machine"]["speed_rpm"] / 60.0
    ran = peer.run(samples, rate_hz=recording.known_rate_hz(), highest_hz=reach_hz(machine, shaft_hz))
    for method in METHODS:
        seconds = ran[method].seconds
        if seconds is None:
            compared.theirs[method][name] = Answer("", "", 0.0)
            continue
        compared.seconds[method][name] = seconds
        compared.theirs[method][name] = answer_from(ran[method].spectra, machine, shaft_hz)


def _print(compared: _Compared) -> None:
    print(f"{'method':44s} {'faults':>8s} {'healthy':>8s} {'no balls':>9s} {'s a recording':>14s}")
    for method in METHODS:
        all_faults = hindsight(compared.theirs[method], compared.truth)
        without = hindsight(_without_balls(compared.theirs[method], compared), compared.truth)
        _print_row(
            f"openconmo {VERSION} {method}",
            (all_faults.faults, all_faults.of_faults),
            (all_faults.healthy, all_faults.of_healthy),
            (without.faults, without.of_faults),
            compared.seconds[method],
        )
    faults = {case: truth for case, truth in compared.truth.items() if truth[0] != "healthy"}
    hits = {case for case, truth in faults.items() if compared.ours[case] == " ".join(truth).strip()}
    sound = [case for case, truth in compared.truth.items() if truth[0] == "healthy"]
    named = {case for case in faults if faults[case][0] != BALL}
    _print_row(
        "this project, its own speed and thresholds",
        (len(hits), len(faults)),
        (sum(compared.ours[case] == "healthy" for case in sound), len(sound)),
        (len(hits & named), len(named)),
        compared.our_seconds,
    )
    print(
        "openconmo's spectra are judged by one prominence rule (benchmarks/peers/prominence.py) with the stated speed"
    )
    print(f"and a threshold chosen in hindsight; the benchmark's README states {PUBLISHED} of 71 for such a rule.")
    _print_ratio(compared)


def _without_balls(answers: dict[str, Answer], compared: _Compared) -> dict[str, Answer]:
    return {case: answer for case, answer in answers.items() if compared.truth[case][0] != BALL}


def _print_row(
    name: str, faults: tuple[int, int], healthy: tuple[int, int], balls: tuple[int, int], seconds: dict[str, float]
) -> None:
    mean_s = statistics.mean(seconds.values()) if seconds else float("nan")
    cells = [f"{hit}/{total}" for hit, total in (faults, healthy, balls)]
    print(f"{name:44s} {cells[0]:>8s} {cells[1]:>8s} {cells[2]:>9s} {mean_s:14.2f}")


def _print_ratio(compared: _Compared) -> None:
    theirs = compared.seconds["benchmark_method"]
    ratios = [compared.our_seconds[case] / theirs[case] for case in theirs if case in compared.our_seconds]
    if ratios:
        print(
            f"one examination over openconmo's benchmark_method: median ratio {statistics.median(ratios):.2f}", end=""
        )
        print(f" ({len(ratios)} recordings, samples in memory, one process at a time)")
