"""Reading a description key by key: every wrong key, type or value is refused with its place in the text.

Used by `diagnostics.machine`; a `Section` is one mapping of the YAML or JSON text together with its path, such as
``bearings[1].geometry``.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from diagnostics.errors import MachineError, machine_error
from diagnostics.texts import Text

__all__ = ["Section"]

T = TypeVar("T")

_A_MAPPING = Text("a group of keys", "一组键值")
_A_LIST = Text("a list", "一个列表")
_A_NUMBER = Text("a number", "一个数值")
_A_WHOLE_NUMBER = Text("a whole number", "一个整数")
_A_NAME = Text("a name", "一个名称")
_TRUE_OR_FALSE = Text("true or false", "true 或 false")
_MAX_NAME_LENGTH = 500


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


class Section:
    """One mapping of a description, its path, and typed access to its keys."""

    def __init__(self, value: object, path: str, known: Sequence[str]) -> None:
        """Refuse ``value`` when it is no mapping or has keys outside ``known`` (machine_invalid,
        machine_key_unknown).
        """
        if not isinstance(value, Mapping):
            raise machine_error("machine_invalid.type", path=path or "/", expected=_A_MAPPING, found=_shown(value))
        self._values = {key: entry for key, entry in value.items() if entry is not None}
        self.path = path
        for key in value:
            if key not in known:
                raise self._unknown_key(str(key), known)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def _unknown_key(self, key: str, known: Sequence[str]) -> MachineError:
        nearest = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.5)
        if nearest:
            return machine_error("machine_key_unknown", path=self.at(key[:80]), nearest=self.at(nearest[0]))
        return machine_error("machine_key_unknown.no_guess", path=self.at(key[:80]), known=", ".join(sorted(known)))

    def at(self, key: str) -> str:
        """Return the path of ``key``, such as ``motor.poles``."""
        return f"{self.path}.{key}" if self.path else key

    def required(self, key: str) -> object:
        """Return the raw value of ``key``; machine_invalid when it is missing."""
        if key not in self._values:
            raise machine_error("machine_invalid.missing", path=self.at(key))
        return self._values[key]

    def raw(self, key: str) -> object:
        """Return the raw value of ``key``, None when absent."""
        return self._values.get(key)

    def number(self, key: str, *, above: float = -math.inf, below: float = math.inf, least: float = -math.inf) -> float:
        """Return the finite number at ``key``, in ]above, below[ and ≥ least."""
        value = self.required(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise machine_error("machine_invalid.type", path=self.at(key), expected=_A_NUMBER, found=_shown(value))
        number = float(value) if abs(value) < 1e300 else math.inf
        if not (math.isfinite(number) and above < number < below and number >= least):
            raise machine_error(
                "machine_invalid.range",
                path=self.at(key),
                found=_shown(value),
                expected=_limits(above, below, least),
            )
        return number

    def optional_number(
        self, key: str, *, above: float = -math.inf, below: float = math.inf, least: float = -math.inf
    ) -> float | None:
        """Return the number at ``key`` as `number` does, None when absent."""
        return self.number(key, above=above, below=below, least=least) if key in self else None

    def whole(self, key: str, *, least: int, most: int = 100_000) -> int:
        """Return the whole number at ``key`` in [least, most]."""
        number = self.number(key, least=least, below=most + 1)
        if not number.is_integer():
            raise machine_error(
                "machine_invalid.type",
                path=self.at(key),
                expected=_A_WHOLE_NUMBER,
                found=_shown(self._values[key]),
            )
        return int(number)

    def optional_whole(self, key: str, *, least: int, most: int = 100_000) -> int | None:
        """Return the whole number at ``key``, None when absent."""
        return self.whole(key, least=least, most=most) if key in self else None

    def name(self, key: str) -> str:
        """Return the name at ``key``; a number is taken as its text (``channel: 1`` in YAML)."""
        value = self.required(key)
        text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(text, str) or not text.strip() or len(text) > _MAX_NAME_LENGTH:
            raise machine_error("machine_invalid.type", path=self.at(key), expected=_A_NAME, found=_shown(value))
        return text.strip()

    def optional_name(self, key: str) -> str | None:
        """Return the name at ``key``, None when absent."""
        return self.name(key) if key in self else None

    def choice(self, key: str, choices: Sequence[str]) -> str:
        """Return the name at ``key``, which must be one of ``choices``."""
        name = self.name(key)
        if name not in choices:
            raise machine_error(
                "machine_invalid.choice", path=self.at(key), found=_shown(name), choices=", ".join(choices)
            )
        return name

    def optional_choice(self, key: str, choices: Sequence[str]) -> str | None:
        """Return the choice at ``key``, None when absent."""
        return self.choice(key, choices) if key in self else None

    def flag(self, key: str) -> bool:
        """Return the truth value at ``key``, False when absent."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise machine_error("machine_invalid.type", path=self.at(key), expected=_TRUE_OR_FALSE, found=_shown(value))
        return value

    def section(self, key: str, known: Sequence[str]) -> Section | None:
        """Return the mapping at ``key`` with only ``known`` keys, None when absent."""
        return Section(self._values[key], self.at(key), known) if key in self else None

    def each(self, key: str, known: Sequence[str], make: Callable[[Section], T]) -> tuple[T, ...]:
        """Return ``make`` of every mapping of the list at ``key``; an absent list is empty."""
        return tuple(make(item) for item in self._items(key, known))

    def _items(self, key: str, known: Sequence[str]) -> Iterator[Section]:
        value = self._values.get(key, [])
        if not isinstance(value, list | tuple):
            raise machine_error("machine_invalid.type", path=self.at(key), expected=_A_LIST, found=_shown(value))
        for index, item in enumerate(value):
            yield Section(item, f"{self.at(key)}[{index}]", known)


def _limits(above: float, below: float, least: float) -> str:
    parts = []
    if math.isfinite(least):
        parts.append(f"≥ {least:g}")
    elif math.isfinite(above):
        parts.append(f"> {above:g}")
    if math.isfinite(below):
        parts.append(f"< {below:g}")
    return ", ".join(parts) or "±1e300"
