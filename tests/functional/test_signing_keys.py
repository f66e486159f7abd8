"""Keys that sign access tokens: how others verify by them, how they change, and what is no token of ours."""

import base64
import hashlib
import hmac
import json

import joserfc.jwk
import joserfc.jwt
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from market import Server
from people import CHEAP_HASHES, Person, problem, with_token

DAY, MINUTE = 24 * 3600, 60


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("keys") / "data", *CHEAP_HASHES) as s:
        yield s
        assert s.stop() == 0


@pytest.fixture(scope="module")
def person(server):
    return Person.known(server)


def keys(server):
    return server.json("/.well-known/jwks.json")["keys"]


def verified(server, token):
    """The claims, by a library that is not ours and the keys that we publish."""
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(k for k in keys(server) if k["kid"] == kid)
    # The clock of the server under test may be ahead.
    return jwt.decode(token, jwt.PyJWK(key), algorithms=["EdDSA"], audience="bookmarket", issuer=server.url, options={"verify_exp": False, "verify_iat": False})


def pass_time(server, seconds):
    server.test("POST", "/clock", {"advance_seconds": seconds})
    assert server.test("GET", "/idle").status_code == 200


def test_two_libraries_of_others_verify_a_token_by_the_published_keys(server, person):
    issuer = server.json("/.well-known/openid-configuration")
    assert issuer == {"issuer": server.url, "jwks_uri": server.url + "/.well-known/jwks.json"}
    token = person.answer["access_token"]
    claims = verified(server, token)
    assert claims["sub"] == person.id and claims["roles"] == []
    key_set = joserfc.jwk.KeySet.import_key_set({"keys": keys(server)})
    assert joserfc.jwt.decode(token, key_set, algorithms=["EdDSA"]).claims == claims
    changed = token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")
    with pytest.raises(jwt.InvalidSignatureError):
        verified(server, changed)


def test_published_keys_are_public_halves_and_say_what_they_are_for(server):
    (key,) = keys(server)
    assert set(key) == {"kty", "crv", "use", "alg", "kid", "x"}, "and no d"
    assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("OKP", "Ed25519", "sig", "EdDSA")


def test_keys_change_without_a_token_that_cannot_be_verified(serve):
    server = serve(None, *CHEAP_HASHES, "--auth.key_days", "7")
    person = Person.known(server)
    (old,) = keys(server)
    pass_time(server, 7 * DAY - MINUTE)
    assert keys(server) == [old]
    pass_time(server, 2 * MINUTE)
    assert [k["kid"] for k in keys(server)][0] == old["kid"] and len(keys(server)) == 2, "the next key is told of"

    def signer():
        assert person.refresh().status_code == 200
        verified(server, person.answer["access_token"])
        assert person.call("GET", "/api/v1/me").status_code == 200
        return jwt.get_unverified_header(person.answer["access_token"])["kid"]

    pass_time(server, 12 * MINUTE)
    assert signer() == old["kid"], "before it signs"
    last = person.answer["access_token"]
    pass_time(server, 4 * MINUTE)
    new = signer()
    assert new != old["kid"]
    assert verified(server, last)["sub"] == person.id and with_token(server, last).status_code == 200, "until it ends"
    pass_time(server, 20 * MINUTE)
    assert [k["kid"] for k in keys(server)] == [new], "then the old key goes"
    assert signer() == new
    server.stop()
    server = serve(None, *CHEAP_HASHES, "--auth.key_days", "7")
    assert [k["kid"] for k in keys(server)] == [new], "also after a restart"


def b64(data):
    data = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forged(header, payload, sign):
    text = f"{b64(header)}.{b64(payload)}"
    return f"{text}.{b64(sign(text.encode()))}"


OWN = ed25519.Ed25519PrivateKey.generate()
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def jwk_of(key):
    return {"kty": "OKP", "crv": "Ed25519", "x": b64(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))}


def confusions(token, public):
    """Tokens that somebody without our key can make of one that we issued."""
    head, body, signature = token.split(".")
    decode = lambda part: json.loads(base64.urlsafe_b64decode(part + "=="))  # noqa: E731
    header, payload = decode(head), decode(body)
    raw = base64.urlsafe_b64decode(public["x"] + "=")
    spki = ed25519.Ed25519PublicKey.from_public_bytes(raw).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def mac(secret):
        return lambda text: hmac.new(secret, text, hashlib.sha256).digest()

    yield "no signature", forged({**header, "alg": "none"}, payload, lambda _: b"")
    yield "None", forged({**header, "alg": "None"}, payload, lambda _: b"")
    yield "its own signature under none", forged({**header, "alg": "none"}, payload, lambda _: base64.urlsafe_b64decode(signature + "=="))
    yield "HS256 by the raw public key", forged({**header, "alg": "HS256"}, payload, mac(raw))
    yield "HS256 by the public key as PEM", forged({**header, "alg": "HS256"}, payload, mac(spki))
    yield "HS256 by the key as published", forged({**header, "alg": "HS256"}, payload, mac(public["x"].encode()))
    yield "RS256", jwt.encode(payload, RSA, algorithm="RS256", headers={"kid": header["kid"], "typ": "at+jwt"})
    yield "another key under our kid", forged(header, payload, OWN.sign)
    yield "an unknown kid", forged({**header, "kid": "01890000-0000-7000-8000-000000000000"}, payload, OWN.sign)
    yield "a kid that is a path", forged({**header, "kid": "../../dev/null"}, payload, OWN.sign)
    yield "a key in its header", forged({**header, "jwk": jwk_of(OWN)}, payload, OWN.sign)
    yield "keys elsewhere", forged({**header, "jku": "http://127.0.0.1:1/jwks.json"}, payload, OWN.sign)
    yield "a certificate in its header", forged({**header, "x5c": ["MIIB"]}, payload, OWN.sign)
    for claim, value in (("roles", ["admin"]), ("iss", "https://evil.example"), ("exp", payload["exp"] + 3600), ("sub", payload["sid"])):
        yield f"another {claim}", f"{head}.{b64({**payload, claim: value})}.{signature}"
    yield "twice the payload", f"{head}.{body}.{body}.{signature}"
    yield "padding", f"{head}.{body}.{signature}="


def test_what_others_make_of_a_token_opens_nothing(server, person):
    token = person.answer["access_token"]
    assert with_token(server, token).status_code == 200
    made = list(confusions(token, keys(server)[0]))
    assert len(made) == 19
    for what, broken in made:
        assert problem(with_token(server, broken), 401) == "token_invalid", what


def test_a_token_of_another_market_with_the_same_name_opens_nothing(server, serve, tmp_path):
    other = serve(tmp_path / "other", *CHEAP_HASHES, "--http.public_url", server.url)
    stranger = Person(other)
    stranger.client.headers["Origin"] = server.url
    assert stranger.sign_up().status_code == 202 and stranger.verify().status_code == 204 and stranger.sign_in().status_code == 201
    assert stranger.call("GET", "/api/v1/me").status_code == 200
    assert problem(with_token(server, stranger.answer["access_token"]), 401) == "token_invalid"


def test_an_access_token_ends_after_ten_minutes(serve):
    server = serve(None, *CHEAP_HASHES)
    person = Person.known(server)
    pass_time(server, 10 * MINUTE - 2)
    assert person.call("GET", "/api/v1/me").status_code == 200
    pass_time(server, 3)
    assert problem(person.call("GET", "/api/v1/me"), 401) == "token_expired"
    assert person.refresh().status_code == 200
    assert person.call("GET", "/api/v1/me").status_code == 200
