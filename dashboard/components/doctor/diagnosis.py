"""The diagnosis: each finding of the opinion judged, others added, a conclusion; drafted, then signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import streamlit as st

from clinic_client.models import (
    CaseRead,
    DiagnosisContent,
    DiagnosisDraftRead,
    DiagnosisRead,
    ExaminationRead,
    TreatmentRead,
)
from dashboard.components.doctor.acting import act
from dashboard.components.doctor.content import Content, content_in, show_content
from dashboard.components.doctor.signing import show_signing
from dashboard.components.fields import Form
from dashboard.components.findings import finding_title
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_diagnosis"]

_MOST_ADDED: Final = 8
_USUAL_URGENCY: Final = 3
_SEVERITIES: Final = ("slight", "moderate", "severe", "critical")
_JUDGEMENTS: Final = ("confirmed", "refuted")


def show_diagnosis(visit: Visit, case: CaseRead, examination: ExaminationRead | None, treatment: TreatmentRead) -> None:
    """Draw what is signed, and where it may be written, the form and what is to be signed."""
    words = visit.words
    if treatment.diagnosis:
        _show_signed(visit, case, treatment.diagnosis, treatment.diagnosis_versions)
        if not st.toggle(words("doctor.amend"), key=f"amend_{case.id}", value=treatment.draft is not None):
            return
        st.caption(words("doctor.amend_explanation"))
    findings: list[Content] = examination.document.to_dict()["findings"] if examination else []
    form = _form(visit, case, findings, treatment)
    content = _show_form(words, case, form, findings)
    draft = treatment.draft
    known = st.session_state.setdefault(_version_key(case), draft.version if draft else None)
    st.button(
        words("doctor.draft_save"),
        icon=":material/save:",
        key=f"draft_save_{case.id}",
        disabled=content is None,
        help=words("doctor.draft_missing") if content is None else None,
        on_click=_save,
        args=(visit, case, content, known),
    )
    if draft is not None:
        is_saved = content is not None and content == content_in(draft.content.to_dict())
        show_signing(visit, case, treatment, draft, is_saved=is_saved, forget=form.sent)


def _show_signed(visit: Visit, case: CaseRead, diagnosis: DiagnosisRead, versions: int) -> None:
    words, document = visit.words, diagnosis.document.to_dict()
    with st.container(border=True):
        signer = document["signer"][f"name_{words.language}"]
        signed = words("doctor.signed", name=signer, date=words.date(diagnosis.signed_at))
        st.markdown(f":material/verified: **{plain(signed)}**")
        show_content(words, document["content"])
        if document.get("reason"):
            st.caption(plain(words("doctor.amended_because", reason=document["reason"])))
        st.caption(words("doctor.version", version=diagnosis.version, digest=diagnosis.sha256[:12]))
    if versions > 1 and st.toggle(words("doctor.earlier_versions"), key=f"versions_{case.id}"):
        for version in visit.hospital.treatment.diagnoses(case.id).items[1:]:
            with st.container(border=True):
                st.caption(words("doctor.version", version=version.version, digest=version.sha256[:12]))
                show_content(words, version.document.to_dict()["content"])


def _form(visit: Visit, case: CaseRead, findings: Sequence[Content], treatment: TreatmentRead) -> Form:
    """Return the form, beginning with the draft, else with what is signed, else with the opinion's severities."""
    form = Form(visit, f"diagnosis:{case.id}")
    before: Content | None = None
    if treatment.draft:
        before = treatment.draft.content.to_dict()
    elif treatment.diagnosis:
        before = treatment.diagnosis.document.to_dict()["content"]
    if before:
        form.begin_with(**_beginning(before))
    form.begin_with(**{f"severity{index}": finding["severity"]["level"] for index, finding in enumerate(findings)})
    form.begin_with(added=0, urgency=case.urgency or _USUAL_URGENCY)
    return form


def _beginning(content: Content) -> dict[str, Any]:
    """Return what the fields begin with where ``content`` was written before."""
    fields: dict[str, Any] = {"urgency": content["urgency"]}
    added = 0
    for finding in content["findings"]:
        index = finding.get("examination_finding")
        prefix, at = ("", index) if index is not None else ("added_", added)
        if index is None:
            fields |= {f"added_fault{at}": finding["fault"], f"added_component{at}": finding.get("component") or ""}
            added += 1
        else:
            fields[f"judgement{at}"] = finding["judgement"]
        if finding.get("severity"):
            fields[f"{prefix}severity{at}"] = finding["severity"]
        note = finding.get("note") or {}
        fields[f"{prefix}note{at}"] = note.get("zh") or note.get("en") or ""
    for language in ("zh", "en"):
        fields[language] = content["conclusion"].get(language) or ""
    return fields | {"added": min(added, _MOST_ADDED)}


