"""What all pictures share: texts, font, colours, sizes, and files that are the same for the same input.

Figures are built on matplotlib's object interface, without its global state, so they may be drawn in any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.ticker import FuncFormatter

from diagnostics.texts import Catalogue

__all__ = [
    "COLOURS",
    "FONT_PATH",
    "TEXTS",
    "PictureFormat",
    "Say",
    "dress",
    "font",
    "new_figure",
    "plain_log_axis",
    "save",
    "sayer",
    "shown",
    "title",
]

PictureFormat = Literal["png", "svg"]
Say = Callable[..., str]
"""``say(key, **values)``: a text of the catalogue in the language of the picture."""

TEXTS: Final = Catalogue(Path(__file__).parents[1] / "figures_texts.toml")
FONT_PATH: Final = Path(__file__).parents[1] / "fonts" / "NotoSansSC-subset.otf"
"""Noto Sans CJK SC 2.004 (SIL Open Font License), cut down with fontTools' subsetter to GB 2312, Latin and Greek
without hinting and layout features: all catalogues, and the names that people give to machines."""
DOTS_PER_INCH: Final = 125
"""A convention: 9.6 inches are 1200 pixels, the width of a page on a screen."""
COLOURS: Final = {
    "signal": "#33475b",
    "floor": "#16a085",
    "muted": "#6b7885",
    "expected": "#c9820a",
    "found": "#c0392b",
    "sideband": "#2471a3",
    "shaft": "#b9c2cc",
    "band": "#e8f1e4",
    "fault": "#c0392b",
    "healthy": "#2e7d4f",
    "not_assessable": "#7a6a2a",
}

matplotlib.rcParams["svg.hashsalt"] = "diagnostics"
matplotlib.rcParams["svg.fonttype"] = "path"
# Both are only ever read while a figure is saved; set once, they make the same SVG of the same figure, everywhere.


def new_figure(width_inch: float, height_inch: float) -> Figure:
    """Return an empty figure that lays itself out."""
    figure = Figure(figsize=(width_inch, height_inch), dpi=DOTS_PER_INCH, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def save(figure: Figure, path: Path, picture_format: PictureFormat) -> None:
    """Write ``figure`` to ``path``, without a date or a program's name; raises `OSError`."""
    metadata: dict[str, None] = {"Software": None} if picture_format == "png" else {"Date": None, "Creator": None}
    figure.savefig(path, format=picture_format, metadata=metadata)


def sayer(lang: str) -> Say:
    """Return what looks texts of pictures up in the language ``lang``."""

    def say(key: str, **values: object) -> str:
        return shown(TEXTS(key, **values).in_language(lang))

    return say


def font(size: float) -> FontProperties:
    """Return the font of all texts at ``size`` points."""
    return FontProperties(fname=str(FONT_PATH), size=size)


@cache
def _covered() -> frozenset[int]:
    return frozenset(FT2Font(str(FONT_PATH)).get_charmap())


def shown(text: str) -> str:
    """Return ``text`` on one line with a question mark for each character that the font does not have."""
    covered = _covered()
    return "".join(c if ord(c) in covered else "?" for c in " ".join(text.split()))


def title(axes: Axes, text: str, *, size: float = 11.5) -> None:
    """Write ``text`` over ``axes``, from the left; nothing in it is taken as mathematics."""
    axes.set_title(text, fontproperties=font(size), loc="left", parse_math=False)


def dress(axes: Axes, x_label: str, y_label: str, *, size: float = 10.0) -> None:
    """Label ``axes`` in the one font and leave the frame open at the top and right."""
    axes.set_xlabel(x_label, fontproperties=font(size), parse_math=False)
    axes.set_ylabel(y_label, fontproperties=font(size), parse_math=False)
    for label in (*axes.get_xticklabels(which="both"), *axes.get_yticklabels(which="both")):
        label.set_fontproperties(font(size - 1.0))
    axes.spines[["top", "right"]].set_visible(False)


def plain_log_axis(axis: Any) -> None:
    """Write the numbers of a logarithmic axis as plain figures, in the font of the picture."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(FuncFormatter(lambda value, _: ""))
