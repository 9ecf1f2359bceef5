"""Text tables: every way of writing them there and back, what their headers say, and hostile ones refused."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from diagnostics.errors import RecordingError
from diagnostics.readers import read
from diagnostics.readers.content import DescriptorContent
from diagnostics.readers.csv_text import FORMAT
from diagnostics.readers.format import ReadOptions
from diagnostics.recording import Recording


def local(text: str) -> datetime:
    """The moment ``text`` of a clock without a zone."""
    return datetime.fromisoformat(text)


FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def recorded(tmp_path: Path, text: str | bytes, name: str = "signal.csv", **known: float) -> Recording:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read(path, **known)


def refused(tmp_path: Path, text: str | bytes, name: str = "signal.csv") -> RecordingError:
    with pytest.raises(RecordingError) as error:
        recorded(tmp_path, text, name)
    assert error.value.text.zh
    return error.value


def rows(count: int = 40, delimiter: str = ",") -> str:
    return "\n".join(f"{i % 7}.5{delimiter}{i % 3}.25" for i in range(count)) + "\n"


# --- there and back -----------------------------------------------------------------------------------------------

tables = hnp.arrays(
    np.float64,
    st.tuples(st.integers(2, 5), st.integers(20, 50)),
    elements=st.floats(-1e6, 1e6, allow_subnormal=False),
)


@FEW
@given(
    samples=tables,
    style=st.sampled_from([(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ","), (" ", "."), ("  \t ", ".")]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    above=st.sampled_from([(), ("Fs: 1000 Hz",), ("设备：泵3", "采样率：1 kHz", "")]),
    units=st.booleans(),
    closed=st.booleans(),
)
def test_table_gives_back_numbers_titles_units_and_rate(
    tmp_path, samples, style, encoding, newline, above, units, closed
):
    delimiter, mark = style
    end = delimiter if closed and delimiter.strip(" ") and len(delimiter) == 1 else ""
    titles = [f"通道{i}" for i in range(len(samples))]
    lines = [*above, delimiter.join(titles) + end]
    lines += [delimiter.join(["g"] * len(samples)) + end] if units else []
    lines += [delimiter.join(repr(float(v)).replace(".", mark) for v in row) + end for row in samples.T]

    recording = recorded(tmp_path, newline.join(lines).encode(encoding), sampling_rate_hz=1000.0)

    assert np.array_equal(recording.read(), samples)
    assert [channel.name for channel in recording.channels] == titles
    assert {channel.unit for channel in recording.channels} == {"g" if units else None}
    assert recording.sampling_rate_hz == 1000.0


@FEW
@given(
    rate_hz=st.sampled_from([100.0, 1000.0, 2560.0, 5120.0, 12_800.0, 25_600.0, 44_100.0, 48_000.0, 97_656.0]),
    digits=st.integers(4, 9),
    count=st.integers(2000, 6000),
)
def test_rate_of_rounded_time_stamps_is_exact_to_one_in_a_million(tmp_path, rate_hz, digits, count):
    if 10.0**-digits > 0.5 / rate_hz:
        digits = int(np.ceil(np.log10(2 * rate_hz)))
    lines = [f"{i / rate_hz:.{digits}f};{i % 5}" for i in range(count)]

    recording = recorded(tmp_path, "time;x\n" + "\n".join(lines))

    assert recording.sampling_rate_hz == pytest.approx(rate_hz, rel=1e-6)
    assert recording.time_gaps == ()


def test_packed_text_is_read_alike(tmp_path):
    text = "t (s);Schwingung [m/s²]\n" + "\n".join(f"{i / 2000:.4f};{i % 9}.5".replace(".", ",") for i in range(100))

    recording = recorded(tmp_path, gzip.compress(text.encode("cp1252")), "signal.csv.gz")

    assert recording.sampling_rate_hz == 2000.0
    assert [(c.name, c.unit, c.quantity) for c in recording.channels] == [("Schwingung", "m/s²", "acceleration")]
    assert recording.read()[0, :3].tolist() == [0.5, 1.5, 2.5]


# --- ways of writing ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("a,b\n" + "+1.5,-2\n" * 20, [1.5, -2.0]),
        ("a,b\n" + "1e-5,2E+03\n" * 20, [1e-5, 2000.0]),
        ("a;b\n" + "1,5;-2,25;\n" * 20, [1.5, -2.25]),
        ('"a, g","b"\n' + '"1.5","2"\n' * 20, [1.5, 2.0]),
        ("a,b\n" + '"1,5","2,25"\n' * 20, [1.5, 2.25]),
        ("a,b\n" + "'1.5','2'\n" * 20, [1.5, 2.0]),
        ("a , b\n" + " 1.5 , 2 \n" * 20, [1.5, 2.0]),
        ("a  b\n" + "   1.5    2\n" * 20, [1.5, 2.0]),
        ("Acc (g)   Speed (rpm)\n" + "  1.5\t2  \r\n" * 20, [1.5, 2.0]),
        ("sep=;\na;b\n" + "1.5;2\n" * 20, [1.5, 2.0]),
        ("% made by a logger\n# a,b\n" + "1.5,2\n" * 20, [1.5, 2.0]),
        ("1.5,2\r" * 20, [1.5, 2.0]),
        ("a,b\n\n" + "1.5,2\n\n" * 20, [1.5, 2.0]),
    ],
)
def test_usual_ways_of_writing_rows_are_read(tmp_path, text, first):
    recording = recorded(tmp_path, text)

    assert recording.sample_count == 20
    assert recording.read()[:, 0].tolist() == first
    assert recording.read()[:, -1].tolist() == first


@pytest.mark.parametrize("row", ["1.5,2", "2026-01-05 10:00:{:02d},3", "1.5,'2'", "2026-01-05,10:00:{:02d},4"])
def test_reading_text_does_not_load_pandas(tmp_path, row):
    (tmp_path / "signal.csv").write_text("Date: 2026-01-05\n" + "\n".join(row.format(i) for i in range(30)))
    program = (
        "import sys; from pathlib import Path; from diagnostics.readers.content import FileContent\n"
        "from diagnostics.readers.format import ReadOptions; from diagnostics.readers.csv_text import FORMAT\n"
        "FORMAT.read(FileContent(Path(sys.argv[1])), ReadOptions()); print('pandas' in sys.modules)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "signal.csv")]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


def test_one_column_between_blanks_is_one_channel(tmp_path):
    recording = recorded(tmp_path, "  1.5 \n -2.25\n" * 20)

    assert recording.read().tolist() == [[1.5, -2.25] * 20]


def test_absent_values_are_nan_wherever_they_stand(tmp_path):
    text = "a;b\n" + "1;2\n" * 20 + "NaN; \n;N/A\n-;null\ninf;-Inf\n1e400;3\n"

    samples = recorded(tmp_path, text).read()

    assert np.isnan(samples[0, 20:]).tolist() == [True] * 5
    assert samples[1, -1] == 3.0
    assert np.isnan(samples[1, 20:24]).all()


def test_odd_row_in_a_long_file_is_read_or_named_by_its_line(tmp_path):
    before, after = "1.25,2.5\n" * 200_000, "3,4\n" * 300_000

    recording = recorded(tmp_path, "a,b\n" + before + "'7',8\n\n" + after)
    error = refused(tmp_path, "a,b\n" + before + "7,8,9\n" + after)

    assert recording.sample_count == 500_001
    assert recording.read(200_000, 200_001).tolist() == [[7.0], [8.0]]
    assert error.code == "recording_damaged"
    assert "line 200002 " in error.text.en


@pytest.mark.parametrize(
    ("encoding", "title", "name", "unit"),
    [
        ("gbk", "轴承转速（r/min）", "轴承转速", "r/min"),
        ("utf-16-le", "加速度[m/s²]", "加速度", "m/s²"),
        ("utf-16", "加速度(g)", "加速度", "g"),
        ("cp1252", "Beschleunigung [m/s²]", "Beschleunigung", "m/s²"),
        ("cp1252", "Lagerschwingung Größe [µm]", "Lagerschwingung Größe", "µm"),
    ],
)
def test_titles_in_national_encodings_keep_their_units(tmp_path, encoding, title, name, unit):
    text = f"{title}\t电压(V)\n" if encoding != "cp1252" else f"{title}\tSpannung (V)\n"

    recording = recorded(tmp_path, (text + "0,5\t1,25\r\n" * 30).encode(encoding), sampling_rate_hz=100.0)

    assert (recording.channels[0].name, recording.channels[0].unit) == (name, unit)
    assert recording.channels[1].unit == "V"


# --- what the header says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "rate_hz"),
    [
        ("Sampling rate: 25600 Hz", 25600.0),
        ("# Fs = 12000", 12000.0),
        ("Fs,25600", 25600.0),
        ('"Sample Rate (kHz)","25.6"', 25600.0),
        ("采样频率：25.6 kHz", 25600.0),
        ("采样率,51200Hz,,,", 51200.0),
        ("dt = 0.0001 s", 10000.0),
        ("Sample interval(s):;3.90625e-05", 25600.0),
        ("Sample Interval [us]\t50", 20000.0),
        ("Delta_X\t0.001000\t0.001000", 1000.0),
        ("Sampling Frequency 2048 S/s", 2048.0),
        ("% Abtastrate: 10000", 10000.0),
    ],
)
@pytest.mark.parametrize("table", ["acc,cur\n" + rows(), rows(), "acc\n" + "1.5\n2.5\n" * 20])
def test_rate_above_the_table_is_the_rate(tmp_path, line, rate_hz, table):
    recording = recorded(tmp_path, f"Logger 7\n{line}\n{table}")

    assert recording.sampling_rate_hz == pytest.approx(rate_hz, rel=1e-9)
    assert recording.rate_source == "header"
    expected = ["acc", "cur"] if "cur" in table else ["acc"] if "acc" in table else None
    assert expected is None or [channel.name for channel in recording.channels] == expected


@pytest.mark.parametrize(
    "line", ["Sampling rate: 25,600 Hz", "Fs: 0", "Fs: many", "Sampling rate: 12 rpm", "Sampling time: 10 s", "rate: 5"]
)
def test_what_is_no_clear_rate_is_none(tmp_path, line):
    recording = recorded(tmp_path, f"{line}\nacc,cur\n{rows()}")

    assert recording.sampling_rate_hz is None
    assert [channel.name for channel in recording.channels] == ["acc", "cur"]


def test_decimal_comma_holds_above_the_table_too(tmp_path):
    text = "Abtastrate [kHz];25,6\nKanal 1;Kanal 2\nm/s²;V\n" + "0,5;1,5\n" * 30

    recording = recorded(tmp_path, text)

    assert recording.sampling_rate_hz == 25600.0
    assert [(c.name, c.unit) for c in recording.channels] == [("Kanal 1", "m/s²"), ("Kanal 2", "V")]


def test_rate_above_the_table_that_contradicts_the_time_column_is_refused_until_one_is_picked(tmp_path):
    text = "Fs: 25600 Hz\ntime,acc\n" + "\n".join(f"{i / 1000},{i % 5}" for i in range(50))

    error = refused(tmp_path, text)

    assert error.code == "recording_rate_ambiguous"
    assert "25600 Hz (Fs)" in error.text.en
    assert "1000 Hz (time)" in error.text.en
    assert recorded(tmp_path, text, sampling_rate_hz=1000.0).sampling_rate_hz == 1000.0


def test_other_settings_become_details(tmp_path):
    recording = recorded(tmp_path, f"Instrument: VX-2\nSerial,ABC\nPoint\tpump 3 DE\nacc,cur\n{rows()}")

    assert recording.details == (("Instrument", "VX-2"), ("Serial", "ABC"), ("Point", "pump 3 DE"))


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["Date;2026-01-05 10:00:00"], local("2026-01-05T10:00:00")),
        (
            ["Start time: 2026-01-05T10:00:00.25+08:00"],
            local("2026-01-05T10:00:00.250+08:00"),
        ),
        (["Date: 05.01.2026", "Time: 10:00:00"], local("2026-01-05T10:00:00")),
        (["开始时间：2026年1月5日 10:00:00"], local("2026-01-05T10:00:00")),
        (["Date,12/05/2026 10:00:00"], None),
        (["Date,13/05/2026 10:00:00"], local("2026-05-13T10:00:00")),
        (["Date: 2026-01-05"], None),
        (["Date: 2026-02-30 10:00:00"], None),
        (["Export date: 2026-01-05 10:00:00"], None),
    ],
)
def test_start_above_the_table_is_the_start_when_it_is_clear(tmp_path, lines, start):
    recording = recorded(tmp_path, "\n".join([*lines, "acc,cur", rows()]))

    assert recording.start == start


# --- stamps -------------------------------------------------------------------------------------------------------

BEGIN = local("2026-01-05T23:59:58.500")


def stamped(form: str, *, step_ms: int = 100, count: int = 60) -> str:
    moments = [BEGIN + timedelta(milliseconds=step_ms * i) for i in range(count)]
    lines = []
    for number, moment in enumerate(moments):
        stamp = moment.strftime(form.replace("%L", f"{moment.microsecond // 1000:03d}"))
        lines.append(f"{stamp};{number % 5}")
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("%Y-%m-%d %H:%M:%S.%L", BEGIN),
        ("%Y-%m-%dT%H:%M:%S.%f", BEGIN),
        ("%Y/%m/%d %H:%M:%S.%L", BEGIN),
        ("%d.%m.%Y %H:%M:%S,%L", BEGIN),
        ("%d/%m/%Y %H:%M:%S.%L", None),
        ("%m/%d/%Y %I:%M:%S.%L %p", None),
        ("%Y年%m月%d日 %H:%M:%S.%L", BEGIN),
        ("%Y-%m-%d %H:%M:%S:%L", BEGIN),
        ("%Y-%m-%d;%H:%M:%S.%L", BEGIN),
        ("%H:%M:%S.%L", None),
        ("%Y-%m-%dT%H:%M:%S.%LZ", BEGIN.replace(tzinfo=UTC)),
        ("%Y-%m-%d %H:%M:%S.%L+0800", BEGIN.replace(tzinfo=timezone(timedelta(hours=8)))),
    ],
)
@pytest.mark.parametrize("title", ["datetime", "记录"])
def test_stamps_past_midnight_give_rate_and_start(tmp_path, form, start, title):
    titles = f"{title};b;x" if ";" in form else f"{title};x"

    recording = recorded(tmp_path, f"{titles}\n{stamped(form)}")

    assert recording.sampling_rate_hz == 10.0
    assert recording.start == start
    assert [channel.name for channel in recording.channels] == ["x"]
    assert recording.time_gaps == ()


def test_stamps_of_several_shapes_are_read_together(tmp_path):
    moments = [local("2026-01-05T09:59:50") + timedelta(milliseconds=250 * i) for i in range(80)]
    lines = [f"{m.year}-{m.month}-{m.day} {m.hour}:{m:%M:%S}" + (f".{m:%f}" * bool(m.microsecond)) for m in moments]

    recording = recorded(tmp_path, "time,x\n" + "\n".join(f"{line},{i % 5}" for i, line in enumerate(lines)))

    assert recording.sampling_rate_hz == 4.0
    assert recording.start == moments[0]


def test_day_above_the_table_dates_the_times_in_it(tmp_path):
    recording = recorded(tmp_path, f"Date: 2026-01-05\ntime;x\n{stamped('%H:%M:%S.%L')}")

    assert recording.start == BEGIN


def test_stamps_keep_the_rate_of_fast_sampling(tmp_path):
    begin = np.datetime64("2026-01-05T10:00:00", "ns")
    lines = [f"{begin + np.timedelta64(round(i * 1e9 / 25600), 'ns')},{i % 5}" for i in range(3000)]

    recording = recorded(tmp_path, "timestamp,x\n" + "\n".join(lines))

    assert recording.sampling_rate_hz == pytest.approx(25600.0, rel=1e-6)


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e6, 1e9])
def test_numbers_since_1970_give_rate_and_start(tmp_path, scale):
    lines = [f"{round((1_767_607_200 + i / 4) * scale, 2):.2f},{i % 5}" for i in range(60)]

    recording = recorded(tmp_path, "timestamp,x\n" + "\n".join(lines))

    assert recording.sampling_rate_hz == pytest.approx(4.0, rel=1e-6)
    assert recording.start == datetime(2026, 1, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["2026-02-30 00:00:00", "2026-01-05 25:00:00", "yesterday", ""])
def test_stamp_that_cannot_be_read_is_named_by_its_line(tmp_path, stamp):
    good = "\n".join(f"2026-01-05 10:00:{i:02d};{i}" for i in range(30))

    error = refused(tmp_path, f"time;x\n{good}\n{stamp};7\n")

    assert error.code == "recording_damaged"
    assert "line 32" in error.text.en


# --- commas that may mean several things --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("1,234\n5,678\n3,111\n" * 10, "1, 234 | 1.234"),
        ("left,right\n" + "1,5,2,5\n3,5,1,5\n" * 10, "1, 5, 2, 5 | 1.5, 2.5"),
        ("a;b\n" + "1,234;2,345\n7,500;12\n" * 10, "1.234 | 1234"),
        ("acc\n" + "1,234\n5,678\n3,111\n" * 10, "1.234 | 1234"),
    ],
)
def test_commas_that_allow_several_numbers_are_asked_about(tmp_path, text, choices):
    error = refused(tmp_path, text)

    assert error.code == "recording_text_ambiguous"
    assert choices in error.text.en


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("acc\n" + "1,234\n5,678\n0,111\n" * 10, [1.234]),
        ("a,b\n" + "1,234\n5,678\n3,111\n" * 10, [1.0, 234.0]),
        ("1,234\n5,678\n0,111\n-3,5e2\n".replace(",", ", ") * 10, [1.0, 234.0]),
        ("a;b\n" + "1,234;2,345\n0,500;12\n" * 10, [1.234, 2.345]),
        ("a;b\n" + "1,234;2,3456\n" * 10, [1.234, 2.3456]),
    ],
)
def test_commas_with_one_meaning_are_read(tmp_path, text, first):
    assert recorded(tmp_path, text).read()[:, 0].tolist() == first


@pytest.mark.parametrize("row", ["1,234.5;2,345.5", "1.234,5;2.345,5", "1 234,5;2 345,5"])
def test_thousands_apart_are_refused(tmp_path, row):
    assert refused(tmp_path, "a;b\n" + f"{row}\n" * 20).code == "recording_format_mismatch"
    assert "line 22 " in refused(tmp_path, "a;b\n" + "1,5;2,5\n" * 20 + row).text.en


# --- hostile files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a,b\n" + "1,2\n" * 20 + "1," + "2" * (1 << 20) + "\n" + "1,2\n" * 20, "recording_damaged"),
        ("1" * (3 << 20), "recording_damaged"),
        ("1,2;" * (1 << 19), "recording_damaged"),
        ("1.5," * (1 << 19), "recording_damaged"),
        ("a,b\n" + "1,2\n" * 20_000 + "1,2\0\n" + "1,2\n" * 20, "recording_damaged"),
        ("a,b\n" + "1,2\n" * 20_000 + "\0" * 5000, "recording_damaged"),
        ("\n".join([",".join(["1.5"] * 10_000)] * 3), "recording_damaged"),
        (b"a,b\n" + b"1,2\n" * 20_000 + b"\xff\xfe,2\n", "recording_damaged"),
        ("time,acc\n", "recording_format_mismatch"),
        ("time,acc\n0.5,1\n", "recording_rate_ambiguous"),
        (bytes(range(256)) * 50, "recording_format_mismatch"),
        ("time;x\n" + "10:00:00;1\n" * 20, "recording_rate_ambiguous"),
        ("time\n" + "2026-01-05\n" * 20, "recording_format_mismatch"),
        ("t,t\n" + "".join(f"{i},{i}\n" for i in range(30)), None),
        ("1,2\n" * 20 + '"' + "1,2\n" * 20, "recording_damaged"),
    ],
)
def test_hostile_text_is_refused_with_its_code(tmp_path, text, code):
    if code is None:
        assert recorded(tmp_path, text).sampling_rate_hz == 1.0
    else:
        assert refused(tmp_path, text).code == code


@pytest.mark.parametrize("long", ["x{}(y", "time{}x", "Fs{}5", "x{}", "2026-01-05{}x", "{}:5"])
@pytest.mark.parametrize("fill", [" ", "(", "9", ","])
def test_long_lines_above_a_table_take_no_time(tmp_path, long, fill):
    begun = time.perf_counter()

    recording = recorded(tmp_path, f"{long.format(fill * 60_000)}\n" + "acc;cur\n" + "1.5;2\n" * 20)

    assert recording.read()[:, 0].tolist() == [1.5, 2.0]
    assert time.perf_counter() - begun < 5.0


def test_text_behind_a_descriptor_is_read_alike(tmp_path):
    (tmp_path / "signal.csv").write_text("Fs: 1000\nacc;cur\n" + "1.5;2\n" * 2_000_000)

    with (tmp_path / "signal.csv").open("rb") as file:
        reading = FORMAT.read(DescriptorContent("signal.csv", file.fileno()), ReadOptions())

    assert (reading.sample_count, reading.sampling_rate_hz) == (2_000_000, 1000.0)
    assert reading.source.read(1_999_999, 2_000_000).tolist() == [[1.5], [2.0]]


def test_huge_exponents_are_lost_samples(tmp_path):
    samples = recorded(tmp_path, "a,b\n" + "1e999999999,2\n-1E400,1e-999999999\n" * 10).read()

    assert np.isnan(samples[0]).all()
    assert samples[1, :2].tolist() == [2.0, 0.0]


cells = st.sampled_from([*"1.5,2;-3\t \n\r\"'", "2026-01-05", "10:00:00", "Fs:", "e9", "时间", "nan", "\0", "1,5", "#"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(cells, min_size=1, max_size=120).map("".join), rows=st.integers(0, 12))
def test_any_text_is_read_or_refused(tmp_path, text, rows):
    outcome = "read"
    try:
        samples = recorded(tmp_path, "a,b\n" + "1.5,2\n" * rows + text).read()
    except RecordingError as error:
        outcome = error.code

    if outcome == "read":
        assert not np.isinf(samples).any()
    else:
        assert outcome.startswith("recording_")
