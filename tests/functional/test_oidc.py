"""Signing in by an identity provider, over HTTP on the real program, with a provider of other make (Authlib): the way
there and back, attacks on it and on tokens, and a provider that is away."""

import json
import re
import threading

import httpx
import pytest
from comer import OFTEN, Comer, Provider, market_of, person_of, problem_at, query_of
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jws
from joserfc.jwk import RSAKey
from market import field_pointers, run
from openid_provider import b64, part, signed_with_public_key, unsigned
from people import CHEAP_HASHES, Person, problem


@pytest.fixture
def provider():
    made = Provider()
    yield made
    made.close()


@pytest.fixture
def server(serve, provider):
    return market_of(serve, provider)


def test_somebody_new_comes_by_the_provider_and_has_an_account(server, provider):
    comer = Comer(server)
    person_of(provider, comer.address)
    back = comer.come(return_to="/account?tab=shelf")
    assert back.headers["location"] == "/account?tab=shelf"
    assert back.headers["cache-control"] == "no-store"
    comer.refreshed()
    account = comer.call("GET", "/api/v1/me").json()
    assert (account["email"], account["name"], account["has_password"]) == (comer.address, "Олена", False)
    assert [(i["provider"], i["email"]) for i in comer.identities()] == [("Провайдер", comer.address)]
    again = Comer(server).comes_in()
    assert again.id == comer.id
    assert again.actions()[0] == "sign_in_with_oidc"


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_each_kind_of_key_is_taken(server, provider, algorithm):
    provider.use_key(algorithm)
    assert Comer(server).comes_in().call("GET", "/api/v1/me").status_code == 200


def test_the_market_proves_itself_in_the_way_that_the_provider_takes(server, provider):
    Comer(server).comes_in()
    assert set(provider.auth_methods) == {"client_secret_basic"}


def test_a_provider_that_takes_the_secret_in_the_body_gets_it_there(serve, provider):
    provider.auth_method = "client_secret_post"
    market = market_of(serve, provider)
    Comer(market).comes_in()
    assert provider.auth_methods[-1] == "client_secret_post"


def test_the_provider_is_asked_with_pkce_state_nonce_and_our_own_address(server, provider):
    one, two = (Comer(server).begin().json()["url"] for _ in range(2))
    asked = query_of(one)
    assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code"
    assert asked["redirect_uri"] == server.url + "/auth/oidc/callback"
    assert asked["scope"] == "openid email profile" and asked["client_id"] == provider.client_id
    for secret in ("state", "nonce", "code_challenge"):
        assert re.fullmatch(r"[\w-]{43}", asked[secret]) and asked[secret] != query_of(two)[secret]


def test_the_cookie_of_a_round_is_for_no_script_and_ends_with_it(server, provider):
    comer = Comer(server)
    begun = comer.begin()
    (cookie,) = begun.headers.get_list("set-cookie")
    assert cookie.startswith("oidc=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=600" in cookie
    back = comer.come_back(comer.at_provider(begun))
    assert any(c.startswith("oidc=;") and "Max-Age=0" in c for c in back.headers.get_list("set-cookie"))


def test_over_tls_the_cookie_is_bound_to_the_host(serve, provider):
    market = market_of(serve, provider, "--http.public_url", "https://books.example")
    begun = market.client.post("/api/v1/sessions/oidc", json={})
    (cookie,) = begun.headers.get_list("set-cookie")
    assert cookie.startswith("__Host-oidc=") and "; Secure" in cookie and "Domain" not in cookie
    assert query_of(begun.json()["url"])["redirect_uri"] == "https://books.example/auth/oidc/callback"


# Attacks on the round.


def test_another_browser_does_not_end_what_one_began(server, provider):
    victim, thief = Comer(server), Comer(server)
    stolen = thief.at_provider(thief.begin())
    victim.begin()
    assert problem_at(victim.come_back(stolen)) == "oidc_round_unknown", "signed in to an account of the thief's"
    assert problem_at(Comer(server).come_back(stolen)) == "oidc_round_unknown"
    assert "problem" not in thief.come_back(stolen).headers["location"], "an attempt of others spoils nothing"


@pytest.mark.parametrize("state", ["", "x", "A" * 43, None])
def test_a_state_that_nobody_gave_out_ends_nothing(server, provider, state):
    comer = Comer(server)
    back = query_of(comer.at_provider(comer.begin()))
    params = {"code": back["code"], **({} if state is None else {"state": state})}
    answer = comer.client.get("/auth/oidc/callback", params=params)
    assert problem_at(answer) == "oidc_round_unknown"
    assert "/token" not in provider.asked


def test_a_round_ends_once(server, provider):
    comer = Comer(server)
    begun = comer.begin()
    cookie = comer.client.cookies["oidc"]
    address = comer.at_provider(begun)
    comer.come_back(address)
    again = httpx.get(address, headers={"Cookie": f"oidc={cookie}"}, timeout=20)
    assert problem_at(again) == "oidc_round_unknown"
    assert provider.asked.count("/token") == 1


def test_of_two_that_come_back_at_once_one_is_let_in(server, provider):
    comer = Comer(server)
    begun = comer.begin()
    cookie, address = comer.client.cookies["oidc"], comer.at_provider(begun)
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(httpx.get(address, headers={"Cookie": f"oidc={cookie}"}, timeout=20)))
        for _ in range(4)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(a.headers["location"] == "/" for a in answers) == [False, False, False, True]
    assert provider.asked.count("/token") == 1


