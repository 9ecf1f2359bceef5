"""A small classifier of complaints: probabilities of department and urgency, and the wording that spoke for them.

Logistic regression over the features of `features.py`, trained by `scripts/train_triage.py` on the seen complaints and
stored as plain arrays in `model.npz`; nothing but numpy is needed here. A pure function of the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from experts.directory import DEPARTMENTS
from experts.triage.complaints import seen_complaints
from experts.triage.features import CUES, GLOSSARY, WordList, features, ngrams
from experts.triage.words import Mention

__all__ = ["MODEL_PATH", "Reading", "TextModel", "stored_model", "training_digest"]

MODEL_PATH = Path(__file__).with_name("model.npz")
_DATA = ("glossary.toml", "urgency_cues.toml", "symptoms.toml", "features.py", "words.py")
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a complaint.

    ``departments``: probability by code, the likeliest first. ``urgencies``: probability of 1 … 5. ``knows_department``
    and ``knows_urgency`` tell whether the complaint holds any word that speaks for one: without, the probabilities are
    little more than those of any complaint.
    """

    departments: Mapping[str, float]
    urgencies: tuple[float, ...]
    knows_department: bool
    knows_urgency: bool


@dataclass(frozen=True, slots=True)
class TextModel:
    """The weights: one row a feature (``columns``), one column a department or an urgency 1 … 5."""

    idf: Mapping[str, float]
    columns: Mapping[str, int]
    department_weights: NDArray[np.float16]
    department_bias: NDArray[np.float64]
    urgency_weights: NDArray[np.float16]
    urgency_bias: NDArray[np.float64]
    digest: str

    def save(self, path: Path) -> None:
        """Write the model as arrays of numbers; text as UTF-8 bytes, one name a line."""
        grams = list(self.idf)
        np.savez_compressed(
            path,
            ngrams=_bytes(grams),
            idf=np.array([self.idf[gram] for gram in grams], dtype=np.float32),
            others=_bytes([name for name in self.columns if not name.startswith("n:")]),
            department_weights=self.department_weights,
            department_bias=self.department_bias,
            urgency_weights=self.urgency_weights,
            urgency_bias=self.urgency_bias,
            digest=_bytes([self.digest]),
        )

    @classmethod
    def load(cls, path: Path) -> TextModel:
        """Read a model; nothing in the file is run."""
        with np.load(path, allow_pickle=False) as file:
            grams = _lines(file["ngrams"])
            names = [*(f"n:{gram}" for gram in grams), *_lines(file["others"])]
            return cls(
                idf=dict(zip(grams, map(float, file["idf"]), strict=True)),
                columns={name: k for k, name in enumerate(names)},
                department_weights=file["department_weights"],
                department_bias=file["department_bias"],
                urgency_weights=file["urgency_weights"],
                urgency_bias=file["urgency_bias"],
                digest=_lines(file["digest"])[0],
            )

    def read(self, complaint: str, kind: str | None, named: Sequence[Mention]) -> Reading:
        """Return the probabilities for a complaint of which ``named`` are the meanings found."""
        values = features(complaint, kind, named, self.idf)
        known = {name: value for name, value in values.items() if name in self.columns}
        rows = [self.columns[name] for name in known]
        weighed = np.array(list(known.values()))
        department = _softmax(weighed @ self.department_weights[rows].astype(float) + self.department_bias)
        urgency = _softmax(weighed @ self.urgency_weights[rows].astype(float) + self.urgency_bias)
        order = np.argsort(-department, kind="stable")
        codes = list(DEPARTMENTS)
        affirmed = [mention.meaning for mention in named if not mention.negated]
        return Reading(
            departments={codes[k]: float(department[k]) for k in order},
            urgencies=tuple(map(float, urgency)),
            knows_department=any(m.departments for m in affirmed) or any(n.startswith("glossary:") for n in known),
            knows_urgency=any(n.startswith("cue:") for n in known),
        )

    def wording_for_department(self, complaint: str, department: str) -> tuple[str, ...]:
        """Return up to three pieces of the complaint, as written, that spoke most for a department."""
        column = list(DEPARTMENTS).index(department)
        return self._wording(complaint, self.department_weights, column, GLOSSARY, department)

    def wording_for_urgency(self, complaint: str, urgency: int) -> tuple[str, ...]:
        """Return up to three pieces of the complaint, as written, that spoke most for an urgency 1 … 5."""
        return self._wording(complaint, self.urgency_weights, urgency - 1, CUES, CUES.classes[urgency - 1])

    def _wording(
        self, complaint: str, weights: NDArray[np.float16], column: int, words: WordList, class_name: str
    ) -> tuple[str, ...]:
        places: list[tuple[int, int]] = []
        grams: list[str] = []
        for gram, start, end in ngrams(complaint):
            if gram in self.idf and len(gram.strip()) > 1:
                places.append(_whole_words(complaint, start, end))
                grams.append(gram)
        weighed = weights[[self.columns[f"n:{gram}"] for gram in grams]].astype(float)
        pulls = (weighed[:, column] - weighed.mean(axis=1)).tolist()
        spans: dict[tuple[int, int], float] = {}
        for place, gram, pull in zip(places, grams, pulls, strict=True):
            spans[place] = spans.get(place, 0.0) + self.idf[gram] * pull
        for hit in words.find(complaint):
            if class_name in hit.classes:
                place = _whole_words(complaint, hit.start, hit.end)
                spans[place] = spans.get(place, 0.0) + _LISTED
        return _best_apart(complaint, spans)


_LISTED = 20.0
"""A word of the lists is named before mere n-grams: it says to a reader what the n-grams say to the model."""


def _best_apart(complaint: str, spans: Mapping[tuple[int, int], float]) -> tuple[str, ...]:
    """Return the words of the strongest spans that do not touch each other, in the order of the complaint."""
    chosen: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (-spans[span], span)):
        apart = all(span[1] <= other[0] or other[1] <= span[0] for other in chosen)
        if spans[span] > 0 and apart and len(chosen) < _MOST_QUOTED:
            chosen.append(span)
    return tuple(dict.fromkeys(complaint[start:end].strip() for start, end in sorted(chosen)))


def _whole_words(complaint: str, start: int, end: int) -> tuple[int, int]:
    """Extend a span to the ends of the English words it cuts."""
    while start > 0 and _is_latin(complaint[start]) and _is_latin(complaint[start - 1]):
        start -= 1
    while end < len(complaint) and _is_latin(complaint[end - 1]) and _is_latin(complaint[end]):
        end += 1
    return start, end


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "'-")


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probabilities of the classes."""
    powers: NDArray[np.float64] = np.exp(logits - logits.max())
    probabilities: NDArray[np.float64] = powers / powers.sum()
    return probabilities


def _bytes(lines: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split("\n")


@cache
def stored_model() -> TextModel:
    """Return the model that is installed, read once."""
    return TextModel.load(MODEL_PATH)


def training_digest() -> str:
    """Return the digest of what a model is made of: the seen complaints, the word lists and how they are counted."""
    digest = hashlib.sha256()
    for complaint in seen_complaints():
        digest.update(repr(astuple(complaint)).encode())
    for name in _DATA:
        digest.update(Path(__file__).with_name(name).read_bytes())
    return digest.hexdigest()
