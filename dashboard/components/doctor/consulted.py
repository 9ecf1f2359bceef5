"""The side of a doctor who is asked about another doctor's case: a second opinion, a part for the team, a verdict."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import (
    CaseRead,
    ConsultationRead,
    DiagnosisDraftRead,
    ReviewRead,
    TeamMemberRead,
    TreatmentRead,
)
from dashboard.components.doctor.acting import act, act_and_leave, once_key
from dashboard.components.doctor.colleagues import show_notes, show_review
from dashboard.components.doctor.content import show_content
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_consulted_side"]


def show_consulted_side(visit: Visit, case: CaseRead, treatment: TreatmentRead) -> None:
    """Draw what the acting doctor is asked for in ``case``, and a field to answer each.

    The attending doctor's draft stays folded until it is asked for: a second opinion is worth more unprompted.
    """
    own, calls = visit.account.doctor_id, visit.hospital.attending
    for asked in calls.consultations(case.id):
        if asked.doctor_id == own and asked.ended_at is None:
            _show_second_opinion(visit, case, asked)
    for member in calls.team(case.id):
        if member.doctor_id == own and member.ended_at is None:
            _show_part(visit, case, member)
    for review in calls.reviews(case.id):
        if any(each.doctor_id == own and each.ended_at is None for each in review.members):
            _show_verdict(visit, case, review)
    if treatment.draft is not None:
        _show_draft(visit, case, treatment.draft)
    show_notes(visit, case)


def _show_second_opinion(visit: Visit, case: CaseRead, asked: ConsultationRead) -> None:
    words = visit.words
    form = Form(visit, f"opinion:{asked.id}")
    st.markdown(f"**{words('doctor.second_opinion_asked')}**")
    st.info(plain(asked.question), icon=":material/forum:")
    st.caption(plain(f"{asked.asked_by} · {words.date(asked.asked_at)}"))
    st.caption(words("doctor.read_unprompted"))
    form.radio(
        "agreement", words("doctor.agreement"), words.codes("agreement"), lambda code: words.of("agreement", code)
    )
    form.area("opinion", words("doctor.opinion"), height=140)
    st.caption(words("doctor.opinion_explanation"))
    st.button(
        words("doctor.opinion_send"),
        type="primary",
        key=f"opinion_{asked.id}",
        disabled=not (form.value("agreement") and form.text("opinion")),
        on_click=_give_opinion,
        args=(visit, case, asked.id, form),
    )


def _show_part(visit: Visit, case: CaseRead, member: TeamMemberRead) -> None:
    words = visit.words
    form = Form(visit, f"part:{member.id}")
    leave = Form(visit, f"leave:{member.id}")
    st.markdown(f"**{words('doctor.on_team')}** · {plain(words.pick(member.department_name))}")
    st.info(plain(member.task), icon=":material/groups:")
    if member.contribution:
        st.markdown(plain(member.contribution))
    form.area("text", words("doctor.part"), height=140)
    st.button(
        words("doctor.part_send"),
        type="primary",
        key=f"part_{member.id}",
        disabled=not form.text("text"),
        on_click=_contribute,
        args=(visit, case, member.id, form),
    )
    with st.expander(words("doctor.leave"), icon=":material/logout:"):
        leave.line("reason", words("doctor.reason"))
        st.button(
            words("doctor.leave"),
            key=f"leave_{member.id}",
            disabled=not leave.text("reason"),
            on_click=_leave,
            args=(visit, case, member.id, leave),
        )


def _show_verdict(visit: Visit, case: CaseRead, review: ReviewRead) -> None:
    words = visit.words
    form = Form(visit, f"verdict:{review.id}")
    show_review(words, review)
    form.radio(
        "verdict", words("doctor.verdict"), words.codes("review_verdict"), lambda code: words.of("review_verdict", code)
    )
    form.area("words", words("doctor.verdict_words"), height=120)
    st.button(
        words("doctor.verdict_send"),
        type="primary",
        key=f"verdict_{review.id}",
        disabled=not (form.value("verdict") and form.text("words")),
        on_click=_judge,
        args=(visit, review.id, form),
    )


def _show_draft(visit: Visit, case: CaseRead, draft: DiagnosisDraftRead) -> None:
    words = visit.words
    with st.expander(words("doctor.draft_of_colleague"), icon=":material/visibility_off:"):
        show_content(words, draft.content.to_dict())
        if draft.cosigned_by:
            st.success(plain(words("doctor.cosigned_by", name=draft.cosigned_by)), icon=":material/verified:")
            return
        st.caption(words("doctor.cosign_explanation", category=draft.needed_category))
        st.button(
            words("doctor.cosign"),
            icon=":material/draw:",
            key=f"cosign_{case.id}",
            on_click=_cosign,
            args=(visit, case, draft.version),
        )


def _give_opinion(visit: Visit, case: CaseRead, consultation_id: str, form: Form) -> None:
    give = visit.hospital.attending.give_opinion
    opinion, agreement = form.text("opinion"), form.value("agreement")
    if act_and_leave(visit.words("doctor.opinion_given"), lambda: give(case.id, consultation_id, opinion, agreement)):
        form.sent()


def _contribute(visit: Visit, case: CaseRead, member_id: str, form: Form) -> None:
    contribute, text = visit.hospital.attending.contribute, form.text("text")
    if act(visit.words("doctor.part_written"), lambda: contribute(case.id, member_id, text)):
        form.sent()


def _leave(visit: Visit, case: CaseRead, member_id: str, form: Form) -> None:
    leave, reason = visit.hospital.attending.leave, form.text("reason")
    if act_and_leave(visit.words("doctor.team_left"), lambda: leave(case.id, member_id, reason)):
        form.sent()


def _judge(visit: Visit, review_id: str, form: Form) -> None:
    judge, name = visit.hospital.attending.judge, f"verdict {review_id}"
    verdict, text, key = form.value("verdict"), form.text("words"), once_key(name)
    if act_and_leave(visit.words("doctor.judged"), lambda: judge(review_id, verdict, text, idempotency_key=key)):
        form.sent()


def _cosign(visit: Visit, case: CaseRead, draft_version: int) -> None:
    act(visit.words("doctor.cosigned"), lambda: visit.hospital.treatment.cosign(case.id, draft_version))
