"""How much two complaints have in common: by their words within one language, by what they mean across two.

`experts.triage.words.mentions` reads a complaint with care, forgiving slips of the pen, and takes some 20 ms for it (2
cores of 2026). Here thousands are compared, so a quicker reading ranks them: the same words of the same list, without
slips; what is said to both is read with care only for the few that are shown.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from diagnostics.texts import Text
from experts.triage.words import MEANINGS, mentions

__all__ = ["department_of_both", "said_by_both", "share_of_words", "words_similarities"]

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN: Final = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>[a-z0-9']+)")
_CLAUSE: Final = re.compile(r"[.,;!?:。、，；！？：\n()\[\]（）]+")
_ENDINGS: Final = ("ings", "ing", "ed", "es", "s")
_SHORTEST_STEM: Final = 3
_NGRAMS: Final = (1, 2)
"""Lengths of the runs of Chinese characters that are compared. Measured on the seen complaints: with runs of three, or
without single characters, fewer paraphrases and fewer of the same department are found."""
_COMMON: Final = frozenset(
    (
        *("the", "a", "an", "and", "or", "of", "to", "in", "on", "at", "is", "are", "was", "be", "it", "its"),
        *("for", "with", "from", "has", "have", "had", "we", "i", "you", "he", "they", "this", "that", "as"),
        *("by", "but", "so", "when", "then", "up", "out", "very", "just", "not", "no", "can", "cant", "dont"),
        *("doesnt", "us", "our", "my", "there", "one", "some", "all"),
    )
)
"""Words that say nothing of a machine; what is left out of them is weighed by how rare it is anyway."""
_ZH_NEGATORS: Final = ("没有", "没", "无", "未", "不")
_EN_NEGATORS: Final = frozenset({"no", "not", "without", "never", "nor"})
_ROLES: Final = frozenset({"symptom", "danger", "stopped", "speed"})
"""Meanings that say what is the matter; since when, how strong and how routine say nothing of the cause."""
_MEANING_SHARE: Final = 0.5
"""Share of the meanings beside the words of one script. Measured on the seen complaints: of 0, 0.3, 0.5, 0.6, 0.7 and 1
the one that finds most paraphrases of both languages; 0 finds half as many, 0.3 and 0.6 differ by a point."""
_DEPARTMENT_SHARE: Final = 0.4
"""Share, within the meanings, of the departments that they speak for: what is named in other words by the word list,
too, still points the same way. Measured on the seen complaints: 17 % of the paraphrases instead of 15 %."""
_ONE_KIND_ONLY: Final = 0.7
"""What the likeness is worth of which only words, or only meanings, could be compared. Without it, two complaints in
different languages that share a single common meaning would be nearer than two that share it and half their words."""
_CACHED: Final = 512
"""Complaints read with care that are kept; a request shows at most 20."""
_READ: Final = 8192
"""Complaints read quickly that are kept, some 5 kB each: two departments' candidates or more."""
_LATIN: Final = re.compile(r"[a-z0-9'/-]+")
_FIRST_LETTERS: Final = 2
"""Letters by which phrases are looked up: no stem of the word list is shorter."""
_NEGATED_WITHIN: Final = 2
"""Words before a phrase in which a negation rules it out ("no more smoke")."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A complaint read once: how often each token stands in it, what it means, and in which script it is written."""

    tokens: Mapping[str, int]
    meanings: frozenset[str]
    is_han: bool


def words_similarities(complaint: str, others: Sequence[str]) -> list[float | None]:
    """Return for each of ``others`` how much it says the same as ``complaint``, 0 … 1, or None where nothing can be
    compared.

    Words are compared where both are written in one script, meanings (and the departments they speak for) where both
    name one; each counts the more the rarer it is among all of them (cosine of TF-IDF vectors, Salton and Buckley
    1988). The root is taken: two people who saw the same write sentences whose cosine is 0.2 to 0.4, and beside
    findings and machines these are to count as what they are.
    """
    own = _read(complaint)
    readings = [_read(other) for other in others]
    whole = [reading for reading in (own, *readings) if reading is not None]
    if own is None:
        return [None] * len(others)
    tokens = _Rarity(Counter(token for reading in whole for token in reading.tokens), len(whole))
    meanings = _Rarity(Counter(code for reading in whole for code in reading.meanings), len(whole))
    own_tokens, own_meanings = tokens.vector(own.tokens), meanings.vector(dict.fromkeys(own.meanings, 1))
    own_departments = _departments(own.meanings)

    def similarity(other: _Reading | None) -> float | None:
        if other is None:
            return None
        said = meant = None
        if own.is_han == other.is_han:
            said = _cosine(own_tokens, tokens.vector(other.tokens))
        if own.meanings and other.meanings:
            named = _cosine(own_meanings, meanings.vector(dict.fromkeys(other.meanings, 1)))
            pointed = _cosine(own_departments, _departments(other.meanings))
            meant = (1.0 - _DEPARTMENT_SHARE) * named + _DEPARTMENT_SHARE * pointed
        together = _together(said, meant)
        return None if together is None else math.sqrt(together)

    return [similarity(reading) for reading in readings]


def _together(said: float | None, meant: float | None) -> float | None:
    if said is None or meant is None:
        one = said if meant is None else meant
        return None if one is None else _ONE_KIND_ONLY * one
    return (1.0 - _MEANING_SHARE) * said + _MEANING_SHARE * meant


@lru_cache(maxsize=_READ)
def _departments(meanings: frozenset[str]) -> Mapping[str, int]:
    """Return the points that ``meanings`` give each department."""
    points: Counter[str] = Counter()
    for code in meanings:
        points.update(MEANINGS[code].departments)
    return points


