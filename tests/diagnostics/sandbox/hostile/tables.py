"""Tables: Parquet, Arrow, Excel, JSON and text that lie about their size or never end."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet

from tests.diagnostics.sandbox.hostile.kit import (
    ROWS,
    HostileFile,
    Member,
    deflated_over_and_over,
    overwritten,
    replaced,
    zip_of,
)

COUNT = 400
TABLE = pa.table({"DE": np.linspace(-1.0, 1.0, COUNT), "NDE": np.linspace(1.0, -1.0, COUNT)})
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'


def _parquet(table: Any = TABLE, **options: object) -> bytes:
    buffer = io.BytesIO()
    pa.parquet.write_table(table, buffer, **options)
    return buffer.getvalue()


def _more_rows(data: bytes) -> bytes:
    """Return the Parquet file with 8191 instead of 400 rows in its metadata (a zigzag varint, Thrift compact)."""
    assert data.count(b"\x16\xa0\x06") >= 1
    return data.replace(b"\x16\xa0\x06", b"\x16\xfe\x7f")


def _many_more_rows() -> bytes:
    """Return 100 columns of 20 000 rows with a million and more of them in the metadata."""
    table = pa.table({str(number): np.zeros(20_000, np.int8) for number in range(100)})
    return _parquet(table).replace(b"\x16\xc0\xb8\x02", b"\x16\xfe\xff\x7f")


def _arrow(*, stream: bool = False) -> bytes:
    buffer = io.BytesIO()
    opened = pa.ipc.new_stream if stream else pa.ipc.new_file
    with opened(buffer, TABLE.schema) as sink:
        sink.write_table(TABLE)
    return buffer.getvalue()


def _workbook(sheet: bytes, strings: bytes = b"", *, packed: bytes | None = None, size: int | None = None) -> bytes:
    """Return a workbook with one sheet, whose XML may be packed and claim any ``size``."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = (
        f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/></Types>'
    )
    book = (
        f'<workbook xmlns="{SHEET}" xmlns:r="{office}">'
        '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    links = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    top = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    )
    return zip_of(
        Member("[Content_Types].xml", kinds.encode()),
        Member("_rels/.rels", top.encode()),
        Member("xl/workbook.xml", book.encode()),
        Member("xl/_rels/workbook.xml.rels", links.encode()),
        Member("xl/sharedStrings.xml", strings or f'<sst xmlns="{SHEET}"/>'.encode()),
        Member("xl/worksheets/sheet1.xml", sheet, packed, size=size),
    )


def _sheet(rows: str, *, before: str = "", dimension: str = "A1:B30") -> bytes:
    return (
        f'{before}<worksheet xmlns="{SHEET}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def _rows(cell: str = '<c r="{at}"><v>{value}</v></c>', count: int = 30) -> str:
    def row(number: int) -> str:
        cells = "".join(cell.format(at=f"{letter}{number}", value=number * 0.5) for letter in "AB")
        return f'<row r="{number}">{cells}</row>'

    return "".join(row(number) for number in range(1, count + 1))


def _cell(reference: str) -> str:
    return f'<row><c r="A1"><v>1</v></c></row><row><c r="{reference}"><v>1</v></c></row>'


def _sheet_bomb() -> bytes:
    rows = b"<row><c><v>1</v></c><c><v>2</v></c></row>" * 20_000
    return _workbook(b"", packed=deflated_over_and_over(rows, 400), size=400 * len(rows))


def _shared(text: str = "DE", *, before: str = "", count: int = 1) -> bytes:
    """Return a workbook whose texts are all ``text``, of which it claims to have ``count``."""
    texts = f'{before}<sst xmlns="{SHEET}" count="{count}" uniqueCount="{count}"><si><t>{text}</t></si></sst>'
    return _workbook(_sheet(_rows('<c r="{at}" t="s"><v>0</v></c>', 1) + _rows()), texts.encode())


EXCEL = (
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_rows(), dimension="A1:XFD1048576")),
        None,
        "a sheet that claims 17 billion cells",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_cell("XFD1048576"))),
        "recording_too_large",
        "two cells 17 billion cells apart",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_cell("A99999999999"))),
        "recording_too_large",
        "a cell in row 10^11",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_cell("ZZZZZZZZZZ1"))),
        "recording_too_large",
        "a cell in column ZZZZZZZZZZ",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _shared("&l11;", before=BILLION),
        "recording_damaged",
        "a billion laughs in the texts",
    ),
    HostileFile("a.xlsx", lambda: _shared(count=0xFFFFFFFF), "recording_damaged", "4 billion texts in one"),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_rows('<c r="{at}"><v>&l11;</v></c>'), before=BILLION)),
        "recording_damaged",
        "a billion laughs in the cells",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(
            _sheet(
                _rows('<c r="{at}" t="str"><v>&x;</v></c>'),
                before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
            )
        ),
        "recording_damaged",
        "an entity that is the accounts",
    ),
    HostileFile("a.xlsx", _sheet_bomb, "recording_too_large", "a sheet of 300 MB"),
    HostileFile(
        "a.xlsx", lambda: _workbook(_sheet("<a>" * 200_000)), "recording_damaged", "elements in elements, 200 000 deep"
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_rows('<c r="{at}" t="s"><v>4000000000</v></c>'))),
        "recording_damaged",
        "texts that are not there",
    ),
    HostileFile("a.xlsx", lambda: _workbook(b"\xff" * 500), "recording_damaged", "a sheet that is no XML"),
    HostileFile(
        "a.xlsx",
        lambda: replaced(_workbook(_sheet(_rows())), b"PK\x01\x02", b"PK\x01\xff"),
        "recording_archive_invalid",
        "a workbook without a list of its parts",
    ),
    HostileFile(
        "a.xlsx",
        lambda: _workbook(_sheet(_rows('<c r="{at}"><v>1e999</v></c>'))),
        None,
        "cells of 1e999",
    ),
)

