"""What the worker's child does with one recording: read, examine, draw. It touches no database and writes only into
its own folder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import diagnostics as dx
from diagnostics.figures import draw_finding, plot_data
from diagnostics.sandbox import Sandbox
from diagnostics.texts import Catalogue, Text

__all__ = ["ExaminationOrder", "Opinion", "OpinionFigure", "Refusal", "examine_recording", "read_answer"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("texts.toml"))
_LANGUAGES: Final = ("en", "zh")
_FIGURES_AT_MOST: Final = 6  # the likeliest findings; a picture takes about as long as the examination itself


@dataclass(frozen=True, slots=True)
class ExaminationOrder:
    """What to examine: the stored content's SHA-256, the name people know it by, and the machine description."""

    sha256: str
    filename: str
    machine: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OpinionFigure:
    """One drawn figure: which finding it shows, in which language, where the PNG lies, and what it was drawn from."""

    index: int
    finding_index: int
    language: str
    caption: Text
    path: Path
    plot_path: Path


@dataclass(frozen=True, slots=True)
class Opinion:
    """The examination's document and its figures."""

    document: dict[str, Any]
    figures: tuple[OpinionFigure, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The recording or the machine description cannot be used, and why."""

    code: str
    text: Text


def examine_recording(order: ExaminationOrder, content: Path, sandbox: Sandbox, folder: Path) -> dict[str, Any]:
    """Return the plain answer to ``order``, whose file is ``content``: document and figures, or why it is refused; PNG
    files go into ``folder``.

    Runs in the worker's child; the file itself is read in the ``sandbox``. Raises `RecordingError` when that fails.
    """
    try:
        machine = dx.Machine.from_dict(dict(order.machine))
        examination = dx.examine(sandbox.read(content, name=order.filename, machine=machine), machine)
    except dx.DiagnosticsError as error:
        if error.code.startswith("sandbox_"):
            raise  # the service's trouble, not the file's: the job is tried again
        return {"refused": {"code": error.code, **error.text.to_json()}}
    document = examination.to_json()
    return {"document": document, "figures": _draw(examination, folder)}


def _draw(examination: dx.Examination, folder: Path) -> list[dict[str, Any]]:
    """Draw the findings that have a picture, in both languages, and write what they were drawn from."""
    plots = () if examination.detail is None else examination.detail.plots
    drawn = [(number, plot) for number, plot in enumerate(plots[: len(examination.findings)]) if plot is not None]
    figures = []
    for index, (number, plot) in enumerate(drawn[:_FIGURES_AT_MOST]):
        component = examination.findings[number].component or "–"
        plot_path = folder / f"figure_{index}.json"
        plot_path.write_text(json.dumps(plot_data(plot), ensure_ascii=False, allow_nan=False), "utf-8")
        for language in _LANGUAGES:
            path = folder / f"figure_{index}_{language}.png"
            draw_finding(examination, path, number=number, lang=language)
            figures.append(
                {
                    "index": index,
                    "finding_index": number,
                    "language": language,
                    "caption": _TEXTS("figure", number=number + 1, component=component).to_json(),
                    "file": path.name,
                    "plot_file": plot_path.name,
                }
            )
    return figures


def read_answer(answer: Mapping[str, Any], folder: Path) -> Opinion | Refusal:
    """Return what the child answered, checked for its shape; raises ``ValueError`` or ``KeyError`` when it is not
    one.
    """
    if "refused" in answer:
        refused = answer["refused"]
        return Refusal(str(refused["code"]), Text(_storable(refused["en"]), _storable(refused["zh"])))
    document: dict[str, Any] = _storable(answer["document"])
    if document["verdict"] not in {"healthy", "fault", "not_assessable"} or document["urgency"] not in range(1, 6):
        raise ValueError("the child's answer is not an examination")
    figures = tuple(
        OpinionFigure(
            index=int(figure["index"]),
            finding_index=int(figure["finding_index"]),
            language=str(figure["language"]),
            caption=Text(_storable(figure["caption"]["en"]), _storable(figure["caption"]["zh"])),
            path=folder / Path(str(figure["file"])).name,
            plot_path=folder / Path(str(figure["plot_file"])).name,
        )
        for figure in answer["figures"]
    )
    return Opinion(document, figures)


def _storable(value: Any) -> Any:
    """Return ``value`` without the characters that a file may smuggle into texts and PostgreSQL does not take: NUL
    and half surrogates.
    """
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return value
