"""Reading a complaint: which meanings of the word list it names, in Chinese, English or both, and which it rules out.

No regular expressions and no model: the text is normalised (NFKC, case, full width), cut into clauses, and the words
of `symptoms.toml` are looked for, longer ones first. English words match whole, with a ``*`` for any ending. A single
slip of the pen is forgiven: two letters exchanged, one missing or too many in words of five letters and more, one wrong
in eight and more, the last never where danger would be read into it. Chinese words match by characters; traditional
characters and homophones are not recognised. A meaning is ruled out by a negation right before it, with only words such
as "any" or 有/看到/明显 and other ruled-out words between; a negation does not reach over "and", a comma or the end of
a sentence, so that a doubt leaves danger standing.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from diagnostics.texts import Text
from experts.directory import DEPARTMENTS, SPECIALTIES

__all__ = ["MEANINGS", "Meaning", "Mention", "mentions"]

_ROLES = ("symptom", "danger", "stopped", "running", "worse", "slight", "since", "routine", "speed", "neutral")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of the word list; the fields are explained at the head of `symptoms.toml`."""

    code: str
    name: Text
    role: str
    departments: Mapping[str, int]
    specialties: tuple[str, ...]
    urgency: int | None
    on_site: bool
    thing: bool
    visible: bool
    zh: tuple[str, ...]
    en: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A meaning found in a complaint; ``negated`` when every place that names it rules it out."""

    meaning: Meaning
    negated: bool


def _load(path: Path) -> Mapping[str, Meaning]:
    """Read the word list; raises ValueError naming a department, tag or role that does not exist."""
    meanings: dict[str, Meaning] = {}
    for code, row in tomllib.loads(path.read_text(encoding="utf-8")).items():
        meaning = Meaning(
            code=code,
            name=Text(row["name"]["en"], row["name"]["zh"]),
            role=row.get("role", "symptom"),
            departments=MappingProxyType(row.get("departments", {})),
            specialties=tuple(row.get("specialties", ())),
            urgency=row.get("urgency"),
            on_site=row.get("on_site", False),
            thing=row.get("thing", False),
            visible=row.get("visible", False),
            zh=tuple(_normalise(word) for word in row["zh"]),
            en=tuple(tuple(_normalise(phrase).split()) for phrase in row["en"]),
        )
        unknown = (set(meaning.departments) - set(DEPARTMENTS)) | (set(meaning.specialties) - set(SPECIALTIES))
        if unknown or meaning.role not in _ROLES:
            raise ValueError(f"{path.name}: [{code}] names something unknown: {sorted(unknown) or meaning.role}")
        meanings[code] = meaning
    return MappingProxyType(meanings)


def _normalise(text: str) -> str:
    """Return the text in NFKC, without case, with plain apostrophes."""
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


MEANINGS: Mapping[str, Meaning] = _load(Path(__file__).with_name("symptoms.toml"))

_ZH = sorted(((word, m) for m in MEANINGS.values() for word in m.zh), key=lambda entry: -len(entry[0]))
_EN = sorted(((phrase, m) for m in MEANINGS.values() for phrase in m.en), key=lambda entry: -len(entry[0]))

_CLAUSE_ENDS = frozenset('.,;!?:。,;!?:\n()[]"“”')
_CLAUSE_WORDS = frozenset({"but", "however", "although", "though"})
_CLAUSE_CHARACTERS = ("但是", "但", "不过", "可是")

_EN_NEGATORS = frozenset({"no", "not", "without", "never", "neither", "nor", "none", "cannot"})
_EN_BETWEEN = frozenset(
    (
        *("any", "more", "longer", "a", "an", "the", "of", "sign", "signs", "visible", "really", "very", "or", "nor"),
        *("seen", "unusual", "abnormal", "strange", "been", "see", "saw", "hear", "smell", "notice", "there", "is"),
    )
)
_ZH_NEGATORS = ("没有", "没", "无", "未", "不", "并非", "不是")
_ZH_BETWEEN = (
    *("或者", "看到", "看见", "听到", "闻到", "发现", "明显", "任何", "出现", "什么", "异常", "现象", "以及"),
    *("有", "见", "再", "也", "过", "的", "、", "或", "和", "及", "是", "太"),
)


def mentions(complaint: str) -> tuple[Mention, ...]:
    """Return the meanings a complaint names, in the order of the word list, neutral ones left out."""
    affirmed: dict[str, bool] = {}
    for clause in _clauses(_normalise(complaint)):
        for code, negated in (*_english(clause), *_chinese(clause)):
            affirmed[code] = affirmed.get(code, False) or not negated
    return tuple(
        Mention(meaning, negated=not affirmed[code])
        for code, meaning in MEANINGS.items()
        if code in affirmed and meaning.role != "neutral"
    )


def _clauses(text: str) -> Iterator[str]:
    """Cut a normalised text at punctuation (not inside numbers) and at words such as "but"."""
    for word in _CLAUSE_CHARACTERS:
        text = text.replace(word, "\n")
    current: list[str] = []
    for k, character in enumerate(text):
        inside_number = character in ".,:" and text[k - 1 : k].isdigit() and text[k + 1 : k + 2].isdigit()
        if character in _CLAUSE_ENDS and not inside_number:
            yield from _at_conjunctions("".join(current))
            current = []
        else:
            current.append(character)
    yield from _at_conjunctions("".join(current))


def _at_conjunctions(clause: str) -> Iterator[str]:
    """Cut a clause once more at "but" and its like."""
    part: list[str] = []
    for word in clause.split():
        if word in _CLAUSE_WORDS:
            yield " ".join(part)
            part = []
        else:
            part.append(word)
    yield " ".join(part)


def _is_latin(character: str) -> bool:
    """Tell whether a character belongs to an English word or a number."""
    return character.isascii() and (character.isalnum() or character in "'-/")


def _tokens(clause: str) -> list[str]:
    """Return the English words and numbers of a clause, also where they stand inside Chinese."""
    spaced = "".join(character if _is_latin(character) else " " for character in clause)
    return [token.strip("'-/") for token in spaced.split() if token.strip("'-/")]


def _english(clause: str) -> list[tuple[str, bool]]:
    """Return the meanings of the English words of a clause, each with whether it is ruled out."""
    tokens = _tokens(clause)
    taken: dict[int, tuple[int, list[Meaning]]] = {}
    occupied = [False] * len(tokens)
    for forgiving in (False, True):
        for phrase, meaning in _EN:
            for start in range(len(tokens) - len(phrase) + 1):
                here = range(start, start + len(phrase))
                same_words = start in taken and taken[start][0] == len(phrase) and not forgiving
                if any(occupied[k] for k in here) and not same_words:
                    continue
                strict = meaning.role == "danger"
                if all(
                    _same_word(tokens[k], word, forgiving=forgiving, strict=strict)
                    for k, word in zip(here, phrase, strict=True)
                ):
                    taken.setdefault(start, (len(phrase), []))[1].append(meaning)
                    for k in here:
                        occupied[k] = True
    found: list[tuple[str, bool]] = []
    ruled_out: set[int] = set()
    for start in sorted(taken):
        length, meanings = taken[start]
        negated = _negated_english(tokens, start, ruled_out)
        if negated:
            ruled_out.update(range(start, start + length))
        found += [(meaning.code, negated and not meaning.thing) for meaning in meanings]
    return found


def _negated_english(tokens: Sequence[str], start: int, ruled_out: set[int]) -> bool:
    """Tell whether a negation stands right before a match."""
    for k in range(start - 1, -1, -1):
        token = tokens[k]
        if token in _EN_NEGATORS or token.endswith("n't"):
            return not (k + 1 < len(tokens) and tokens[k + 1] == "only")
        if token not in _EN_BETWEEN and k not in ruled_out:
            return False
    return False


def _chinese(clause: str) -> list[tuple[str, bool]]:
    """Return the meanings of the Chinese words of a clause, each with whether it is ruled out."""
    text = "".join(clause.split())
    taken: dict[int, tuple[int, list[Meaning]]] = {}
    occupied = [False] * len(text)
    for word, meaning in _ZH:
        start = text.find(word)
        while start >= 0:
            here = range(start, start + len(word))
            same_word = start in taken and taken[start][0] == len(word)
            if same_word or not any(occupied[k] for k in here):
                taken.setdefault(start, (len(word), []))[1].append(meaning)
                for k in here:
                    occupied[k] = True
            start = text.find(word, start + 1)
    found: list[tuple[str, bool]] = []
    ruled_out_ends: dict[int, int] = {}
    for start in sorted(taken):
        length, meanings = taken[start]
        negated = _negated_chinese(text, start, ruled_out_ends)
        if negated:
            ruled_out_ends[start + length] = start
        found += [(meaning.code, negated and not meaning.thing) for meaning in meanings]
    return found


def _negated_chinese(text: str, start: int, ruled_out_ends: Mapping[int, int]) -> bool:
    """Tell whether a negation stands right before a match."""
    end = start
    while end > 0:
        before = text[:end]
        if before.endswith(_ZH_NEGATORS):
            return True
        if end in ruled_out_ends:
            end = ruled_out_ends[end]
            continue
        between = next((word for word in _ZH_BETWEEN if before.endswith(word)), None)
        if between is None:
            return False
        end -= len(between)
    return False


def _same_word(token: str, word: str, *, forgiving: bool, strict: bool) -> bool:
    """Tell whether a token is the word, or (forgiving) one slip of the pen away from it."""
    if not word.endswith("*"):
        return _one_slip(token, word, strict=strict) if forgiving else token == word
    stem = word[:-1]
    if not forgiving:
        return token.startswith(stem)
    beginnings = [token[: len(stem) + more] for more in (-1, 0, 1)]
    return any(_one_slip(beginning, stem, strict=strict) for beginning in beginnings)


def _one_slip(token: str, word: str, *, strict: bool) -> bool:
    """Tell whether two words with the same first letter differ by one exchange, gap, extra or (not strict)
    wrong letter.
    """
    if len(word) < 5 or not word.isalpha() or token[:1] != word[:1] or token == word:
        return False
    longer, shorter = (token, word) if len(token) > len(word) else (word, token)
    if len(longer) == len(shorter) + 1:
        return any(longer[:k] + longer[k + 1 :] == shorter for k in range(len(longer)))
    if len(longer) != len(shorter):
        return False
    different = [k for k in range(len(word)) if token[k] != word[k]]
    if len(different) == 2 and different[1] == different[0] + 1:
        a, b = different
        return token[a] == word[b] and token[b] == word[a]
    return len(different) == 1 and len(word) >= 8 and not strict
