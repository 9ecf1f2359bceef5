"""Bilingual texts: one value with English and Chinese, and catalogues of them as TOML beside the rule that uses them.

A catalogue file looks like::

    [too_short]
    en = "The recording lasts {seconds:.1f} s; at least {needed:.0f} s are needed."
    zh = "录音时长 {seconds:.1f} 秒，至少需要 {needed:.0f} 秒。"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Catalogue", "Text"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence for people, in English and in Chinese."""

    en: str
    zh: str

    def __post_init__(self) -> None:
        if not self.en.strip() or not self.zh.strip():
            raise ValueError("a text needs both an English and a Chinese version")

    def to_json(self) -> dict[str, str]:
        """Return the form every contract uses: ``{"en": …, "zh": …}``."""
        return {"en": self.en, "zh": self.zh}

    def in_language(self, language: str) -> str:
        """Return the Chinese version for ``zh`` and any ``zh-…`` tag, the English one otherwise."""
        return self.zh if language.lower().startswith("zh") else self.en

    def filled(self, **values: object) -> Text:
        """Return this template with ``values`` filled in; a `Text` value gives each language its own version."""
        return Text(
            self.en.format(**{k: v.en if isinstance(v, Text) else v for k, v in values.items()}),
            self.zh.format(**{k: v.zh if isinstance(v, Text) else v for k, v in values.items()}),
        )

    def __str__(self) -> str:
        return self.en


class Catalogue:
    """The texts of one TOML file, filled in by key."""

    def __init__(self, path: Path) -> None:
        """Read ``path``; raises ``ValueError`` naming the key when one language is missing."""
        self._templates: dict[str, Text] = {}
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if set(entry) != {"en", "zh"}:
                raise ValueError(f"{path.name}: [{key}] must have exactly the keys en and zh")
            self._templates[key] = Text(entry["en"], entry["zh"])

    @property
    def keys(self) -> frozenset[str]:
        """The keys this catalogue holds."""
        return frozenset(self._templates)

    def __call__(self, key: str, /, **values: object) -> Text:
        """Return the text of ``key`` with ``values`` filled in; a `Text` value gives each language its own version."""
        return self._templates[key].filled(**values)
