"""Colleagues on the attending doctor's case: second opinions, the team, reviews, notes of the hospital's own."""

from __future__ import annotations

import streamlit as st

from clinic_client.models import CaseRead, ConsultationRead, DoctorRead, ReviewRead, TeamMemberRead
from dashboard.components.doctor.acting import act, once_key
from dashboard.components.fields import Form
from dashboard.components.findings import show_bullets
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_colleagues", "show_notes", "show_review"]


def show_colleagues(visit: Visit, case: CaseRead) -> None:
    """Draw what colleagues were asked and said, and ways to ask them."""
    words = visit.words
    for review in visit.hospital.attending.reviews(case.id):
        show_review(words, review)
    consultations = visit.hospital.attending.consultations(case.id)
    team = visit.hospital.attending.team(case.id)
    for consultation in consultations:
        _show_consultation(visit, case, consultation)
    for member in team:
        _show_member(visit, case, member)
    missing = [each for each in case.departments_wanted or [] if not each.is_on_case]
    if missing:
        names = "、" if words.language == "zh" else ", "
        wanted = names.join(words.pick(each.department_name) for each in missing)
        st.warning(plain(words("doctor.departments_missing", departments=wanted)), icon=":material/group_add:")
    doctors = _others(visit, case)
    with st.expander(words("doctor.consult"), icon=":material/forum:", expanded=not consultations and not team):
        _show_consult_form(visit, case, doctors)
    with st.expander(words("doctor.invite"), icon=":material/group_add:"):
        _show_invite_form(visit, case, doctors)
    show_notes(visit, case)


def show_notes(visit: Visit, case: CaseRead) -> None:
    """Draw what the hospital notes for itself, and a field for more."""
    words = visit.words
    with st.expander(words("doctor.notes"), icon=":material/sticky_note_2:"):
        for comment in visit.hospital.talk.comments(case.id):
            if comment.visibility == "hospital":
                st.markdown(plain(comment.text))
                st.caption(plain(f"{comment.by} · {words.date(comment.created_at)}"))
        form = Form(visit, f"note:{case.id}")
        form.area("text", words("doctor.note"), height=80, help=words("doctor.note_help"))
        st.button(
            words("doctor.note_send"),
            key=f"note_{case.id}",
            disabled=not form.text("text"),
            on_click=_note,
            args=(visit, case, form),
        )


def show_review(words: Words, review: ReviewRead) -> None:
    """Draw what contradicts what, and what the panel says."""
    with st.container(border=True):
        st.markdown(f":material/gavel: **{words('doctor.review')}** · {words.of('review_state', review.state)}")
        show_bullets(words, [each.text for each in review.disagreements])
        for member in review.members:
            if member.verdict:
                verdict = words.of("review_verdict", member.verdict)
                st.markdown(
                    f"**{plain(words.name(member, 'doctor_name'))}** · {verdict}  \n{plain(member.words or '')}"
                )
        if review.conclusion_text:
            st.markdown(f"**{words('doctor.conclusion_of_review')}**: {plain(words.pick(review.conclusion_text))}")
        if review.state == "amendment_advised":
            st.warning(words("doctor.amendment_advised"), icon=":material/edit_note:")


def _others(visit: Visit, case: CaseRead) -> dict[str, DoctorRead]:
    """Return the doctors in service other than the acting one, by their id."""
    doctors = visit.kept("doctors", visit.hospital.doctors)
    return {each.id: each for each in doctors if each.in_service and each.id != visit.account.doctor_id}


def _label(words: Words, doctor: DoctorRead) -> str:
    departments = " / ".join(words.of("department", code) for code in doctor.departments)
    return f"{words.name(doctor)} · {departments} · {words('doctor.category', category=doctor.category)}"


def _show_consult_form(visit: Visit, case: CaseRead, doctors: dict[str, DoctorRead]) -> None:
    words = visit.words
    form = Form(visit, f"consult:{case.id}")
    st.caption(words("doctor.consult_explanation"))
    form.select(
        "doctor",
        words("doctor.doctor"),
        list(doctors),
        lambda identity: _label(words, doctors[identity]),
        hint=words("doctor.choose"),
    )
    form.area("question", words("doctor.consult_question"))
    st.button(
        words("doctor.consult_send"),
        key=f"consult_{case.id}",
        disabled=not (form.value("doctor") and form.text("question")),
        on_click=_consult,
        args=(visit, case, form),
    )


