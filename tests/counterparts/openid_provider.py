"""An OpenID Provider on loopback for tests: Authlib checks clients, redirect addresses, PKCE and codes, each once.

`Provider()` serves in threads until `close()`. Whoever comes to /authorize is `person`, at once, or who login_hint says. `spoil(header, claims)`
changes what the next ID tokens say; `forge(provider, header, claims)` makes them in place of the provider's signature.
"""

import base64
import hashlib
import hmac
import json
import logging
import secrets
import threading
import time
from types import SimpleNamespace

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from flask import Flask, jsonify, request
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server

logging.getLogger("werkzeug").setLevel(logging.ERROR)
KINDS = {"RS256": lambda: RSAKey.generate_key(2048), "ES256": lambda: ECKey.generate_key("P-256"), "EdDSA": lambda: OKPKey.generate_key("Ed25519")}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def part(value):
    return b64(json.dumps(value).encode())


class Client(ClientMixin):
    def __init__(self, provider):
        self.provider = provider

    def get_client_id(self):
        return self.provider.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri in self.provider.redirect_uris

    def check_client_secret(self, client_secret):
        return secrets.compare_digest(client_secret, self.provider.client_secret)

    def check_endpoint_auth_method(self, method, endpoint):
        self.provider.auth_methods.append(method)
        return method == self.provider.auth_method

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


class Code(SimpleNamespace, AuthorizationCodeMixin):
    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return None

    get_acr = get_amr = get_auth_time


class Provider:
    def __init__(self):
        self.client_id, self.client_secret, self.auth_method = "book market+1", "s3cret/ & more", "client_secret_basic"
        self.redirect_uris, self.auth_methods, self.codes, self.nonces = set(), [], {}, set()
        self.person = {"sub": "person-1", "email": "olena@example.org", "email_verified": True, "name": "Олена"}
        self.spoil = lambda header, claims: None
        self.forge = None
        self.metadata = {}
        self.asked = []  # paths
        self.status = None  # instead of answers
        self.hung = threading.Event()
        self.hung.set()  # cleared: nobody is answered until it is set
        self.keys = {}
        self.app = Flask("provider")
        self._routes(self._authlib())
        self.server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=Quiet)
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.use_key("RS256")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def use_key(self, algorithm):
        """A new key signs from now on; the one before stays known."""
        self.key_id, self.algorithm = f"key-{len(self.keys) + 1}", algorithm
        self.keys[self.key_id] = KINDS[algorithm]()

    def settings(self):
        """Of a market that is its client."""
        return (
            *("--auth.oidc_issuer", self.issuer, "--auth.oidc_name", "Провайдер"),
            *("--auth.oidc_client_id", self.client_id, "--auth.oidc_client_secret", self.client_secret),
        )

    def close(self):
        self.hung.set()
        self.server.shutdown()
        self.server.server_close()

    def signed(self, header, claims):
        if self.forge:
            return self.forge(self, header, claims)
        key = self.keys.get(header["kid"], self.keys[self.key_id])
        return jws.serialize_compact(header, json.dumps(claims).encode(), key, algorithms=[header["alg"]])

    def _authlib(provider):
        class Grant(AuthorizationCodeGrant):
            TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post", "none"]

            def save_authorization_code(self, code, request):
                data = request.payload.data
                provider.nonces.add(data.get("nonce"))
                provider.codes[code] = Code(
                    code=code,
                    redirect_uri=request.payload.redirect_uri,
                    scope=request.payload.scope,
                    nonce=data.get("nonce"),
                    code_challenge=data.get("code_challenge"),
                    code_challenge_method=data.get("code_challenge_method"),
                    person=request.user,
                )

            def query_authorization_code(self, code, client):
                return provider.codes.get(code)

            def delete_authorization_code(self, authorization_code):
                provider.codes.pop(authorization_code.code, None)

            def authenticate_user(self, authorization_code):
                return authorization_code.person

        class IdToken(OpenIDCode):
            def exists_nonce(self, nonce, request):
                return nonce in provider.nonces

            def encode_id_token(self, token, request):
                now = int(time.time()) + provider.ahead
                header = {"alg": provider.algorithm, "kid": provider.key_id, "typ": "JWT"}
                claims = {"iss": provider.issuer, "aud": provider.client_id, "iat": now, "exp": now + 3600, **request.user}
                claims.update(self.get_authorization_code_claims(request.authorization_code))
                provider.spoil(header, claims)
                return provider.signed(header, claims)

        provider.ahead = 0  # of the market's clock
        server = AuthorizationServer(
            provider.app,
            query_client=lambda id_: Client(provider) if id_ == provider.client_id else None,
            save_token=lambda token, request: None,
        )
        server.register_grant(Grant, [CodeChallenge(required=True), IdToken(require_nonce=True)])
        return server

    def _routes(self, server):
        app = self.app

        @app.before_request
        def away():
            self.asked.append(request.path)
            self.hung.wait(60)
            if self.status:
                return "away", self.status

        @app.get("/.well-known/openid-configuration")
        def configuration():
            return jsonify(
                {
                    "issuer": self.issuer,
                    "authorization_endpoint": self.issuer + "/authorize",
                    "token_endpoint": self.issuer + "/token",
                    "jwks_uri": self.issuer + "/jwks",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "token_endpoint_auth_methods_supported": [self.auth_method],
                    **self.metadata,
                }
            )

        @app.get("/jwks")
        def jwks():
            keys = [{**key.as_dict(private=False), "kid": id_, "use": "sig"} for id_, key in self.keys.items()]
            return jsonify({"keys": keys})

        @app.get("/authorize")
        def authorize():
            hint = request.args.get("login_hint")
            person = {"sub": hint, "email": hint, "email_verified": True} if hint else dict(self.person)
            grant = server.get_consent_grant(end_user=person)
            return server.create_authorization_response(grant_user=person, grant=grant)

        @app.post("/token")
        def token():
            return server.create_token_response()


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


def unsigned(provider, header, claims):
    """Of the algorithm `none`."""
    return f"{part({**header, 'alg': 'none'})}.{part(claims)}."


def signed_with_public_key(provider, header, claims):
    """HS256, with the text of the public key as the shared secret."""
    secret = provider.keys[provider.key_id].as_pem(private=False)
    text = f"{part({**header, 'alg': 'HS256'})}.{part(claims)}"
    return f"{text}.{b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"
