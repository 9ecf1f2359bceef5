"""What the classifier counts in a complaint: character n-grams, words of the trade, turns of phrase, meanings, kind.

One function for training and for use, so that both see the same. Character n-grams bear misspellings, dialect and the
missing spaces of Chinese; the two word lists (`glossary.toml`, `urgency_cues.toml`) bring words that no training
complaint held; the meanings are those the rules read (`words.py`), a ruled-out one being a feature of its own.
"""

from __future__ import annotations

import math
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from experts.triage.words import Mention

__all__ = ["CUES", "GLOSSARY", "Hit", "WordList", "features", "ngrams"]

_Key = TypeVar("_Key", str, tuple[str, ...])

_LONGEST_NGRAM = 3
"""Four characters were no better in cross-validation (89.6 % against 89.7 %) and double the file."""
_LONGEST_PHRASE = 4
_MOST_CHARACTERS = 4000
"""Of a longer complaint only the beginning is read: more than two pages say where it belongs there."""
_LIST_WEIGHTS = {"glossary": 0.3, "cue": 0.5}
_NOT_COUNTED = "looks_alike"
_MEANING_WEIGHT = 0.4
_KIND_WEIGHT = 0.3
"""How much a word of the lists, a meaning and the kind count beside all n-grams together, which have length 1;
chosen by cross-validation over groups, where 0.3 and 0.5 for the glossary differ by 0.1 %."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a list found in a complaint: characters ``start`` to ``end`` (exclusive) as written."""

    start: int
    end: int
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Written:
    """A complaint in NFKC without case, each character with its place in the complaint as written."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def read(cls, complaint: str) -> _Written:
        characters: list[str] = []
        places: list[int] = []
        for place, written in enumerate(complaint[:_MOST_CHARACTERS]):
            for character in unicodedata.normalize("NFKC", written).casefold():
                characters.append("'" if character == "’" else character)
                places.append(place)
        return cls("".join(characters), tuple(places))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the complaint as written of characters ``start`` to ``end`` (exclusive, not empty)."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class WordList:
    """Lists of words by class; ``chinese`` by characters, ``english`` by words, ``beginnings`` with any ending."""

    classes: tuple[str, ...]
    chinese: Mapping[str, frozenset[str]]
    english: Mapping[tuple[str, ...], frozenset[str]]
    beginnings: Mapping[tuple[str, ...], frozenset[str]]

    @classmethod
    def load(cls, path: Path) -> WordList:
        """Read a word list: one table a class, ``zh`` and ``en`` cut at commas."""
        chinese: dict[str, set[str]] = {}
        english: dict[tuple[str, ...], set[str]] = {}
        beginnings: dict[tuple[str, ...], set[str]] = {}
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, table in tables.items():
            for word in _cut(table["zh"] + "," + table["en"]):
                if not word.isascii():
                    chinese.setdefault("".join(word.split()), set()).add(name)
                elif word.endswith("*"):
                    beginnings.setdefault(tuple(word[:-1].split()), set()).add(name)
                else:
                    english.setdefault(tuple(word.split()), set()).add(name)
        return cls(tuple(tables), _frozen(chinese), _frozen(english), _frozen(beginnings))

    def find(self, complaint: str) -> tuple[Hit, ...]:
        """Return the words found, the longest first where several begin at one place, none overlapping another of its
        script.
        """
        written = _Written.read(complaint)
        return (*self._find_chinese(written), *self._find_english(written))

    def _find_chinese(self, written: _Written) -> Iterator[Hit]:
        kept = [k for k, character in enumerate(written.text) if not character.isspace()]
        text = "".join(written.text[k] for k in kept)
        longest = max(map(len, self.chinese), default=0)
        start = 0
        while start < len(text):
            for length in range(min(longest, len(text) - start), 0, -1):
                if classes := self.chinese.get(text[start : start + length]):
                    yield Hit(*written.span(kept[start], kept[start + length - 1] + 1), classes)
                    start += length
                    break
            else:
                start += 1

    def _find_english(self, written: _Written) -> Iterator[Hit]:
        words = list(_latin_words(written.text))
        start = 0
        while start < len(words):
            for length in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
                phrase = tuple(word for word, _, _ in words[start : start + length])
                if classes := self._classes_of(phrase):
                    yield Hit(*written.span(words[start][1], words[start + length - 1][2]), classes)
                    start += length
                    break
            else:
                start += 1

    def _classes_of(self, phrase: tuple[str, ...]) -> frozenset[str] | None:
        if classes := self.english.get(phrase):
            return classes
        *before, last = phrase
        for length in range(len(last), 1, -1):
            if classes := self.beginnings.get((*before, last[:length])):
                return classes
        return None


def _cut(words: str) -> Iterator[str]:
    for word in words.split(","):
        if plain := unicodedata.normalize("NFKC", word).casefold().strip():
            yield plain


def _frozen(classes: Mapping[_Key, set[str]]) -> dict[_Key, frozenset[str]]:
    return {word: frozenset(names) for word, names in classes.items()}


def _latin_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Return the English words and numbers of a text, each with its beginning and end."""
    start = None
    for k, character in enumerate(text + " "):
        latin = character.isascii() and (character.isalnum() or character in "'-/&.#")
        if latin and start is None:
            start = k
        elif not latin and start is not None:
            word = text[start:k]
            left = len(word) - len(word.lstrip("'-/&.#"))
            if stripped := word.strip("'-/&.#"):
                yield stripped, start + left, start + left + len(stripped)
            start = None


