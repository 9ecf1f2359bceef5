"""Where a maintenance lead looks first when a measured quantity is off; the quantity is told by the column's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diagnostics.texts import Catalogue, Text

__all__ = ["quantity_named", "where_to_look"]

TEXTS: Final = Catalogue(Path(__file__).with_name("where_to_look.toml"))
_NAMED: Final = {
    "flow": re.compile(r"flow|debit|durchfluss|l/min|m3/h|m³/h|流量", re.IGNORECASE),
    "pressure": re.compile(r"press|druck|\bbar\b|[kmp]pa\b|压力|压强|差压", re.IGNORECASE),
    "vibration": re.compile(r"vibr|accel|acceler|velocity|mm/s|振动|加速度|震动", re.IGNORECASE),
    "temperature": re.compile(r"temp|thermo|°c|deg ?c|温度|热电偶", re.IGNORECASE),
    "current": re.compile(r"current|strom|amp(?:ere)?s?\b|电流", re.IGNORECASE),
    "voltage": re.compile(r"volt(?:age)?\b|spannung|电压", re.IGNORECASE),
    "power": re.compile(r"power|leistung|\bkw\b|功率|电耗", re.IGNORECASE),
    "level": re.compile(r"level|füllstand|液位|料位", re.IGNORECASE),
    "speed": re.compile(r"speed|rpm|drehzahl|转速|频率", re.IGNORECASE),
    "sound": re.compile(r"sound|noise|\bdb\b|acoustic|声|噪", re.IGNORECASE),
}
"""By the words that loggers write over their columns, in the order in which they are tried ("Volume Flow Rate" is no
rate of anything else)."""


def quantity_named(column: str) -> str | None:
    """Return the quantity that the name of a ``column`` says, None where it says none.

    >>> quantity_named("Volume Flow RateRMS"), quantity_named("入口压力"), quantity_named("x7")
    ('flow', 'pressure', None)
    """
    return next((quantity for quantity, pattern in _NAMED.items() if pattern.search(column)), None)


def where_to_look(columns: Sequence[str], *, falling: bool) -> Text:
    """Return what to look at first when ``columns`` are off, the most conspicuous first; ``falling`` is said of it."""
    quantities = [quantity for quantity in map(quantity_named, columns) if quantity is not None]
    if not quantities:
        return TEXTS("unknown", column=columns[0])
    key = quantities[0]
    directed = f"{key}_{'low' if falling else 'high'}"
    return TEXTS(directed if directed in TEXTS.keys else key, column=columns[0])
