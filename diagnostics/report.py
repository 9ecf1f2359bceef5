"""An examination as text for people, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from diagnostics.examination import ChannelMeasurement, Examination, Finding, Speed
from diagnostics.texts import Catalogue, Text
from diagnostics.vocabulary import FAULTS

__all__ = ["finding_lines", "report"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("report.toml"))


def report(examination: Examination, *, recording: str, machine: str, language: str) -> str:
    """Return ``examination`` of the recording and machine of these names as text in ``language`` (``en`` or ``zh``)."""
    return "\n".join(line.in_language(language) for line in _lines(examination, recording, machine)) + "\n"


def _lines(examination: Examination, recording: str, machine: str) -> Iterator[Text]:
    yield _TEXTS("title", recording=recording, machine=machine)
    yield _TEXTS(
        "verdict",
        verdict=_TEXTS(f"verdict_{examination.verdict}"),
        urgency=examination.urgency,
        action=_TEXTS(f"urgency_{examination.urgency}"),
    )
    yield examination.summary
    for title, findings in (("findings", examination.findings), ("watch", examination.watch)):
        if findings:
            yield _heading(title)
        for number, finding in enumerate(findings, start=1):
            yield from finding_lines(number, finding)
    if examination.change is not None:
        yield _heading("change")
        yield _indented(examination.change.text)
    if examination.ruled_out:
        yield _heading("ruled_out")
    for item in examination.ruled_out:
        yield _indented(
            _TEXTS(
                "ruled_out_line",
                fault=_fault_name(item.fault),
                component=_component(item.component),
                text=item.text,
            )
        )
    yield from _quality(examination)
    if examination.measurements:
        yield _heading("measurements")
    for channel, measured in examination.measurements.items():
        yield _indented(_measurement(channel, measured))
    yield _speed(examination.speed)
    origin = examination.provenance
    yield _TEXTS(
        "provenance",
        version=origin.version,
        seconds=origin.seconds,
        recording=origin.recording_sha256[:12],
        machine=origin.machine_sha256[:12],
    )


def _heading(key: str) -> Text:
    title = _TEXTS(key)
    return Text(f"\n{title.en}", f"\n{title.zh}")


def _indented(text: Text, depth: int = 1) -> Text:
    return Text("  " * depth + text.en, "  " * depth + text.zh)


def _fault_name(code: str) -> Text:
    kind = FAULTS.get(code)
    return Text(code, code) if kind is None else Text(kind.name.en[:1].upper() + kind.name.en[1:], kind.name.zh)


def _component(component: str | None) -> Text:
    return _TEXTS("whole_machine") if component is None else Text(component, component)


def finding_lines(number: int, finding: Finding) -> Iterator[Text]:
    """Yield the lines on one finding: what it is, its evidence, what speaks against it, what to do."""
    yield _indented(
        _TEXTS(
            "finding",
            number=number,
            fault=_fault_name(finding.fault),
            component=_component(finding.component),
            level=_TEXTS(f"level_{finding.severity.level}"),
            urgency=finding.urgency,
            action=_TEXTS(f"urgency_{finding.urgency}"),
            probability=finding.probability,
            false_alarm=finding.false_alarm_probability,
        )
    )
    for evidence in finding.evidence:
        yield _indented(_TEXTS("evidence", text=evidence.text), 2)
    yield _indented(_TEXTS("basis", text=finding.severity.basis), 2)
    for rival in finding.against:
        yield _indented(_TEXTS("against", text=rival.text), 2)
    for text in finding.treatment:
        yield _indented(_TEXTS("treatment", text=text), 2)


def _quality(examination: Examination) -> Iterator[Text]:
    if examination.quality:
        yield _heading("quality")
    for note in examination.quality:
        key = "quality_line" if note.channel is None else "quality_line_channel"
        level = _TEXTS(f"quality_{note.level}")
        yield _indented(_TEXTS(key, level=level, channel=note.channel, text=note.text))


def _measurement(channel: str, measured: ChannelMeasurement) -> Text:
    values = measured.to_json()
    shown = [
        _TEXTS(key, value=values[key], unit=measured.unit or "", standard=measured.standard or "")
        for key in ("rms", "peak", "crest_factor", "kurtosis", "velocity_rms_mm_s", "zone")
        if key in values
    ]
    together = Text(", ".join(text.en.strip() for text in shown) or "–", "，".join(t.zh.strip() for t in shown) or "–")
    return _TEXTS("measurement", channel=channel, values=together)


def _speed(speed: Speed) -> Text:
    if speed.rpm is None:
        return _TEXTS("speed_unknown")
    return _TEXTS(f"speed_{speed.source}", rpm=speed.rpm, uncertainty=speed.uncertainty_rpm or 0.0)
