"""Hostile files are parsed here: in a caged child that can read one open file, write one answer, and nothing else.

A clean process (`server`) is kept warm and forks one child for each file. The child raises its `walls` (limits,
Landlock, seccomp; as root also another user and no network), reads the file with the ordinary readers and leaves
numbers and JSON in two memory files. A crash, a spin or an exploit of a parser ends with that child.
`client` is what callers use, `doctor` shows that the walls hold.
"""

from diagnostics.sandbox.client import Sandbox
from diagnostics.sandbox.protocol import SERVICE_LARGEST_BYTES, SandboxChoice, SandboxMode

__all__ = ["SERVICE_LARGEST_BYTES", "Sandbox", "SandboxChoice", "SandboxMode"]
