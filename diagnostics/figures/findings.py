"""One picture a finding that shows why it was made, and the same as data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, get_args

from diagnostics.examination import Examination
from diagnostics.figures.data import plot_data
from diagnostics.figures.labels import plot_title
from diagnostics.figures.lines import draw_lines
from diagnostics.figures.style import PictureFormat, font, new_figure, save, title
from diagnostics.figures.turns import draw_turn
from diagnostics.plots import LinePlot, Plot

__all__ = ["FORMATS", "Format", "draw_finding", "draw_findings"]

Format = Literal["png", "svg", "json"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
"""Pictures as pixels, pictures as outlines, and the data of a picture (`plot_data`)."""
WIDTH_INCH, HEIGHT_INCH = 9.6, 5.4
"""A convention: the shape of a screen, 1200 × 675 pixels."""


def draw_findings(
    examination: Examination, folder: Path, *, lang: str = "en", formats: Sequence[Format] = ("png",)
) -> list[Path]:
    """Draw every finding and watch item of ``examination`` that has a picture into ``folder``, in each of
    ``formats``; return the files, in order.

    Raises `OSError` when the folder cannot be written, `ValueError` for another format.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"{unknown[0]} is none of the formats {', '.join(FORMATS)}")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    drawn = [(number, plot) for number, plot in enumerate(_plots(examination)) if plot is not None]
    for number, plot in drawn:
        for name in formats:
            path = folder / f"finding_{number + 1}_{plot.fault.replace('.', '_')}.{name}"
            if name == "json":
                text = json.dumps(plot_data(plot), ensure_ascii=False, allow_nan=False)
                path.write_text(text + "\n", encoding="utf-8")
            else:
                draw_finding(examination, path, number=number, lang=lang, format=name)
            paths.append(path)
    return paths


def draw_finding(
    examination: Examination,
    path: Path,
    *,
    number: int = 0,
    lang: str = "en",
    format: PictureFormat = "png",  # noqa: A002
) -> None:
    """Draw finding ``number`` (findings first, then the watch list, from 0) of ``examination`` at ``path``.

    Raises `ValueError` when the examination holds no picture for it (it was read back from JSON, or rests on
    a level alone), `OSError` when the file cannot be written.
    """
    plots = _plots(examination)
    plot = plots[number] if 0 <= number < len(plots) else None
    if plot is None:
        raise ValueError(f"finding {number} has nothing to draw")
    figure = new_figure(WIDTH_INCH, HEIGHT_INCH)
    if isinstance(plot, LinePlot):
        axes = figure.add_subplot()
        draw_lines(axes, plot, lang)
        title(axes, plot_title(plot).in_language(lang))
        figure.legend(prop=font(9), frameon=False, loc="outside lower center", ncols=3)
    else:
        draw_turn(figure, plot, lang)
    save(figure, path, format)


def _plots(examination: Examination) -> tuple[Plot | None, ...]:
    return () if examination.detail is None else tuple(examination.detail.plots)
