from __future__ import annotations

import io
import json
import socket
import tomllib
from pathlib import Path

import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

import diagnostics
from clinic_api.kit.caged import CageFailed, run_caged
from clinic_api.labels.sheet import LAYOUTS, LabelLayout, LabelOnSheet, render_sheet, render_sheet_pages
from clinic_api.typesetting.render import unshown_characters
from diagnostics.sandbox.walls import Limits

ROOT = Path(__file__).parents[2]
FONT = Path(diagnostics.__file__).parent / "fonts" / "NotoSansSC-subset.otf"
PROBE = "tests.clinic_api.caged_probe"
LIMITS = Limits(memory_bytes=256 << 20, cpu_seconds=5, wall_seconds=20.0, output_bytes=1 << 20)


def _label(number: int, **changes: str) -> LabelOnSheet:
    values = {
        "url": f"http://127.0.0.1:8600/l/abcdefghijklmnopqrstuv{number:04d}",
        "code": f"K7M-{number:03d}",
        "name_en": f"Cooling fan {number}",
        "name_zh": f"{number}号冷却风机",
        "asset_number": f"FJ-{number:03d}",
        "location": "二车间 北墙",
    }
    return LabelOnSheet(**{**values, **changes})


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_code_of_a_sheet_can_be_scanned(layout: LabelLayout) -> None:
    columns, rows = LAYOUTS[layout]
    labels = [_label(number) for number in range(columns * rows + 1)]

    pages = render_sheet_pages(labels, layout, ppi=200)
    scanned = [code.text for page in pages for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))]

    assert len(pages) == 2
    assert sorted(scanned) == sorted(label.url for label in labels)


def test_a_sheet_is_a4_and_names_each_machine() -> None:
    pdf = PdfReader(io.BytesIO(render_sheet([_label(1), _label(2, name_zh="#panic()")], "3x8")))
    text = pdf.pages[0].extract_text()

    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [210, 297]
    for words in ("1号冷却风机", "Cooling fan 1", "K7M-001", "FJ-001", "二车间 北墙", "#panic()"):
        assert words in text, words


def test_a_long_name_is_cut_and_does_not_hide_the_code() -> None:
    label = _label(1, name_zh="长" * 120, name_en="W" * 120, location="地" * 120)

    text = PdfReader(io.BytesIO(render_sheet([label], "3x8"))).pages[0].extract_text()
    (page,) = render_sheet_pages([label], "3x8", ppi=200)

    assert text.count("长") == 25
    assert zxingcpp.read_barcodes(Image.open(io.BytesIO(page)))[0].text == label.url


def test_coverage_is_that_of_the_font() -> None:
    told: set[int] = set()
    for line in FONT.with_suffix(".coverage.txt").read_text().split():
        first, _, last = line.partition("-")
        told.update(range(int(first, 16), int(last or first, 16) + 1))

    assert told == set(TTFont(FONT).getBestCmap())


def test_font_has_every_character_of_gb_2312_and_of_our_texts() -> None:
    rows = [bytes([row, cell]) for row in (*range(0xA1, 0xAA), *range(0xB0, 0xF8)) for cell in range(0xA1, 0xFF)]
    gb_2312 = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    ours = [
        text
        for path in (*ROOT.glob("clinic_api/**/*.toml"), *ROOT.glob("diagnostics/**/*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).values()
        if isinstance(entry, dict)
        for text in (entry.get("en"), entry.get("zh"))
        if isinstance(text, str)
    ]

    assert len(gb_2312) == 682 + 6763
    assert len(ours) > 200
    assert unshown_characters(gb_2312) == []
    assert unshown_characters(ours) == []


def test_a_character_without_glyph_is_told() -> None:
    assert unshown_characters({"a": ["中 A\n", {"b": "😀𠀀"}]}) == ["U+1F600", "U+20000"]


def test_caged_work_reaches_no_network_and_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        request = {"port": server.getsockname()[1], "file": str(secret)}
        outcome = json.loads(run_caged(PROBE, json.dumps(request).encode(), limits=LIMITS, mode="full"))

    assert outcome == {"connect": "refused", "read": "refused", "write": "refused"}
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("behaviour", ["eat", "crash", "spin"])
def test_caged_work_that_misbehaves_only_ends_itself(behaviour: str) -> None:
    limits = Limits(memory_bytes=256 << 20, cpu_seconds=5, wall_seconds=6.0, output_bytes=1 << 20)

    with pytest.raises(CageFailed):
        run_caged(PROBE, json.dumps(behaviour).encode(), limits=limits, mode="full")
