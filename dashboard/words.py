"""Every word the dashboard shows, by key, from ``locales/en/*.toml`` and ``locales/zh/*.toml``: a file a group of
pages, the same files with the same keys in both.

A key is ``table.name``. A table may also be a family, read with `of`: one name for each code of the API (``urgency``,
``role``, ``fault`` …).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["LANGUAGES", "Bilingual", "Language", "Words", "closest_language", "plain"]

Language = Literal["zh", "en"]
Day = date  # `Words.date` hides the name
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_LOCALES: Final = Path(__file__).with_name("locales")
_DATE_FORMATS: Final = {"en": "%-d %b %Y, %H:%M", "zh": "%Y年%-m月%-d日 %H:%M"}
_DAY_FORMATS: Final = {"en": "%a %-d %b %Y", "zh": "%Y年%-m月%-d日"}
_MARKDOWN: Final = re.compile(r"([!-/:-@\[-`{-~])")


class Bilingual(Protocol):
    """A text of the API in both languages."""

    en: str
    zh: str


class Words:
    """The words of one language; raises `KeyError` for a key that the locales do not have."""

    def __init__(self, language: Language, timezone: str | None = None) -> None:
        """Speak ``language`` and show times in ``timezone`` (an IANA name; UTC where it is unknown)."""
        self.language = language
        self._tables = _read_locale(language)
        self._zone = _zone(timezone)

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the text of ``table.name`` with ``values`` filled in."""
        table, name = key.split(".")
        return self._tables[table][name].format(**values)

    def of(self, family: str, code: object) -> str:
        """Return what ``code`` is called; a code that is not in the family is shown as it is."""
        return self._tables[family].get(str(code), str(code))

    def codes(self, family: str) -> list[str]:
        """Return the codes that ``family`` names, in its order."""
        return list(self._tables[family])

    def table(self, name: str) -> dict[str, str]:
        """Return all texts of ``name``, for a component that fills them in itself."""
        return dict(self._tables[name])

    def pick(self, text: Bilingual | Mapping[str, Any]) -> str:
        """Return the API's text in this language."""
        return str(text[self.language] if isinstance(text, Mapping) else getattr(text, self.language))

    def name(self, item: object, field: str = "name") -> str:
        """Return ``item.<field>_en`` or ``item.<field>_zh``, empty where the item has none."""
        return str(getattr(item, f"{field}_{self.language}", None) or "")

    def date(self, at: datetime) -> str:
        """Return ``at`` as people here write it, in their time zone."""
        return at.astimezone(self._zone).strftime(_DATE_FORMATS[self.language])

    def time(self, at: datetime) -> str:
        """Return the time of day of ``at`` in the reader's time zone."""
        return at.astimezone(self._zone).strftime("%H:%M")

    def day_of(self, at: datetime) -> str:
        """Return the day of ``at`` in the reader's time zone."""
        return self.day(at.astimezone(self._zone).date())

    def day(self, day: Day) -> str:
        """Return ``day`` as people here write it."""
        return day.strftime(_DAY_FORMATS[self.language])


def closest_language(tag: str | None) -> Language:
    """Return ``zh`` for ``zh`` and any ``zh-…`` tag, ``en`` otherwise."""
    return "zh" if (tag or "").lower().startswith("zh") else "en"


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter by letter; line breaks become blanks."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@lru_cache(maxsize=len(LANGUAGES))
def _read_locale(language: str) -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, Mapping[str, str]] = {}
    for path in sorted((_LOCALES / language).glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in tables:
                raise ValueError(f"{path}: the table [{name}] is in another file of this language, too")
            tables[name] = MappingProxyType(table)
    return MappingProxyType(tables)


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC
