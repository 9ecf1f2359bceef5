"""Settings of the dashboard: two environment variables with defaults for one machine."""

from __future__ import annotations

import os
from dataclasses import dataclass

__all__ = ["Settings", "load_settings"]


@dataclass(frozen=True)
class Settings:
    """Where the API listens (as seen from this server) and what the browser's session cookie is called."""

    api_url: str
    session_cookie: str


def load_settings() -> Settings:
    """Return the settings from ``DASHBOARD_API_URL`` and ``DASHBOARD_SESSION_COOKIE``."""
    return Settings(
        api_url=os.environ.get("DASHBOARD_API_URL", "http://127.0.0.1:8601").rstrip("/"),
        session_cookie=os.environ.get("DASHBOARD_SESSION_COOKIE", "ih_session"),
    )
