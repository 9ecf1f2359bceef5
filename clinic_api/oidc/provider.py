"""The conversation with an OpenID Connect provider: code flow (OpenID Connect Core §3.1), PKCE (RFC 7636) and nonce.

The provider's description and keys are fetched for each login: logins by a provider are rare, and its keys change.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import quote, urlencode

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

from clinic_api.errors import ServiceUnavailable, Unauthenticated
from clinic_api.settings import Settings

__all__ = ["Claims", "Departure", "claims_of_code", "depart"]

_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]
_TIMEOUT_SECONDS: Final = 5.0
_LEEWAY_SECONDS: Final = 60
_CALLBACK: Final = "/login/oidc/callback"


@dataclass(frozen=True)
class Departure:
    """A login on its way to the provider: ``url`` is where the browser goes."""

    url: str
    state: str
    nonce: str
    code_verifier: str


@dataclass(frozen=True)
class Claims:
    """Who the provider says it was; the e-mail address is one that it has verified."""

    issuer: str
    subject: str
    email: str
    name: str


def depart(settings: Settings) -> Departure:
    """Return where to send the browser; raises `ServiceUnavailable` ``oidc_unavailable``."""
    endpoint = _description(settings)["authorization_endpoint"]
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    query = {
        "response_type": "code",
        "client_id": settings.oidc_client_id,
        "redirect_uri": settings.public_url + _CALLBACK,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256",
    }
    return Departure(f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}", state, nonce, verifier)


def claims_of_code(settings: Settings, *, code: str, nonce: str, code_verifier: str) -> Claims:
    """Exchange ``code`` for the ID token and return what it proves.

    Raises `Unauthenticated` ``oidc_refused`` for a code or token that does not hold, ``oidc_email_unverified`` where
    the provider does not vouch for the address, and `ServiceUnavailable` ``oidc_unavailable``.
    """
    description = _description(settings)
    token = _exchange(settings, description["token_endpoint"], code, code_verifier)
    keys = _fetch(description["jwks_uri"])
    try:
        decoded = jwt.decode(token, KeySet.import_key_set(cast("KeySetSerialization", keys)), algorithms=_ALGORITHMS)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": settings.oidc_issuer},
                "aud": {"essential": True, "value": settings.oidc_client_id},
            },
            params={"nonce": nonce, "client_id": settings.oidc_client_id},
        )
        claims.validate(leeway=_LEEWAY_SECONDS)
    except (JoseError, ValueError, KeyError, TypeError):
        raise Unauthenticated("oidc_refused") from None
    if claims.get("email_verified") is not True or not isinstance(claims.get("email"), str):
        raise Unauthenticated("oidc_email_unverified")
    email = str(claims["email"]).strip().lower()[:254]
    name = claims.get("name")
    shown = name.strip()[:240] if isinstance(name, str) and name.strip() else email
    return Claims(settings.oidc_issuer, str(claims["sub"])[:255], email, shown)


def _exchange(settings: Settings, endpoint: str, code: str, code_verifier: str) -> str:
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": settings.public_url + _CALLBACK,
        "code_verifier": code_verifier,
        "client_id": settings.oidc_client_id,
    }
    secret = settings.oidc_client_secret
    # RFC 6749 §2.3.1: both are form-encoded before they go into Basic.
    credentials = httpx.Auth()
    if secret is not None:
        credentials = httpx.BasicAuth(quote(settings.oidc_client_id), quote(secret.get_secret_value()))
    try:
        with _client() as client:
            answer = client.post(endpoint, data=body, auth=credentials)
            token = answer.json().get("id_token") if answer.status_code == 200 else None
    except httpx.HTTPError:
        raise ServiceUnavailable("oidc_unavailable") from None
    except (ValueError, AttributeError):
        token = None
    if not isinstance(token, str):
        raise Unauthenticated("oidc_refused")
    return token


def _description(settings: Settings) -> dict[str, Any]:
    """Return the provider's description of itself, which must be of the issuer that the settings name."""
    description: dict[str, Any] = _fetch(settings.oidc_issuer.rstrip("/") + "/.well-known/openid-configuration")
    addresses = [description.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if description.get("issuer") != settings.oidc_issuer or not all(isinstance(url, str) for url in addresses):
        raise ServiceUnavailable("oidc_unavailable")
    return description


def _fetch(url: str) -> dict[str, Any]:
    try:
        with _client() as client:
            answer = client.get(url)
            answer.raise_for_status()
            document = answer.json()
    except (httpx.HTTPError, ValueError):
        raise ServiceUnavailable("oidc_unavailable") from None
    if not isinstance(document, dict):
        raise ServiceUnavailable("oidc_unavailable")
    return document


def _client() -> httpx.Client:
    return httpx.Client(timeout=_TIMEOUT_SECONDS, follow_redirects=False, trust_env=False)
