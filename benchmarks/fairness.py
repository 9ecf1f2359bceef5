"""Whether the load is fair over the weeks: the same twelve weeks of cases given out with and without regard to the work
of the weeks before, one by one as proposals and once a week as a plan.

``python -m benchmarks.fairness`` prints how unevenly the doctors of each department were loaded over all weeks, and the
specialty fit that was reached.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from benchmarks.matching_instances import FAMILIES, seeded_instance
from experts.directory import Doctor
from experts.matching import Instance, match_instance, propose
from experts.matching.fit import specialty_fit

_WEEKS_REMEMBERED = 4

Way = Callable[[Instance], dict[str, str]]


def by_proposals(instance: Instance) -> dict[str, str]:
    """Return the doctor of each case when they are given out one after the other."""
    doctors = {doctor.id: doctor for doctor in instance.doctors}
    chosen: dict[str, str] = {}
    for case in instance.cases:
        doctor_id = propose(case, tuple(doctors.values()), now=instance.now).doctor_id
        if doctor_id is not None:
            chosen[case.id] = doctor_id
            doctor = doctors[doctor_id]
            doctors[doctor_id] = replace(doctor, load_minutes=doctor.load_minutes + case.minutes)
    return chosen


def by_plan(instance: Instance) -> dict[str, str]:
    """Return the doctor of each case when they are matched together."""
    plan = match_instance(instance, time_limit_s=2.0)
    return {assignment.case_id: assignment.doctor_id for assignment in plan.assignments}


def over_weeks(way: Way, weeks: int, *, remembers: bool, cases: int, doctors: int) -> None:
    """Give out the cases of the weeks and print what came of it."""
    people = seeded_instance(FAMILIES[0], cases=cases, doctors=doctors, seed=1).doctors
    loads: dict[str, list[float]] = {doctor.id: [] for doctor in people}
    fit = 0.0
    for week in range(weeks):
        drawn = seeded_instance(FAMILIES[0], cases=cases, doctors=doctors, seed=100 + week)
        present = tuple(_with_memory(doctor, loads[doctor.id] if remembers else []) for doctor in people)
        asked = {case.id: case for case in drawn.cases}
        minutes: dict[str, float] = defaultdict(float)
        known = {doctor.id: doctor for doctor in people}
        for case_id, doctor_id in way(Instance(drawn.cases, present, drawn.now)).items():
            minutes[doctor_id] += asked[case_id].minutes
            fit += specialty_fit(asked[case_id], known[doctor_id])[0]
        for doctor in people:
            loads[doctor.id].append(minutes[doctor.id] / doctor.capacity_minutes)
    means = {doctor_id: statistics.fmean(each) for doctor_id, each in loads.items()}
    print(
        f"  {way.__name__:13} {'with' if remembers else 'without':8} the weeks before: "
        f"spread within departments {_spread(people, means):.3f}, largest {max(means.values()):.3f}, "
        f"smallest {min(means.values()):.3f}, specialty fit {fit:.1f}"
    )


def _with_memory(doctor: Doctor, past: Sequence[float]) -> Doctor:
    recent = statistics.fmean(past[-_WEEKS_REMEMBERED:]) if past else 0.0
    return replace(doctor, load_minutes=0.0, recent_load=recent)


def _spread(doctors: Sequence[Doctor], means: dict[str, float]) -> float:
    """Return the standard deviation of the loads about the mean of each doctor's (first) department."""
    departments: dict[str, list[float]] = defaultdict(list)
    for doctor in doctors:
        departments[doctor.departments[0]].append(means[doctor.id])
    squares = [(each - statistics.fmean(loads)) ** 2 for loads in departments.values() for each in loads]
    return math.sqrt(statistics.fmean(squares))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--doctors", type=int, default=24)
    options = parser.parse_args(arguments)
    print(
        f"{options.weeks} weeks of {options.cases} cases for {options.doctors} doctors, load as share of the capacity"
    )
    for way in (by_proposals, by_plan):
        for remembers in (False, True):
            over_weeks(way, options.weeks, remembers=remembers, cases=options.cases, doctors=options.doctors)


if __name__ == "__main__":
    main()
