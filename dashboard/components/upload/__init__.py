"""Files sent by the browser itself: the page holds only what became of them.

A broken line, another step of the page, a reload or an ended session costs nothing but the next piece. What is not
sent yet lies in the browser, for a day at most; ``browser/`` has the scripts.
"""

from __future__ import annotations

from dashboard.components.upload.photos import chosen_photos, photo_batch, send_photos, show_photo_field
from dashboard.components.upload.recording import (
    KeptRecording,
    kept_recording,
    show_recording_field,
    show_recording_on_its_way,
)

__all__ = [
    "KeptRecording",
    "chosen_photos",
    "kept_recording",
    "photo_batch",
    "send_photos",
    "show_photo_field",
    "show_recording_field",
    "show_recording_on_its_way",
]