def _show_form(words: Words, case: CaseRead, form: Form, findings: Sequence[Content]) -> dict[str, Any] | None:
    """Draw the form; return what it says, None while something that is needed is missing."""
    if findings:
        st.markdown(f"**{words('doctor.judge_findings')}**")
    judged = [_show_finding(words, form, index, finding) for index, finding in enumerate(findings)]
    added = [_show_added(words, form, index) for index in range(form.value("added"))]
    if form.value("added") < _MOST_ADDED:
        st.button(
            words("doctor.add_finding"),
            icon=":material/add:",
            key=f"add_{case.id}",
            on_click=_add_finding,
            args=(form,),
        )
    for language in (case.language, "en" if case.language == "zh" else "zh"):
        is_first = language == case.language
        label = words("doctor.conclusion_zh") if language == "zh" else words("doctor.conclusion_en")
        form.area(
            language,
            label if is_first else f"{label} {words('doctor.if_wanted')}",
            height=110 if is_first else 70,
            help=words("doctor.conclusion_help") if is_first else None,
        )
    form.select("urgency", words("doctor.act_by"), range(1, 6), lambda level: words.of("urgency", level))
    conclusion = {language: form.text(language) for language in ("zh", "en") if form.text(language)}
    told = [*judged, *added]
    if not conclusion or None in told:
        return None
    return {"findings": told, "conclusion": conclusion, "urgency": form.value("urgency")}


def _show_finding(words: Words, form: Form, index: int, finding: Content) -> dict[str, Any] | None:
    """Draw the judgement of one finding of the opinion; nothing is chosen beforehand."""
    with st.container(border=True):
        percent = round(100 * finding["probability"])
        st.markdown(f"**{finding_title(words, finding)}** · {words('doctor.stated', percent=min(percent, 99))}")
        form.segments(
            f"judgement{index}",
            words("doctor.judgement"),
            _JUDGEMENTS,
            lambda code: words.of("judgement", code),
            hides_label=True,
        )
        judgement = form.value(f"judgement{index}")
        if judgement == "confirmed":
            _show_severity(words, form, f"severity{index}")
        if judgement:
            form.line(f"note{index}", words("doctor.finding_note"))
    if judgement is None:
        return None
    told = {
        "judgement": judgement,
        "examination_finding": index,
        "fault": finding["fault"],
        "component": finding.get("component"),
        "severity": form.value(f"severity{index}") if judgement == "confirmed" else None,
        "note": _note(words, form, f"note{index}"),
    }
    return content_in(told)


def _show_added(words: Words, form: Form, index: int) -> dict[str, Any] | None:
    with st.container(border=True):
        form.select(
            f"added_fault{index}",
            words("doctor.fault"),
            words.codes("fault"),
            lambda code: words.of("fault", code),
            hint=words("doctor.choose"),
        )
        form.line(f"added_component{index}", words("doctor.component"), most=120, hint=words("doctor.component_hint"))
        _show_severity(words, form, f"added_severity{index}")
        form.line(f"added_note{index}", words("doctor.finding_note"))
        if index == form.value("added") - 1:
            st.button(
                words("doctor.remove_finding"),
                key=f"remove_{form.name}_{index}",
                on_click=_remove_last_finding,
                args=(form,),
            )
    fault, severity = form.value(f"added_fault{index}"), form.value(f"added_severity{index}")
    if not fault or not severity:
        return None
    told = {
        "judgement": "added",
        "fault": fault,
        "component": form.text(f"added_component{index}") or None,
        "severity": severity,
        "note": _note(words, form, f"added_note{index}"),
    }
    return content_in(told)


def _show_severity(words: Words, form: Form, field: str) -> None:
    form.segments(field, words("doctor.severity"), _SEVERITIES, lambda code: words.of("severity", code))


def _note(words: Words, form: Form, field: str) -> dict[str, str] | None:
    text = form.text(field)
    return {words.language: text} if text else None


def _add_finding(form: Form) -> None:
    form.put("added", form.value("added") + 1)


def _remove_last_finding(form: Form) -> None:
    form.put("added", form.value("added") - 1)


def _version_key(case: CaseRead) -> str:
    return f"draft_version_{case.id}"


def _save(visit: Visit, case: CaseRead, content: dict[str, Any], known: int | None) -> None:
    """Keep the draft instead of the version that was known. One that was written elsewhere meanwhile is told and shown
    first; what was typed here stays, and the next click replaces it.
    """
    body = DiagnosisContent.from_dict(content)
    saved: list[DiagnosisDraftRead] = []
    write = visit.hospital.treatment.write_draft
    if act(visit.words("doctor.draft_saved"), lambda: saved.append(write(case.id, body, known))):
        st.session_state[_version_key(case)] = saved[0].version
    else:
        st.session_state.pop(_version_key(case), None)
