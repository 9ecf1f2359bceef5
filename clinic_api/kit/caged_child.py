"""The inside of a caged process: read the request, load what is needed, raise the walls, work, answer, end."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from diagnostics.sandbox.walls import Limits, lay_foundations, raise_walls

__all__ = ["serve"]


def serve(work: Callable[[bytes], bytes], *, prepare: Callable[[], None]) -> None:
    """Answer the request on standard input with ``work`` and end the process.

    ``prepare`` runs before the walls stand and opens whatever files ``work`` needs; it does not see the request.
    """
    rules = json.loads(sys.argv[2])
    request = sys.stdin.buffer.read()
    prepare()
    raise_walls(Limits(**rules["limits"]), lay_foundations(), parent=rules["parent"], required=tuple(rules["required"]))
    answer = work(request)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    os._exit(0)  # what libraries do at exit is refused by the walls
