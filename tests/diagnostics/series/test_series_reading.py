"""Series in text: every usual way of writing them, and what is wrong with some."""

from __future__ import annotations

import math

import numpy as np
import pytest

import diagnostics as dx
from diagnostics.series.reading import open_series, read_series


def written(folder, text, *, encoding="utf-8"):
    path = folder / "log.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("time,p,q\n2026-01-05 10:00:00,1.5,3\n2026-01-05 10:00:02,2.5,4\n", "utf-8"),
        ("time;p;q\r\n05.01.2026 10:00:00;1,5;3\r\n05.01.2026 10:00:02;2,5;4\r\n", "cp1252"),
        ("时间\tp\tq\n2026/1/5 10:00:00\t1.5\t3\n2026/1/5 10:00:02\t2.5\t4\n", "gbk"),
        ("time;p;q\n2026-01-05T10:00:00Z;1.5;3\n2026-01-05T11:00:02+01:00;2.5;4\n", "utf-16"),
        ("date,time,p,q\n2026-01-05,10:00:00,1.5,3\n2026-01-05,10:00:02,2.5,4\n", "utf-8-sig"),
        ("time p q\n0 1.5 3\n2 2.5 4\n", "ascii"),
        ('time,p,q\n"2026-01-05 10:00:00","1.5","3"\n"2026-01-05 10:00:02","2.5","4"\n', "utf-8"),
        ("time (ms),p,q\n0,1.5,3\n2000,2.5,4\n", "utf-8"),
        ("time,p,q\n1/13/2026 10:00:00 PM,1.5,3\n1/13/2026 10:00:02 PM,2.5,4\n", "utf-8"),
    ],
)
def test_one_table_is_read_alike_however_it_is_written(tmp_path, text, encoding):
    series = read_series(written(tmp_path, text, encoding=encoding))

    assert series.names == ("p", "q")
    np.testing.assert_array_equal(series.values, [[1.5, 3.0], [2.5, 4.0]])
    np.testing.assert_array_equal(series.seconds, [0.0, 2.0])


def test_times_are_given_on_as_they_were_written(tmp_path):
    stamped = read_series(written(tmp_path, "time,p\n2026-01-05 10:00,1\n2026-01-05 10:01,2\n"))
    counted = read_series(written(tmp_path, "time,p\n1.5,1\n2.5,2\n"))

    assert stamped.stamps == ("2026-01-05 10:00", "2026-01-05 10:01")
    assert counted.stamps == (1.5, 2.5)


def test_what_is_no_number_is_missing_and_the_row_stays(tmp_path):
    series = read_series(written(tmp_path, "time,p,state\n1,2,on\n2,ERR,off\n\n3,,on\n4,inf,on\n5\n6,7,on,more\n"))

    assert series.stamps == (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    np.testing.assert_array_equal(series.column("p"), [2.0, math.nan, math.nan, math.nan, math.nan, 7.0])
    assert np.isnan(series.column("state")).all()


def test_a_time_that_cannot_be_read_leaves_its_row_in_place(tmp_path):
    series = read_series(written(tmp_path, "time,p\n2026-01-05 10:00:00,1\n?,2\n2026-01-05 10:00:02,3\n"))

    np.testing.assert_array_equal(series.seconds, [0.0, math.nan, 2.0])
    assert series.stamps[1] == "?"


def test_month_first_is_told_by_any_day_above_twelve(tmp_path):
    series = read_series(written(tmp_path, "time,p\n1/12/2026 00:00,1\n1/13/2026 00:00,2\n1/14/2026 00:00,3\n"))

    np.testing.assert_array_equal(series.seconds, [0.0, 86_400.0, 172_800.0])


def test_blocks_of_any_size_make_the_same_series(tmp_path):
    rows = "".join(f"2026-01-05 10:{minute:02d}:00,{minute},{2 * minute}\n" for minute in range(60))
    path = written(tmp_path, f"time,p,q\n{rows}")

    blocks = list(open_series(path).blocks(7))
    whole = read_series(path)

    assert [len(block) for block in blocks] == [7] * 8 + [4]
    np.testing.assert_array_equal(np.concatenate([block.values for block in blocks]), whole.values)
    np.testing.assert_array_equal(np.concatenate([block.seconds for block in blocks]), whole.seconds)


def test_a_column_can_be_left_out(tmp_path):
    path = written(tmp_path, "time;p;label\n1;2;0\n2;3;1\n")

    assert read_series(path, ignore=["label"]).names == ("p",)


def test_columns_of_one_name_are_told_apart(tmp_path):
    assert read_series(written(tmp_path, "time,T,T,\n1,2,3,4\n2,3,4,5\n")).names == ("T", "T (2)", "3")


@pytest.mark.parametrize(
    ("text", "ignore", "code"),
    [
        ("", [], "recording_empty"),
        ("   \n\n", [], "recording_empty"),
        ("nothing to see", [], "series_no_table"),
        ("time,p\n", [], "series_no_table"),
        ("\0\1\2" * 500, [], "series_no_table"),
        ("time,p\n1,2\n2,3\n", ["q"], "series_column_unknown"),
        ("time,p\n1,2\n2,3\n", ["p"], "series_no_columns"),
        ("time,p\n1,2\n" + "7" * 1_100_000, [], "recording_damaged"),
    ],
)
def test_what_is_no_series_is_refused_with_a_code(tmp_path, text, ignore, code):
    with pytest.raises(dx.DiagnosticsError) as refused:
        read_series(written(tmp_path, text), ignore=ignore)

    assert refused.value.code == code
    assert refused.value.text.zh


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path, code in ((tmp_path / "none.csv", "recording_not_found"), (tmp_path, "recording_unreadable")):
        with pytest.raises(dx.RecordingError) as refused:
            open_series(path)
        assert refused.value.code == code