COLUMNS = (
    HostileFile(
        "a.parquet",
        lambda: _parquet(pa.table({str(number): np.arange(20.0) for number in range(4100)})),
        "recording_damaged",
        "4100 channels in Parquet",
    ),
    HostileFile(
        "a.parquet",
        lambda: overwritten(_parquet(), -8, b"\xff\xff\xff\x7f"),
        "recording_damaged",
        "a Parquet footer of 2 GiB",
    ),
    HostileFile(
        "a.parquet", lambda: overwritten(_parquet(), -8, bytes(4)), "recording_damaged", "a Parquet footer of nothing"
    ),
    HostileFile(
        "a.parquet",
        lambda: overwritten(_parquet(), -200, b"\xff" * 150),
        "recording_damaged",
        "a Parquet footer of ones",
    ),
    HostileFile(
        "a.parquet", lambda: _more_rows(_parquet()), "recording_damaged", "a Parquet file that claims 8191 of 400 rows"
    ),
    HostileFile(
        "a.parquet",
        lambda: overwritten(_parquet(compression="none"), 4, b"\x15\x00\x15\xff\xff\xff\xff\x0f"),
        "recording_damaged",
        "a Parquet page of 2 GiB",
    ),
    HostileFile(
        "a.parquet", _many_more_rows, "recording_too_large", "100 Parquet columns that claim a million of 20 000 rows"
    ),
    HostileFile("a.parquet", lambda: b"PAR1" + bytes(4000), "recording_damaged", "a Parquet file without an end"),
    HostileFile(
        "a.arrow",
        lambda: overwritten(_arrow(), -10, b"\xff\xff\xff\x7f"),
        "recording_damaged",
        "an Arrow footer of 2 GiB",
    ),
    HostileFile(
        "a.arrow",
        lambda: overwritten(_arrow(), -10, b"\xff\xff\xff\xff"),
        "recording_damaged",
        "an Arrow footer of -1 bytes",
    ),
    HostileFile(
        "a.arrow", lambda: overwritten(_arrow(), -200, b"\xff" * 150), "recording_damaged", "an Arrow footer of ones"
    ),
    HostileFile(
        "a.arrow",
        lambda: overwritten(_arrow(stream=True), 4, b"\xff\xff\xff\x00"),
        "recording_damaged",
        "an Arrow schema of 16 MB",
    ),
    HostileFile(
        "a.arrow",
        lambda: _arrow(stream=True).replace(struct.pack("<q", COUNT), struct.pack("<q", 10**11)),
        "recording_damaged",
        "Arrow columns of 10^11 rows",
    ),
    HostileFile(
        "a.arrow",
        lambda: _arrow(stream=True).replace(struct.pack("<q", 8 * COUNT), struct.pack("<q", 1 << 61)),
        "recording_damaged",
        "an Arrow buffer of 2^61 bytes",
    ),
)