def test_a_code_that_was_used_before_opens_nothing(server, provider):
    comer, other = Comer(server), Comer(server)
    used = query_of(comer.at_provider(comer.begin()))
    comer.client.get("/auth/oidc/callback", params=used)
    fresh = query_of(other.at_provider(other.begin()))
    answer = other.client.get("/auth/oidc/callback", params={"code": used["code"], "state": fresh["state"]})
    assert problem_at(answer) == "code_refused"


def test_a_code_that_another_browser_got_opens_nothing(server, provider):
    """The code is stolen on its way and put into a round of the thief's own: PKCE and nonce."""
    victim, thief = Comer(server), Comer(server)
    stolen = query_of(victim.at_provider(victim.begin()))["code"]
    own = query_of(thief.at_provider(thief.begin()))
    answer = thief.client.get("/auth/oidc/callback", params={"code": stolen, "state": own["state"]})
    assert problem_at(answer) == "code_refused"


def test_a_round_takes_ten_minutes_at_most(server, provider):
    comer, late = Comer(server), Comer(server)
    begun, begun_late = comer.begin(), late.begin()
    provider.ahead = 599
    server.test("POST", "/clock", {"advance_seconds": 599})
    assert comer.come_back(comer.at_provider(begun)).headers["location"] == "/"
    address = late.at_provider(begun_late)
    server.test("POST", "/clock", {"advance_seconds": 1})
    assert problem_at(late.come_back(address)) == "oidc_round_unknown"


def test_who_says_no_at_the_provider_is_led_back(server, provider):
    comer = Comer(server)
    state = query_of(comer.begin(return_to="/en/account").json()["url"])["state"]
    answer = comer.client.get("/auth/oidc/callback", params={"error": "access_denied", "state": state, "iss": provider.issuer})
    assert problem_at(answer, "/en/sign-in") == "provider_declined"
    assert query_of(answer.headers["location"])["return_to"] == "/en/account"


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "/x\\y", "evil", "", "/a b", "/\n//evil.example", "/\t/evil.example", "javascript:alert(1)", "/é"]


@pytest.mark.parametrize("place", ELSEWHERE)
def test_nobody_is_led_to_another_host(server, provider, place):
    comer = Comer.known(server)
    for answer in (comer.begin(return_to=place), comer.begin_link(return_to=place)):
        assert answer.status_code == 400 and field_pointers(answer) == ["/body/return_to"]
    assert provider.asked == []


# Attacks on the token.


def claims(**more):
    return lambda header, of: of.update(more)


def without(name):
    return lambda header, of: of.pop(name)


