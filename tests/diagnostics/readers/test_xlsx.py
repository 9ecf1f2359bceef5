"""Excel workbooks: titles, units, times and settings above the table; sheets to choose from; bombs are refused."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.errors import RecordingError
from diagnostics.readers import HEAD_BYTES, identify, read

NOISE = np.random.default_rng(12).uniform(-1, 1, (200, 2))
ROWS = NOISE.tolist()
TIMED = [[row / 1000, *values] for row, values in enumerate(ROWS)]

SIXTEEN_DIGITS = 1e-15
"""openpyxl writes no more digits of a number."""

Rows = Sequence[Sequence[object]]


def write(path: Path, **sheets: Rows) -> Path:
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def rewritten(path: Path, member: str, old: bytes, new: bytes) -> Path:
    """Put ``new`` in the place of ``old`` in one part of the workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[member]
    parts[member] = parts[member].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def same(found: np.ndarray, written: np.ndarray) -> bool:
    return np.allclose(found, written, rtol=SIXTEEN_DIGITS, atol=0.0)


def refused(path: Path, **options: object) -> RecordingError:
    with pytest.raises(RecordingError) as raised:
        read(path, **options).read()  # type: ignore[arg-type]
    assert raised.value.text.zh
    return raised.value


# --- there and back -----------------------------------------------------------------------------------------------


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(
        st.lists(st.floats(-1e9, 1e9, allow_subnormal=False), min_size=3, max_size=3), min_size=20, max_size=40
    ),
    titled=st.booleans(),
)
def test_numbers_come_back(tmp_path, values, titled):
    header = [["acc one", "acc two", "acc three"]] if titled else []

    recording = read(write(tmp_path / "a.xlsx", S=[*header, *values]), sampling_rate_hz=1000)

    assert same(recording.read(), np.array(values).T)
    assert recording.format == "xlsx"
    assert [channel.name for channel in recording.channels] == (header[0] if titled else ["1", "2", "3"])


def test_titles_units_and_times_are_understood(tmp_path):
    recording = read(write(tmp_path / "a.xlsx", Run=[["Time [s]", "DE (g)", "NDE (mm/s)"], *TIMED]))

    told = [(channel.name, channel.unit, channel.quantity) for channel in recording.channels]
    assert told == [("DE", "g", "acceleration"), ("NDE", "mm/s", "velocity")]
    assert (recording.sampling_rate_hz, recording.rate_source, recording.group) == (1000.0, "time_column", "Run")
    assert same(recording.read(), NOISE.T)


def test_units_may_stand_below_the_titles_in_chinese(tmp_path):
    rows = [["时间", "加速度", "速度"], ["ms", "m/s²", "mm/s"], *[[1000 * row[0], *row[1:]] for row in TIMED]]

    recording = read(write(tmp_path / "a.xlsx", S=rows))

    assert [(channel.name, channel.unit) for channel in recording.channels] == [("加速度", "m/s²"), ("速度", "mm/s")]
    assert recording.sampling_rate_hz == 1000.0


def test_settings_above_the_table_give_rate_and_start(tmp_path):
    began = dt.datetime.fromisoformat("2026-01-05T10:11:12")
    rows = [["Sampling rate", 25600], ["Date", began], ["Machine", "Fan 7"], [], ["DE [g]", "NDE [g]"], *ROWS]

    recording = read(write(tmp_path / "a.xlsx", S=rows))

    assert (recording.sampling_rate_hz, recording.rate_source) == (25_600.0, "header")
    assert recording.start == began
    assert ("Machine", "Fan 7") in recording.details
    assert same(recording.read(), NOISE.T)


def test_a_rate_above_that_contradicts_the_times_is_ambiguous(tmp_path):
    path = write(tmp_path / "a.xlsx", S=[["Sampling rate", 25600], ["Time", "DE", "NDE"], *TIMED])

    assert refused(path).code == "recording_rate_ambiguous"
    assert read(path, sampling_rate_hz=1000).sampling_rate_hz == 1000.0


def test_dates_are_times_and_texts_no_signals(tmp_path):
    began = dt.datetime.fromisoformat("2026-01-05T10:11:12")
    rows = [[began + dt.timedelta(seconds=2 * row), value, "OK"] for row, (value, _) in enumerate(ROWS)]

    recording = read(write(tmp_path / "a.xlsx", S=[["Stamp", "DE", "state"], *rows]))

    assert [channel.name for channel in recording.channels] == ["DE"]
    assert recording.sampling_rate_hz == pytest.approx(0.5)
    assert recording.start == began


def test_a_column_that_counts_is_no_signal(tmp_path):
    rows = [["No.", "DE"], *[[row, value] for row, (value, _) in enumerate(ROWS, start=1)]]

    assert [channel.name for channel in read(write(tmp_path / "a.xlsx", S=rows)).channels] == ["DE"]


