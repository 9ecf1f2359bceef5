"""A machine's own healthy records, and what they say of a new one: where the law is known, and on a test rig."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from diagnostics.anomaly.snapshots.baseline import Baseline
from diagnostics.anomaly.snapshots.change import judge_change
from diagnostics.anomaly.snapshots.columns import Columns
from diagnostics.anomaly.snapshots.conditions import Condition
from diagnostics.anomaly.snapshots.score import HealthyCloud
from diagnostics.cli import main
from diagnostics.errors import DiagnosticsError
from diagnostics.examination import Change
from diagnostics.examining import examine
from diagnostics.features import FeatureTable, feature_table
from diagnostics.machine import Machine
from diagnostics.readers import read
from diagnostics.recording import Recording
from diagnostics.report import report
from tests.diagnostics.anomaly.simulated_history import BLUEPRINT, changed, healthy_rows, tables
from tests.shared_data import SHARED, needs_shared

MACHINE = Machine.from_dict(
    {
        "power_kw": 30,
        "bearings": [{"id": "DE", "designation": "6205"}, {"id": "NDE", "designation": "6205"}],
        "sensors": [
            {"channel": "DE", "quantity": "acceleration", "unit": "g", "position": "DE"},
            {"channel": "NDE", "quantity": "acceleration", "unit": "g", "position": "NDE"},
        ],
    }
)
LEVELS = ("rms", "peak", "velocity", "band", "order")


def history(count: int, *, seed: int = 1, **options) -> list[FeatureTable]:
    return tables(healthy_rows(np.random.default_rng(seed), count), **options)


def one(added=None, *, seed: int = 99, **options) -> FeatureTable:
    """A later record of the same machine, with something changed."""
    rows = healthy_rows(np.random.default_rng(seed), 1)
    (table,) = tables(changed(rows, added or {}), name="later", **options)
    return table


def judged(baseline: Baseline, table: FeatureTable) -> Change:
    return judge_change(baseline, table, MACHINE)


def checks(baseline: Baseline) -> set[str]:
    return {note.check for note in baseline.notes}


def test_p_values_of_new_healthy_records_are_uniform():
    p_values = []
    for seed in range(16):
        rng = np.random.default_rng(seed)
        baseline = Baseline.learn(tables(healthy_rows(rng, 24)))
        p_values += [judged(baseline, table).p_value for table in tables(healthy_rows(rng, 6), name="new")]

    p = np.array(p_values)
    assert np.mean(p) == pytest.approx(0.5, abs=0.1)
    for level in (0.1, 0.25, 0.5):
        assert np.mean(p <= level) == pytest.approx(level, abs=0.12)
    assert np.min(p) >= 1 / 25


@pytest.mark.long
@pytest.mark.parametrize("count", [20, 40, 100])
def test_stated_p_values_hold_for_short_and_long_histories(count):
    p_values = []
    for seed in range(120 if count < 100 else 50):
        rng = np.random.default_rng(seed)
        baseline = Baseline.learn(
            tables(healthy_rows(rng, count + 2))
        )  # one in a hundred takes a record for an outlier
        found = [judged(baseline, table) for table in tables(healthy_rows(rng, 8), name="new")]
        n = baseline.record_count + 1
        # Between two steps of 1/n a conformal p-value is spread evenly to be compared with the uniform law.
        p_values += [change.p_value - rng.uniform(0.0, 1.0 / n) for change in found]

    p = np.array(p_values)
    for level in (0.05, 0.1, 0.2, 0.5):
        print(f"{count} records: {np.mean(p <= level):.3f} of {p.size} have p <= {level}")  # for docs/baseline.md
        assert np.mean(p <= level) == pytest.approx(level, abs=0.03 + 0.05 * level)


FAULTS = {
    "one bearing line": {("DE", "envelope_bpfo"): 0.06},
    "two high bands": {("DE", "band_2000"): 0.3, ("DE", "band_4000"): 0.3, ("DE", "kurtosis"): 0.08},
    "1x at both ends": {(c, k): v for c in ("DE", "NDE") for k, v in (("order_1", 0.4), ("velocity", 0.11))},
    "all of one channel": {("DE", name): 0.22 for name in LEVELS},
    "two that part": {("DE", "rms"): 0.09, ("DE", "peak"): -0.09},
}


def scores(rows, fitted, least) -> dict[str, np.ndarray]:
    """The scores that were to choose from, of rows compared with fitted ones."""
    columns = Columns(tuple(BLUEPRINT))
    same = [Condition(1480.0)] * len(fitted)
    cloud = HealthyCloud.fit(fitted, same, columns.groups, least)
    whole = HealthyCloud.fit(fitted, same, (np.arange(fitted.shape[1]),), least)
    z = cloud.deviations(rows, [Condition(1480.0)] * len(rows))
    groups = cloud.group_scores(z)
    return {
        "sum of the groups": groups.sum(axis=1),
        "largest group": groups.max(axis=1),
        "Mahalanobis, all features": whole.group_distances(z)[:, 0],
        "largest deviation": np.abs(z).max(axis=1),
        "sum of squares": np.sum(z**2, axis=1),
    }


def found_shares(count: int, level: float, histories: int) -> dict[str, dict[str, float]]:
    """Share of records with p up to a level, by score and by fault (healthy ones too)."""
    rng = np.random.default_rng(count)
    least = Columns(tuple(BLUEPRINT)).least_spread(np.zeros((1, len(BLUEPRINT))))
    p_values: dict[tuple[str, str], list[np.ndarray]] = {}
    for _ in range(histories):
        learned = healthy_rows(rng, count)
        new = {name: changed(healthy_rows(rng, 20), added) for name, added in {"healthy": {}, **FAULTS}.items()}
        at_least: dict[tuple[str, str], np.ndarray] = {}
        part = np.arange(count) % 20
        for number in range(20):
            held = scores(learned[part == number], learned[part != number], least)
            for fault, rows in new.items():
                for score, value in scores(rows, learned[part != number], least).items():
                    more = np.sum(held[score][:, np.newaxis] >= value, axis=0)
                    at_least[score, fault] = at_least.get((score, fault), 0) + more
        for key, more in at_least.items():
            p_values.setdefault(key, []).append((1 + more) / (count + 1))
    shares: dict[str, dict[str, float]] = {}
    for (score, fault), p in p_values.items():
        shares.setdefault(score, {})[fault] = float(np.mean(np.concatenate(p) <= level + 1e-9))
    return shares


@pytest.mark.long
@pytest.mark.parametrize(("count", "level"), [(20, 0.05), (40, 0.05), (100, 0.01)])
def test_the_score_in_use_finds_most_at_an_equal_rate_of_false_alarms(count, level):
    shares = found_shares(count, level, histories=40)

    mean = {score: float(np.mean([found[fault] for fault in FAULTS])) for score, found in shares.items()}
    for score, found in shares.items():  # the table of docs/baseline.md
        print(
            f"{count} {score:26}", *(f"{found[name]:.3f}" for name in ("healthy", *FAULTS)), f"mean {mean[score]:.3f}"
        )
    assert all(found["healthy"] <= 1.6 * level for found in shares.values())
    assert mean["sum of the groups"] >= max(mean.values()) - 0.02


def test_a_line_of_a_bearing_is_found_named_and_leads_to_the_bearing():
    baseline = Baseline.learn(history(25))

    change = judged(baseline, one({("NDE", "envelope_bpfo"): 0.5}))

    assert (change.status, change.p_value) == ("unusual", 1 / 26)
    assert change.score > 1
    lead = change.contributors[0]
    assert (lead.channel, lead.feature) == ("NDE", "envelope_bpfo_nde_depth")
    assert lead.value > 0.4
    assert lead.usual == pytest.approx(0.08, abs=0.02)
    assert lead.share > 0.8
    assert "outer race of NDE" in change.text.en
    assert "All else is as before. Look at bearing NDE" in change.text.en
    assert "请检查轴承 NDE 外圈" in change.text.zh


def test_a_bearing_line_says_where_to_look_although_louder_bands_changed_more():
    baseline = Baseline.learn(history(25))

    change = judged(baseline, one({("DE", "band_4000"): 3.0, ("DE", "band_2000"): 3.0, ("DE", "envelope_bpfi"): 0.8}))

    assert "Look at bearing DE: inner race" in change.text.en


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ({("DE", "order_1"): 2.0}, "unbalance"),
        ({("DE", "order_2"): 2.0}, "misalignment"),
        ({("DE", "order_half"): 2.0}, "looseness"),
        ({("DE", "band_4000"): 2.0}, "lubrication"),
        ({("DE", "band_62"): 2.0}, "alignment"),
        ({("DE", "band_4000"): -2.0}, "sits firmly"),
    ],
)
def test_words_lead_to_what_usually_makes_such_a_change(added, words):
    change = judged(Baseline.learn(history(30)), one(added))

    assert change.status == "unusual"
    assert words in change.text.en


def test_below_twenty_records_it_says_how_many_are_missing_and_gives_no_p_value():
    baseline = Baseline.learn(history(13))

    change = judged(baseline, one({("DE", "envelope_bpfo"): 0.9}))

    assert (change.status, change.p_value, change.history_records) == ("learning", None, 13)
    assert "7 more" in change.text.en
    assert "baseline.short" in checks(baseline)


def test_another_speed_is_not_compared():
    change = judged(Baseline.learn(history(25)), one(speeds_rpm=[1540.0]))

    assert (change.status, change.comparable, change.p_value) == ("not_comparable", False, None)
    assert "1540" in change.text.en


def speeds_rpm(count: int) -> np.ndarray:
    return np.linspace(900.0, 1500.0, count)


def at_speeds(rows, rpm) -> list[FeatureTable]:
    """Records whose levels go with the square of the speed."""
    rows = rows.copy()
    for number, speed in enumerate(rpm):
        added = {(c, k): 2 * np.log(speed / 1200.0) for c in ("DE", "NDE") for k in LEVELS}
        rows[number] = changed(rows[number : number + 1], added)[0]
    return tables(rows, speeds_rpm=list(rpm))


def test_a_machine_of_variable_speed_is_compared_at_equal_speed():
    rng = np.random.default_rng(5)
    baseline = Baseline.learn(at_speeds(healthy_rows(rng, 40), speeds_rpm(40)))
    slow = at_speeds(healthy_rows(rng, 8), [950.0] * 8)
    raised = {("DE", name): np.log(2.2) for name in LEVELS}
    slow_and_sick = at_speeds(changed(healthy_rows(rng, 1), raised), [950.0])[0]

    healthy = [judged(baseline, table).status for table in slow]
    sick = judged(baseline, slow_and_sick)

    assert healthy.count("usual") >= 7
    assert sick.status == "unusual"
    lead = sick.contributors[0]
    assert lead.channel == "DE"
    at_1200_rpm = next(f.value for f in BLUEPRINT if f.key == (lead.channel, lead.feature))
    assert lead.usual == pytest.approx(at_1200_rpm * (950 / 1200) ** 2, rel=0.15)
    # Twice as loud as usual at 950 rpm is still less than what is usual at 1500 rpm.
    assert lead.value < at_1200_rpm * (1500 / 1200) ** 2


def test_two_operating_states_are_two_histories():
    rng = np.random.default_rng(6)
    records = tables(healthy_rows(rng, 35), speeds_rpm=[1480.0] * 25 + [990.0] * 10)
    baseline = Baseline.learn(records)

    assert sorted(len(state.records) for state in baseline.states) == [10, 25]
    assert judged(baseline, one()).status == "usual"
    assert judged(baseline, one(speeds_rpm=[990.0])).status == "learning"


def test_another_load_is_not_compared():
    baseline = Baseline.learn(history(25, loads=list(np.linspace(9.0, 11.0, 25))))

    assert judged(baseline, one(loads=[10.0])).comparable
    overloaded = judged(baseline, one(loads=[16.0]))

    assert not overloaded.comparable
    assert "16" in overloaded.text.en


def test_a_much_shorter_record_is_not_compared():
    change = judged(Baseline.learn(history(25)), one(duration_s=3.0))

    assert not change.comparable
    assert "3.0 s" in change.text.en


def test_records_with_a_finding_are_named_and_not_learned():
    baseline = Baseline.learn(history(25, findings={3: ("bearing.outer_race",)}))

    assert baseline.record_count == 24
    (said,) = [note.text for note in baseline.notes if note.check == "baseline.findings"]
    assert "record 4" in said.en
    assert "outer race" in said.en.lower()


def test_a_history_of_which_a_third_is_sick_is_refused():
    sick = dict.fromkeys(range(10), ("rotor.unbalance",))

    with pytest.raises(DiagnosticsError) as refused:
        Baseline.learn(history(25, findings=sick))

    assert refused.value.code == "baseline_history_sick"
    assert "record 1" in refused.value.text.en


def test_a_record_unlike_all_others_is_named_and_not_learned():
    records = history(25)
    records[7] = replace(one({("DE", "envelope_bpfi"): 0.6}), recording="the odd one")

    baseline = Baseline.learn(records)

    (said,) = [note.text for note in baseline.notes if note.check == "baseline.outlier"]
    assert said.en.startswith("the odd one")
    assert "inner race of DE" in said.en
    assert baseline.record_count == 24


def test_records_in_another_unit_are_named_with_the_factor():
    records = history(25)
    in_g = {("DE", name): -np.log(9.80665) for name in LEVELS}
    records[4:6] = [replace(one(in_g, seed=s), recording=f"in g {s}", recording_sha256=f"g{s}") for s in (1, 2)]

    baseline = Baseline.learn(records)

    said = [note.text.en for note in baseline.notes if note.check == "baseline.unit"]
    assert len(said) == 2
    assert all("in g" in text and "channel DE" in text and "0.102" in text for text in said)


@pytest.mark.parametrize("factor", [9.80665, 1 / 9.80665, 1000.0, 25.4, 2**0.5])
def test_a_new_record_in_another_unit_is_told_as_such(factor):
    rng = np.random.default_rng(8)
    quiet = 0.2 * healthy_rows(rng, 31)  # a steady machine: its levels repeat within a few per cent
    baseline = Baseline.learn(tables(quiet[:30]))
    rows = changed(quiet[30:], {("NDE", name): np.log(factor) for name in LEVELS})

    change = judged(baseline, tables(rows, name="later")[0])

    assert f"channel NDE are {factor:.4g} times" in change.text.en
    assert "unit, gain or sensitivity" in change.text.en


def test_a_machine_that_became_louder_in_one_place_is_no_changed_unit():
    change = judged(Baseline.learn(history(30)), one({("DE", "band_4000"): np.log(10), ("DE", "rms"): np.log(2)}))

    assert "gain" not in change.text.en


def test_the_same_recording_counts_once():
    records = history(24)

    baseline = Baseline.learn([*records, *records[:6]])

    assert baseline.record_count == 24
    assert len([note for note in baseline.notes if note.check == "baseline.duplicate"]) == 6


def without(table: FeatureTable, channel: str) -> FeatureTable:
    return replace(table, features=tuple(f for f in table.features if f.channel != channel))


def test_a_record_without_a_channel_is_named_and_the_others_are_learned():
    records = history(25)
    records[2] = without(records[2], "NDE")

    baseline = Baseline.learn(records)

    (said,) = [note for note in baseline.notes if note.check == "baseline.channel_missing"]
    assert "record 3" in said.text.en
    assert said.channel == "NDE"
    assert {f.channel for f in baseline.states[0].columns.features} == {"DE", "NDE"}


def test_a_new_record_without_a_channel_is_judged_by_the_other_and_says_so():
    baseline = Baseline.learn(history(25))

    change = judged(baseline, without(one({("DE", "envelope_bpfo"): 0.5}), "NDE"))

    assert change.status == "unusual"
    assert "Channel NDE is missing" in change.text.en


def drifting(count: int, total: float) -> list[FeatureTable]:
    rows = healthy_rows(np.random.default_rng(10), count)
    for number in range(count):
        added = {("DE", "band_4000"): total * number / (count - 1), ("DE", "band_2000"): total * number / (count - 1)}
        rows[number] = changed(rows[number : number + 1], added)[0]
    first = datetime(2026, 1, 1, tzinfo=UTC)
    records = tables(rows, starts=[first + timedelta(days=n) for n in range(count)])
    return [records[at] for at in np.random.default_rng(2).permutation(count)]


def test_a_history_that_got_worse_is_told_and_nothing_is_judged_by_it():
    baseline = Baseline.learn(drifting(30, np.log(4)))

    assert "baseline.getting_worse" in checks(baseline)
    change = judged(baseline, one())
    assert (change.status, change.p_value) == ("not_comparable", None)
    assert "got worse" in change.text.en


def test_a_history_that_drifts_a_little_is_told_and_still_judges():
    baseline = Baseline.learn(drifting(40, np.log(1.8)))

    assert "baseline.trend" in checks(baseline)
    assert judged(baseline, one()).p_value is not None


def test_a_change_of_a_quarter_of_the_boundary_has_to_be_explained_up_and_down():
    quarter_mm_s = 0.25 * 2.8  # ISO 20816-3, group 2 rigid: B/C at 2.8 mm/s
    baseline = Baseline.learn(history(25))
    usual = float(np.median([t.value("DE", "velocity_rms_mm_s") for t in history(25)]))

    for moved, told in ((1.05, True), (0.95, False), (-1.05, True), (-0.95, False)):
        table = one()
        features = tuple(
            replace(f, value=usual + moved * quarter_mm_s) if f.key == ("DE", "velocity_rms_mm_s") else f
            for f in table.features
        )
        change = judged(baseline, replace(table, features=features))
        assert bool(change.level_changes) is told
        assert ("criterion II" in change.text.en) is told


def test_json_gives_the_baseline_back_and_is_plain_data():
    baseline = Baseline.learn(history(25, loads=list(np.linspace(5, 9, 25))))
    table = one({("DE", "order_1"): 0.5}, loads=[7.0])

    stored = json.dumps(baseline.to_json(), allow_nan=False)
    again = Baseline.from_json(stored)

    assert judged(again, table) == judged(baseline, table)
    assert again.notes == baseline.notes
    assert json.loads(stored)["schema"] == "baseline/1"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda stored: stored.update(schema="baseline/2"),
        lambda stored: stored.pop("states"),
        lambda stored: stored["states"].clear(),
        lambda stored: stored["states"][0]["values"].pop(),
        lambda stored: stored["states"][0]["values"][0].append(1.0),
        lambda stored: stored["states"][0]["values"][0].__setitem__(0, None),
        lambda stored: stored["states"][0]["columns"][0].update(kind="no such kind"),
        lambda stored: stored["states"][0]["records"][0].update(duration_s="long"),
        lambda stored: stored["states"][0]["records"][0].update(speed_rpm=0),
        lambda stored: stored["states"][0]["records"][0].update(load=float("nan")),
        lambda stored: stored.update(notes=3),
    ],
)
def test_a_spoilt_file_is_refused(spoil):
    stored = Baseline.learn(history(25)).to_json()
    spoil(stored)

    with pytest.raises(DiagnosticsError) as refused:
        Baseline.from_json(json.dumps(stored))

    assert refused.value.code == "baseline_unreadable"


def test_another_version_and_another_machine_are_refused():
    stored = Baseline.learn(history(25)).to_json()

    with pytest.raises(DiagnosticsError) as version:
        Baseline.from_json({**stored, "features_version": 999})
    with pytest.raises(DiagnosticsError) as machine:
        judged(Baseline.from_json(stored), replace(one(), machine_sha256="other"))

    assert (version.value.code, machine.value.code) == ("baseline_version", "baseline_machine")


@pytest.mark.parametrize("given", [[], "mixed"])
def test_nothing_and_records_of_two_machines_are_refused(given):
    records = [*history(5), replace(one(), machine_sha256="other")] if given == "mixed" else given

    with pytest.raises(DiagnosticsError) as refused:
        Baseline.learn(records)

    assert refused.value.code == ("baseline_machine" if given == "mixed" else "baseline_no_records")


RIG = Machine.from_dict(
    {
        "name": "test rig",
        "kind": "electric_motor",
        "speed_rpm": 1796,
        "power_kw": 15,
        "mains_hz": 60,
        "bearings": [{"id": "DE", "designation": "6205-2RS"}, {"id": "FE", "designation": "6203-2RS"}],
        "sensors": [
            {"channel": "DE", "quantity": "acceleration", "unit": "g", "position": "DE"},
            {"channel": "FE", "quantity": "acceleration", "unit": "g", "position": "FE"},
        ],
    }
)
RIG_RATE_HZ = 12_000


def rig_pieces(path: str, *, seconds: float, count: int) -> list[Recording]:
    """Pieces of a record of the CWRU rig, each as if it were a recording of its own."""
    whole = read(SHARED / "data" / "cwru" / path)
    ends = [next(at for at, c in enumerate(whole.channels) if f"_{end}_" in c.name) for end in ("DE", "FE")]
    samples, length = whole.read()[ends], round(seconds * RIG_RATE_HZ)
    return [
        Recording.from_array(
            samples[:, k * length : (k + 1) * length],
            sampling_rate_hz=RIG_RATE_HZ,
            names=["DE", "FE"],
            source_name=f"{path}#{k}",
        )
        for k in range(count)
    ]


@pytest.fixture(scope="module")
def rig_baseline() -> Baseline:
    pieces = rig_pieces("Normal/97_Normal_0.mat", seconds=0.5, count=40)
    return Baseline.learn(feature_table(piece, RIG) for piece in pieces[::2])


@needs_shared
def test_other_pieces_of_the_healthy_rig_are_usual(rig_baseline):
    pieces = rig_pieces("Normal/97_Normal_0.mat", seconds=0.5, count=40)[1::2]

    found = [judge_change(rig_baseline, feature_table(piece, RIG), RIG).status for piece in pieces]

    assert found.count("usual") >= 18  # a probability of 1/21 each leaves three and more with one of 7 %
    assert not [note for note in rig_baseline.notes if note.level != "info"]


@needs_shared
@pytest.mark.parametrize(
    ("path", "channel", "words"),
    [
        ("12k_Drive_End_Bearing_Fault_Data/IR/007/105_0.mat", "DE", "bearing DE: inner race"),
        ("12k_Drive_End_Bearing_Fault_Data/OR/007/6/1306_0.mat", "DE", "bearing DE: outer race"),
        ("12k_Drive_End_Bearing_Fault_Data/B/007/118_0.mat", "DE", "DE (channel DE)"),
        ("12k_Fan_End_Bearing_Fault_Data/IR/007/278_0.mat", "FE", "bearing FE: inner race"),
    ],
)
def test_a_faulty_bearing_of_the_rig_is_unusual_at_its_own_end(rig_baseline, path, channel, words):
    (piece,) = rig_pieces(path, seconds=0.5, count=1)

    change = judge_change(rig_baseline, feature_table(piece, RIG), RIG)

    assert change.status == "unusual"
    assert change.contributors[0].channel == channel
    assert words in change.text.en


@needs_shared
def test_an_examination_with_a_baseline_tells_the_change_and_one_without_has_no_such_key(rig_baseline):
    (piece,) = rig_pieces("12k_Drive_End_Bearing_Fault_Data/OR/007/6/1306_0.mat", seconds=0.5, count=1)

    plain, compared = examine(piece, RIG), examine(piece, RIG, baseline=rig_baseline)

    assert "change" not in plain.to_json()
    assert compared.to_json()["change"] == judge_change(rig_baseline, feature_table(piece, RIG), RIG).to_json()
    assert compared.findings == plain.findings
    for language, words in (("en", "healthy records"), ("zh", "健康记录")):
        assert words in report(compared, recording="r", machine="m", language=language)
        assert words not in report(plain, recording="r", machine="m", language=language)


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A machine and 22 recordings of two seconds: noise and a line at shaft speed, the last one much louder."""
    monkeypatch.setenv("DIAGNOSE_SANDBOX", "off")
    sensor = {"channel": "1", "quantity": "acceleration", "unit": "m/s2"}
    described = {"speed_rpm": 1500, "power_kw": 5, "recording": {"sampling_rate_hz": 3000}, "sensors": [sensor]}
    (tmp_path / "m.json").write_text(json.dumps(described), encoding="utf-8")
    time_s = np.arange(6000) / 3000
    for number in range(22):
        signal = 0.3 * np.random.default_rng(number).standard_normal(6000) + 0.1 * np.sin(2 * np.pi * 25 * time_s)
        np.save(tmp_path / f"{number:02}.npy", signal * (4.0 if number == 21 else 1.0))
    return tmp_path