JSON = (
    HostileFile(
        "a.json",
        lambda: json.dumps({f"c{number}": [0.5, 1.5] * 10 for number in range(5000)}).encode(),
        "recording_damaged",
        "5000 channels in JSON",
    ),
    HostileFile("a.json", lambda: b"[" * 100_000 + b"]" * 100_000, "recording_damaged", "lists in lists, 100 000 deep"),
    HostileFile(
        "a.json",
        lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        "recording_damaged",
        "objects in objects, 100 000 deep",
    ),
    HostileFile(
        "a.json",
        lambda: b'{"DE": [' + b",".join([b"9" * 5000] * 50) + b"]}",
        "recording_damaged",
        "whole numbers of 5000 digits",
    ),
    HostileFile(
        "a.json",
        lambda: b'{"fs": 8000, "DE": [' + b",".join([b"1e999", b"1.5", b"-1e999"] * 50) + b"]}",
        None,
        "numbers of 1e999 in JSON",
    ),
    HostileFile(
        "a.json",
        lambda: b'{"DE": [' + b",".join([b"9" * 400] * 50) + b"]}",
        "recording_damaged",
        "whole numbers beyond any float",
    ),
    HostileFile(
        "a.json",
        lambda: json.dumps({"DE": [0.5] * 50})[:-1].encode() + b', "DE": [1.5, 2.5]}',
        "recording_damaged",
        "one name twice",
    ),
    HostileFile("a.json", lambda: b'{"DE": [' + b"0.5," * 50, "recording_damaged", "JSON without an end"),
    HostileFile("a.json", lambda: b"[" + b"[]," * 1_000_000 + b"[1,2]]", "recording_damaged", "a million empty lists"),
    HostileFile(
        "a.json",
        lambda: b'{"fs": 8000, "\\ud800\\udc00\\ud800": [' + b"0.5,1.5," * 50 + b"1]}",
        None,
        "half a character for a name",
    ),
    HostileFile(
        "a.json",
        lambda: b'{"fs": 8000, "unit": "' + b"g" * 100_000 + b'", "DE": [' + b"0.5,1.5," * 50 + b"1]}",
        None,
        "a JSON unit of 100 000 letters",
    ),
)

TEXT = (
    HostileFile("a.csv", lambda: ROWS * 20 + b"1" * (2 << 20) + b"\n" + ROWS, "recording_damaged", "a line of 2 MiB"),
    HostileFile("a.csv", lambda: b"1," * (1 << 20), "recording_damaged", "one line and no end"),
    HostileFile(
        "a.csv",
        lambda: (b",".join([b"1.5"] * 10_000) + b"\n") * 40,
        "recording_damaged",
        "10 000 columns",
    ),
    HostileFile(
        "a.csv",
        lambda: (b",".join([b"1"] * 10_000) + b"\n") * 40,
        "recording_damaged",
        "10 000 narrow columns",
    ),
    HostileFile(
        "a.csv",
        lambda: ROWS * 20 + bytes(4000) + ROWS,
        "recording_format_mismatch",
        "zeros among the rows",
    ),
    HostileFile(
        "a.csv", lambda: ROWS * 20_000 + bytes(4000) + ROWS, "recording_damaged", "zeros far below the first rows"
    ),
    HostileFile(
        "a.csv", lambda: ROWS * 20_000 + b"\xff\xfe\xfd,\x80\n" + ROWS, "recording_damaged", "bytes that are no letters"
    ),
    HostileFile("a.csv", lambda: b"Time (s),DE (g)\n", "recording_format_mismatch", "a header and no rows"),
    HostileFile("a.csv", lambda: b"Time (s),DE (g)\n" + ROWS, "recording_rate_ambiguous", "a single row"),
    HostileFile(
        "a.csv", lambda: b"fs = 8000\na,b\n" + b"1e999,-1e999\n1.5,2.5\n" * 30, None, "numbers of 1e999 in text"
    ),
    HostileFile(
        "a.csv", lambda: ROWS * 20 + b'"0.1,0.2\n' + ROWS * 20, "recording_damaged", "a quote that never closes"
    ),
    HostileFile(
        "a.csv", lambda: ROWS * 20 + b"0.1\n" + ROWS * 20, "recording_damaged", "a row of one field among rows of two"
    ),
    HostileFile("a.csv", lambda: b"=cmd|' /C calc'!A0,b\n" + ROWS * 40, None, "a formula for a title"),
    HostileFile("a.csv", lambda: b"a" * 60_000 + b",b\n" + ROWS * 40, None, "a title of 60 000 letters"),
    HostileFile(
        "a.csv",
        lambda: b" " * 65_000 + b"\n" + ROWS * 40,
        None,
        "65 000 blanks before the first row",
    ),
    HostileFile(
        "a.csv",
        lambda: b"1,1\n" + b"2e8,1\n" * 50 + b"99999999999999999999999999,1\n",
        None,
        "times that leap to the end of time",
    ),
    HostileFile(
        "a.csv",
        lambda: b"-" * 60_000 + b"\n" + b"." * 3000,
        "recording_format_mismatch",
        "signs and points without digits",
    ),
)

FILES = (*EXCEL, *COLUMNS, *JSON, *TEXT)
