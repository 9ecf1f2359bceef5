"""Every real recording, in its original format, comes through the sandbox, and is examined or refused with a reason."""

from __future__ import annotations

import csv

import pytest

import diagnostics as dx
from diagnostics.inspection import draft_description, inspect_recording
from diagnostics.machine.reading import parse_description
from diagnostics.sandbox import Sandbox
from tests.shared_data import SHARED, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as made:
        yield made


def manifest() -> list[dict[str, str]]:
    with (SHARED / "data" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published_rate_hz(row: dict[str, str]) -> float:
    return float(row["fs_hz"].split()[0])


def test_every_real_file_has_the_length_and_rate_of_the_manifest(sandbox):
    for row in manifest():
        recording = sandbox.read(SHARED / "data" / row["path"])

        assert recording.sample_count == int(row["n_samples"]), row["id"]
        if recording.sampling_rate_hz is not None:
            assert recording.sampling_rate_hz == pytest.approx(published_rate_hz(row), rel=1e-6), row["id"]


@pytest.mark.long
def test_every_real_file_is_examined_with_its_draft_or_says_what_to_record(sandbox):
    verdicts = set()
    for row in manifest():
        recording = sandbox.read(SHARED / "data" / row["path"])
        if recording.sampling_rate_hz is None:
            recording = recording.at_rate(published_rate_hz(row))
        draft = draft_description(inspect_recording(recording))
        machine = dx.Machine.from_dict(parse_description(draft.encode(), "draft.yaml"))

        examination = dx.examine(recording, machine)

        verdicts.add(examination.verdict)
        if examination.verdict == "not_assessable":
            reasons = [note.text for note in examination.quality if note.level == "blocking"]
            asked = ("Record", "State", "Check", "Correct")
            assert any(word in reason.en for reason in reasons for word in asked), row["id"]
            assert any("请" in reason.zh for reason in reasons), row["id"]
    assert "not_assessable" in verdicts
