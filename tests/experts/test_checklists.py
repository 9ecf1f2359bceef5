"""Checks at the intake: for the departments without recordings, chosen by the complaint, bilingual and in order."""

from __future__ import annotations

import pytest

from diagnostics.texts import Text
from experts.triage import triage
from experts.triage.checklists import CHECKLISTS, checklist_for


def judged_checks(complaint: str) -> tuple[Text | None, tuple[Text, ...]]:
    found = triage(complaint, findings=(), examination_urgency=None, equipment_kind=None, criticality=None)
    return found.checklist_name, found.checklist


def test_every_department_without_signals_has_several_lists_of_four_to_eight_checks() -> None:
    departments = [checklist.department for checklist in CHECKLISTS.values()]

    assert {department: departments.count(department) >= 5 for department in set(departments)} == {
        "it": True,
        "network": True,
        "video": True,
        "metrology": True,
    }
    assert all(4 <= len(checklist.checks) <= 8 for checklist in CHECKLISTS.values())


@pytest.mark.parametrize(
    ("complaint", "department", "code"),
    [
        ("电脑很慢，老死机", "it", "it_slow"),
        ("cannot print, paper jam", "it", "it_print"),
        ("密码忘了登不上", "it", "it_login"),
        ("files are encrypted, a ransom note", "it", "it_malware"),
        ("这台电脑网线插着上不了", "network", "network_one"),
        ("the whole hall, everything without network, fibre cut", "network", "network_all"),
        ("profinet 从站掉站", "network", "network_bus"),
        ("摄像头黑屏没画面", "video", "video_black"),
        ("no recordings, the nvr disk is full", "video", "video_recording"),
        ("电子秤漂移，去皮也没用", "metrology", "metrology_scale"),
        ("gauge reads 2 bar, the other gauge 3", "metrology", "metrology_gauge"),
        ("卡尺到期要送检，证书也要", "metrology", "metrology_due"),
    ],
)
def test_list_is_chosen_by_what_the_complaint_is_about(complaint: str, department: str, code: str) -> None:
    assert checklist_for(complaint, department) == CHECKLISTS[code]


def test_a_complaint_that_no_list_fits_gets_the_general_one_of_its_department() -> None:
    assert checklist_for("???", "video") == CHECKLISTS["video_general"]


def test_departments_with_recordings_have_no_list() -> None:
    assert checklist_for("轴承响", "mechanical") is None
    assert judged_checks("轴承异响，皮带也松") == (None, ())


def test_triage_hands_the_list_on_with_its_name() -> None:
    name, checks = judged_checks("标签打印机打不出条码，碳带换过了")

    assert name == CHECKLISTS["it_print"].name
    assert checks == CHECKLISTS["it_print"].checks


def test_nobody_is_asked_to_check_anything_where_people_should_keep_away() -> None:
    assert judged_checks("机房服务器冒烟着火了") == (None, ())
