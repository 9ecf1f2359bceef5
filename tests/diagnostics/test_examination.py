"""The result: its JSON keeps the contract, and what contradicts itself cannot be made."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from diagnostics.examination import (
    Against,
    ChannelMeasurement,
    Evidence,
    Examination,
    Finding,
    Provenance,
    QualityNote,
    RuledOut,
    Severity,
    Speed,
)
from diagnostics.report import report
from diagnostics.texts import Text

CONTRACT = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "contracts" / "examination.schema.json").read_text(encoding="utf-8"))
)


def text(words: str) -> Text:
    return Text(words, f"中文 {words}")


FINDING = Finding(
    fault="bearing.outer_race",
    component="DE",
    department="mechanical",
    probability=0.98,
    false_alarm_probability=5e-5,
    severity=Severity("severe", text("depth")),
    urgency=2,
    evidence=(
        Evidence(
            "envelope_line", text("a line"), "1", 107.4, 107.3, (214.6,), (77.7, 137.0), (2000.0, 4000.0), 14.2, 1.2
        ),
        Evidence("velocity_zone", text("a level")),
    ),
    treatment=(text("replace"),),
    against=(Against(text("short record")),),
)
EXAMINATION = Examination(
    verdict="fault",
    urgency=2,
    summary=text("outer race"),
    findings=(FINDING,),
    watch=(dataclasses.replace(FINDING, component=None, fault="rotor.looseness"),),
    ruled_out=(RuledOut("gear.broken_tooth", "G1", text("no impulse")),),
    quality=(
        QualityNote("length", None, "warning", text("short")),
        QualityNote("sensor.clipping", "1", "info", text("two")),
    ),
    measurements={
        "1": ChannelMeasurement(1.0, 4.0, 4.0, 3.0, 2.5, "B", "ISO 20816-3", "m/s2"),
        "2": ChannelMeasurement(),
    },
    speed=Speed(1480.0, "given", 3.0),
    provenance=Provenance("1.0", "a" * 64, "b" * 64, 0.2),
)


def test_json_keeps_the_contract():
    CONTRACT.validate(json.loads(json.dumps(EXAMINATION.to_json(), allow_nan=False)))


def test_json_of_an_unassessable_recording_with_unknown_speed_keeps_the_contract():
    examination = dataclasses.replace(
        EXAMINATION, verdict="not_assessable", findings=(), watch=(), urgency=5, speed=Speed(None, "unknown")
    )

    CONTRACT.validate(examination.to_json())


def test_evidence_leaves_out_what_does_not_apply():
    assert set(FINDING.to_json()["evidence"][1]) == {"kind", "text"}
    assert FINDING.to_json()["evidence"][0]["band_hz"] == [2000.0, 4000.0]


def test_arrays_behind_the_figures_are_no_part_of_the_json():
    assert dataclasses.replace(EXAMINATION, detail=object()).to_json() == EXAMINATION.to_json()


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_number_that_json_does_not_have_is_refused(value):
    with pytest.raises(ValueError, match="no place in an examination"):
        dataclasses.replace(EXAMINATION, measurements={"1": ChannelMeasurement(rms=value)}).to_json()


@pytest.mark.parametrize(
    "changes",
    [
        {"findings": ()},
        {"verdict": "healthy"},
        {"verdict": "not_assessable", "findings": (), "quality": ()},
        {"urgency": 0},
    ],
)
def test_examination_that_contradicts_itself_cannot_be_made(changes):
    with pytest.raises(ValueError, match=r"verdict|quality|urgency"):
        dataclasses.replace(EXAMINATION, **changes)


@pytest.mark.parametrize("changes", [{"evidence": ()}, {"treatment": ()}, {"probability": 1.1}, {"urgency": 6}])
def test_finding_without_evidence_or_with_impossible_numbers_cannot_be_made(changes):
    with pytest.raises(ValueError, match=r"evidence|probability|urgency"):
        dataclasses.replace(FINDING, **changes)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            [
                "FAULT",
                "within a day",
                "Outer race defect, DE",
                "98%",
                "Ruled out",
                "short record",
                "zone B",
                "1480.0 rpm",
            ],
        ),
        ("zh", ["故障", "一天内处理", "外圈缺陷，DE", "98%", "已排除", "中文 short record", "区域 B", "1480.0 转/分"]),
    ],
)
def test_report_tells_everything_in_one_language(language, words):
    told = report(EXAMINATION, recording="fan.wav", machine="Cooling fan 3", language=language)

    assert [word for word in words if word not in told] == []
    assert ("中文" in told) == (language == "zh")
