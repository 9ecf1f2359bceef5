"""The script that Streamlit runs: ``streamlit run dashboard/app.py --server.baseUrlPath dashboard``."""

from __future__ import annotations

import streamlit as st

from dashboard.frame import show_dashboard
from dashboard.settings import load_settings

settings = load_settings()
show_dashboard(settings.api_url, st.context.cookies.get(settings.session_cookie))
