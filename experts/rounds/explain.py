"""Reasons in words, each counted from the plan it stands in: why this doctor, why not at all, what would help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from diagnostics.texts import Text
from experts.rounds.day import Day, Order
from experts.rounds.improve import Orders, with_stop
from experts.rounds.model import USUAL_SHIFT, PlannedStop, RoundsDoctor, Route, Stop, Unplanned, clock
from experts.rounds.rules import RULES, Breach, breaches, describe_need, describe_skill, instrument_names
from experts.rounds.texts import joined, rounds_text

__all__ = ["reasons_of", "why_left_out"]

_DAY_MINUTES = 24 * 60
_STEP_MINUTES = 5
_EARLIER_AT_MOST_MINUTES = 120
"""Leaving earlier is proposed in steps of five minutes and by two hours at most."""


def reasons_of(day: Day, d: int, order: Order, route: Route) -> Route:
    """Return ``route`` with the reasons of each stop."""
    road = day.travel_minutes(d, order)
    stops = []
    for position, (s, planned) in enumerate(zip(order, route.stops, strict=True)):
        if planned.reasons:  # it has begun, for the reasons it was planned for
            stops.append(planned)
            continue
        without = (*order[:position], *order[position + 1 :])
        saved = road - day.travel_minutes(d, without) if _is_known(day, d, without) else None
        stops.append(replace(planned, reasons=tuple(_reasons(day, d, s, planned, saved))))
    return replace(route, stops=tuple(stops))


def _is_known(day: Day, d: int, order: Order) -> bool:
    try:
        day.legs(d, order)
    except ValueError:
        return False
    return True


def _reasons(day: Day, d: int, s: int, planned: PlannedStop, saved: int | None) -> Iterator[Text]:
    stop = day.stops[s]
    yield from describe_skill(stop, day.doctors[d])
    takers = sum(s in reachable for reachable in day.reachable)
    yield rounds_text("why_sole") if takers == 1 else rounds_text("why_one_of", count=takers)
    if saved is not None:
        yield rounds_text("why_road", minutes=planned.travel_minutes, km=planned.travel_km, saved=saved)
    if planned.waiting_minutes:
        arrival, start = clock(planned.arrival), clock(planned.start)
        yield rounds_text("why_wait", minutes=planned.waiting_minutes, arrival=arrival, start=start)
    if stop.instruments:
        yield rounds_text("why_carry", instruments=instrument_names(stop.instruments))


def why_left_out(day: Day, orders: Orders, s: int, *, kept_order: bool = False) -> Unplanned:
    """Return why stop ``s`` is in none of ``orders``, with the smallest change found that would bring it in.

    ``kept_order``: nothing was taken out for it, as in replanning.
    """
    stop = day.stops[s]
    suited = [d for d, stops in enumerate(day.suited) if s in stops]
    able = [d for d in suited if s in day.reachable[d]]
    own = _contradiction(stop)
    if own is not None:
        return own
    if not suited:
        return _nobody_suited(day, orders, s)
    names = joined([day.doctors[d].doctor.name for d in (able or suited)])
    if not able:
        change = _smallest([change for d in suited for change in _changes_alone(day, d, stop)])
        return _left_out(stop, "out_of_hours", rounds_text("out_of_hours", doctors=names), change or _another(stop))
    change = _smallest([change for d in able for change in _changes_among(day, d, orders[d], s)])
    if change is None:
        change = rounds_text("change_another_doctor_or_day", need=describe_need(stop))
    reason = rounds_text("day_full_kept" if kept_order else "day_full", doctors=names)
    return _left_out(stop, "day_full", reason, change)


def _left_out(stop: Stop, code: str, reason: Text, change: Text) -> Unplanned:
    return Unplanned(stop.id, code, reason, rounds_text("helps", change=change))


def _another(stop: Stop) -> Text:
    return rounds_text("change_another_doctor", need=describe_need(stop))


def _contradiction(stop: Stop) -> Unplanned | None:
    """Return what is wrong with the windows themselves, None where one of them holds the visit."""
    needed = stop.service_minutes
    lengths = [closes - opens for opens, closes in stop.windows]
    if any(length >= needed for length in lengths):
        return None
    if not lengths:
        wanted = rounds_text("change_window_wanted", minutes=needed)
        return _left_out(stop, "no_windows", rounds_text("no_windows"), wanted)
    longest = max(lengths)
    if longest < 0:
        opens, closes = (clock(minute) for minute in stop.windows[0])
        reason = rounds_text("window_backwards", opens=opens, closes=closes)
        return _left_out(stop, "windows_contradictory", reason, rounds_text("change_window_wanted", minutes=needed))
    reason = rounds_text("windows_too_short", minutes=needed, longest=longest)
    change = rounds_text("change_window_longer", minutes=needed - longest)
    return _left_out(stop, "windows_contradictory", reason, change)


def _nobody_suited(day: Day, orders: Orders, s: int) -> Unplanned:
    """Tell which rules keep whom away, and the fewest of them that would have to be lifted for one doctor who then has
    the time.
    """
    stop = day.stops[s]
    broken = [(doctor, breaches(stop, doctor, day.travel)) for doctor in day.doctors]
    if not broken:
        return _left_out(stop, "no_doctors", rounds_text("no_doctors"), _another(stop))
    liftable = [
        (doctor, found)
        for d, (doctor, found) in enumerate(broken)
        if all(breach.change is not None for breach in found) and _has_time(day, d, orders[d], s, found)
    ]
    if liftable:
        _, found = min(liftable, key=lambda pair: _effort(*pair))
        change = joined([breach.change for breach in found if breach.change is not None], rounds_text("and"))
    else:
        change = _another(stop)
    if all(any(breach.rule == "place" for breach in found) for _, found in broken):
        if not liftable:
            change = joined([rounds_text("change_place"), change], rounds_text("and"))
        return _left_out(stop, "place_unknown", rounds_text("place_unknown"), change)
    tally = [
        rounds_text(f"tally_{rule}", count=count)
        for rule in RULES
        if (count := sum(any(breach.rule == rule for breach in found) for _, found in broken))
    ]
    listed = joined(tally, Text("; ", "；"))
    return _left_out(stop, "nobody_suited", rounds_text("nobody_suited", count=len(broken), tally=listed), change)


def _has_time(day: Day, d: int, order: Order, s: int, found: Sequence[Breach]) -> bool:
    """Tell whether the doctor has the time once the rules found broken are lifted, as far as that can be known: not
    where a place is unknown. Who is absent would have the usual shift.
    """
    rules = {breach.rule for breach in found}
    if rules & {"place", "start"}:
        return True
    there = _with_shift(day, d, USUAL_SHIFT) if "absence" in rules else day
    return any(there.starts(d, with_stop(order, position, s)) is not None for position in range(len(order) + 1))


def _effort(doctor: RoundsDoctor, found: Sequence[Breach]) -> tuple[int, list[int], str]:
    return len(found), sorted(RULES.index(breach.rule) for breach in found), doctor.id


@dataclass(frozen=True, slots=True)
class _Change:
    """A change and how many minutes it asks of people."""

    minutes: int
    text: Text


def _smallest(changes: Sequence[_Change]) -> Text | None:
    best = min(changes, key=lambda change: change.minutes, default=None)
    return None if best is None else best.text


def _changes_alone(day: Day, d: int, stop: Stop) -> Iterator[_Change]:
    """Yield what would let a doctor who does nothing else visit ``stop``: another shift, or a longer window."""
    s = day.stops.index(stop)
    yield from _longer_shift(day, d, (*day.begun_by(d).order, s))
    there, back = day.legs_from(d)[s], day.back[d][s]
    if there is None or back is None:
        return
    opens, closes = day.begun_by(d).ready, day.shift(d)[1]
    for start, end in stop.windows:
        until = max(opens + there.minutes, start) + stop.service_minutes
        if until > end >= start and until + back.minutes <= closes:
            text = rounds_text("change_window_later", opens=clock(start), closes=clock(end), until=clock(until))
            yield _Change(until - end, text)


def _changes_among(day: Day, d: int, order: Order, s: int) -> Iterator[_Change]:
    """Yield what would let stop ``s`` in among the stops that the doctor has, all of them kept."""
    for position in range(len(order) + 1):
        yield from _longer_shift(day, d, with_stop(order, position, s))


def _longer_shift(day: Day, d: int, order: Order) -> Iterator[_Change]:
    """Yield the later end and the earlier beginning of the shift with which ``order`` fits."""
    opens, closes = day.shift(d)
    name = day.doctors[d].doctor.name
    later = _with_shift(day, d, (opens, _DAY_MINUTES))
    starts = later.starts(d, order)
    if starts is not None:
        returns = starts[-1] + day.stops[order[-1]].service_minutes + day.legs(d, order)[-1].minutes
        if returns > closes:
            text = rounds_text("change_shift_later", doctor=name, until=clock(returns), closes=clock(closes))
            yield _Change(returns - closes, text)
        return
    if day.begun:
        return  # the shift has begun
    for minutes in range(_STEP_MINUTES, min(_EARLIER_AT_MOST_MINUTES, opens) + 1, _STEP_MINUTES):
        if _with_shift(day, d, (opens - minutes, closes)).starts(d, order) is not None:
            usual, leaving = clock(opens), clock(opens - minutes)
            yield _Change(minutes, rounds_text("change_shift_earlier", doctor=name, opens=leaving, usual=usual))
            return


def _with_shift(day: Day, d: int, shift: tuple[int, int]) -> Day:
    """Return the day of this doctor alone with another shift, its journeys shared with ``day``."""
    other = replace(day.doctors[d], shift=shift)
    changed = Day(day.day, day.stops, (*day.doctors[:d], other, *day.doctors[d + 1 :]), day.travel, day.begun)
    for name in ("between", "there", "back"):
        changed.__dict__[name] = getattr(day, name)
    return changed