def test_empty_cells_are_lost_samples_and_empty_rows_below_are_none(tmp_path):
    rows = [list(row) for row in TIMED]
    rows[5][1], rows[6][2] = None, "n/a"

    recording = read(write(tmp_path / "a.xlsx", S=[["Time", "DE", "NDE"], *rows, [None, None, None], ["", "", ""]]))

    assert recording.sample_count == 200
    assert np.argwhere(np.isnan(recording.read())).tolist() == [[0, 5], [1, 6]]


def test_a_whole_column_of_decimal_commas_kept_as_text_is_read(tmp_path):
    rows = [["DE", "NDE"], *[[f"{one:.4f}".replace(".", ","), two] for one, two in ROWS]]

    assert np.allclose(read(write(tmp_path / "a.xlsx", S=rows)).read(), NOISE.T, atol=5e-5)


def test_commas_that_may_part_thousands_are_not_guessed_at(tmp_path):
    rows = [["DE", "NDE"], *[[f"{1 + row % 9},{100 + row}", value] for row, (value, _) in enumerate(ROWS)]]

    assert [channel.name for channel in read(write(tmp_path / "a.xlsx", S=rows)).channels] == ["NDE"]


def test_sheets_are_chosen_by_name_and_notes_are_no_choice(tmp_path):
    notes = [["Machine", "Pump 7"], ["Speed", 1480]]
    table = [["Time", "DE", "NDE"], *TIMED]

    assert read(write(tmp_path / "a.xlsx", Notes=notes, Run=table)).group == "Run"
    both = write(tmp_path / "b.xlsx", One=table, Two=[["Time", "DE", "NDE"], *TIMED[::-1]][:1] + TIMED[:100])
    assert refused(both).code == "recording_channels_ambiguous"
    assert read(both, group="Two").sample_count == 100


def test_a_hidden_sheet_is_not_looked_at(tmp_path):
    book = openpyxl.Workbook()
    for title in ("Run", "Old"):
        sheet = book.create_sheet(title)
        for row in TIMED:
            sheet.append(row)
    book["Old"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")

    assert read(tmp_path / "a.xlsx").group == "Run"


def test_it_is_read_out_of_gzip_and_told_from_other_zips(tmp_path):
    content = write(tmp_path / "a.xlsx", S=TIMED).read_bytes()
    (tmp_path / "a.xlsx.gz").write_bytes(gzip.compress(content))
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")

    assert same(read(tmp_path / "a.xlsx.gz").read(), NOISE.T)
    assert identify(content[:HEAD_BYTES], "a.xlsx") == "xlsx"
    (tmp_path / "a.docx").write_bytes(document.getvalue())
    assert refused(tmp_path / "a.docx").code == "recording_archive_invalid"


# --- refused ------------------------------------------------------------------------------------------------------


def test_a_word_among_the_numbers_is_named_with_its_row(tmp_path):
    rows = [["Time", "DE", "NDE"], *TIMED[:50], [0.05, "broken", 1.0], *TIMED[51:]]

    error = refused(write(tmp_path / "a.xlsx", S=rows))

    assert error.code == "recording_damaged"
    assert "52" in error.text.en
    assert "broken" in error.text.en


def test_sheets_of_words_hold_no_signal(tmp_path):
    assert refused(write(tmp_path / "a.xlsx", S=[["hello", "world"]] * 30)).code == "recording_damaged"
    assert refused(write(tmp_path / "b.xlsx", S=[])).code == "recording_damaged"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_file_cut_short_is_damaged(tmp_path, share):
    path = write(tmp_path / "a.xlsx", S=TIMED)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])

    assert refused(path).code == "recording_archive_invalid"


@pytest.mark.parametrize(
    "reference", [b'r="XFD1048576"', b"r='XFD1048576'", b'r = "XFD1048576"', b'r\n="xfd1048576"', b'r="A99999999999"']
)
def test_two_cells_far_apart_cost_no_memory(tmp_path, reference):
    path = write(tmp_path / "a.xlsx", S=TIMED)
    rewritten(path, "xl/worksheets/sheet1.xml", b'r="B150"', reference)

    assert refused(path).code == "recording_too_large"


def test_a_bomb_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", S=TIMED)
    rewritten(path, "xl/worksheets/sheet1.xml", b"<sheetData>", b" " * (20 << 20) + b"<sheetData>")

    assert refused(path).code == "recording_too_large"


def test_a_link_in_the_zip_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", S=TIMED)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("xl/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert refused(path).code == "recording_archive_invalid"


def test_xml_that_does_not_close_is_damaged(tmp_path):
    path = write(tmp_path / "a.xlsx", S=TIMED)
    rewritten(path, "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet")

    assert refused(path).code == "recording_damaged"
