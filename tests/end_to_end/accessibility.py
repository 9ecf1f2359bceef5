"""What axe-core finds on a page, so that a test can ask for nothing serious in what is ours."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

__all__ = ["serious_findings"]

_GRAVE = frozenset({"serious", "critical"})
_OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}

OF_STREAMLIT: dict[str, tuple[str, ...]] = {
    "target-size": (
        "[data-testid='stDateInput'] [role='spinbutton']",
        "[data-testid='stMultiSelect'] input[role='combobox']",
    )
}
"""Rules that parts of Streamlit's own widgets break, with those parts: year, month and day of a date field, and the
text input beside the tags of a multiselect, are lower than 24 px. Everything else has to keep the rules.
"""


def serious_findings(page: Page, *, streamlit: bool = False) -> list[str]:
    """Return one line for each serious finding of WCAG 2.2 A and AA on ``page``; [] when there is none.

    On a page of the dashboard (``streamlit``) the parts in `OF_STREAMLIT` are left out.
    """
    violations: list[dict[str, Any]] = Axe().run(page, options=_OPTIONS).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:200]}"
        for violation in violations
        if violation["impact"] in _GRAVE
        for node in violation["nodes"]
        if not (streamlit and _is_streamlits(page, violation["id"], node["target"][-1]))
    ]


def _is_streamlits(page: Page, rule: str, target: str) -> bool:
    parts = OF_STREAMLIT.get(rule, ())
    found = "([target, parts]) => Boolean(document.querySelector(target)?.matches(parts))"
    return bool(parts) and bool(page.evaluate(found, [target, ", ".join(parts)]))
