"""The version of the package, as it stands in every examination."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

__all__ = ["package_version"]


def package_version() -> str:
    """Return the version of the installed package, ``0`` when it runs without being installed."""
    try:
        return version("industrial-hospital")
    except PackageNotFoundError:
        return "0"
