"""A small OpenID Connect provider, run as a process of its own: ``python -m tests.clinic_api.oidc_provider PORT``.

It checks client, redirect address and PKCE as providers do. What it says of the person is chosen at its login page by
``&person=…`` and ``&lie=…``: the lies are tokens that a client must refuse.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import sys
import time
from typing import Annotated, Any
from urllib.parse import unquote, urlencode

import uvicorn
from fastapi import FastAPI, Form, HTTPException, Request
from fastapi.responses import RedirectResponse
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

CLIENT_ID, CLIENT_SECRET = "hospital", "client secret + of & the test"
PEOPLE: dict[str, dict[str, Any]] = {
    "li": {"sub": "li-1", "email": "Li.Na@works.example", "email_verified": True, "name": "Li Na"},
    "unverified": {"sub": "wu-1", "email": "wu@works.example", "email_verified": False, "name": "Wu"},
    "namesake": {"sub": "evil-1", "email": "admin@own.example", "email_verified": True, "name": "Admin"},
}


def make_app(issuer: str) -> FastAPI:
    app = FastAPI()
    key, other_key = RSAKey.generate_key(2048, {"kid": "1"}), ECKey.generate_key("P-256", {"kid": "1"})
    codes: dict[str, dict[str, str]] = {}

    @app.get("/.well-known/openid-configuration")
    def describe() -> dict[str, str]:
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
        }

    @app.get("/keys")
    def keys() -> dict[str, Any]:
        return {"keys": [key.as_dict(private=False)]}

    @app.get("/authorize")
    def authorize(request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        if asked.get("client_id") != CLIENT_ID or asked.get("code_challenge_method") != "S256":
            raise HTTPException(400)
        code = secrets.token_urlsafe(16)
        codes[code] = asked
        return RedirectResponse(asked["redirect_uri"] + "?" + urlencode({"code": code, "state": asked["state"]}), 303)

    @app.post("/token")
    def token(
        request: Request,
        code: Annotated[str, Form()],
        code_verifier: Annotated[str, Form()],
        redirect_uri: Annotated[str, Form()],
    ) -> dict[str, str]:
        basic = base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode()
        asked = codes.pop(code, None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(code_verifier.encode()).digest()).decode().rstrip("=")
        if (
            asked is None
            or [unquote(part) for part in basic.split(":")] != [CLIENT_ID, CLIENT_SECRET]
            or asked["code_challenge"] != challenge
            or asked["redirect_uri"] != redirect_uri
        ):
            raise HTTPException(400)
        return {"access_token": "unused", "token_type": "Bearer", "id_token": _id_token(asked)}

    def _id_token(asked: dict[str, str]) -> str:
        now = int(time.time())
        claims = {"iss": issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= PEOPLE[asked["person"]]
        lies: dict[str, dict[str, Any]] = {
            "nonce": {"nonce": "another"},
            "audience": {"aud": "another client"},
            "audience_though_party": {"aud": "another client", "azp": CLIENT_ID},
            "issuer": {"iss": "https://login.evil.example"},
            "expired": {"iat": now - 900, "exp": now - 600},
            "party": {"aud": [CLIENT_ID, "another"], "azp": "another"},
        }
        lie = asked.get("lie", "")
        claims |= lies.get(lie, {})
        if lie == "key":
            return jwt.encode({"alg": "ES256", "kid": "1"}, claims, other_key)
        if lie == "secret":  # the public key taken for a shared secret
            shared = OctKey.import_key(key.as_pem(private=False))
            return jwt.encode({"alg": "HS256", "kid": "1"}, claims, shared, algorithms=["HS256"])
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)
        if lie == "none":
            header = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
            return f"{header}.{signed.split('.')[1]}."
        return signed

    return app


if __name__ == "__main__":
    port = int(sys.argv[1])
    uvicorn.run(make_app(f"http://127.0.0.1:{port}"), host="127.0.0.1", port=port, log_level="error")
