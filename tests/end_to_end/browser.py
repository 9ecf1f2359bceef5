"""A real Chromium for the journeys; they skip with one line where none is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Page, expect, sync_playwright

ARTEFACTS = Path(__file__).resolve().parents[2] / ".artefacts"
"""Where the journeys leave their pictures, to be looked at after a run."""

PATIENCE_MS = 30_000
"""How long a journey waits for what it expects to see, on a machine that does other work, too."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def _driver_runs() -> bool:
    node, _ = compute_driver_executable()
    return subprocess.run([node, "--version"], capture_output=True, check=False).returncode == 0


needs_chromium = pytest.mark.skipif(
    CHROMIUM is None or not _driver_runs(), reason="no browser here (apt-get install chromium libatomic1)"
)

_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_flags() -> list[str]:
    """Return what Chromium is started with; as root it has no sandbox of its own."""
    return [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else _FLAGS


@contextmanager
def open_page(*, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """Open one page of a fresh browser profile; closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=browser_flags())
        try:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_default_timeout(2 * PATIENCE_MS)
            expect.set_options(timeout=PATIENCE_MS)
            yield page
        finally:
            browser.close()


def keep_picture(page: Page, name: str) -> Path:
    """Keep a picture of the whole page as ``.artefacts/<name>.png``; return where."""
    ARTEFACTS.mkdir(exist_ok=True)
    path = ARTEFACTS / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path
