"""How soon a case must be acted on: the stricter of what the words, labelled complaints and the examination say.

By the words: danger to people, smoke, fire, sparks, a burning smell or a lost phase → 1; standing still → at most 2;
otherwise the strictest class of what is named, one stricter when it gets worse (never below 2, danger alone is 1), one
milder when it is called slight (never above 4); a question where nothing stands still or gets worse → 5.
By the model (`model.py`), where the complaint holds a turn of phrase it knows: the middle of its probabilities; where
the words do not say the same, made stricter while two levels stricter is still possible; not 1 where the words rule
danger out.
By the examination: its own class, and zone D of the vibration standard → at most 2, zone C → at most 4.
Nothing of these: 3. Criticality ``a`` makes the result one step more urgent, except that 2 does not become 1, which
tells people to stop and keep away and takes a danger, and that 5, where nothing is wrong, stays 5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from diagnostics.texts import Catalogue, Text
from experts.triage.model import Reading
from experts.triage.words import Mention

__all__ = [
    "NEXT_STOP",
    "ROUTINE",
    "STOP_NOW",
    "THIS_WEEK",
    "TODAY",
    "MeasuredLevel",
    "judge_urgency",
    "quote",
    "quoted",
]

_texts = Catalogue(Path(__file__).with_name("texts.toml"))

STOP_NOW, TODAY, THIS_WEEK, NEXT_STOP, ROUTINE = 1, 2, 3, 4, 5
_USUAL_URGENCY = THIS_WEEK
_ZONE_URGENCY = {"C": NEXT_STOP, "D": TODAY}
_MIDDLE = 0.45
_TOLERATED_UNDERCALL = 0.02
"""By cross-validation over groups on the seen complaints: 3 of 2518 are called two levels too mild with 0.45 and
0.02, 10 with 0.05, about 50 without the second step. The price: exactly right are 66 % instead of 78 %, two levels too
strict 8 % instead of 3 %; machines and people come before the doctor's time."""
_FAR_APART = 2


@dataclass(frozen=True, slots=True)
class MeasuredLevel:
    """The vibration of one channel: ``velocity_rms_mm_s`` and its zone A … D by ISO 20816, where there is one."""

    channel: str
    velocity_rms_mm_s: float | None
    zone: str | None


def judge_urgency(
    named: Sequence[Mention],
    reading: Reading,
    wording: Callable[[int], Sequence[str]],
    *,
    examination: int | None,
    levels: Sequence[MeasuredLevel],
    criticality: str | None,
) -> tuple[int, list[Text]]:
    """Return the urgency 1 … 5 and the reasons for it; the rules are at the head of this module.

    ``wording`` returns, for an urgency 1 … 5, the pieces of the complaint that spoke for it.
    """
    affirmed = [mention for mention in named if not mention.negated]
    by_words, why = _by_words(affirmed)
    by_model = _by_model(named, reading, by_words)
    reasons: list[Text] = [] if by_words is None else [why]
    stated = [] if by_words is None else [by_words]
    if by_model is not None and (by_words is None or by_model != by_words):
        stated.append(by_model)
        reasons.append(_why_model(by_model, reading, wording(by_model)))
        if by_words is not None and abs(by_model - by_words) >= _FAR_APART:
            reasons.append(_texts("reason_urgency_far_apart"))
    if examination is not None:
        stated.append(examination)
        reasons.append(_texts("reason_urgency_examination", urgency=examination))
    if zone := _worst_zone(levels):
        stated.append(_ZONE_URGENCY[str(zone.zone)])
        reasons.append(_why_zone(zone))
    urgency = min(stated, default=_USUAL_URGENCY)
    if not stated:
        reasons.append(why)
    elif len(set(stated)) > 1:
        reasons.append(_texts("reason_urgency_stricter", urgency=urgency))
    if criticality == "a" and TODAY < urgency < ROUTINE:
        urgency -= 1
        reasons.append(_texts("reason_criticality", urgency=urgency))
    return urgency, reasons


def quote(named: Iterable[Mention]) -> Text:
    """Write the names of meanings in a row."""
    names = [mention.meaning.name for mention in named]
    return Text(", ".join(name.en for name in names), "、".join(name.zh for name in names))


def _by_words(affirmed: Sequence[Mention]) -> tuple[int | None, Text]:
    """Return what the words alone say, None when they say nothing about it."""
    danger = [mention for mention in affirmed if mention.meaning.role == "danger"]
    if danger:
        return STOP_NOW, _texts("reason_urgency_danger", words=quote(danger))
    deciding = [mention for mention in affirmed if mention.meaning.urgency is not None]
    roles = {mention.meaning.role for mention in affirmed}
    if not deciding:
        return None, _texts("reason_urgency_default", urgency=_USUAL_URGENCY)
    if "routine" in roles and not roles & {"stopped", "worse"}:
        question = [mention for mention in affirmed if mention.meaning.role == "routine"]
        return ROUTINE, _texts("reason_urgency_words", urgency=ROUTINE, words=quote(question))
    urgency = min(mention.meaning.urgency or _USUAL_URGENCY for mention in deciding)
    if "worse" in roles and urgency > TODAY:
        urgency -= 1
    if "slight" in roles and "stopped" not in roles and urgency < NEXT_STOP:
        urgency += 1
    changing = [mention for mention in affirmed if mention.meaning.role in ("worse", "slight")]
    return urgency, _texts("reason_urgency_words", urgency=urgency, words=quote([*deciding, *changing]))


def _by_model(named: Sequence[Mention], reading: Reading, by_words: int | None) -> int | None:
    """Return what labelled complaints say, None where the complaint holds nothing they tell urgency by.

    They may then still call it more urgent than usual. Where ``by_words`` is the same as the middle of the
    probabilities, there is no step towards the stricter.
    """
    at_most = list(accumulate(reading.urgencies))
    urgency = next((k for k, share in enumerate(at_most, start=1) if share > _MIDDLE), ROUTINE)
    if not reading.knows_urgency:
        return urgency if urgency < _USUAL_URGENCY else None
    while urgency != by_words and urgency > TODAY and at_most[urgency - 3] > _TOLERATED_UNDERCALL:
        urgency -= 1
    dangers = [mention.negated for mention in named if mention.meaning.role == "danger"]
    return max(urgency, TODAY) if dangers and all(dangers) else urgency


def _why_model(urgency: int, reading: Reading, wording: Sequence[str]) -> Text:
    percent = 100.0 * sum(reading.urgencies[:urgency])
    if not wording:
        return _texts("reason_urgency_model_whole", urgency=urgency, percent=percent)
    return _texts("reason_urgency_model", urgency=urgency, percent=percent, wording=quoted(wording))


def quoted(wording: Sequence[str]) -> Text:
    """Write pieces of a complaint in a row, as they are in both languages."""
    return Text(", ".join(f"“{piece}”" for piece in wording), "、".join(f"“{piece}”" for piece in wording))


def _worst_zone(levels: Sequence[MeasuredLevel]) -> MeasuredLevel | None:
    rated = [level for level in levels if level.zone in _ZONE_URGENCY]
    return max(rated, key=lambda level: (str(level.zone), level.velocity_rms_mm_s or 0.0), default=None)


def _why_zone(level: MeasuredLevel) -> Text:
    urgency = _ZONE_URGENCY[str(level.zone)]
    if level.velocity_rms_mm_s is None:
        return _texts("reason_zone", zone=str(level.zone), channel=level.channel, urgency=urgency)
    values = {"zone": str(level.zone), "channel": level.channel, "urgency": urgency}
    return _texts("reason_zone_level", velocity=level.velocity_rms_mm_s, **values)
