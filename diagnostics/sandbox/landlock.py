"""Landlock, the Linux wall around files, network ports, abstract sockets and signals (kernel 5.13 and later).

Layout and constants: linux/landlock.h; system call numbers: asm-generic/unistd.h, the same on every architecture.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

__all__ = ["abi_version", "reading_ruleset", "restrict_self"]

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_RULE_PATH_BENEATH: Final = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_RIGHTS_OF_ABI: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version of the interface knows."""
_ALL_TCP: Final = 0b11
_ALL_SCOPES: Final = 0b11
"""Abstract Unix sockets and signals to processes outside."""
_LIBC: Final = ctypes.CDLL(None, use_errno=True)


class _RulesetAttribute(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathBeneath(ctypes.Structure):
    _pack_ = 1  # 12 bytes, as the kernel declares it
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("directory", ctypes.c_int32))


def abi_version() -> int:
    """Return the version of the kernel's Landlock, 0 where there is none."""
    version = int(_LIBC.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1))
    return max(version, 0)


def reading_ruleset(folders: Iterable[Path]) -> int:
    """Return the descriptor of rules under which files may be opened only below ``folders`` and only for reading;
    TCP, abstract sockets and signals to the outside are closed where the kernel can. Raises `OSError`.
    """
    abi = abi_version()
    if abi < 1:
        raise OSError("this kernel has no Landlock")
    rights = (1 << _RIGHTS_OF_ABI[min(abi, 5)]) - 1
    attribute = _RulesetAttribute(rights, _ALL_TCP if abi >= 4 else 0, _ALL_SCOPES if abi >= 6 else 0)
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    ruleset = _checked(_LIBC.syscall(_CREATE_RULESET, ctypes.byref(attribute), ctypes.c_size_t(size), 0))
    for folder in folders:
        _allow_reading(ruleset, folder)
    return ruleset


def restrict_self(ruleset: int) -> None:
    """Put this process under ``ruleset`` for good; descriptors that are open stay as they are.

    Needs no_new_privs. Raises `OSError`.
    """
    _checked(_LIBC.syscall(_RESTRICT_SELF, ruleset, 0))


def _allow_reading(ruleset: int, folder: Path) -> None:
    try:
        directory = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what cannot be opened needs no permission
    try:
        rule = _PathBeneath(_READ_FILE | _READ_DIR, directory)
        _checked(_LIBC.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(directory)


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
