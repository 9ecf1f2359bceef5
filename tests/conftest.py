"""What pytest has to know before it collects: the figures of the fault tests are printed at the end of the run."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every figure, once."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    figures = [value for report in reports for name, value in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures of the fault tests")
        for line in dict.fromkeys(figures):
            terminalreporter.write_line(str(line))
