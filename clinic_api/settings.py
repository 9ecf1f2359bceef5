"""Settings: ``CLINIC_*`` environment variables with defaults for a hospital on one machine."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from diagnostics.texts import Catalogue

__all__ = ["Settings", "driver_url", "get_settings", "load_settings_or_exit"]

_ENV_PREFIX = "CLINIC_"
_texts = Catalogue(Path(__file__).with_name("settings.toml"))


class Settings(BaseSettings):
    """Everything that differs between installations; sizes in bytes, durations in the unit of their name."""

    model_config = SettingsConfigDict(env_prefix=_ENV_PREFIX, frozen=True, extra="ignore")

    data_dir: Path = Path(".hospital")
    """Folder of the embedded database and of the stored files."""
    database_url: str = Field(default="", repr=False)
    """SQLite file or PostgreSQL; empty: ``clinic.sqlite3`` in ``data_dir``."""
    broker_url: str | None = Field(default="redis://127.0.0.1:6379/0", repr=False)
    """Redis or Valkey (``redis://…`` or ``redis+socket:///path``); empty: the API rings nowhere."""
    public_url: str = "http://127.0.0.1:8600"
    """The address people open; its origin may send state-changing requests."""

    secret_key: SecretStr | None = Field(default=None, min_length=32)
    """What keys of this hospital are made from; empty: ``secret.key`` in ``data_dir``, made at the first start."""

    session_cookie_name: str = Field(default="ih_session", pattern=r"^[A-Za-z0-9_-]{1,64}$")
    cookie_secure: bool = False
    """True behind HTTPS: cookies are sent over HTTPS only and browsers are told to stay on HTTPS."""
    session_idle_hours: float = Field(default=12, gt=0)
    session_absolute_days: float = Field(default=7, gt=0)
    login_attempts_per_10_minutes: int = Field(default=10, ge=1)
    """Failed logins allowed for one account; one address may fail ten times as often."""
    oidc_issuer: str = ""
    """Address of an OpenID Connect provider whose people may log in; empty: none."""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    """Empty for a public client, which proves itself by PKCE alone."""
    requests_per_minute_account: int = Field(default=600, ge=0)
    """For each account, label and key, in each API process; 0: no limit."""
    requests_per_minute_address: int = Field(default=60, ge=0)
    """For each network address whose requests log nobody in, and of those with a label; 0: no limit."""
    turn_wait_seconds: float = Field(default=1.0, gt=0)
    """For which a request of a crowd may wait for its turn; then it is told to come again (503)."""
    argon2_memory_kib: int = Field(default=65536, ge=8)
    argon2_time_cost: int = Field(default=3, ge=1)
    argon2_parallelism: int = Field(default=1, ge=1)

    reopen_days: int = Field(default=30, ge=0)
    """For how long after its discharge a case may be reopened; afterwards a new one is opened."""

    bucket_url: str | None = None
    """Bucket of an S3-compatible service, ``s3://BUCKET[/PREFIX]``; empty: files are kept in ``data_dir``."""
    bucket_endpoint: str | None = None
    """Address of that service; empty: Amazon's own for the region."""
    bucket_region: str = "us-east-1"
    bucket_access_key_id: str | None = None
    bucket_secret_access_key: SecretStr | None = None
    """Both empty: what the machine's own role allows."""
    storage_cache_bytes: int = Field(default=20 * 1024**3, ge=0)
    """How much of a bucket's contents may lie in ``data_dir``; what was used within the last hour always may."""

    signal_cache_bytes: int = Field(default=10 * 1024**3, ge=0)
    """How much the plain copies of recordings that viewers read from may take in ``data_dir``."""

    max_upload_bytes: int = Field(default=512 * 1024 * 1024, ge=1)
    upload_expires_hours: float = Field(default=24, gt=0, le=24)
    """How long a resumable upload may rest before what came of it is removed."""
    factory_stored_bytes: int = Field(default=50 * 1024**3, ge=1)
    """Bytes of recordings that one factory may have stored."""
    factory_files_per_day: int = Field(default=2000, ge=1)
    """Recordings that one factory may send within a day (UTC)."""
    factory_queued_jobs: int = Field(default=200, ge=1)
    """Examinations of one factory that may wait before its gateways are told to come later."""
    queued_jobs: int = Field(default=2000, ge=1)
    """Examinations that may wait in all before gateways are told to come later."""
    tickets_per_hour_label: int = Field(default=20, ge=1)
    """Tickets taken for one machine's label within an hour; one address may send twice as many."""
    alarm_healing_days: float = Field(default=7, ge=0)
    """Days after discharge in which an alarm of the same machine asks the coordinator instead of opening a case."""
    questionnaire_answers_per_day: int = Field(default=200, ge=1)
    """Answers begun with one QR code within a day."""
    mqtt_url: str | None = Field(default=None, repr=False)
    """Broker that gateways send to: ``mqtt://host[:port]`` or ``mqtts://host[:port]``; empty: none."""
    max_attachment_bytes: int = Field(default=20 * 1024 * 1024, ge=1)
    lease_seconds: float = Field(default=30, gt=0)
    heartbeat_seconds: float = Field(default=10, gt=0)
    sweep_seconds: float = Field(default=2, gt=0)
    job_max_attempts: int = Field(default=3, ge=1)
    examination_timeout_seconds: float = Field(default=300, gt=0)
    factory_deletion_days: float = Field(default=30, ge=0)
    """For how long the confirmed deletion of a factory can be taken back."""
    travel_table: Path | None = None
    """Journeys between factories and doctors' homes for rounds, as CSV (docs/rounds.md); empty: by distance."""
    parser_sandbox: Literal["full", "degraded"] = "full"
    """``degraded`` starts a worker although this machine cannot close the sandbox in which files are read."""

    smtp_url: SecretStr | None = None
    """Mail server: ``smtp://USER:PASSWORD@HOST:PORT`` (STARTTLS where offered) or ``smtps://…``; empty: mail waits."""
    mail_from: str = "Industrial Hospital <hospital@localhost>"
    event_stream_seconds: float = Field(default=600, ge=0)
    """How long one stream of events stays open; the client then opens the next and misses nothing."""
    webhook_allow_private: bool = False
    """True lets webhooks go to http and to addresses of this machine and its network: for trying things out only."""

    log_format: Literal["text", "json"] = "text"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_token: SecretStr | None = Field(default=None, min_length=16)
    """What ``/metrics`` asks for as ``Authorization: Bearer``; empty: it answers requests of this machine only."""

    @field_validator(
        "broker_url",
        "bucket_access_key_id",
        "bucket_endpoint",
        "bucket_secret_access_key",
        "bucket_url",
        "metrics_token",
        "mqtt_url",
        "oidc_client_secret",
        "secret_key",
        "smtp_url",
        mode="before",
    )
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("broker_url")
    @classmethod
    def _known_broker(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("redis://", "rediss://", "redis+socket://")):
            raise ValueError(_words("broker_url_invalid"))
        return value

    @field_validator("smtp_url")
    @classmethod
    def _known_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith(("smtp://", "smtps://")):
            raise ValueError(_words("smtp_url_invalid"))
        return value

    @field_validator("mqtt_url")
    @classmethod
    def _known_mqtt(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("mqtt://", "mqtts://")):
            raise ValueError(_words("mqtt_url_invalid"))
        return value

    @field_validator("bucket_url")
    @classmethod
    def _known_bucket(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w./-]*)?", value):
            raise ValueError(_words("bucket_url_invalid"))
        return value

    @field_validator("bucket_endpoint")
    @classmethod
    def _known_endpoint(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError(_words("public_url_invalid"))
        return value

    @field_validator("public_url")
    @classmethod
    def _absolute_public_url(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError(_words("public_url_invalid"))
        return value.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _provider_over_https(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
            raise ValueError(_words("oidc_issuer_invalid"))
        return value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        url = self.database_url or f"sqlite:///{self.data_dir / 'clinic.sqlite3'}"
        object.__setattr__(self, "database_url", driver_url(url))
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError(_words("oidc_client_missing"))
        if (self.bucket_access_key_id is None) != (self.bucket_secret_access_key is None):
            raise ValueError(_words("bucket_keys_incomplete"))
        if self.heartbeat_seconds >= self.lease_seconds:
            raise ValueError(_words("heartbeat_too_slow"))
        return self


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """Return the settings of this process, read once; raises ``pydantic.ValidationError`` for a wrong value."""
    return Settings()


def load_settings_or_exit() -> Settings:
    """Return the settings, or stop the process with one line on stderr that names the wrong variable."""
    try:
        return get_settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        reason = str(first["msg"]).removeprefix("Value error, ")
        if not first["loc"]:
            raise SystemExit(f"clinic: {reason}") from None
        name = _ENV_PREFIX + str(first["loc"][0]).upper()
        raise SystemExit(f"clinic: {_words('value_wrong', name=name, reason=reason)}") from None


def driver_url(url: str) -> str:
    """Return ``url`` with the driver this project uses; raises ``ValueError`` for another kind of database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError(_words("database_url_invalid")) from None
    backend = parsed.drivername.split("+")[0]
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    if backend == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed.render_as_string(hide_password=False)
    raise ValueError(_words("database_url_invalid"))


def _words(key: str, **values: object) -> str:
    """Return a text in the language of the terminal: nobody is logged in yet when settings are read."""
    return _texts(key, **values).in_language(os.environ.get("LC_ALL") or os.environ.get("LANG", ""))
