"""The mean turn of a wheel and what is left of it without its regular mesh, with the knock marked."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from diagnostics.figures.labels import plot_title, y_label
from diagnostics.figures.reduction import extremes_kept
from diagnostics.figures.style import COLOURS, dress, font, sayer, title
from diagnostics.plots import TurnPlot

__all__ = ["draw_turn", "knock_height"]


def draw_turn(figure: Figure, plot: TurnPlot, lang: str) -> None:
    """Draw ``plot`` into an empty ``figure``, mean turn above, difference below."""
    say = sayer(lang)
    upper, lower = figure.subplots(2, 1, sharex=True)
    degrees = 360.0 * plot.angle_turns
    for axes, values in ((upper, plot.average), (lower, plot.difference)):
        kept = extremes_kept(values)
        axes.plot(degrees[kept], values[kept], color=COLOURS["signal"], linewidth=0.8)
        axes.axvline(360.0 * plot.knock_turns, color=COLOURS["found"], linewidth=1.1, linestyle=":", zorder=0)
        axes.set_xlim(0.0, 360.0)
        axes.set_xticks(np.arange(0.0, 361.0, 45.0))
    height = knock_height(plot)
    room = 1.35 * float(np.max(np.abs(plot.difference), initial=0.0)) or 1.0
    lower.set_ylim(-room, room)
    lower.plot([360.0 * plot.knock_turns], [height], marker="o", markersize=9, fillstyle="none", color=COLOURS["found"])
    on_left = plot.knock_turns > 0.5
    lower.annotate(
        say("knock", angle=360.0 * plot.knock_turns),
        (360.0 * plot.knock_turns, height),
        xytext=(-10 if on_left else 10, 6 if height >= 0.0 else -14),
        textcoords="offset points",
        ha="right" if on_left else "left",
        fontproperties=font(10),
        color=COLOURS["found"],
    )
    label = y_label(plot).in_language(lang)
    dress(upper, "", label)
    dress(lower, say("angle_axis"), label)
    title(upper, plot_title(plot).in_language(lang))
    title(lower, say("difference"), size=10.0)


def knock_height(plot: TurnPlot) -> float:
    """Return the value of the difference signal at the knock, in the plot's unit."""
    return float(np.interp(plot.knock_turns, plot.angle_turns, plot.difference, period=1.0))
