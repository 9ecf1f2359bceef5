"""Pictures of an examination: the evidence of each finding, and an overview of the recording on one page.

What belongs here: drawing, and the data of interactive pictures; in English and Chinese, the same file for the same
input. What is drawn comes from `diagnostics.plots`; nothing is decided here.
"""

from diagnostics.figures.data import plot_data
from diagnostics.figures.findings import FORMATS, Format, draw_finding, draw_findings
from diagnostics.figures.overview import draw_overview
from diagnostics.figures.style import FONT_PATH, TEXTS, PictureFormat

__all__ = [
    "FONT_PATH",
    "FORMATS",
    "TEXTS",
    "Format",
    "PictureFormat",
    "draw_finding",
    "draw_findings",
    "draw_overview",
    "plot_data",
]
