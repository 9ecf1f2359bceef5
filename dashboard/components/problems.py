"""How a refusal or a silent API looks on a page."""

from __future__ import annotations

import streamlit as st

from dashboard.problems import HospitalProblem
from dashboard.words import Words, plain

__all__ = ["show_problem", "show_unreachable"]


def show_problem(words: Words, problem: HospitalProblem) -> None:
    """Show what the API says is wrong, with the code and the reference a helper will ask for."""
    lines = [plain(problem.in_language(words.language)) or words("problem.no_words")]
    lines += [f"- {plain(field)}" for field in problem.fields]
    st.error("\n\n".join(lines), icon=":material/info:")
    if problem.request_id:
        st.caption(words("problem.reference", code=plain(problem.code), request_id=plain(problem.request_id)))
    else:
        st.caption(words("problem.code", code=plain(problem.code)))


def show_unreachable(words: Words) -> None:
    """Say in one line that the API does not answer."""
    st.warning(words("problem.unreachable"), icon=":material/cloud_off:")
    st.button(words("problem.try_again"), icon=":material/refresh:", key="try_again")
