"""The nearest earlier cases: in the right order, for the reasons that are told, and none where nothing is known."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from benchmarks.similar import _by_chance, _by_overlap, _by_similarity, _measure
from experts.similar import LEAST_SIMILARITY, CaseFeatures, MachineFeatures, nearest, shortlist
from experts.triage.complaints import seen_complaints

FAN = MachineFeatures("fan", 15.0, 1480.0, frozenset({"6205-2RS/C3"}), "Y 160M-4")
CASE = CaseFeatures(
    "case",
    findings={"bearing.outer_race": 0.9},
    zone="C",
    department="mechanical",
    machine=FAN,
    complaint="风机轴承异响，温度比昨天高。",
)


def _ids(case: CaseFeatures, *earlier: CaseFeatures, k: int = 10) -> list[str]:
    return [near.id for near in nearest(case, earlier, k)]


def test_the_same_case_again_is_as_near_as_can_be_and_says_all_it_shares() -> None:
    (near,) = nearest(CASE, [replace(CASE, id="again")], 5)

    assert near.similarity == pytest.approx(1.0)
    assert near.compared == pytest.approx(1.0)
    english = " ".join(reason.en for reason in near.reasons)
    chinese = "".join(reason.zh for reason in near.reasons)
    for words in ("outer race", "zone: C", "fan", "Y 160M-4", "6205", "15 kW", "1480 rpm", "Both say"):
        assert words in english, english
    assert "外圈" in chinese
    assert "报修描述均提到" in chinese


def test_a_case_is_not_near_itself_and_none_is_near_to_nothing() -> None:
    assert nearest(CASE, [CASE], 5) == ()
    assert nearest(CASE, [], 5) == ()
    assert nearest(CASE, [replace(CASE, id="again")], 0) == ()
    assert nearest(CaseFeatures("empty"), [CASE, CaseFeatures("other")], 5) == ()


def test_findings_count_by_fault_then_by_family() -> None:
    def found(id_: str, **faults: float) -> CaseFeatures:
        return CaseFeatures(id_, findings={code.replace("__", "."): weight for code, weight in faults.items()})

    case = found("case", bearing__outer_race=0.9)
    same = found("same", bearing__outer_race=0.6)
    related = found("related", bearing__cage=0.5, bearing__outer_race=0.4)
    kin = found("kin", bearing__cage=0.9)
    other = found("other", gear__wear=0.9)
    healthy = CaseFeatures("healthy", findings={})
    compared = {near.id: near for near in nearest(case, [other, kin, related, same, healthy], 5)}

    assert list(compared) == ["same", "related"]
    assert compared["same"].findings == pytest.approx(1.0)
    assert 0.4 < (compared["related"].findings or 0.0) < 1.0
    assert nearest(CaseFeatures("case", findings={}), [healthy], 5) == (), "two in which nothing was found"


def test_a_related_finding_is_told_as_one() -> None:
    case = replace(CASE, findings={"bearing.outer_race": 0.9})
    (near,) = nearest(case, [replace(CASE, id="kin", findings={"bearing.cage": 0.9})], 1)

    assert "Related findings" in near.reasons[0].en
    assert "Same finding" not in " ".join(reason.en for reason in near.reasons)


def test_a_missing_part_is_left_out_and_never_counts_as_equal() -> None:
    without_machine = replace(CASE, id="m", machine=MachineFeatures())
    without_findings = replace(CASE, id="f", findings=None)
    whole = replace(CASE, id="z")
    near = {found.id: found for found in nearest(CASE, [without_machine, without_findings, whole], 3)}

    assert list(near) == ["z", "m", "f"], "what is alike in more goes first"
    assert (near["m"].machine, near["f"].findings) == (None, None)
    assert near["m"].similarity == near["f"].similarity == pytest.approx(1.0)
    assert near["f"].compared < near["m"].compared < near["z"].compared


def test_sizes_within_a_factor_of_two_are_similar() -> None:
    def machine(power_kw: float) -> MachineFeatures:
        return MachineFeatures("fan", power_kw, 1480.0)

    case = CaseFeatures("case", machine=machine(15.0))
    near = {
        found.id: found
        for found in nearest(case, [CaseFeatures(f"{kw:g}", machine=machine(kw)) for kw in (18.0, 29.0, 61.0)], 5)
    }

    assert list(near) == ["18", "29", "61"]
    assert any("15 kW here, 18 kW there" in reason.en for reason in near["18"].reasons)
    assert not any("kW" in reason.en for reason in near["61"].reasons)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("6205-2RS", "6205/C3", True),
        ("6205 ZZ", "６２０５", True),
        ("6205", "6206", False),
        ("NU 210 ECP", "NU210", True),
    ],
)
def test_a_bearing_is_the_same_by_its_basic_designation(one: str, other: str, same: bool) -> None:
    def with_bearing(id_: str, name: str) -> CaseFeatures:
        return CaseFeatures(id_, machine=MachineFeatures("fan", bearings=frozenset({name})))

    (near,) = nearest(with_bearing("case", one), [with_bearing("other", name=other)], 1)

    assert any("Same bearing" in reason.en for reason in near.reasons) is same


def test_an_unknown_kind_is_nothing_to_compare() -> None:
    case = CaseFeatures("case", machine=MachineFeatures("other"))

    assert nearest(case, [replace(case, id="again")], 5) == ()


def test_words_are_compared_across_languages_by_what_they_mean() -> None:
    case = CaseFeatures("case", complaint="泵漏水，声音很大")
    english = CaseFeatures("en", complaint="The pump is leaking and very noisy.")
    other = CaseFeatures("net", complaint="The switch in the office lost its uplink.")
    near = nearest(case, [other, english], 5)

    assert [found.id for found in near] == ["en"]
    assert "Both say" in near[0].reasons[-1].en


def test_what_a_complaint_rules_out_is_not_said_by_both() -> None:
    case = CaseFeatures("case", complaint="Motor is very hot, there is smoke")
    other = CaseFeatures("other", complaint="Motor is very hot, there is no smoke")
    (near,) = nearest(case, [other], 5)

    assert "smoke" not in near.reasons[-1].en.casefold()


def test_the_order_does_not_depend_on_the_order_of_the_candidates() -> None:
    words = [complaint.words for complaint in seen_complaints()[:60]]
    earlier = [CaseFeatures(f"{k % 30:02d}-{k}", complaint=words[k % 30]) for k in range(60)]
    case = CaseFeatures("case", complaint=words[0])
    first = nearest(case, earlier, 20)
    shuffled = list(earlier)
    random.Random(5).shuffle(shuffled)

    assert nearest(case, shuffled, 20) == first
    assert shortlist(case, shuffled, 20) == tuple(near.id for near in first)
    assert [near.id for near in first[:2]] == ["00-0", "00-30"], "equals by id"
    assert all(LEAST_SIMILARITY <= near.similarity <= 1.0 + 1e-9 for near in first)


def test_the_department_alone_is_not_similar_and_the_same_finding_alone_is() -> None:
    case = CaseFeatures("case", findings={"gear.wear": 0.9}, department="mechanical", complaint="齿轮箱漏油")
    words = CaseFeatures("words", department="mechanical", complaint="It hums")
    machine = MachineFeatures("pump", 1000.0, 30.0)
    finding = CaseFeatures("finding", findings={"gear.wear": 0.4}, machine=machine, complaint="bolts are loose")

    assert _ids(replace(case, machine=FAN), words, finding) == ["finding"]


def test_reasons_of_words_are_true() -> None:
    def reasons(one: str, other: str) -> str:
        case = CaseFeatures("case", findings={"gear.wear": 0.9}, complaint=one)
        (near,) = nearest(case, [replace(case, id="other", complaint=other)], 1)
        return " ".join(reason.en for reason in near.reasons)

    assert "many of the same words" in reasons("alpha beta gamma delta", "alpha beta epsilon")
    assert "words" not in reasons("alpha beta gamma delta", "zeta eta theta")
    assert "speak for" in reasons("gearbox leaks oil", "风机叶轮坏了")


@pytest.mark.parametrize(
    ("complaint", "has_words"),
    [("", False), ("   ", False), ("!!！？", False), ("😀", False), ("a" * 4000, True), ("轴" * 4000, True)],
)
def test_any_complaint_can_be_compared(complaint: str, has_words: bool) -> None:
    case = CaseFeatures("case", complaint=complaint)
    near = nearest(case, [replace(case, id="again")], 5)

    assert [found.id for found in near] == ["again"] * has_words


def test_paraphrases_are_found_better_than_by_overlap_and_by_chance() -> None:
    complaints = seen_complaints()[:300]
    groups = [complaint.group for complaint in complaints]
    asked = [k for k, group in enumerate(groups) if groups.count(group) > 1][::8]
    ours, overlap, chance = (
        _measure(complaints, asked, finder) for finder in (_by_similarity, _by_overlap, _by_chance)
    )

    assert ours.recall > 2 * overlap.recall
    assert ours.recall > 5 * chance.recall
    assert ours.department > overlap.department > chance.department
