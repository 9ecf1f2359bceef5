from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from clinic_api.treatments.comparison import compare
from tests.clinic_api.repairs import examination_of


def _changed(document: Any, **changes: Any) -> dict[str, Any]:
    """Return a copy of ``document`` with some keys of its first channel's measurements replaced."""
    changed: dict[str, Any] = copy.deepcopy(dict(document))
    changed["measurements"]["1"] |= changes
    return changed


def test_after_the_repair_the_defect_is_gone_and_the_verdict_is_better() -> None:
    comparison = compare(examination_of("damaged"), examination_of("repaired"))

    assert comparison.verdict == "better"
    gone = {(finding.fault, finding.component, finding.status) for finding in comparison.findings}
    assert ("bearing.outer_race", "DE", "gone") in gone
    assert any("外圈缺陷" in reason.zh for reason in comparison.reasons)


def test_numbers_carry_unit_and_change() -> None:
    before, after = examination_of("damaged"), examination_of("repaired")

    (rms,) = (number for number in compare(before, after).numbers if number.quantity == "rms")

    assert (rms.channel, rms.unit) == ("1", before["measurements"]["1"]["unit"])
    assert rms.before == before["measurements"]["1"]["rms"]
    assert rms.after == after["measurements"]["1"]["rms"]
    assert rms.change_percent == pytest.approx(100 * (rms.after - rms.before) / rms.before, abs=0.06)
    assert rms.change_percent < -25


def test_the_same_machine_recorded_twice_is_the_same() -> None:
    comparison = compare(examination_of("damaged"), examination_of("damaged_again"))

    assert (comparison.verdict, len(comparison.reasons)) == ("same", 1)


def test_what_shakes_more_than_before_is_worse() -> None:
    comparison = compare(examination_of("damaged"), examination_of("shaking"))

    assert comparison.verdict == "worse"
    assert {reason.en.split(":")[0].split(" rose")[0] for reason in comparison.reasons} == {"New", "Channel 1"}


def test_the_other_way_round_a_repair_is_worse() -> None:
    assert compare(examination_of("repaired"), examination_of("damaged")).verdict == "worse"


def test_another_speed_is_not_comparable_and_says_so() -> None:
    comparison = compare(examination_of("damaged"), examination_of("slow"))

    assert (comparison.verdict, comparison.numbers) == ("not_comparable", ())
    (reason,) = comparison.reasons
    assert "1476" in reason.en
    assert "1180" in reason.zh


@pytest.mark.parametrize(("factor", "verdict"), [(1.049, "better"), (1.051, "not_comparable")])
def test_speeds_may_differ_by_five_percent(factor: float, verdict: str) -> None:
    after = copy.deepcopy(dict(examination_of("repaired")))
    after["speed"]["rpm"] = examination_of("damaged")["speed"]["rpm"] * factor

    assert compare(examination_of("damaged"), after).verdict == verdict


def test_a_case_that_began_without_a_recording_has_nothing_to_compare_with() -> None:
    assert compare(None, examination_of("repaired")).verdict == "not_comparable"


def test_other_channels_other_units_and_unfit_recordings_are_not_comparable() -> None:
    before, after = examination_of("damaged"), examination_of("repaired")
    elsewhere = dict(after) | {"measurements": {"2": after["measurements"]["1"]}}
    unfit = dict(after) | {"verdict": "not_assessable"}
    unknown = dict(after) | {"speed": {"rpm": None, "source": "unknown", "uncertainty_rpm": None}}

    texts = [
        compare(before, document).reasons[0].en
        for document in (elsewhere, _changed(after, unit="V"), unfit, unknown)
        if compare(before, document).verdict == "not_comparable"
    ]

    assert [text.split(".")[0][:22] for text in texts] == [
        "No channel was measure",
        "No channel was measure",
        "The new recording cann",
        "The speed is not known",
    ]


@pytest.mark.parametrize(
    ("before_mm_s", "after_mm_s", "zones", "verdict"),
    [
        (3.0, 3.9, ("B", "B"), "worse"),
        (3.0, 3.7, ("B", "B"), "same"),
        (3.0, 2.2, ("B", "B"), "better"),
        (0.4, 0.9, ("A", "A"), "same"),
        (2.7, 2.9, ("B", "C"), "same"),
        (0.5, 0.9, ("A", "B"), "worse"),
    ],
)
def test_a_level_counts_from_a_quarter_on_outside_zone_a(
    before_mm_s: float, after_mm_s: float, zones: tuple[str, str], verdict: str
) -> None:
    sound = examination_of("repaired")
    before = _changed(sound, velocity_rms_mm_s=before_mm_s, zone=zones[0])
    after = _changed(sound, velocity_rms_mm_s=after_mm_s, zone=zones[1])

    assert compare(before, after).verdict == verdict


def test_a_zone_boundary_crossed_by_little_is_a_note() -> None:
    sound = examination_of("repaired")
    before, after = _changed(sound, velocity_rms_mm_s=2.7, zone="B"), _changed(sound, velocity_rms_mm_s=2.9, zone="C")

    assert "Channel 1: zone B then, zone C now." in [note.en for note in compare(before, after).notes]


def test_a_machine_described_anew_is_noted() -> None:
    after = dict(examination_of("repaired"))
    after["provenance"] = dict(after["provenance"]) | {"machine_sha256": "f" * 64}

    notes = compare(examination_of("damaged"), after).notes

    assert any("description was changed" in note.en for note in notes)


def test_the_comparison_is_plain_json_in_both_languages() -> None:
    document = json.loads(json.dumps(compare(examination_of("damaged"), examination_of("repaired")).to_json()))

    assert document["schema"] == "comparison/1"
    assert all(set(reason) == {"en", "zh"} for reason in [*document["reasons"], *document["notes"], document["text"]])
