from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dashboard.problems import problem_of
from dashboard.words import Words, closest_language, plain


def test_a_time_is_shown_as_people_of_the_language_write_it_in_their_zone() -> None:
    at = datetime(2026, 11, 24, 22, 5, tzinfo=UTC)

    assert Words("en", "Asia/Shanghai").date(at) == "25 Nov 2026, 06:05"
    assert Words("zh", "Asia/Shanghai").date(at) == "2026年11月25日 06:05"


@pytest.mark.parametrize("timezone", [None, "", "Nowhere/At_All", "../etc/passwd"])
def test_an_unknown_time_zone_means_utc(timezone: str | None) -> None:
    assert Words("en", timezone).date(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 Jan 2026, 03:04"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh", "zh"), ("zh-CN", "zh"), ("ZH-Hant-TW", "zh"), ("en-GB", "en"), ("de", "en"), (None, "en")],
)
def test_the_browser_language_is_chinese_or_english(tag: str | None, language: str) -> None:
    assert closest_language(tag) == language


def test_markdown_in_what_people_typed_is_shown_letter_by_letter() -> None:
    typed = "![x](http://tracker.example/a.png) :red[hot] $x$ *a* <b>\n# b"

    assert plain(typed) == (r"\!\[x\]\(http\:\/\/tracker\.example\/a\.png\) \:red\[hot\] \$x\$ \*a\* \<b\> \# b")


def test_a_problem_document_keeps_words_code_and_reference() -> None:
    problem = problem_of(
        409,
        b'{"code": "case_state_conflict", "detail": "Taken.", "detail_i18n": {"en": "Taken.", "zh": "\xe5\xb7\xb2"},'
        b' "request_id": "req_1"}',
    )

    assert (problem.code, problem.request_id) == ("case_state_conflict", "req_1")
    assert (problem.in_language("en"), problem.in_language("zh")) == ("Taken.", "已")


@pytest.mark.parametrize("content", [b"", b"<html>Bad gateway</html>", b"[1]", b"null"])
def test_an_answer_that_is_no_problem_document_is_named_by_its_status(content: bytes) -> None:
    problem = problem_of(502, content)

    assert (problem.code, problem.request_id) == ("http_502", "")
