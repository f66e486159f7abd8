"""Personal API tokens: what they open, for how long, and who may have them."""

import pytest
from market import Server, field_pointers
from people import CHEAP_HASHES, Person, letters, problem, with_token

DAY = 24 * 3600


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("api-tokens") / "data", *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


def listed(person):
    return person.call("GET", "/api/v1/me/api-tokens").json()["items"]


def test_a_token_opens_what_its_scopes_name_and_nothing_else(server):
    person = Person.known(server)
    token, _ = person.api_token("account:read")
    assert token.startswith("bm_") and len(token) == 46
    assert with_token(server, token).json()["email"] == person.address
    for path in ("/api/v1/me/audit", "/api/v1/me/sessions"):
        assert with_token(server, token, path=path).status_code == 200
    for method, path in (("PATCH", "/api/v1/me"), ("PUT", "/api/v1/me/password"), ("GET", "/api/v1/me/api-tokens"), ("POST", "/api/v1/me/api-tokens")):
        assert problem(with_token(server, token, method, path, json={}), 403) == "scope_missing"
    other, _ = person.api_token("shelf:read", "shelf:write")
    assert problem(with_token(server, other), 403) == "scope_missing"
    assert with_token(server, other, path="/api/v1/search").status_code == 200, "what is open to anyone"


def test_a_token_of_an_admin_is_no_admin(server):
    admin = Person.staff(server, "admin")
    token, _ = admin.api_token("account:read", "shelf:read", "shelf:write")
    assert problem(with_token(server, token, path="/api/v1/accounts?email=a@example.org"), 403) == "scope_missing"


def test_a_token_is_told_once_and_kept_as_a_digest(serve, data):
    server = serve(data, *CHEAP_HASHES)
    person = Person.known(server)
    token, id_ = person.api_token("account:read")
    with_token(server, token)
    (card,) = listed(person)
    assert card["id"] == id_ and card["name"] == "скрипт" and card["scopes"] == ["account:read"] and token not in str(card)
    assert letters(server, person.address)[-1]["subject"] == "Створено токен для програм"
    server.stop()
    stored = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())
    assert token.encode() not in stored and token not in server.log()


def test_a_removed_token_opens_nothing_at_once(server):
    person = Person.known(server)
    (token, id_), (other, _) = person.api_token("account:read"), person.api_token("account:read")
    assert with_token(server, token).status_code == 200
    assert person.call("DELETE", f"/api/v1/me/api-tokens/{id_}").status_code == 204
    assert problem(with_token(server, token), 401) == "token_invalid"
    assert with_token(server, other).status_code == 200
    assert problem(person.call("DELETE", f"/api/v1/me/api-tokens/{id_}"), 404) == "api_token_not_found"
    assert [a for a in person.actions() if "api" in a] == ["remove_api_token", "create_api_token", "create_api_token"]


def test_nobody_removes_the_token_of_another(server):
    person, other = Person.known(server), Person.known(server)
    token, id_ = other.api_token("account:read")
    assert problem(person.call("DELETE", f"/api/v1/me/api-tokens/{id_}"), 404) == "api_token_not_found"
    assert with_token(server, token).status_code == 200 and listed(person) == []


def test_a_token_ends_with_its_time(serve):
    server = serve(None, *CHEAP_HASHES)
    person = Person.known(server)
    token, _ = person.api_token("account:read", expires_in_days=2)
    server.test("POST", "/clock", {"advance_seconds": 2 * DAY - 30})
    assert with_token(server, token).status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 31})
    assert problem(with_token(server, token), 401) == "token_expired"
    assert person.refresh().status_code == 200 and listed(person) == []


def test_its_last_use_is_kept_to_the_minute(serve):
    server = serve(None, *CHEAP_HASHES)
    person = Person.known(server)
    token, _ = person.api_token("account:read")
    assert "used_at" not in listed(person)[0]
    for _ in range(3):
        with_token(server, token)
    first = listed(person)[0]["used_at"]
    assert first.endswith(":00.000Z")
    server.test("POST", "/clock", {"advance_seconds": 120})
    with_token(server, token)
    assert listed(person)[0]["used_at"] > first


def test_what_is_wrong_with_a_token_is_named(server):
    person = Person.known(server)
    right = {"name": "скрипт", "scopes": ["shelf:read"], "expires_in_days": 30}
    for wrong, pointers in (
        ({"name": ""}, ["/body/name"]),
        ({"name": "a\r\nb"}, ["/body/name"]),
        ({"scopes": []}, ["/body/scopes"]),
        ({"scopes": ["admin"]}, ["/body/scopes/0"]),
        ({"expires_in_days": 366}, ["/body/expires_in_days"]),
        ({"expires_in_days": 0}, ["/body/expires_in_days"]),
        ({"account_id": "x"}, ["/body/account_id"]),
    ):
        assert field_pointers(person.call("POST", "/api/v1/me/api-tokens", json=right | wrong)) == pointers, wrong
    assert listed(person) == []


def test_nobody_has_more_than_fifty(server):
    person = Person.known(server)
    for _ in range(50):
        person.api_token("shelf:read")
    more = person.call("POST", "/api/v1/me/api-tokens", json={"name": "x", "scopes": ["shelf:read"], "expires_in_days": 1})
    assert problem(more, 409) == "too_many_api_tokens"


@pytest.mark.parametrize("token", ["bm_", "bm_" + "A" * 43, "bm_" + "A" * 4000, "BM_x"])
def test_what_is_no_token_opens_nothing(server, token):
    assert problem(with_token(server, token), 401) == "token_invalid"
