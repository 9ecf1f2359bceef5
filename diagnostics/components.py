"""What the component of a finding is called: the bearing DE, the shaft main, phase A."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = ["component_name"]

_TEXTS: Final = Catalogue(Path(__file__).with_name("components.toml"))
_PHASE: Final = "phase_"
_PARTS: Final = {
    "bearing": "bearing",
    "gear": "gear",
    "belt": "belt",
    "rotor": "shaft",
    "fan": "shaft",
    "pump": "shaft",
}
"""What the component of a fault family is."""


def component_name(fault: str, component: str) -> Text:
    """Return the id of a component with what it is, by the family of the fault: "shaft main"."""
    if component.startswith(_PHASE):
        return _TEXTS("part_phase", component=component.removeprefix(_PHASE).upper())
    part = _PARTS.get(fault.partition(".")[0], "other")
    return _TEXTS(f"part_{part}", component=component)
