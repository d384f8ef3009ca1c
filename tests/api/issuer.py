"""A small OpenID provider for tests: its answers over HTTP, its tokens really signed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT = "carerota-test"
SECRET = "a secret of the test"


class Issuer:
    """What it will say next, and what it was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.claims: dict[str, Any] = {}
        self.challenge = ""
        self.signed_by: RSAKey | OctKey = self.key
        self.header = {"alg": "RS256", "kid": "one"}

    def said(self) -> dict[str, Any]:
        """The claims of the next token."""
        moment = round(time.time())
        plain = {"iss": self.address, "aud": CLIENT, "sub": "s-1", "iat": moment}
        return plain | {"exp": moment + 300} | self.claims

    def answer(self, path: str, form: dict[str, list[str]]) -> tuple[int, Any]:
        """One answer."""
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
            }
        if path == "/keys":
            return 200, {"keys": [self.key.as_dict(private=False)]}
        verifier = form.get("code_verifier", [""])[0]
        if create_s256_code_challenge(verifier) != self.challenge:
            return 400, {"error": "invalid_grant"}
        claims = {name: value for name, value in self.said().items() if value is not None}
        token = jwt.encode(self.header, claims, self.signed_by, algorithms=["RS256", "HS256"])
        return 200, {"access_token": "a", "token_type": "Bearer", "id_token": token}


@contextmanager
def an_issuer() -> Iterator[Issuer]:
    """Served on a port of its own."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send({})

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            self._send(parse_qs(self.rfile.read(length).decode()))

        def _send(self, form: dict[str, list[str]]) -> None:
            status, body = issuer.answer(self.path, form)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Nothing: the test reads the answers."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