GLOSSARY = WordList.load(Path(__file__).with_name("glossary.toml"))
CUES = WordList.load(Path(__file__).with_name("urgency_cues.toml"))


def ngrams(complaint: str) -> Iterator[tuple[str, int, int]]:
    """Return the character n-grams of a complaint (1 … 3 characters, words set off by spaces, digits as 0), each with
    its beginning and end in the complaint as written.
    """
    written = _Written.read(complaint)
    text, places = [" "], [0]
    for k, character in enumerate(written.text):
        plain = "0" if character.isdigit() else character if character.isalnum() else " "
        if not (plain == text[-1] and plain in " 0"):
            text.append(plain)
            places.append(written.places[k])
    if text[-1] != " ":
        text.append(" ")
        places.append(places[-1])
    joined = "".join(text)
    for length in range(1, _LONGEST_NGRAM + 1):
        for start in range(len(joined) - length + 1):
            gram = joined[start : start + length]
            if gram != " ":
                inner = [places[k] for k in range(start, start + length) if joined[k] != " "]
                yield gram, min(inner), max(inner) + 1


def features(complaint: str, kind: str | None, named: Sequence[Mention], idf: Mapping[str, float]) -> dict[str, float]:
    """Return every feature of a complaint with its value.

    ``named`` are the meanings found in it; ``idf`` is the weight of each n-gram, those not in it are left out.
    """
    counts = Counter(gram for gram, _, _ in ngrams(complaint) if gram in idf)
    values = {f"n:{gram}": (1.0 + math.log(count)) * idf[gram] for gram, count in counts.items()}
    length = math.sqrt(sum(value * value for value in values.values()))
    values = {name: value / length for name, value in values.items()}
    for prefix, words in (("glossary", GLOSSARY), ("cue", CUES)):
        found: dict[str, float] = {}
        for hit in words.find(complaint):
            for name in hit.classes - {_NOT_COUNTED}:
                found[name] = found.get(name, 0.0) + 1 / len(hit.classes)
        values |= {f"{prefix}:{name}": _LIST_WEIGHTS[prefix] * math.log1p(n) for name, n in found.items()}
    for mention in named:
        values[f"meaning:{'not ' if mention.negated else ''}{mention.meaning.code}"] = _MEANING_WEIGHT
    if kind is not None:
        values[f"kind:{kind}"] = _KIND_WEIGHT
    return values
