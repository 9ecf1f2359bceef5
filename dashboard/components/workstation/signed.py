"""What was signed about an opinion, beside the opinion, which stays readable as it was made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from clinic_client.models import ExaminationRead, ExaminationSignatureList, ExaminationSignatureRead
from dashboard.components.findings import finding_title
from dashboard.visit import Visit
from dashboard.words import Words, plain

__all__ = ["show_signatures"]

Document = Mapping[str, Any]


def show_signatures(visit: Visit, examination: ExaminationRead, signatures: ExaminationSignatureList) -> None:
    """Draw the signature that counts with what it changed, and the earlier ones folded away."""
    words = visit.words
    newest, *earlier = signatures.items
    with st.container(border=True):
        _show_signature(words, examination, newest)
        if not signatures.chain.valid:
            st.error(words("judging.chain_broken", version=signatures.chain.broken_version))
    if earlier:
        with st.expander(words("judging.earlier", count=len(earlier)), icon=":material/history:"):
            for signature in earlier:
                _show_signature(words, examination, signature)


def _show_signature(words: Words, examination: ExaminationRead, signature: ExaminationSignatureRead) -> None:
    document = signature.document.to_dict()
    signer = document["signer"][f"name_{words.language}"]
    decided = words.of("judging_signed", signature.decision)
    st.markdown(f":material/verified: **{plain(words('judging.signed_by', name=signer, decision=decided))}**")
    st.caption(
        words(
            "judging.signed_at",
            date=words.date(signature.signed_at),
            version=signature.version,
            digest=signature.sha256[:12],
        )
    )
    if document.get("reason"):
        st.markdown(plain(document["reason"]))
    correction = document.get("correction")
    if correction:
        _show_differences(words, examination, correction)


def _show_differences(words: Words, examination: ExaminationRead, correction: Document) -> None:
    """Draw opinion and signature side by side, line by line."""
    opinion = examination.document.to_dict()
    rows = [
        _row(
            words("judging.verdict"),
            words.of("verdict", opinion["verdict"]),
            words.of("verdict", correction["verdict"]),
        ),
        _row(
            words("judging.urgency"),
            words.of("urgency", opinion["urgency"]),
            words.of("urgency", correction["urgency"]),
        ),
        *(_row_of_finding(words, opinion, finding) for finding in correction["findings"]),
    ]
    st.table(
        [
            {
                words("judging.what"): row[0],
                words("judging.opinion"): row[1],
                words("judging.signature"): row[2],
            }
            for row in rows
        ]
    )


def _row(what: str, before: str, after: str) -> tuple[str, str, str]:
    return what, before, after if before == after else f"**{after}**"


def _row_of_finding(words: Words, opinion: Document, finding: Document) -> tuple[str, str, str]:
    index = finding.get("examination_finding")
    said = "–"
    if index is not None:
        before = opinion["findings"][index]
        said = words.of("severity", before["severity"]["level"])
    judged = words.of("judgement", finding["judgement"])
    severity = f" · {words.of('severity', finding['severity'])}" if finding.get("severity") else ""
    component = finding.get("component")
    if index is not None and component and component != opinion["findings"][index].get("component"):
        severity += f" · {plain(component)}"
    title = finding_title(
        words,
        {
            "fault": finding["fault"],
            "component": None if index is None else opinion["findings"][index].get("component"),
        },
    )
    return title, said, f"**{judged}**{severity}"
