from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dashboard.components.signal_view.evidence import evidence_place, layout_of

FOLDER = Path(__file__).resolve().parents[2] / "dashboard" / "components" / "signal_view"
LOCALES = FOLDER.parents[1] / "locales"
SCRIPTS = {path: path.read_text(encoding="utf-8") for path in sorted((FOLDER / "source").rglob("*.js"))}
WORD = re.compile(r'"([a-z][a-z_]*)"')
FAMILY = re.compile(r"`([a-z_]*)\$\{[^`]*?\}([a-z_]*)`")


def words_of(language: str) -> set[str]:
    text = (LOCALES / language / "signal_view.toml").read_text(encoding="utf-8")
    return set(tomllib.loads(text)["signal_view"])


def asked_words() -> list[str]:
    """Every literal first argument of a call of ``word``."""
    asked: list[str] = []
    for script in SCRIPTS.values():
        for call in re.finditer(r"\bword\(([^()`]*?)[,)]", script):
            asked += WORD.findall(re.sub(r"=== \"\w+\"", "", call.group(1)))
    return asked


def families() -> set[tuple[str, str]]:
    """Beginning and end of the keys that are put together from a code."""
    return {match.groups() for script in SCRIPTS.values() for match in FAMILY.finditer(script)}  # type: ignore[misc]


def test_the_built_files_are_made_from_the_sources() -> None:
    names = ["package.json", "signal_view.css", *(str(path.relative_to(FOLDER)) for path in SCRIPTS)]
    digest = hashlib.sha256(b"".join((FOLDER / name).read_bytes() for name in sorted(names))).hexdigest()

    built = (FOLDER / "built" / "signal_view.js").read_text(encoding="utf-8")
    style = (FOLDER / "built" / "signal_view.css").read_text(encoding="utf-8")

    assert f"from sources {digest}" in built, "run scripts/signal_view.sh"
    assert style.endswith((FOLDER / "signal_view.css").read_text(encoding="utf-8"))
    assert "MIT License" in (FOLDER / "built" / "uPlot.LICENSE").read_text(encoding="utf-8")


def test_every_word_that_the_script_asks_for_exists() -> None:
    assert len(asked_words()) > 60
    assert set(asked_words()) - words_of("en") == set()


def test_no_word_is_unused() -> None:
    in_the_script = {word for script in SCRIPTS.values() for word in WORD.findall(script)}
    composed = {
        word
        for word in words_of("en")
        for start, end in families()
        if start and word.startswith(start) and word.endswith(end)
    }

    assert words_of("en") - in_the_script - composed == set()


def test_the_script_has_no_words_of_its_own() -> None:
    texts = {
        text for script in SCRIPTS.values() for text in re.findall(r'h\("[a-z0-9]+", \{[^}]*\}, "([^"]+)"', script)
    }

    assert {text for text in texts if re.search(r"[A-Za-z]{3,}", text)} == set()


@pytest.mark.parametrize(
    ("item", "plot", "x", "quantity"),
    [
        ({"kind": "envelope_line", "channel": "1", "frequency_hz": 107.0}, "envelope", 107.0, None),
        ({"kind": "velocity_line", "channel": "1", "frequency_hz": 107.0}, "spectrum", 107.0, "velocity"),
        ({"kind": "velocity_line", "channel": "2", "frequency_hz": 107.0}, "spectrum", 107.0, None),
        ({"kind": "drift", "channel": "1", "frequency_hz": 1.0}, "time", None, None),
        ({"kind": "broadband_velocity", "channel": "1"}, "spectrum", None, "velocity"),
    ],
)
def test_evidence_leads_to_the_plot_that_shows_it(
    item: dict[str, Any], plot: str, x: float | None, quantity: str | None
) -> None:
    place = evidence_place(item, {"1": {"velocity_rms_mm_s": 3.0}, "2": {}})

    assert (place["plot"], place["x"], place["quantity"]) == (plot, x, quantity)


def test_sidebands_of_evidence_are_marked_and_their_spacing_is_told() -> None:
    item = {
        "kind": "mesh_lines",
        "channel": "1",
        "frequency_hz": 800.0,
        "harmonics_hz": [800.0, 1600.0],
        "sidebands_hz": [775.0, 825.0],
    }

    place = evidence_place(item, {})

    assert place["marks_hz"] == [800.0, 1600.0, 775.0, 825.0]
    assert (place["harmonic"], place["sideband_hz"]) == (True, 25.0)


@pytest.mark.parametrize(
    ("faults", "quantities", "layout"),
    [
        (["bearing.inner_race"], ["acceleration"], "bearing"),
        (["rotor.unbalance"], ["acceleration"], "rotor"),
        ([], ["current", "current", "current"], "motor"),
        ([], ["displacement", "displacement"], "orbit"),
        ([], ["acceleration", "tachometer"], "changing"),
        ([], ["acceleration"], "bearing"),
        ([], [], "bearing"),
    ],
)
def test_the_plots_follow_what_was_found_then_what_was_measured(
    faults: list[str], quantities: list[str], layout: str
) -> None:
    document = {"findings": [{"fault": fault} for fault in faults]}

    assert layout_of(document, {"sensors": [{"quantity": quantity} for quantity in quantities]}) == layout
