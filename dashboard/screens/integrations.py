"""How other programs reach the hospital and are told by it: keys of gateways, webhooks and chat groups."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from clinic_client.models import ApiKeyMade, ApiKeyRead, DeliveryRead, EndpointCreated, EndpointRead
from dashboard.components.acting import act_once, press, show_outcome
from dashboard.components.address import chosen_in_address, put, write_address
from dashboard.components.forms import Form
from dashboard.components.live import close_dialog, is_dialog_open, open_dialog, show_dialog
from dashboard.components.once import keep_secret, show_secret
from dashboard.components.people import factory_names
from dashboard.components.reason import show_confirmed
from dashboard.visit import Visit
from dashboard.words import plain

__all__ = ["show_integrations"]

_PLACE: Final = "integrations"
_VIEWS: Final = ("keys", "endpoints")
_NEW_KEY: Final = "new_key"
_NEW_ENDPOINT: Final = "new_endpoint"
_KEY_FIELDS: Final = ("name", "factory", "scopes")
_ENDPOINT_FIELDS: Final = ("channel", "name", "address", "kinds", "factory", "language")
_DELIVERY_LOOK: Final = {
    "waiting": (":material/hourglass_empty:", "blue"),
    "delivered": (":material/check:", "green"),
    "dead": (":material/error:", "red"),
}


def show_integrations(visit: Visit) -> None:
    """Draw the keys or the endpoints, as the address says."""
    words = visit.words
    st.title(words.of("pages", "integrations"), anchor=False)
    show_outcome(visit, _PLACE)
    show_secret(visit, _PLACE, words("integrations.secret_once"))
    view = chosen_in_address("view", _VIEWS, _VIEWS[0])
    key = f"integrations_view_{words.language}"
    st.segmented_control(
        words("integrations.view"),
        _VIEWS,
        required=True,
        format_func=lambda code: words.of("integrations_view", code),
        key=put(key, view),
        on_change=write_address,
        args=("view", key),
        label_visibility="collapsed",
    )
    if view == "keys":
        _show_keys(visit)
    else:
        _show_endpoints(visit)


def _show_keys(visit: Visit) -> None:
    words = visit.words
    st.caption(words("integrations.keys_explained"))
    st.button(
        words("integrations.make_key"),
        key="integrations_new_key",
        type="primary",
        icon=":material/key:",
        on_click=open_dialog,
        args=(_NEW_KEY,),
    )
    if is_dialog_open(_NEW_KEY):
        show_dialog(visit, words("integrations.make_key"), _show_key_form)
    keys, names = visit.hospital.connections.keys(), factory_names(visit)
    if not keys:
        st.info(words("integrations.no_keys"))
    for each in keys:
        _show_key(visit, each, names.get(each.factory_id, each.factory_id))


def _show_key(visit: Visit, each: ApiKeyRead, factory: str) -> None:
    words = visit.words
    with st.container(border=True, key=f"key_{each.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if each.revoked_at:
                st.badge(words("integrations.revoked"), icon=":material/block:", color="grey")
            else:
                st.badge(words("integrations.valid"), icon=":material/check:", color="green")
            st.markdown(f"**{plain(each.name)}**", width="content")
            st.text(f"{factory} · ihk_{each.public_id}…", width="stretch")
        scopes = ", ".join(words.of("key_scope", scope) for scope in each.scopes)
        machines = "" if each.equipment_ids is None else words("integrations.machines", count=len(each.equipment_ids))
        used = (
            words("integrations.used", date=words.date(each.last_used_at))
            if each.last_used_at
            else words("integrations.never_used")
        )
        until = words("integrations.until", date=words.date(each.expires_at)) if each.expires_at else ""
        st.caption(plain(" · ".join(part for part in (scopes, machines, used, until) if part)))
        if each.revoked_at is None:
            with st.container(horizontal=True):
                _show_key_actions(visit, each)


def _show_key_actions(visit: Visit, each: ApiKeyRead) -> None:
    words, calls = visit.words, visit.hospital.connections

    def rotate() -> None:
        keep_secret(_PLACE, str(calls.rotate_key(each.id).key))

    show_confirmed(
        visit,
        _PLACE,
        f"rotate_{each.id}",
        label=words("integrations.rotate"),
        explanation=words("integrations.rotate_explained"),
        done=words("integrations.rotated"),
        icon=":material/autorenew:",
        do=rotate,
    )
    show_confirmed(
        visit,
        _PLACE,
        f"revoke_key_{each.id}",
        label=words("integrations.revoke"),
        explanation=words("integrations.revoke_explained"),
        done=words("integrations.key_revoked"),
        icon=":material/block:",
        do=lambda: calls.revoke_key(each.id),
    )


def _show_key_form(visit: Visit) -> None:
    words = visit.words
    show_outcome(visit, _NEW_KEY)
    form = Form.of(visit, "api_key", _KEY_FIELDS)
    scopes = words.codes("key_scope")
    form.begin_with("scopes", scopes)
    st.text_input(words("integrations.name"), max_chars=120, **form.field("name"))
    _show_factory_field(visit, form, required=True)
    st.multiselect(
        words("integrations.scopes"),
        scopes,
        format_func=lambda code: words.of("key_scope", code),
        **form.field("scopes"),
    )
    if st.button(words("integrations.make"), key="integrations_make_key", type="primary"):
        body = {"name": form.text("name"), "factory_id": form.value("factory"), "scopes": form.value("scopes")}
        made: list[ApiKeyMade] = []
        calls = visit.hospital.connections
        if act_once(
            _NEW_KEY,
            words("integrations.key_made"),
            lambda key: made.append(calls.make_key(body, idempotency_key=key)),
        ):
            form.sent()
            keep_secret(_PLACE, str(made[0].key))
            close_dialog()
        st.rerun()


def _show_factory_field(visit: Visit, form: Form, *, required: bool) -> None:
    words, names = visit.words, factory_names(visit)
    st.selectbox(
        words("integrations.factory"),
        list(names),
        index=None,
        format_func=lambda identity: names.get(identity, identity),
        placeholder=words("accounts.choose") if required else words("integrations.all_factories"),
        **form.field("factory"),
    )


def _show_endpoints(visit: Visit) -> None:
    words = visit.words
    st.caption(words("integrations.endpoints_explained"))
    st.button(
        words("integrations.add_endpoint"),
        key="integrations_new_endpoint",
        type="primary",
        icon=":material/add_link:",
        on_click=open_dialog,
        args=(_NEW_ENDPOINT,),
    )
    if is_dialog_open(_NEW_ENDPOINT):
        show_dialog(visit, words("integrations.add_endpoint"), _show_endpoint_form)
    endpoints, names = visit.hospital.connections.endpoints(), factory_names(visit)
    if not endpoints:
        st.info(words("integrations.no_endpoints"))
    for each in endpoints:
        factory = names.get(each.factory_id or "", words("integrations.all_factories"))
        _show_endpoint(visit, each, factory)


def _show_endpoint(visit: Visit, each: EndpointRead, factory: str) -> None:
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
            _show_endpoint_actions(visit, each)
        key = f"deliveries_{each.id}"
        with st.expander(words("integrations.deliveries"), key=key, on_change="rerun") as box:
            if box.open:
                _show_deliveries(visit, each)


def _show_endpoint_actions(visit: Visit, each: EndpointRead) -> None:
    words, calls = visit.words, visit.hospital.connections
    st.button(
        words("integrations.test"),
        key=f"test_{each.id}",
        icon=":material/send:",
        on_click=press,
        args=(_PLACE, words("integrations.tested"), lambda: calls.test_endpoint(each.id)),
    )
    done = words("integrations.switched_off") if each.enabled else words("integrations.switched_on")
    st.button(
        words("integrations.switch_off") if each.enabled else words("integrations.switch_on"),
        key=f"switch_{each.id}",
        icon=":material/power_settings_new:",
        on_click=press,
        args=(_PLACE, done, lambda: calls.change_endpoint(each, {"enabled": not each.enabled})),
    )
    if each.channel == "webhook":
        show_confirmed(
            visit,
            _PLACE,
            f"secret_{each.id}",
            label=words("integrations.new_secret"),
            explanation=words("integrations.new_secret_explained"),
            done=words("integrations.secret_made"),
            icon=":material/autorenew:",
            do=lambda: keep_secret(_PLACE, calls.rotate_secret(each.id).secret),
        )
    show_confirmed(
        visit,
        _PLACE,
        f"remove_{each.id}",
        label=words("integrations.remove"),
        explanation=words("integrations.remove_explained"),
        done=words("integrations.removed"),
        icon=":material/delete:",
        do=lambda: calls.remove_endpoint(each.id),
    )


def _show_deliveries(visit: Visit, each: EndpointRead) -> None:
    words = visit.words
    deliveries = visit.hospital.connections.deliveries(each.id)
    if not deliveries:
        st.caption(words("integrations.no_deliveries"))
    for delivery in deliveries:
        _show_delivery(visit, delivery)


def _show_delivery(visit: Visit, delivery: DeliveryRead) -> None:
    words = visit.words
    with st.container(horizontal=True, vertical_alignment="center"):
        icon, color = _DELIVERY_LOOK[delivery.state]
        st.badge(words.of("delivery_state", delivery.state), icon=icon, color=color)  # type: ignore[arg-type]
        status = "" if delivery.last_status is None else f"HTTP {delivery.last_status}"
        why = words.pick(delivery.last_text) if delivery.last_text else ""
        told = (delivery.event_kind or "", words.date(delivery.created_at), status, why)
        st.text(" · ".join(part for part in told if part), width="stretch")
        if delivery.state != "waiting":
            st.button(
                words("integrations.replay"),
                key=f"replay_{delivery.id}",
                on_click=press,
                args=(
                    _PLACE,
                    words("integrations.replayed"),
                    lambda: visit.hospital.connections.deliver_again(delivery.id),
                ),
            )


def _show_endpoint_form(visit: Visit) -> None:
    words = visit.words
    show_outcome(visit, _NEW_ENDPOINT)
    form = Form.of(visit, "endpoint", _ENDPOINT_FIELDS)
    for field, value in (("channel", "webhook"), ("kinds", "case.*"), ("language", words.language)):
        form.begin_with(field, value)
    st.segmented_control(
        words("integrations.channel"),
        ("webhook", "chat"),
        required=True,
        format_func=lambda code: words.of("channel", code),
        **form.field("channel"),
    )
    st.text_input(words("integrations.name"), max_chars=120, **form.field("name"))
    address_help = words("integrations.address_help")
    st.text_input(words("integrations.address"), max_chars=2000, help=address_help, **form.field("address"))
    st.text_input(words("integrations.kinds"), help=words("integrations.kinds_help"), **form.field("kinds"))
    _show_factory_field(visit, form, required=False)
    if st.button(words("integrations.add"), key="integrations_add", type="primary"):
        body = _endpoint(form)
        made: list[EndpointCreated] = []
        calls = visit.hospital.connections
        if act_once(
            _NEW_ENDPOINT,
            words("integrations.added"),
            lambda key: made.append(calls.add_endpoint(body, idempotency_key=key)),
        ):
            form.sent()
            if made[0].secret:
                keep_secret(_PLACE, str(made[0].secret))
            close_dialog()
        st.rerun()


def _endpoint(form: Form) -> dict[str, Any]:
    body: dict[str, Any] = {name: form.text(name) for name in ("channel", "name", "address", "language")}
    body["kinds"] = [kind.strip() for kind in form.text("kinds").replace("，", ",").split(",") if kind.strip()]
    if form.value("factory"):
        body["factory_id"] = form.value("factory")
    return body
