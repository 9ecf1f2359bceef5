"""What both sides say to each other about a case: the hospital's questions, the factory's answers, comments."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from clinic_client.models import CaseRead, CommentRead, QuestionRead
from dashboard.components.acting import act, act_once, draw_anew_after_action, may, show_outcome
from dashboard.components.case.files import attach_files, choose_files
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_comments", "show_questions"]


def show_questions(visit: Visit, case: CaseRead) -> None:
    """Draw the questions that wait for an answer with a form for it; the last answer starts the clocks again."""
    if case.open_questions and may(case, "give_information"):
        st.fragment(_show_answer_form)(visit, case, list(case.open_questions))


def _show_answer_form(visit: Visit, case: CaseRead, questions: list[QuestionRead]) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"answers:{case.id}"
    form = Form(visit, place)
    with st.container(border=True):
        st.subheader(words("talk.hospital_asks"), anchor=False)
        st.caption(words("talk.clock_waits"))
        for question in questions:
            form.area(question.id, plain(question.question))
        photos = choose_files(visit, f"{place}:files")
        show_outcome(visit, place)
        st.button(
            words("talk.answer"),
            type="primary",
            icon=":material/send:",
            key=f"{place}:send",
            on_click=_send_answers,
            args=(visit, case, questions, form, photos),
        )
        if st.session_state.pop(f"{place}:empty", False):
            st.warning(words("talk.answer_missing"))


def _send_answers(
    visit: Visit, case: CaseRead, questions: list[QuestionRead], form: Form, photos: list[UploadedFile]
) -> None:
    answers = {question.id: form.text(question.id) for question in questions if form.text(question.id)}
    if not answers:
        st.session_state[f"{form.name}:empty"] = True
        return

    def send() -> None:
        attach_files(visit, case.id, photos)
        visit.hospital.care.give_answers(case, answers)

    if act(form.name, visit.words("talk.answered"), send):
        form.sent()


def show_comments(visit: Visit, case: CaseRead) -> None:
    """Draw what was asked, answered and said, the oldest first, with a field to say more."""
    words = visit.words
    lines = [_of_comment(words, comment) for comment in reversed(visit.hospital.talk.comments(case.id))]
    lines += [_of_question(words, question) for question in reversed(visit.hospital.talk.questions(case.id))]
    for _, who_and_when, text in sorted(lines, key=lambda line: line[0]):
        st.caption(plain(who_and_when))
        st.markdown(text)
    if not lines:
        st.caption(words("talk.nothing_said"))
    st.fragment(_show_comment_form)(visit, case.id)


def _of_comment(words: Words, comment: CommentRead) -> tuple[datetime, str, str]:
    return comment.created_at, f"{comment.by} · {words.date(comment.created_at)}", plain(comment.text)


def _of_question(words: Words, question: QuestionRead) -> tuple[datetime, str, str]:
    text = f":material/help: {plain(question.question)}"
    if question.answer:
        answered_by = words("talk.answered_by", name=question.answered_by or "")
        text += f"\n\n> {plain(question.answer)}  \n> :small[{plain(answered_by)}]"
    return question.asked_at, f"{question.asked_by} · {words.date(question.asked_at)}", text


def _show_comment_form(visit: Visit, case_id: str) -> None:
    draw_anew_after_action()
    words, place = visit.words, f"comment:{case_id}"
    form = Form(visit, place)
    form.area("text", words("talk.say"), hint=words("talk.say_hint"))
    show_outcome(visit, place)
    st.button(
        words("talk.send"), icon=":material/chat:", key=f"{place}:send", on_click=_comment, args=(visit, case_id, form)
    )


def _comment(visit: Visit, case_id: str, form: Form) -> None:
    text = form.text("text")
    if text and act_once(
        form.name,
        visit.words("talk.said"),
        lambda key: visit.hospital.talk.comment(case_id, text, idempotency_key=key),
    ):
        form.sent()