def test_the_command_learns_a_baseline_and_the_examination_uses_it(folder, capsys):
    recordings = [str(folder / f"{number:02}.npy") for number in range(20)]
    machine = ["--machine", str(folder / "m.json")]

    learned = main(["baseline", *recordings, *machine, "--out", str(folder / "b.json"), "--lang", "zh"])
    said = capsys.readouterr().out
    status = main(
        [
            str(folder / "20.npy"),
            str(folder / "21.npy"),
            *machine,
            "--baseline",
            str(folder / "b.json"),
            "--format",
            "json",
        ]
    )
    usual, loud = (json.loads(line)["change"] for line in capsys.readouterr().out.splitlines())

    assert (learned, status) == (0, 0)
    assert "20 个健康记录" in said
    assert usual["comparable"]
    assert usual["p_value"] > 1 / 21
    assert loud["p_value"] == pytest.approx(1 / 21)
    assert {"channel", "feature", "share", "value", "usual", "unit"} == set(loud["contributors"][0])


def test_the_command_names_a_bad_recording_and_learns_from_the_others(folder, capsys):
    (folder / "bad.npy").write_bytes(b"\x93NUMPY garbage")
    given = [str(folder / name) for name in ("00.npy", "bad.npy", "01.npy")]

    status = main(["baseline", *given, "--machine", str(folder / "m.json"), "--out", str(folder / "b.json")])

    captured = capsys.readouterr()
    assert status == 2
    assert len(captured.err.splitlines()) == 1
    assert "2 healthy recordings" in captured.out
    assert Baseline.load(folder / "b.json").record_count == 2


