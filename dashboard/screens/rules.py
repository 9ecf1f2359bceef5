"""What the diagnosis decides by, and the recalibrations of its probabilities with their history."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import AlarmLimitRead, DecisionRulesRead, ThresholdRead
from dashboard.components.acting import show_outcome
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.administration.recalibrations import show_recalibrations
from dashboard.visit import Visit
from dashboard.words import Words

__all__ = ["show_rules"]

_PLACE: Final = "rules"
_VIEWS: Final = ("thresholds", "zones", "severities", "alarms", "recalibrations")


def show_rules(visit: Visit) -> None:
    """Draw the view that the address names."""
    words = visit.words
    st.title(words.of("pages", "rules"), anchor=False)
    show_outcome(visit, _PLACE)
    view = chosen_in_address("view", _VIEWS, _VIEWS[0])
    key = f"rules_view_{words.language}"
    st.segmented_control(
        words("rules.view"),
        _VIEWS,
        required=True,
        format_func=lambda code: words.of("rules_view", code),
        key=put(key, view),
        on_change=write_address,
        args=("view", key),
        label_visibility="collapsed",
    )
    if view == "recalibrations":
        show_recalibrations(visit, _PLACE)
        return
    rules = visit.kept("decision_rules", visit.hospital.house_rules.decision_rules)
    st.caption(words("rules.changes_with_release", version=rules.version))
    {"thresholds": _show_thresholds, "zones": _show_zones, "severities": _show_severities, "alarms": _show_alarms}[
        view
    ](words, rules)


def _show_thresholds(words: Words, rules: DecisionRulesRead) -> None:
    families = list(dict.fromkeys(code.split(".")[0] for each in rules.thresholds for code in each.faults))
    key = f"rules_family_{words.language}"
    family = chosen_in_address("family", families, "")
    st.selectbox(
        words("rules.family"),
        ("", *families),
        format_func=lambda code: words.of("fault_family", code) if code else words("rules.every_family"),
        key=put(key, family),
        on_change=write_address,
        args=("family", key),
        width=260,
    )
    rows = [
        _threshold_row(words, each)
        for each in rules.thresholds
        if not family or family in {code.split(".")[0] for code in each.faults}
    ]
    st.dataframe(
        rows,
        hide_index=True,
        height="content",
        column_config={
            "faults": st.column_config.TextColumn(words("rules.of_fault"), width="medium"),
            "meaning": st.column_config.TextColumn(words("rules.meaning"), width="large"),
            "value": st.column_config.TextColumn(words("rules.value"), width="small"),
            "source": st.column_config.TextColumn(words("rules.source"), width="medium"),
        },
    )


def _threshold_row(words: Words, each: ThresholdRead) -> dict[str, Any]:
    unit = words.of("threshold_unit", each.unit) if each.unit else ""
    return {
        "faults": " · ".join(_fault(words, code) for code in each.faults),
        "meaning": words.pick(each.meaning),
        "value": f"{each.value:g} {unit}".strip(),
        "source": words.pick(each.source),
    }


def _fault(words: Words, code: str) -> str:
    return words.of("fault", code) if "." in code else words.of("fault_family", code)


def _show_zones(words: Words, rules: DecisionRulesRead) -> None:
    st.caption(words("rules.zones_explained"))
    st.dataframe(
        [
            {
                "name": words.pick(zone.name),
                "mounting": words.of("mounting", zone.mounting) if zone.mounting else "–",
                "a_b": zone.a_b_mm_s,
                "b_c": zone.b_c_mm_s,
                "c_d": zone.c_d_mm_s,
                "source": words.pick(zone.source),
                "unverified": ", ".join(name.replace("_", "/").upper() for name in zone.unverified) or "–",
            }
            for zone in rules.zones
        ],
        hide_index=True,
        height="content",
        placeholder="–",
        column_config={
            "name": st.column_config.TextColumn(words("rules.class_of_machines"), width="medium"),
            "mounting": st.column_config.TextColumn(words("rules.mounting"), width="small"),
            "a_b": st.column_config.NumberColumn("A/B mm/s", format="%.2f", width="small"),
            "b_c": st.column_config.NumberColumn("B/C mm/s", format="%.2f", width="small"),
            "c_d": st.column_config.NumberColumn("C/D mm/s", format="%.2f", width="small"),
            "source": st.column_config.TextColumn(words("rules.source"), width="large"),
            "unverified": st.column_config.TextColumn(words("rules.unverified"), width="small"),
        },
    )


def _show_severities(words: Words, rules: DecisionRulesRead) -> None:
    st.dataframe(
        [
            {
                "fault": _fault(words, step.fault),
                "measure": words.of("severity_measure", step.measure),
                "above": f"> {step.above:g}" if step.above else "–",
                "level": words.of("severity", step.level) if step.level else words("rules.note"),
                "urgency": words.of("urgency", step.urgency),
                "source": words.pick(step.source),
            }
            for step in rules.severities
        ],
        hide_index=True,
        height="content",
        column_config={
            "fault": st.column_config.TextColumn(words("rules.of_fault")),
            "measure": st.column_config.TextColumn(words("rules.measure"), width="medium"),
            "above": st.column_config.TextColumn(words("rules.above"), width="small"),
            "level": st.column_config.TextColumn(words("rules.severity"), width="small"),
            "urgency": st.column_config.TextColumn(words("rules.urgency")),
            "source": st.column_config.TextColumn(words("rules.source"), width="large"),
        },
    )


def _show_alarms(words: Words, rules: DecisionRulesRead) -> None:
    st.caption(words("rules.alarms_explained"))
    st.dataframe(
        [
            {"limit": words.of("alarm_limit", limit.code.replace(".", "_")), "value": _alarm_value(words, limit)}
            for limit in rules.alarms
        ],
        hide_index=True,
        height="content",
        column_config={
            "limit": st.column_config.TextColumn(words("rules.limit"), width="large"),
            "value": st.column_config.TextColumn(words("rules.value"), width="small"),
        },
    )


def _alarm_value(words: Words, limit: AlarmLimitRead) -> str:
    return words.of("urgency", limit.value) if "urgency" in limit.code else limit.value