WRONG_TOKENS = {
    "nonce": claims(nonce="another"),
    "no nonce": without("nonce"),
    "audience": claims(aud="another-client"),
    "audiences without ours": claims(aud=["a", "b"]),
    "no audience": without("aud"),
    "several audiences without azp": lambda header, of: of.update(aud=[of["aud"], "another"]),
    "asked for by others": claims(azp="another-client"),
    "issuer": claims(iss="http://127.0.0.1:1"),
    "issuer with a slash": lambda header, of: of.update(iss=of["iss"] + "/"),
    "no subject": without("sub"),
    "empty subject": claims(sub=""),
    "long subject": claims(sub="x" * 256),
    "no expiry": without("exp"),
    "from the future": lambda header, of: of.update(iat=of["iat"] + 300),
    "not yet": lambda header, of: of.update(nbf=of["iat"] + 300),
    "unknown kid": lambda header, of: header.update(kid="nobodys"),
    "no kid": lambda header, of: header.update(kid=""),
}


@pytest.mark.parametrize("how", WRONG_TOKENS)
def test_a_token_that_is_not_for_this_round_opens_nothing(server, provider, how):
    provider.spoil = WRONG_TOKENS[how]
    assert problem_at(Comer(server).come()) == "token_invalid"
    provider.spoil = lambda header, of: None
    Comer(server).comes_in()


def test_a_token_that_has_ended_opens_nothing(server, provider):
    provider.spoil = lambda header, of: of.update(exp=of["iat"] - 61)
    assert problem_at(Comer(server).come()) == "token_expired"


def test_a_token_for_several_that_we_asked_for_is_taken(server, provider):
    provider.spoil = lambda header, of: of.update(aud=["another", of["aud"]], azp=of["aud"])
    Comer(server).comes_in()


def plain(provider, header, of):
    provider.forge = None
    return provider.signed(header, of)


def other_signature(provider, header, of):
    text, _, signature = plain(provider, header, of).rpartition(".")
    return f"{text}.{b64(bytes(len(signature) * 3 // 4))}"


def changed_after_signing(provider, header, of):
    head, _, signature = plain(provider, header, of).split(".")
    return f"{head}.{part({**of, 'sub': 'somebody-else'})}.{signature}"


def with_a_key_of_its_own(provider, header, of):
    """Signed by a key that the token itself brings."""
    key = RSAKey.generate_key(2048)
    head = {**header, "jwk": key.as_dict(private=False)}
    return jws.serialize_compact(head, json.dumps(of).encode(), key, algorithms=["RS256"])


def critical(provider, header, of):
    """It demands what we do not understand (RFC 7515 §4.1.11)."""
    key = provider.keys[provider.key_id]
    text = f"{part({**header, 'crit': ['http://x.example/y'], 'http://x.example/y': True})}.{part(of)}"
    return f"{text}.{b64(key.private_key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def nothing_like_a_token(provider, header, of):
    return "a.b"


FORGERIES = [unsigned, signed_with_public_key, other_signature, changed_after_signing, with_a_key_of_its_own, critical, nothing_like_a_token]


@pytest.mark.parametrize("forge", FORGERIES, ids=lambda f: f.__name__)
def test_a_token_that_the_provider_did_not_sign_opens_nothing(server, provider, forge):
    provider.forge = forge
    assert problem_at(Comer(server).come()) == "token_invalid"


def test_a_key_that_turned_is_fetched_and_an_unknown_one_not_more_than_once_a_minute(server, provider):
    Comer(server).comes_in()
    assert provider.asked.count("/jwks") == 1
    server.test("POST", "/clock", {"advance_seconds": 60})
    provider.ahead = 60
    provider.use_key("ES256")
    Comer(server).comes_in()
    assert provider.asked.count("/jwks") == 2
    provider.spoil = lambda header, of: header.update(kid="nobodys")
    for _ in range(5):
        assert problem_at(Comer(server).come()) == "token_invalid"
    assert provider.asked.count("/jwks") == 2
    server.test("POST", "/clock", {"advance_seconds": 60})
    provider.ahead = 120
    assert problem_at(Comer(server).come()) == "token_invalid"
    assert provider.asked.count("/jwks") == 3