def said_by_both(one: str, other: str) -> tuple[Text, ...]:
    """Return the names of what both complaints name and neither rules out, read with care."""
    shared = _meant(one) & _meant(other)
    return tuple(meaning.name for code, meaning in MEANINGS.items() if code in shared)


def share_of_words(one: str, other: str) -> float:
    """Return which share of the words of the complaint that has fewer stands in the other too, 0 … 1."""
    first, second = _read(one), _read(other)
    if first is None or second is None:
        return 0.0
    return len(set(first.tokens) & set(second.tokens)) / min(len(first.tokens), len(second.tokens))


def department_of_both(one: str, other: str) -> str | None:
    """Return the department that both complaints speak for most; None where one speaks for none, or they differ."""
    first, second = _read(one), _read(other)
    if first is None or second is None:
        return None
    department = _foremost(first.meanings)
    return department if department == _foremost(second.meanings) else None


def _foremost(meanings: frozenset[str]) -> str | None:
    points = _departments(meanings)
    return max(sorted(points), key=lambda department: points[department], default=None)


@lru_cache(maxsize=_CACHED)
def _meant(complaint: str) -> frozenset[str]:
    found = (mention for mention in mentions(complaint) if not mention.negated)
    return frozenset(mention.meaning.code for mention in found if mention.meaning.role in _ROLES)


class _Rarity:
    """How rare each thing is among ``whole`` complaints."""

    def __init__(self, counts: Mapping[str, int], whole: int) -> None:
        self._rarity = {name: math.log((1 + whole) / (1 + count)) + 1.0 for name, count in counts.items()}

    def vector(self, found: Mapping[str, int]) -> dict[str, float]:
        """Return ``found`` weighed by the log of how often each stands there and by how rare it is (smoothed, so that
        what everybody writes still counts a little).
        """
        rarity = self._rarity
        return {name: rarity[name] * (1.0 if n == 1 else 1.0 + math.log(n)) for name, n in found.items()}


def _cosine(one: Mapping[str, float] | Mapping[str, int], other: Mapping[str, float] | Mapping[str, int]) -> float:
    product = math.fsum(weight * other[name] for name, weight in one.items() if name in other)
    if not product:
        return 0.0
    return product / math.sqrt(math.fsum(a * a for a in one.values()) * math.fsum(b * b for b in other.values()))


@lru_cache(maxsize=_READ)
def _read(complaint: str) -> _Reading | None:
    """Read a complaint quickly; None for one without any word."""
    text = unicodedata.normalize("NFKC", complaint).casefold().replace("’", "'")
    tokens = Counter(_tokens(text))
    if not tokens:
        return None
    return _Reading(tokens, frozenset(_meanings(text)), is_han=re.search(f"[{_HAN}]", text) is not None)


def _tokens(text: str) -> Iterator[str]:
    """Yield the stems of English words and the runs of one to three Chinese characters."""
    for run in _RUN.finditer(text):
        if run["word"]:
            word = run["word"].replace("'", "")
            if word and word not in _COMMON:
                yield _stem(word)
            continue
        han = run["han"]
        for length in _NGRAMS:
            yield from (han[start : start + length] for start in range(len(han) - length + 1))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _meanings(text: str) -> Iterator[str]:
    """Yield the codes of what a text names, where no negation stands right before it."""
    for clause in _CLAUSE.split(text):
        yield from _chinese_meanings("".join(clause.split()))
        yield from _english_meanings(_LATIN.findall(clause))


def _chinese_meanings(clause: str) -> Iterator[str]:
    """Yield by the longest word that begins at each place; what it covers names nothing else."""
    place = 0
    while place < len(clause):
        words = _ZH_BY_FIRST.get(clause[place], ())
        word = next((word for word in words if clause.startswith(word, place)), None)
        if word is None:
            place += 1
            continue
        if not clause[:place].endswith(_ZH_NEGATORS):
            yield from _ZH_CODES[word]
        place += len(word)


def _english_meanings(words: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(words):
        phrases = _EN_BY_FIRST.get(words[place][:_FIRST_LETTERS], ())
        phrase = next((phrase for phrase in phrases if _stands_at(phrase, words, place)), None)
        if phrase is None:
            place += 1
            continue
        if not any(word in _EN_NEGATORS for word in words[max(0, place - _NEGATED_WITHIN) : place]):
            yield from _EN_CODES[phrase]
        place += len(phrase)


def _stands_at(phrase: tuple[str, ...], words: Sequence[str], place: int) -> bool:
    return place + len(phrase) <= len(words) and all(
        words[place + k].startswith(word[:-1]) if word.endswith("*") else words[place + k] == word
        for k, word in enumerate(phrase)
    )


def _by_word() -> tuple[dict[str, list[str]], dict[tuple[str, ...], list[str]]]:
    """Return the codes of each Chinese word and of each English phrase of the word list that says what is the
    matter.
    """
    zh: dict[str, list[str]] = defaultdict(list)
    en: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, meaning in MEANINGS.items():
        told = [code] if meaning.role in _ROLES else []
        for word in meaning.zh:
            zh[word] += told
        for phrase in meaning.en:
            en[phrase] += told
    return dict(zh), dict(en)


_ZH_CODES, _EN_CODES = _by_word()
_ZH_BY_FIRST: Final[dict[str, list[str]]] = defaultdict(list)
for _word in sorted(_ZH_CODES, key=len, reverse=True):
    _ZH_BY_FIRST[_word[0]].append(_word)
_EN_BY_FIRST: Final[dict[str, list[tuple[str, ...]]]] = defaultdict(list)
for _phrase in sorted(_EN_CODES, key=len, reverse=True):
    _EN_BY_FIRST[_phrase[0].rstrip("*")[:_FIRST_LETTERS]].append(_phrase)
