"""Certificates, data in ``certificates.toml``, and which specialties count only with a valid one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from diagnostics.texts import Text
from experts.directory.specialties import SPECIALTIES

__all__ = ["CERTIFICATES", "Certificate", "CertificateKind", "certificate_name", "needs_certificate", "usable_grades"]


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """One kind of certificate: ``levels`` 1 … n, ``years`` of validity (0: without end), the ``specialties`` that
    count only with it or with another one that names them.
    """

    code: str
    name: Text
    levels: int
    years: int
    specialties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate somebody holds; ``valid_until`` is its last day, None where it has none."""

    kind: str
    level: int = 1
    valid_until: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it has not run out; the last day still counts."""
        return self.valid_until is None or day <= self.valid_until


def _load(path: Path) -> Mapping[str, CertificateKind]:
    """Read the kinds; raises ValueError when one names a specialty that does not exist."""
    kinds: dict[str, CertificateKind] = {}
    for code, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
        unknown = set(row["specialties"]) - set(SPECIALTIES)
        if unknown:
            raise ValueError(f"{path.name}: [{code}] names the unknown specialties {sorted(unknown)}")
        kinds[code] = CertificateKind(
            code, Text(row["name"]["en"], row["name"]["zh"]), row["levels"], row["years"], tuple(row["specialties"])
        )
    return MappingProxyType(kinds)


CERTIFICATES: Mapping[str, CertificateKind] = _load(Path(__file__).with_name("certificates.toml"))

_BOUND_TO_PAPER = frozenset(tag for kind in CERTIFICATES.values() for tag in kind.specialties)


def certificate_name(code: str) -> Text:
    """Return the bilingual name of a kind of certificate; a code that is not ours stands for itself."""
    kind = CERTIFICATES.get(code)
    return kind.name if kind else Text(code, code)


def needs_certificate(tag: str) -> bool:
    """Tell whether a specialty counts only with a valid certificate."""
    return tag in _BOUND_TO_PAPER


def usable_grades(
    grades: Mapping[str, float], certificates: Sequence[Certificate], *, on: date
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return the grades (0 … 1) that count on a day, and the tags that do not for want of a valid certificate."""
    covered = {
        tag
        for certificate in certificates
        if certificate.is_valid_on(on) and certificate.kind in CERTIFICATES
        for tag in CERTIFICATES[certificate.kind].specialties
    }
    without = tuple(sorted(tag for tag in grades if tag in _BOUND_TO_PAPER and tag not in covered))
    return {tag: grade for tag, grade in grades.items() if tag not in without}, without
