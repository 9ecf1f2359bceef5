"""The kinds of jobs that tell others: taken by the deliverer, not by the workers that examine recordings."""

from __future__ import annotations

from typing import Final

__all__ = ["DELIVERED", "DELIVERY"]

DELIVERY: Final = "delivery"
DELIVERED: Final = frozenset({DELIVERY})
