"""The hospital's departments and what each treats."""

from __future__ import annotations

import streamlit as st

from dashboard.visit import Visit

__all__ = ["show_departments"]


def show_departments(visit: Visit) -> None:
    """Draw one row a department."""
    words = visit.words
    st.title(words.of("pages", "departments"), anchor=False)
    st.caption(words("departments.explanation"))
    st.dataframe(
        [
            {
                "name": words.name(department),
                "treats": words.of("treats", department.code),
                "code": department.code,
            }
            for department in visit.kept("departments", visit.hospital.departments)
        ],
        hide_index=True,
        column_config={
            "name": st.column_config.TextColumn(words("departments.name"), width="small"),
            "treats": st.column_config.TextColumn(words("departments.treats"), width="large"),
            "code": st.column_config.TextColumn(words("departments.code"), width="small"),
        },
    )
