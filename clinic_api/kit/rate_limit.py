"""How many requests a minute one account or one network address may send: token buckets in this process's memory.

A bucket in the database would cost every request a write, on SQLite even a turn of the one writer. So each API process
counts for itself, and N processes let through N times the limit; what must be exact (guessing passwords, codes and
addresses of accounts) is counted in the database by `accounts.throttle` instead.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final

from clinic_api.errors import TooManyRequests

__all__ = ["RateLimiter", "network_of"]

_MAX_KEYS: Final = 20_000  # about 4 MB; the least recently used bucket is forgotten


class RateLimiter:
    """Buckets that hold one minute's requests and fill up evenly."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` returns seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, per_minute: int) -> None:
        """Take one request from the bucket of ``key``; raises `TooManyRequests` when it is empty. 0 is no limit."""
        if per_minute == 0:
            return
        with self._lock:
            now = self._clock()
            left, at = self._buckets.pop(key, (float(per_minute), now))
            left = min(float(per_minute), left + (now - at) * per_minute / 60)
            taken = left >= 1
            self._buckets[key] = (left - 1 if taken else left, now)
            if len(self._buckets) > _MAX_KEYS:
                self._buckets.popitem(last=False)
        if not taken:
            raise TooManyRequests(retry_after_seconds=max(1, math.ceil((1 - left) * 60 / per_minute)))


def network_of(host: str) -> str:
    """Return what stands for the place that ``host`` sends from: an IPv4 address, or the /64 of an IPv6 one.

    >>> network_of("2001:db8::1:2:3:4"), network_of("192.0.2.7"), network_of("testclient")
    ('2001:db8::/64', '192.0.2.7', 'testclient')
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))
    return str(address)
