"""Where in a browser the files of a form lie, and the scripts that send them."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from dashboard.components.fields import Form

__all__ = ["FIELD_HTML", "FIELD_STYLE", "new_place", "place_of", "read_scripts"]

_BROWSER: Final = Path(__file__).with_name("browser")
_PLACE: Final = "upload_place"

FIELD_HTML: Final = '<div class="field"></div>'
FIELD_STYLE: Final = (_BROWSER / "field.css").read_text(encoding="utf-8")


def read_scripts(*names: str) -> str:
    """Return scripts of ``browser/`` as one."""
    return "".join((_BROWSER / f"{name}.js").read_text(encoding="utf-8") for name in names)


def place_of(form: Form) -> str:
    """Return the name under which the browser keeps the files of ``form``: another one once the form was sent."""
    return str(form.value(_PLACE) or new_place(form))


def new_place(form: Form) -> str:
    """Begin with no files; what the browser still has of ``form`` is not found any more. Return the new name."""
    place = secrets.token_urlsafe(16)
    form.change(_PLACE, place)
    return place
