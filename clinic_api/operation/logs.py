"""Structured logs: one line a happening, with the id of the request it was for, as text or as JSON.

Secrets never get into a line: keys of this hospital, bearer tokens and values named like a secret are masked.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import Any, Final

import structlog
from starlette.types import Scope
from structlog.types import EventDict, Processor

from clinic_api.kit.request_id import current_request_id
from clinic_api.settings import Settings

__all__ = ["configure_logs", "log_request", "without_secrets"]

_REQUESTS: Final = logging.getLogger("clinic_api.requests")
_MASK: Final = "…"
_SECRET_VALUES: Final = re.compile(
    r"(?i)\b(ih[klf]_|whsec_)[A-Za-z0-9_+/=-]+|(?<=bearer )\S+|(?<=://)[^\s/@:]+:[^\s/@]+(?=@)"
)
_SECRET_NAMES: Final = re.compile(r"(?i)password|passwd|secret|token|authorization|cookie|api_key")


def configure_logs(settings: Settings) -> None:
    """Send all log lines of this process to stderr in the format of the settings."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "celery"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True


def log_request(scope: Scope, *, route: str, status: int, seconds: float) -> None:
    """Write the line of one request: by route, never by address, which may hold a key."""
    state = scope.get("state", {})
    principal = state.get("principal")
    _REQUESTS.info(
        "%s %s",
        scope["method"],
        route,
        extra={
            "status": status,
            "ms": round(seconds * 1000, 1),
            "role": None if principal is None else principal.role.value,
            "request_id": state.get("request_id"),
        },
    )


def without_secrets(logger: Any, method: str, event: EventDict) -> EventDict:
    """Mask what looks like a secret in every value of a line (a structlog processor)."""
    for name, value in event.items():
        if isinstance(value, str) and name not in {"level", "timestamp", "logger"}:
            event[name] = _MASK if _SECRET_NAMES.search(name) else _SECRET_VALUES.sub(_MASK, value)
    return event


def _add_request_id(logger: Any, method: str, event: EventDict) -> EventDict:
    event.setdefault("request_id", current_request_id())
    return event
