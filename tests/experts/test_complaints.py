"""The labelled complaints: enough of them, in both languages, split by what they say."""

from __future__ import annotations

from experts.directory import DEPARTMENTS
from experts.triage.complaints import Complaint, seen_complaints, unseen_complaints


def test_there_are_enough_complaints_of_every_department_in_both_languages() -> None:
    complaints = seen_complaints() + unseen_complaints()

    assert len(complaints) >= 300
    assert {(c.department, c.language) for c in complaints} == {(d, lang) for d in DEPARTMENTS for lang in ("en", "zh")}
    assert {c.urgency for c in complaints} == {1, 2, 3, 4, 5}
    assert len({c.words for c in complaints}) == len(complaints)


def test_what_says_the_same_stays_on_one_side_and_a_third_is_unseen() -> None:
    seen, unseen = seen_complaints(), unseen_complaints()

    assert not {c.group for c in seen} & {c.group for c in unseen}
    for_training_only = [c for c in seen if c.group.startswith("T")]
    assert 0.25 < len(unseen) / (len(seen) - len(for_training_only) + len(unseen)) < 0.42
    assert {c.department for c in unseen} == set(DEPARTMENTS)


def test_labels_of_one_group_agree() -> None:
    labels: dict[str, set[tuple[str, int]]] = {}
    for complaint in seen_complaints() + unseen_complaints():
        labels.setdefault(complaint.group, set()).add(_label(complaint))

    assert all(len(found) == 1 for found in labels.values())


def _label(complaint: Complaint) -> tuple[str, int]:
    return complaint.department, complaint.urgency
