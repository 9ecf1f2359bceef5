"""Small damage done to good files at random, the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence
from typing import Final

__all__ = ["mutated"]

_ZIP: Final = b"PK\x03\x04"
_SHARE_WITHIN_ZIPS: Final = 0.75
_MOST_STEPS: Final = 4
_LONGEST_BLOCK: Final = 64
_EXTREMES: Final = (0, 1, -1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 1 << 31, (1 << 31) - 1, (1 << 32) - 1, 1 << 62, 1 << 63)
"""Numbers that counts and offsets are seldom tested with."""


def mutated(data: bytes, others: Sequence[bytes], seed: int) -> bytes:
    """Return ``data`` after one to four random changes, some of which mix in pieces of the ``others``."""
    choice = random.Random(seed)
    if data.startswith(_ZIP) and choice.random() < _SHARE_WITHIN_ZIPS:
        return _damaged_within(data, choice, others)
    return _damaged(data, choice, others)


def _damaged(data: bytes, choice: random.Random, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(choice.randint(1, _MOST_STEPS)):
        if changed:
            choice.choice(_STEPS)(changed, choice, others)
    return bytes(changed)


def _damaged_within(data: bytes, choice: random.Random, others: Sequence[bytes]) -> bytes:
    """Damage one member of a zip and pack all again, since a checksum guards what is packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        damaged = choice.choice(old.namelist())
        for name in old.namelist():
            member = old.read(name)
            new.writestr(name, _damaged(member, choice, others) if name == damaged else member)
    return packed.getvalue()


def _flip_bits(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    for _ in range(choice.randint(1, 8)):
        data[_place(data, choice)] ^= 1 << choice.randrange(8)


def _set_bytes(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    at = _place(data, choice)
    end = min(at + choice.randint(1, 8), len(data))
    data[at:end] = bytes([choice.choice((0, 0x20, 0x7F, 0x80, 0xFF))]) * (end - at)


def _set_number(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    """Write an extreme number over 2, 4 or 8 aligned bytes, in either byte order."""
    size = choice.choice((2, 4, 8))
    number = choice.choice(_EXTREMES) & ((1 << 8 * size) - 1)
    at = _place(data, choice) // size * size
    data[at : at + size] = number.to_bytes(size, choice.choice(("little", "big")))[: len(data) - at]


def _swap_blocks(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    size = choice.randint(1, _LONGEST_BLOCK)
    one, other = _place(data, choice), _place(data, choice)
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def _cut(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    del data[choice.randint(1, len(data)) :]


def _remove(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    at = _place(data, choice)
    del data[at : at + choice.randint(1, _LONGEST_BLOCK)]


def _insert(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    at = _place(data, choice)
    data[at:at] = choice.randbytes(choice.randint(1, _LONGEST_BLOCK))


def _repeat(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    at = _place(data, choice)
    data[at:at] = data[at : at + choice.randint(1, _LONGEST_BLOCK)] * choice.randint(1, 20)


def _splice(data: bytearray, choice: random.Random, others: Sequence[bytes]) -> None:
    """Go on as another file does, from the same place or any other."""
    other = choice.choice(others)
    at = _place(data, choice)
    data[at:] = other[at if choice.random() < 0.5 else choice.randrange(len(other)) :]


def _place(data: bytearray, choice: random.Random) -> int:
    """Return a place in ``data``: half of the time near its beginning or end, where headers are."""
    near = min(len(data), 512)
    return choice.choice(
        (choice.randrange(near), len(data) - 1 - choice.randrange(near), *(choice.randrange(len(data)),) * 2)
    )


_Step = Callable[[bytearray, random.Random, Sequence[bytes]], None]
_IN_PLACE: Final[tuple[_Step, ...]] = (_flip_bits, _set_bytes, _set_number, _set_number, _swap_blocks)
_OF_OTHER_LENGTH: Final[tuple[_Step, ...]] = (_cut, _remove, _insert, _repeat, _splice)
_STEPS: Final = _IN_PLACE * 4 + _OF_OTHER_LENGTH
"""A file whose length has changed is mostly refused at once, so most damage leaves it as it is."""
