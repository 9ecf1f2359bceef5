"""What holds for the whole run: its order, and the figures of the fault tests, which are printed at the end."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the journeys: of two processes one has them all, and starts one demo for them."""
    items.sort(key=lambda item: "end_to_end" not in item.path.parts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every figure, once."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    figures = [value for report in reports for name, value in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures of the fault tests")
        for line in dict.fromkeys(figures):
            terminalreporter.write_line(str(line))
