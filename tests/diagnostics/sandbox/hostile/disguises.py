"""Files whose name and content do not belong together, and names that are attacks themselves."""

from __future__ import annotations

import io
import pickle
import struct

import numpy as np
import soundfile

from diagnostics.readers import FORMATS
from tests.diagnostics.sandbox.hostile.kit import ROWS, HostileFile

FOREIGN = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 20,
    "a program": b"\x7fELF\x02\x01\x01" + bytes(500),
    "a picture": b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 13, b"IHDR") + bytes(500),
    "a web page": b"<!DOCTYPE html><html><script>alert(1)</script></html>\n" * 20,
    "a pickle": pickle.dumps({"samples": list(range(200))}),
    "a script": b"#!/bin/sh\nrm -rf /\n" * 20,
    "zeros": bytes(5000),
    "ones": b"\xff" * 5000,
}
NAMES = {
    "climbs": "../../etc/passwd.wav",
    "is absolute": "/etc/shadow.wav",
    "has a zero byte": "fan\0.wav",
    "has 4000 letters": "a" * 4000 + ".wav",
    "runs from right to left": "fan\u202evaw.exe.wav",
    "is a device": "CON.wav",
    "has line ends": "fan\r\nSet-Cookie: a=b\r\n.wav",
    "asks for formatting": "{0.__class__.__mro__}{name!r}%s%n.wav",
    "has half a character": "fan\udcff.wav",
    "has tags": "<img src=x onerror=alert(1)>.wav",
}


def _wav() -> bytes:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.linspace(-0.5, 0.5, 400), 8000, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


FILES = (
    *(
        HostileFile(
            f"a{min(form.suffixes)}",
            lambda: b"hello, this is no recording\n" * 20,
            "recording_format_mismatch",
            f"a greeting called {form.title}",
        )
        for form in FORMATS
    ),
    *(
        HostileFile(f"a{suffix}", lambda data=data: data, code, f"{what} called {suffix}")
        for what, data in FOREIGN.items()
        for suffix, code in ((".wav", "recording_format_mismatch"), (".bin", "recording_format_unknown"))
    ),
    HostileFile("a.mat", _wav, "recording_format_mismatch", "a WAV called MATLAB"),
    HostileFile("a.wav", lambda: ROWS * 40, "recording_format_mismatch", "a table called WAV"),
    HostileFile("a.wav", bytes, "recording_empty", "no byte at all"),
    HostileFile("a.wav", lambda: b"R", "recording_format_mismatch", "a single byte"),
    *(HostileFile(name, _wav, None, f"a recording whose name {what}") for what, name in NAMES.items()),
    *(
        HostileFile(name, lambda: b"RIFF\0\0\0\0WAVE", "recording_damaged", f"a damaged file whose name {what}")
        for what, name in NAMES.items()
    ),
)