# A provider that is away.


def test_a_dead_provider_is_a_503_and_everything_else_goes_on(serve, provider):
    settings = provider.settings()
    provider.close()
    market = serve(None, *OFTEN, *settings)
    answer = market.client.post("/api/v1/sessions/oidc", json={})
    assert problem(answer, 503) == "issuer_unavailable" and answer.headers["retry-after"]
    assert "127.0.0.1" not in answer.text
    Person.known(market)


def test_a_provider_that_fails_between_is_a_503_and_comes_back_unaided(server, provider):
    comer = Comer(server)
    address = comer.at_provider(comer.begin())
    provider.status = 500
    assert problem(comer.client.get(address), 503) == "issuer_unavailable"
    provider.status = None
    comer.comes_in()


def test_a_provider_that_never_answers_holds_nobody_up_for_long(server, provider):
    provider.hung.clear()
    answer = Comer(server).begin()
    assert problem(answer, 503) == "issuer_unavailable"
    provider.hung.set()
    Comer(server).comes_in()


WRONG_METADATA = {
    "another issuer": {"issuer": "https://evil.example"},
    "token endpoint in the clear": {"token_endpoint": "http://evil.example/token"},
    "keys in the clear": {"jwks_uri": "http://evil.example/jwks"},
    "no keys": {"jwks_uri": None},
    "a script": {"authorization_endpoint": "javascript:alert(1)"},
    "user in the address": {"authorization_endpoint": "https://a@evil.example/"},
}


@pytest.mark.parametrize("how", WRONG_METADATA)
def test_metadata_that_cannot_be_trusted_are_not_used(server, provider, how):
    provider.metadata = WRONG_METADATA[how]
    assert problem(Comer(server).begin(), 503) == "issuer_unavailable"


# What is set.


def test_without_a_provider_there_is_none(serve):
    market = serve(None, *OFTEN)
    assert market.json("/api/v1/identity-providers") == {"items": []}
    assert problem(market.client.post("/api/v1/sessions/oidc", json={}), 404) == "no_identity_provider"
    assert problem(market.client.get("/auth/oidc/callback", params={"code": "x", "state": "x"}), 404) == "no_identity_provider"
    assert problem(Comer.known(market).begin_link(), 404) == "no_identity_provider"


def test_the_client_is_told_what_the_provider_is_called(server):
    assert server.json("/api/v1/identity-providers") == {"items": [{"name": "Провайдер"}]}


WRONG_SETTINGS = {
    "auth.oidc_issuer": [("--auth.oidc_issuer", "http://login.example"), ("--auth.oidc_issuer", "login.example"), ("--auth.oidc_client_id", "x")],
    "auth.oidc_client_id": [("--auth.oidc_issuer", "https://login.example")],
    "auth.oidc_scopes": [("--auth.oidc_issuer", "https://login.example", "--auth.oidc_client_id", "x", "--auth.oidc_scopes", "email openid_connect")],
}


@pytest.mark.parametrize(("setting", "flags"), [(s, f) for s, all_ in WRONG_SETTINGS.items() for f in all_])
def test_a_wrong_setting_ends_the_start_and_is_named(data, setting, flags):
    done = run("serve", "--port", "0", "--data", data, "--web.dir", "", *flags)
    assert done.returncode == 1 and f"Setting {setting}" in done.stderr, done.stderr


def test_rounds_of_one_address_are_limited(serve, provider):
    market = serve(None, *CHEAP_HASHES, *provider.settings(), "--auth.sign_ins_per_address", "3")
    statuses = [Comer(market).begin().status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


def test_no_secret_of_a_round_is_logged(server, provider):
    comer = Comer(server)
    begun = comer.begin()
    address = comer.at_provider(begun)
    comer.come_back(address)
    provider.spoil = WRONG_TOKENS["audience"]
    Comer(server).come()
    log = server.log()
    assert '"event":"oidc_refused"' in log and "for others" in log
    for secret in (query_of(address)["code"], query_of(address)["state"], comer.client.cookies.get("refresh"), provider.client_secret):
        assert secret and secret not in log
