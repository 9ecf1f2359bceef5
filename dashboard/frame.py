"""The frame around every page: who is there, in which language, with which pages."""

from __future__ import annotations

import html
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.components.news import show_news
from dashboard.components.notices import show_notice, telling_failures
from dashboard.components.problems import show_problem, show_unreachable
from dashboard.components.search_box import show_search_box
from dashboard.components.unsent import has_unsent, wait_for_login
from dashboard.hospital import Connection, Hospital
from dashboard.navigation import DETAIL_PAGES, FULL_SCREEN_PAGES, PAGES_OF_ROLE, SCREENS
from dashboard.problems import HospitalProblem, HospitalUnreachable, SignedOut
from dashboard.visit import FACTORY_ROLES, Visit
from dashboard.words import LANGUAGES, Language, Words, closest_language, plain

__all__ = ["show_dashboard"]

_STYLE: Final = Path(__file__).with_name("frame.css")
_ICON: Final = Path(__file__).with_name("icon.svg")
_BUTTON_STYLE: Final = (
    "display:inline-block;padding:.55rem 1.4rem;border-radius:.5rem;background:#0b6b6b;color:#fff;text-decoration:none"
)


def show_dashboard(api_url: str, session_token: str | None) -> None:
    """Draw the page that the address names, or the first one, for the person whom ``session_token`` belongs to."""
    words = Words(_language(None), st.context.timezone)
    try:
        if not session_token or st.session_state.get("signed_out"):
            raise SignedOut
        hospital = Hospital(Connection(api_url, session_token, words.language))
        account = hospital.me()
        language = _language(account.language)
        if language != words.language:
            words = Words(language, st.context.timezone)
            hospital = Hospital(Connection(api_url, session_token, language))
        _show_pages(Visit(account, hospital, words))
    except SignedOut:
        _show_signed_out(words)
    except HospitalUnreachable:
        st.set_page_config(page_title=words("frame.title"), page_icon=_ICON)
        show_unreachable(words)
    except HospitalProblem as problem:
        show_problem(words, problem)


def _language(of_account: Language | None) -> Language:
    """Return the language: the address first, then what was chosen in this tab, the account's, the browser's."""
    asked = st.query_params.get("lang")
    if asked in LANGUAGES:
        st.session_state["language"] = asked
    chosen: Language | None = st.session_state.get("language")
    return chosen or of_account or closest_language(st.context.locale)


def _show_pages(visit: Visit) -> None:
    words = visit.words
    for name in PAGES_OF_ROLE[visit.role]:
        screen, icon = SCREENS[name]
        visit.pages[name] = st.Page(
            partial(screen, visit),
            title=f"{icon} {_page_title(visit, name)}",
            icon="",
            url_path=name,
            visibility="hidden" if name in DETAIL_PAGES else "visible",
        )
    page = st.navigation([_home(visit), *visit.pages.values()], expanded=True)
    name = page.url_path or next(iter(visit.pages))
    wide = not visit.is_factory or name in {*DETAIL_PAGES, "machines"}
    st.set_page_config(
        page_title=f"{_page_title(visit, name)} · {words('frame.title')}",
        page_icon=_ICON,
        layout="wide" if wide else "centered",
        initial_sidebar_state="collapsed" if name in FULL_SCREEN_PAGES else "auto",
    )
    st.html(_STYLE)
    st.query_params["lang"] = words.language
    _show_sidebar(visit)
    show_notice(words)
    show_news(visit)
    try:
        page.run()
    except HospitalUnreachable:
        show_unreachable(words)
    except HospitalProblem as problem:
        show_problem(words, problem)


def _home(visit: Visit) -> StreamlitPage:
    """Return the page without a path, which leads to the first one; so every page keeps an address of its own."""

    def go_to_the_first() -> None:
        visit.go(next(iter(visit.pages)))

    return st.Page(go_to_the_first, title=visit.words("frame.title"), default=True, visibility="hidden")


def _page_title(visit: Visit, name: str) -> str:
    if name in {"cases", "machines"} and visit.role not in FACTORY_ROLES:
        return visit.words.of("pages", f"all_{name}")
    return visit.words.of("pages", name)


def _show_sidebar(visit: Visit) -> None:
    words, account = visit.words, visit.account
    st.logo(_ICON, size="large")
    with st.sidebar:
        show_search_box(visit)
        st.segmented_control(
            words("frame.language"),
            LANGUAGES,
            default=words.language,
            format_func={"zh": "中文", "en": "English"}.__getitem__,
            key="language_choice",
            required=True,
            on_change=_change_language,
            args=(visit,),
        )
        with st.container(border=True, gap="small"):
            st.text(words.name(account))
            st.caption(words.of("role", visit.role))
            if account.factory_name:
                st.caption(plain(words.pick(account.factory_name)))
            if st.button(words("frame.log_out"), icon=":material/logout:", width="stretch", key="log_out"):
                _log_out(visit)


def _log_out(visit: Visit) -> None:
    """End the session and forget everything this tab held."""
    visit.hospital.log_out()
    st.session_state.clear()
    st.session_state["signed_out"] = True
    st.rerun()


def _change_language(visit: Visit) -> None:
    """Keep the choice in the address and in the account; what the account cannot take still holds in this tab."""
    language: Language = st.session_state["language_choice"]
    st.session_state["language"] = language
    st.query_params["lang"] = language
    with telling_failures():
        visit.hospital.change_language(language)


def _show_signed_out(words: Words) -> None:
    st.set_page_config(page_title=words("frame.title"), page_icon=_ICON, initial_sidebar_state="collapsed")
    st.title(words("frame.title"))
    waits = has_unsent()
    if waits:
        st.warning(words("signed_out.unsent"))
        wait_for_login()
    else:
        st.write(words("signed_out.out" if st.session_state.get("signed_out") else "signed_out.explanation"))
    address = f"/login?{urlencode({'next': _own_address(), 'lang': words.language})}"
    label = html.escape(words("signed_out.log_in"))
    where = ' target="_blank"' if waits else ""
    st.html(f'<a href="{html.escape(address)}"{where} style="{_BUTTON_STYLE}">{label}</a>')


def _own_address() -> str:
    """Return the path and parameters of the page that was asked for, so that the login leads back to it."""
    path = urlsplit(st.context.url or "").path or "/dashboard/"
    parameters = st.query_params.to_dict()
    return quote(path) + (f"?{urlencode(parameters)}" if parameters else "")
