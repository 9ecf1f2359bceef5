"""Errors that reach people: RFC 9457 problem details with a stable ``code``, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException

from clinic_api.kit.language import preferred_language
from diagnostics.texts import Catalogue, Text

__all__ = [
    "PROBLEM_MEDIA_TYPE",
    "ClinicError",
    "Conflict",
    "Forbidden",
    "Invalid",
    "NotFound",
    "PayloadTooLarge",
    "PreconditionFailed",
    "ProblemDetails",
    "ServiceUnavailable",
    "TooManyRequests",
    "Unauthenticated",
    "UnsupportedMedia",
    "as_clinic_error",
    "problem_response",
    "texts",
    "title_of",
]

texts = Catalogue(Path(__file__).with_name("errors.toml"))
_field_texts = Catalogue(Path(__file__).with_name("field_errors.toml"))

PROBLEM_MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER_SECONDS = 2
_CODE_OF_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large", 415: "media_type_unsupported"}


class ClinicError(Exception):
    """A refusal with its HTTP ``status``, stable ``code`` and bilingual ``text``; ``extra`` joins the answer's body."""

    status = 500
    default_code = "internal_error"

    def __init__(
        self,
        code: str | None = None,
        text: Text | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        """Without ``text`` the catalogue's text of ``code`` is used, filled in with ``extra``."""
        self.code = code or self.default_code
        self.text = text or texts(self.code, **extra)
        self.headers = dict(headers or {})
        self.extra = extra
        super().__init__(self.text.en)


class Unauthenticated(ClinicError):
    """401: nobody is logged in."""

    status = 401
    default_code = "unauthenticated"


class Forbidden(ClinicError):
    """403: the role may not do this."""

    status = 403
    default_code = "permission_denied"


class NotFound(ClinicError):
    """404: it does not exist, or not for this account."""

    status = 404
    default_code = "not_found"


class Conflict(ClinicError):
    """409: the thing is in another state than the request expects."""

    status = 409
    default_code = "conflict"


class PreconditionFailed(ClinicError):
    """412: ``If-Match`` names an older version."""

    status = 412
    default_code = "version_outdated"


class PayloadTooLarge(ClinicError):
    """413: the body is larger than allowed."""

    status = 413
    default_code = "body_too_large"


class UnsupportedMedia(ClinicError):
    """415: the content is of a kind that is not taken."""

    status = 415
    default_code = "media_type_unsupported"


class Invalid(ClinicError):
    """422: the request is understood but wrong."""

    status = 422
    default_code = "validation_failed"


class TooManyRequests(ClinicError):
    """429: try again later; carries ``Retry-After``."""

    status = 429
    default_code = "too_many_requests"

    def __init__(self, code: str | None = None, text: Text | None = None, *, retry_after_seconds: int) -> None:
        headers = {"Retry-After": str(retry_after_seconds)}
        super().__init__(code, text, headers=headers, retry_after_seconds=retry_after_seconds)


class ServiceUnavailable(ClinicError):
    """503: something the service needs does not answer; carries ``Retry-After``."""

    status = 503
    default_code = "service_unavailable"

    def __init__(self, code: str | None = None, text: Text | None = None) -> None:
        super().__init__(code, text, headers={"Retry-After": str(_RETRY_AFTER_SECONDS)})


class _HttpError(ClinicError):
    def __init__(self, error: HTTPException) -> None:
        self.status = error.status_code
        super().__init__(_CODE_OF_STATUS.get(error.status_code, "request_refused"), headers=error.headers)


class FieldProblem(BaseModel):
    """One wrong field of a request."""

    field: str
    message: str
    message_i18n: dict[str, str]


class ProblemDetails(BaseModel):
    """An error answer (RFC 9457); some codes add further keys."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_i18n: dict[str, str]
    request_id: str | None = None
    errors: list[FieldProblem] | None = None


def as_clinic_error(error: Exception) -> ClinicError:
    """Return the refusal that ``error`` amounts to; what nobody foresaw is a 500 that tells nothing of the inside."""
    if isinstance(error, ClinicError):
        return error
    if isinstance(error, RequestValidationError):
        return Invalid("validation_failed", texts("validation_failed"), errors=_field_problems(error.errors()))
    if isinstance(error, HTTPException):
        return _HttpError(error)
    if isinstance(error, StaleDataError):
        return Conflict("changed_meanwhile")
    if isinstance(error, PoolTimeoutError) or (isinstance(error, DBAPIError) and _database_is_away(error)):
        return ServiceUnavailable("database_unavailable")
    return ClinicError()


def problem_response(error: ClinicError, *, accept_language: str | None, request_id: str | None) -> JSONResponse:
    """Return the answer for ``error``; ``detail`` and ``title`` in the language the request prefers."""
    language = preferred_language(accept_language)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": title_of(error.status).in_language(language),
        "status": error.status,
        "code": error.code,
        "detail": error.text.in_language(language),
        "detail_i18n": error.text.to_json(),
        "request_id": request_id,
    }
    extra = dict(error.extra)
    if "errors" in extra:
        extra["errors"] = [
            {"field": field, "message": text.in_language(language), "message_i18n": text.to_json()}
            for field, text in extra["errors"]
        ]
    headers = {"Content-Language": language, **error.headers}
    return JSONResponse(extra | body, status_code=error.status, headers=headers, media_type=PROBLEM_MEDIA_TYPE)


def title_of(status: int) -> Text:
    """Return what an HTTP status means, in plain words."""
    key = f"title_{status}"
    return texts(key if key in texts.keys else "title_other")


def _field_problems(errors: Sequence[Mapping[str, Any]]) -> list[tuple[str, Text]]:
    return [(_field_path(error["loc"]), _field_text(error)) for error in errors]


def _field_path(location: Sequence[int | str]) -> str:
    """Return ``machine.sensors.0`` for ``("body", "machine", "sensors", 0)``, and the place itself for a bad body."""
    inside = location[1:] if location and location[0] in {"body", "query", "path", "header"} else location
    return ".".join(str(part) for part in inside) or str(location[0] if location else "body")


def _field_text(error: Mapping[str, Any]) -> Text:
    kind = str(error["type"])
    context = {key: value for key, value in (error.get("ctx") or {}).items() if isinstance(value, int | float | str)}
    return _field_texts(kind if kind in _field_texts.keys else "other", **context)


def _database_is_away(error: DBAPIError) -> bool:
    """Tell whether the connection failed or a lock was not to be had; both pass, and a retry is right."""
    if error.connection_invalidated:
        return True
    kind = type(error.orig).__name__
    message = str(error.orig).lower()
    if kind in {"LockNotAvailable", "QueryCanceled", "AdminShutdown", "CrashShutdown", "CannotConnectNow"}:
        return True
    if kind in {"OperationalError", "InterfaceError"}:
        return "no such" not in message and "readonly" not in message
    return kind in {"ConnectionTimeout", "TooManyConnections", "DeadlockDetected", "SerializationFailure"}
