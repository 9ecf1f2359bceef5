"""A progress bar on stderr for work that lasts, where stderr is a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from tqdm import tqdm

__all__ = ["progress_bar"]

_DELAY_S: Final = 1.0
"""Work that is done sooner shows no bar."""


@contextmanager
def progress_bar(
    title: str, *, total: int | None, unit: str, done: int = 0, delay_s: float = _DELAY_S
) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many more of ``total`` units (None where that is not known) are done."""
    with tqdm(
        desc=title[:40],
        total=total,
        initial=done,
        unit=unit,
        unit_scale=total is None or total > 10_000,
        delay=delay_s,
        leave=delay_s == 0.0,
        disable=not sys.stderr.isatty(),
    ) as bar:

        def advance(more: int) -> None:
            bar.update(more)

        yield advance
