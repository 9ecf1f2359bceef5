"""The classifier of complaints: made of the stored data, never at a loss, and quoting only what was written."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experts.directory import DEPARTMENTS
from experts.triage.complaints import seen_complaints
from experts.triage.features import CUES, GLOSSARY, WordList, features, ngrams
from experts.triage.model import MODEL_PATH, TextModel, stored_model, training_digest
from experts.triage.words import mentions


def probabilities(complaint: str, kind: str | None = None) -> dict[str, float]:
    return dict(stored_model().read(complaint, kind, mentions(complaint)).departments)


def test_stored_model_is_made_of_the_data_as_they_are() -> None:
    assert stored_model().digest == training_digest(), "run python -m scripts.train_triage"


@pytest.mark.long
@pytest.mark.timeout(600)
def test_training_again_gives_the_stored_model() -> None:
    from scripts.train_triage import fit

    again, stored = fit(seen_complaints()), stored_model()

    assert again.columns == stored.columns
    assert np.allclose(again.department_weights, stored.department_weights, atol=0.02)
    assert np.allclose(again.urgency_weights, stored.urgency_weights, atol=0.02)


def test_model_file_holds_numbers_only_and_is_small() -> None:
    with np.load(MODEL_PATH, allow_pickle=False) as file:
        kinds = {file[name].dtype.kind for name in file.files}

    assert kinds <= set("uif")
    assert MODEL_PATH.stat().st_size < 1_500_000


def test_a_saved_model_reads_as_the_one_that_was_saved(tmp_path: Path) -> None:
    stored_model().save(tmp_path / "copy.npz")
    copy = TextModel.load(tmp_path / "copy.npz")
    complaint = "MES 打不开了 since this morning"

    named = mentions(complaint)
    assert copy.read(complaint, None, named) == stored_model().read(complaint, None, named)


@pytest.mark.parametrize(
    ("complaint", "department"),
    [
        ("轴成响得厉害，机油也漏", "mechanical"),
        ("pmup bearing squeels and the coupling is worn", "mechanical"),
        ("配电贵里空开老跳，电览发烫", "electrical"),
        ("breaker trips when we start the welder", "electrical"),
        ("PLC程序停在第三步，气缸不动作", "automation"),
        ("robot gripper drops parts, teach points off", "automation"),
        ("erp里库存不对，报表也打不出来", "it"),
        ("my pasword is locked and the printer queue is stuck", "it"),
        ("交换机掉线，profinet从站丢失", "network"),
        ("no wifi in the warehouse, handhelds drop out", "network"),
        ("电子称去皮以后还飘，跟砝码对不上", "metrology"),
        ("micrometer does not return to zero, calibration due", "metrology"),
        ("摄像头夜里模糊，录像也断", "video"),
        ("vision camera rejects good parts, ring light flickers", "video"),
    ],
)
def test_plain_complaints_go_where_anybody_would_send_them(complaint: str, department: str) -> None:
    assert next(iter(probabilities(complaint))) == department


@given(st.text(max_size=300), st.sampled_from([None, "fan", "other", "nonsense"]))
@settings(max_examples=60)
def test_any_text_gets_probabilities_that_sum_to_one_and_the_same_each_time(complaint: str, kind: str | None) -> None:
    named = mentions(complaint)
    reading = stored_model().read(complaint, kind, named)

    assert set(reading.departments) == set(DEPARTMENTS)
    assert sum(reading.departments.values()) == pytest.approx(1.0)
    assert sum(reading.urgencies) == pytest.approx(1.0)
    assert reading == stored_model().read(complaint, kind, named)


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_wording_is_taken_from_the_complaint_as_written(complaint: str) -> None:
    model = stored_model()
    pieces = [piece for code in DEPARTMENTS for piece in model.wording_for_department(complaint, code)]
    pieces += [piece for urgency in range(1, 6) for piece in model.wording_for_urgency(complaint, urgency)]

    assert all(piece in complaint and piece == piece.strip() for piece in pieces)


def test_wording_quotes_whole_words_in_the_case_they_were_typed() -> None:
    pieces = stored_model().wording_for_department("The Breaker TRIPPED again, 空开跳了", "electrical")

    assert "Breaker" in pieces or "TRIPPED" in pieces
    assert all(
        re.search(rf"(?<![A-Za-z]){re.escape(piece)}(?![A-Za-z])", "The Breaker TRIPPED again, 空开跳了")
        for piece in pieces
    )


def test_a_complaint_without_known_words_is_not_said_to_be_known() -> None:
    reading = stored_model().read("xyzzy", None, ())

    assert not reading.knows_department
    assert not reading.knows_urgency


def test_ngrams_do_not_depend_on_width_case_digits_and_punctuation() -> None:
    plain = [gram for gram, _, _ in ngrams("pump 12, leaks")]

    assert [gram for gram, _, _ in ngrams("ＰＵＭＰ　７！leaks")] == plain


def test_a_very_long_complaint_is_read_at_its_beginning() -> None:
    beginning = "轴承响" + "。" * 4000
    model = stored_model()

    assert model.read(beginning + "摄像头黑屏" * 1000, None, ()) == model.read(beginning, None, ())


def test_word_lists_name_every_department_and_every_urgency() -> None:
    assert set(GLOSSARY.classes) == set(DEPARTMENTS)
    assert CUES.classes == ("stop_now", "today", "this_week", "next_stop", "question", "looks_alike")


def test_longest_word_of_a_list_is_found_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[a]\nzh = "灭火器"\nen = "fire alarm"\n[b]\nzh = "火"\nen = "fire, leak*"\n', encoding="utf-8")
    complaint = "灭 火器旁有火, the Fire Alarm is leaking"

    found = {(complaint[hit.start : hit.end], *hit.classes) for hit in WordList.load(path).find(complaint)}

    assert found == {("灭 火器", "a"), ("火", "b"), ("Fire Alarm", "a"), ("leaking", "b")}


def test_words_that_only_look_like_danger_count_for_no_urgency() -> None:
    found = features("the fire extinguisher, 灭火器", None, (), {})

    assert not any(name.startswith("cue:") for name in found)