@pytest.mark.parametrize("content", [None, "", "{}", "[" * 100_000, '{"schema": "baseline/1"}'])
def test_a_bad_baseline_file_is_told_in_one_line(folder, capsys, content):
    if content is not None:
        (folder / "b.json").write_text(content, encoding="utf-8")

    status = main([str(folder / "00.npy"), "--machine", str(folder / "m.json"), "--baseline", str(folder / "b.json")])

    assert status == 2
    assert capsys.readouterr().err.startswith("diagnose: baseline_unreadable: ")


def test_the_command_writes_features_that_monitor_reads(folder, capsys):
    recordings = [str(folder / f"{number:02}.npy") for number in range(3)]
    out = folder / "f.csv"

    status = main(["features", *recordings, "--machine", str(folder / "m.json"), "--out", str(out)])
    wide = out.read_text(encoding="utf-8").splitlines()
    main(["features", *recordings, "--machine", str(folder / "m.json"), "--out", str(out), "--long"])
    long = out.read_text(encoding="utf-8").splitlines()

    assert status == 0
    assert wide[0].startswith("recording,speed_rpm,1.rms_m_s2")
    assert [row.split(",")[0] for row in wide[1:]] == ["00.npy", "01.npy", "02.npy"]
    assert long[0] == "recording,channel,feature,value,unit"
    out.write_text("\n".join(wide), encoding="utf-8")
    assert main(["monitor", str(out), "--train-rows", "2", "--out", str(folder / "e.json")]) == 0
    assert len(json.loads((folder / "e.json").read_text(encoding="utf-8"))["rows"]) == 3
