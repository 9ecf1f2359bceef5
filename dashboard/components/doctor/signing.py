"""Signing: exactly what is signed, by whom, with which category, and that it cannot be edited afterwards."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from clinic_client.models import CaseRead, DiagnosisDraftRead, TreatmentRead
from dashboard.components.doctor.acting import act, once_key
from dashboard.components.doctor.content import show_content
from dashboard.components.fields import Form
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_signing"]


def show_signing(
    visit: Visit,
    case: CaseRead,
    treatment: TreatmentRead,
    draft: DiagnosisDraftRead,
    *,
    is_saved: bool,
    forget: Callable[[], None],
) -> None:
    """Draw the saved draft and the button that signs it where the form says the same (``is_saved``)."""
    words = visit.words
    with st.container(border=True):
        st.markdown(f"**{words('doctor.to_sign')}**")
        show_content(words, draft.content.to_dict())
        st.caption(words("doctor.draft_version", version=draft.version, date=words.date(draft.updated_at)))
        for warning in draft.warnings or ():
            st.warning(plain(words.pick(warning)), icon=":material/info:")
        own = _own_category(visit)
        is_entitled = own >= draft.needed_category or draft.cosigned_by is not None
        if draft.cosigned_by:
            st.success(plain(words("doctor.cosigned_by", name=draft.cosigned_by)), icon=":material/verified:")
        elif not is_entitled:
            st.warning(
                words("doctor.needs_cosignature", needed=draft.needed_category, own=own), icon=":material/group:"
            )
        if not is_saved:
            st.caption(f":material/edit: {words('doctor.unsaved')}")
        amends = treatment.diagnosis.version if treatment.diagnosis else None
        reason = None
        if amends is not None:
            form = Form(visit, f"amend:{case.id}")
            form.line("reason", words("doctor.amend_reason"))
            reason = form.text("reason")
        st.caption(words("doctor.sign_explanation", name=plain(words.name(visit.account)), category=own))
        st.button(
            words("doctor.sign") if amends is None else words("doctor.sign_amendment"),
            type="primary",
            icon=":material/draw:",
            width="stretch",
            key=f"sign_{case.id}",
            disabled=not (is_saved and is_entitled and (amends is None or reason)),
            on_click=_sign,
            args=(visit, case, draft.version, amends, reason, forget),
        )


def _own_category(visit: Visit) -> int:
    doctor_id = visit.account.doctor_id or ""
    return visit.kept(f"doctor {doctor_id}", lambda: visit.hospital.practice.doctor(doctor_id)).category


def _sign(
    visit: Visit, case: CaseRead, version: int, amends: int | None, reason: str | None, forget: Callable[[], None]
) -> None:
    name = f"sign {case.id} {version}"
    key, calls = once_key(name), visit.hospital.treatment
    if amends is None:
        is_done = act(visit.words("doctor.was_signed"), lambda: calls.sign(case, version, idempotency_key=key))
    else:
        is_done = act(
            visit.words("doctor.was_amended"),
            lambda: calls.amend(case.id, version, reason or "", amends=amends, idempotency_key=key),
        )
        if is_done:
            Form(visit, f"amend:{case.id}").sent()
    if is_done:
        forget()
        st.session_state.pop(f"draft_version_{case.id}", None)
        st.session_state.pop(f"amend_{case.id}", None)
        once_key(name, renew=True)