def _show_invite_form(visit: Visit, case: CaseRead, doctors: dict[str, DoctorRead]) -> None:
    words = visit.words
    form = Form(visit, f"invite:{case.id}")
    st.caption(words("doctor.invite_explanation"))
    form.select(
        "department",
        words("doctor.department"),
        [code for code in words.codes("department") if code != case.department],
        lambda code: words.of("department", code),
        hint=words("doctor.choose"),
    )
    department = form.value("department")
    fitting = [identity for identity, doctor in doctors.items() if department in doctor.departments]
    form.select(
        "doctor",
        words("doctor.doctor"),
        fitting,
        lambda identity: _label(words, doctors[identity]),
        hint=words("doctor.choose"),
    )
    form.area("task", words("doctor.invite_task"))
    st.button(
        words("doctor.invite_send"),
        key=f"invite_{case.id}",
        disabled=not (department and form.value("doctor") and form.text("task")),
        on_click=_invite,
        args=(visit, case, form),
    )


def _show_consultation(visit: Visit, case: CaseRead, asked: ConsultationRead) -> None:
    words = visit.words
    with st.container(border=True):
        name = plain(words.name(asked, "doctor_name"))
        st.markdown(f":material/forum: **{words('doctor.second_opinion')}** · {name}")
        st.caption(plain(asked.question))
        if asked.opinion:
            said = f"**{words.of('agreement', asked.agreement)}** · {plain(asked.opinion)}"
            if asked.agreement == "agrees":
                st.markdown(said)
            else:
                st.warning(said, icon=":material/compare_arrows:")
        elif asked.ended_at:
            st.caption(words("doctor.withdrawn"))
        else:
            st.badge(words("doctor.awaited"), color="orange", icon=":material/hourglass_top:")
            st.button(
                words("doctor.withdraw"), key=f"withdraw_{asked.id}", on_click=_withdraw, args=(visit, case, asked.id)
            )


def _show_member(visit: Visit, case: CaseRead, member: TeamMemberRead) -> None:
    words = visit.words
    with st.container(border=True):
        department = words.pick(member.department_name)
        name = plain(words.name(member, "doctor_name"))
        st.markdown(f":material/groups: **{words('doctor.team')}** · {name} · {plain(department)}")
        st.caption(plain(member.task))
        if member.contribution:
            st.markdown(plain(member.contribution))
        elif not member.ended_at:
            st.badge(words("doctor.awaited"), color="orange", icon=":material/hourglass_top:")
        if member.ended_at:
            st.caption(words("doctor.left_team", date=words.date(member.ended_at)))


def _note(visit: Visit, case: CaseRead, form: Form) -> None:
    text, name = form.text("text"), f"note {case.id}"
    key = once_key(name)
    send = visit.hospital.talk.comment
    if act(visit.words("doctor.noted"), lambda: send(case.id, text, for_hospital=True, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)


def _consult(visit: Visit, case: CaseRead, form: Form) -> None:
    doctor, question, name = form.value("doctor"), form.text("question"), f"consult {case.id}"
    key = once_key(name)
    ask = visit.hospital.attending.consult
    if act(visit.words("doctor.consulted"), lambda: ask(case.id, doctor, question, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)


def _invite(visit: Visit, case: CaseRead, form: Form) -> None:
    doctor, department, task = form.value("doctor"), form.value("department"), form.text("task")
    name = f"invite {case.id}"
    key = once_key(name)
    invite = visit.hospital.attending.invite
    if act(visit.words("doctor.invited"), lambda: invite(case.id, doctor, department, task, idempotency_key=key)):
        form.sent()
        once_key(name, renew=True)


def _withdraw(visit: Visit, case: CaseRead, consultation_id: str) -> None:
    withdraw = visit.hospital.attending.withdraw_consultation
    act(visit.words("doctor.withdrawn"), lambda: withdraw(case.id, consultation_id))
