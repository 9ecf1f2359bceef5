"""What axe-core finds on a page, so that a test can ask for nothing serious in what is ours."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

__all__ = ["serious_findings"]

_GRAVE = frozenset({"serious", "critical"})
_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

OF_STREAMLIT: dict[str, tuple[str, ...]] = {"target-size": ('role="spinbutton"', 'role="combobox"')}
"""Rules that Streamlit's own widgets break, each with what marks the widgets: year, month and day of a date field, and
the text input beside the tags of a multiselect, are lower than 24 px. Our own markup has to keep the rules.
"""


def serious_findings(page: Page, *, streamlit: bool = False) -> list[str]:
    """Return one line for each serious finding of WCAG 2.2 A and AA on ``page``; [] when there is none.

    On a page of the dashboard (``streamlit``) the rules in `OF_STREAMLIT` are left out where the element is not ours.
    """
    violations: list[dict[str, Any]] = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in violations
        if violation["impact"] in _GRAVE
        for node in violation["nodes"]
        if not (streamlit and any(mark in node["html"] for mark in OF_STREAMLIT.get(violation["id"], ())))
    ]
