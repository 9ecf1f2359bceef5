"""An inspection as text for people, in English or Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from diagnostics.inspection.inspect import TEXTS, ChannelSummary, Inspection
from diagnostics.machine.units import QUANTITY_NAMES
from diagnostics.readers import FORMATS
from diagnostics.texts import Text

__all__ = ["inspection_report"]


def inspection_report(inspection: Inspection, *, language: str) -> str:
    """Return ``inspection`` as text in ``language`` (``en`` or ``zh``)."""
    return "\n".join(line.in_language(language) for line in _lines(inspection)) + "\n"


def _lines(inspection: Inspection) -> Iterator[Text]:
    recording = inspection.recording
    group = "" if recording.group is None else TEXTS("group", group=recording.group)
    yield TEXTS("title", name=recording.source_name, format=_title(recording.format), group=group)
    yield _rate(inspection)
    if recording.start is not None:
        yield TEXTS("start", start=recording.start.isoformat(sep=" "))
    for name, value in recording.details:
        yield _indented(TEXTS("detail", name=name, value=value))
    yield TEXTS("channels")
    for each in inspection.channels:
        yield _indented(_channel(each))
    yield TEXTS("quality")
    if recording.sampling_rate_hz is None:
        yield _indented(TEXTS("quality_unknown"))
    elif not inspection.quality:
        yield _indented(TEXTS("quality_good"))
    for note in inspection.quality:
        yield _indented(TEXTS("note", level=TEXTS(f"level_{note.level}"), text=note.text))
    if inspection.uncertain:
        yield TEXTS("uncertain")
    for text in inspection.uncertain:
        yield _indented(text)


def _title(form: str) -> str:
    """Return what people call the format ``form``."""
    return next((each.title for each in FORMATS if each.name == form), form)


def _rate(inspection: Inspection) -> Text:
    recording = inspection.recording
    if recording.sampling_rate_hz is None:
        return TEXTS("rate_unknown", samples=recording.sample_count)
    return TEXTS(
        "rate",
        rate_hz=recording.sampling_rate_hz,
        source=TEXTS(f"rate_{recording.rate_source}"),
        samples=recording.sample_count,
        seconds=recording.duration_s,
    )


def _channel(each: ChannelSummary) -> Text:
    return TEXTS(
        "channel",
        index=each.channel.index,
        name=each.channel.name,
        quantity=QUANTITY_NAMES[each.quantity],
        unit=each.channel.unit or TEXTS("no_unit"),
        rms=each.rms,
        peak=each.peak,
        mean=each.mean,
        lost=TEXTS("lost", lost=each.lost) if each.lost else "",
    )


def _indented(text: Text) -> Text:
    return Text(f"  {text.en}", f"  {text.zh}")
