from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib.image
import numpy as np
import pytest
from matplotlib.ft2font import FT2Font

from diagnostics.examination import Examination
from diagnostics.examine import examine
from diagnostics.faults.findings import TEXTS as FAULT_TEXTS
from diagnostics.figures import FONT_PATH, TEXTS, draw_finding, draw_findings
from tests.diagnostics.signals import ORDERS, SPEED_RPM, impulses, machine, noise, recording

PLACEHOLDERS = {
    "part": "",
    "component": "",
    "channel": "",
    "low": 0.0,
    "high": 0.0,
    "spacing": 0.0,
    "frequency": 0.0,
    "depth": 0.0,
}


@pytest.fixture(scope="module")
def examination() -> Examination:
    samples = noise(4.0) + impulses(4.0, rate_hz=ORDERS["bpfo"] * SPEED_RPM / 60.0, height=12.0)
    return examine(recording(samples), machine())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_finding_gets_a_picture(examination: Examination, tmp_path: Path, lang: str) -> None:
    paths = draw_findings(examination, tmp_path / lang, lang=lang)

    assert len(paths) == len(examination.findings) + len(examination.watch)
    picture = matplotlib.image.imread(paths[0])
    assert picture.shape[1] > picture.shape[0] > 400
    assert np.std(picture[..., 0]) > 0.05


def test_both_languages_look_different(examination: Examination, tmp_path: Path) -> None:
    draw_finding(examination, tmp_path / "en.png", lang="en")
    draw_finding(examination, tmp_path / "zh.png", lang="zh")

    assert (tmp_path / "en.png").read_bytes() != (tmp_path / "zh.png").read_bytes()


def test_pictures_drawn_in_threads_are_those_drawn_alone(examination: Examination, tmp_path: Path) -> None:
    draw_finding(examination, tmp_path / "alone.png")
    with ThreadPoolExecutor(4) as threads:
        paths = [tmp_path / f"{i}.png" for i in range(4)]
        list(threads.map(lambda path: draw_finding(examination, path), paths))

    alone = (tmp_path / "alone.png").read_bytes()
    assert all(path.read_bytes() == alone for path in paths)


def test_a_finding_that_is_not_there_cannot_be_drawn(examination: Examination, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="finding 99"):
        draw_finding(examination, tmp_path / "none.png", number=99)


def test_the_font_has_every_character_that_figures_use() -> None:
    parts = [FAULT_TEXTS(key) for key in FAULT_TEXTS.keys if key.startswith("name_")]
    texts = [TEXTS(key, **PLACEHOLDERS) for key in TEXTS.keys]
    needed = {c for text in (*parts, *texts) for c in text.en + text.zh} | set("0123456789.-−+")

    covered = FT2Font(str(FONT_PATH)).get_charmap()

    assert {c for c in needed if ord(c) not in covered} == set()


def test_the_font_s_licence_lies_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONT_PATH.parent / "OFL.txt").read_text(encoding="utf-8")
