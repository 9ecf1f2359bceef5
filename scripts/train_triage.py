"""Train the classifier of complaints and store it: `python -m scripts.train_triage` writes `experts/triage/model.npz`.

Trained on the seen complaints only. Deterministic: the same data and the same scikit-learn give the same file.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from experts.directory import DEPARTMENTS
from experts.triage.complaints import Complaint, seen_complaints
from experts.triage.features import features, ngrams
from experts.triage.model import MODEL_PATH, TextModel, training_digest
from experts.triage.words import mentions

_FEWEST_COMPLAINTS_WITH_NGRAM = 3
_INVERSE_PENALTY = 10.0
"""Both by cross-validation over groups on the seen complaints: 2 or 3 complaints and 2 … 10 differ by at most 0.5 %."""


def fit(complaints: Sequence[Complaint]) -> TextModel:
    """Return the model of these complaints."""
    seen_in = Counter(gram for complaint in complaints for gram in {found[0] for found in ngrams(complaint.words)})
    idf = {
        gram: round(math.log((1 + len(complaints)) / (1 + count)) + 1.0, 3)
        for gram, count in sorted(seen_in.items())
        if count >= _FEWEST_COMPLAINTS_WITH_NGRAM
    }
    rows = [features(c.words, c.kind, mentions(c.words), idf) for c in complaints]
    named = sorted({name for row in rows for name in row if not name.startswith("n:")})
    names = [*(f"n:{gram}" for gram in idf), *named]
    column = {name: k for k, name in enumerate(names)}
    entries = [(k, column[name], value) for k, row in enumerate(rows) for name, value in row.items()]
    row_of, column_of, values = zip(*entries, strict=True)
    matrix = csr_array((values, (row_of, column_of)), shape=(len(rows), len(names)))
    department = _weights(matrix, [c.department for c in complaints], list(DEPARTMENTS))
    urgency = _weights(matrix, [c.urgency for c in complaints], [1, 2, 3, 4, 5])
    return TextModel(
        idf=idf,
        columns=column,
        department_weights=department[:-1].astype(np.float16),
        department_bias=department[-1],
        urgency_weights=urgency[:-1].astype(np.float16),
        urgency_bias=urgency[-1],
        digest=training_digest(),
    )


def _weights(matrix: csr_array, labels: Sequence[str | int], classes: Sequence[str | int]) -> np.ndarray:
    """Return the weights (features, and one last row of biases, × classes)."""
    regression = LogisticRegression(C=_INVERSE_PENALTY, class_weight="balanced", max_iter=1000)
    regression.fit(matrix, [classes.index(label) for label in labels])
    return np.vstack([regression.coef_.T, regression.intercept_])


def main() -> None:
    """Train on all seen complaints and store the model."""
    complaints = seen_complaints()
    model = fit(complaints)
    model.save(MODEL_PATH)
    print(f"{len(complaints)} complaints, {len(model.columns)} features, {MODEL_PATH.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
