"""Webhooks and chat groups: what each is told, whether it answers, and adding one."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import EndpointCreated, EndpointRead
from dashboard.components.acting import act_once, press, show_outcome
from dashboard.components.administration.adding import show_adding
from dashboard.components.administration.deliveries import show_deliveries
from dashboard.components.administration.which_factory import show_factory_field
from dashboard.components.fields import Form
from dashboard.components.live import close_dialog
from dashboard.components.once import keep_secret
from dashboard.components.people import factory_names
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_endpoints"]

_NEW_ENDPOINT: Final = "new_endpoint"
_EVERY_CASE: Final = "case.*"


def show_endpoints(visit: Visit, place: str) -> None:
    """Draw the endpoints, each with its deliveries."""
    words = visit.words
    st.caption(words("integrations.endpoints_explained"))
    show_adding(
        visit, _NEW_ENDPOINT, words("integrations.add_endpoint"), ":material/add_link:", _show_endpoint_form, place
    )
    endpoints, names = visit.hospital.connections.endpoints(), factory_names(visit)
    if not endpoints:
        st.info(words("integrations.no_endpoints"))
    for each in endpoints:
        factory = names.get(each.factory_id or "", words("integrations.all_factories"))
        _show_endpoint(visit, each, factory, place)


def _show_endpoint(visit: Visit, each: EndpointRead, factory: str, place: str) -> None:
    words = visit.words
    with st.container(border=True, key=f"endpoint_{each.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if not each.enabled:
                st.badge(words("integrations.off"), icon=":material/block:", color="grey")
            elif each.failing_since:
                st.badge(words("integrations.failing"), icon=":material/error:", color="red")
            else:
                st.badge(words("integrations.on"), icon=":material/check:", color="green")
            st.markdown(f"**{plain(each.name)}**", width="content")
            st.text(f"{words.of('channel', each.channel)} · {each.host} · {factory}", width="stretch")
        told = words("integrations.kinds_told", kinds=", ".join(each.kinds))
        since = words("integrations.failing_since", date=words.date(each.failing_since)) if each.failing_since else ""
        st.caption(plain(" · ".join(part for part in (told, since) if part)))
        with st.container(horizontal=True):
            _show_endpoint_actions(visit, each, place)
        key = f"deliveries_{each.id}"
        with st.expander(words("integrations.deliveries"), key=key, on_change="rerun") as box:
            if box.open:
                show_deliveries(visit, each, place)


def _show_endpoint_actions(visit: Visit, each: EndpointRead, place: str) -> None:
    words, calls = visit.words, visit.hospital.connections
    st.button(
        words("integrations.test"),
        key=f"test_{each.id}",
        icon=":material/send:",
        on_click=press,
        args=(place, words("integrations.tested"), lambda: calls.test_endpoint(each.id)),
    )
    done = words("integrations.switched_off") if each.enabled else words("integrations.switched_on")
    st.button(
        words("integrations.switch_off") if each.enabled else words("integrations.switch_on"),
        key=f"switch_{each.id}",
        icon=":material/power_settings_new:",
        on_click=press,
        args=(place, done, lambda: calls.change_endpoint(each, {"enabled": not each.enabled})),
    )
    if each.channel == "webhook":
        show_confirmed(
            visit,
            place,
            f"secret_{each.id}",
            label=words("integrations.new_secret"),
            explanation=words("integrations.new_secret_explained"),
            done=words("integrations.secret_made"),
            icon=":material/autorenew:",
            do=lambda: keep_secret(place, calls.rotate_secret(each.id).secret),
        )
    show_confirmed(
        visit,
        place,
        f"remove_{each.id}",
        label=words("integrations.remove"),
        explanation=words("integrations.remove_explained"),
        done=words("integrations.removed"),
        icon=":material/delete:",
        do=lambda: calls.remove_endpoint(each.id),
    )


def _show_endpoint_form(visit: Visit, place: str) -> None:
    words, calls = visit.words, visit.hospital.connections
    show_outcome(visit, _NEW_ENDPOINT)
    form = Form(visit, "endpoint", channel="webhook", kinds=_EVERY_CASE, language=words.language)
    form.select("channel", words("integrations.channel"), ("webhook", "chat"), lambda code: words.of("channel", code))
    form.line("name", words("integrations.name"), most=120)
    form.line("address", words("integrations.address"), most=2000, hint=words("integrations.address_help"))
    form.line("kinds", words("integrations.kinds"))
    st.caption(words("integrations.kinds_help"))
    if form.text("channel") == "chat":
        form.select("language", words("integrations.language"), ("zh", "en"), lambda code: words.of("spoken", code))
    show_factory_field(visit, form, words("integrations.all_factories"))
    if st.button(words("integrations.add"), key="integrations_add", type="primary"):
        body = _endpoint(form)
        made: list[EndpointCreated] = []

        def add(key: str) -> None:
            made.append(calls.add_endpoint(body, idempotency_key=key))

        if act_once(_NEW_ENDPOINT, words("integrations.added"), add):
            form.sent()
            if made[0].secret:
                keep_secret(place, str(made[0].secret))
            close_dialog()
        st.rerun()


def _endpoint(form: Form) -> dict[str, Any]:
    body: dict[str, Any] = {name: form.text(name) for name in ("channel", "name", "address", "language")}
    body["kinds"] = [kind.strip() for kind in form.text("kinds").replace("，", ",").split(",") if kind.strip()]
    if form.text("factory"):
        body["factory_id"] = form.text("factory")
    return body
