"""The API as it is served: ``uvicorn clinic_api.operation.server:create_served_app --factory``."""

from __future__ import annotations

import gc

from fastapi import FastAPI

from clinic_api.app import create_app
from clinic_api.operation.logs import configure_logs
from clinic_api.settings import load_settings_or_exit

__all__ = ["create_served_app"]


def create_served_app() -> FastAPI:
    """Return the app for the environment's settings, with the logs of this process set up."""
    settings = load_settings_or_exit()
    configure_logs(settings)
    app = create_app(settings)
    gc.collect()
    gc.freeze()  # what is there for good need not be looked through for garbage again and again
    return app
