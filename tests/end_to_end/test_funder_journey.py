"""A funder's month in the browser: sums only, the trend, the export, the demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dashboard.words import Language, Words
from tests.end_to_end.accessibility import serious_findings
from tests.end_to_end.browser import keep_picture, needs_chromium, open_page
from tests.end_to_end.demo_process import RunningDemo
from tests.end_to_end.desk_pages import log_in, open_at, wait_until_still

pytestmark = [pytest.mark.end_to_end, pytest.mark.browser, needs_chromium]

FUNDER = "funder@hospital.example"


@pytest.mark.parametrize("language", ["en", pytest.param("zh", marks=pytest.mark.long)])
def test_the_funder_reads_sums_and_takes_them_along(demo: RunningDemo, language: Language) -> None:
    words = Words(language)
    with open_page(width=1440) as page:
        log_in(page, demo.url, FUNDER, language)
        open_at(page, demo.url, "statistics", language)

        expect(page.get_by_role("heading", name=words.of("pages", "statistics"))).to_be_visible()
        expect(page.get_by_text(words("statistics.hidden_means", limit=5))).to_be_visible()
        assert "Liyuan" not in page.inner_text("body")
        assert "蠡园" not in page.inner_text("body")
        keep_picture(page, f"funder-statistics-{language}")
        assert serious_findings(page, streamlit=True) == []

        with page.expect_download() as sent:
            page.get_by_role("link", name=words("statistics.export")).click()
        assert sent.value.suggested_filename.startswith("month-")

        page.get_by_role("link", name=words.of("pages", "demand")).click()
        expect(page.get_by_role("heading", name=words.of("pages", "demand"))).to_be_visible()
        wait_until_still(page)
        keep_picture(page, f"funder-demand-{language}")
        assert serious_findings(page, streamlit=True) == []

        page.get_by_role("link", name=words.of("pages", "departments")).click()
        expect(page.get_by_role("heading", name=words.of("pages", "departments"))).to_be_visible()
        wait_until_still(page)
        assert serious_findings(page, streamlit=True) == []
