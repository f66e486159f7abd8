"""What people try against accounts of others, each as the attack it is."""

import secrets

import pytest
from market import Server, field_pointers
from people import CHEAP_HASHES, PASSWORD, Person, letters, link_in, problem


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("attacks") / "data", *CHEAP_HASHES, "--auth.letters_per_hour", "100000") as s:
        yield s
        assert s.stop() == 0


@pytest.mark.timeout(600)
def test_ten_thousand_guesses_do_not_get_in_and_the_owner_still_does(serve):
    """From a thousand addresses, ten passwords each; the right one is among the last thousand."""
    server = serve(None, *CHEAP_HASHES, "--http.forwarded_hops", "1", "--http.access_log", "false")
    owner = Person.known(server)
    statuses = {}
    for i in range(10_000):
        guess = PASSWORD if i >= 9_000 else f"спроба номер {i} тисяча"
        from_ = f"203.0.{i % 1000 // 250}.{i % 250}"
        body = {"email": owner.address, "password": guess}
        answer = server.client.post("/api/v1/sessions", json=body, headers={"X-Forwarded-For": from_})
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
    assert set(statuses) == {401, 429}, statuses
    assert statuses[401] <= 100, "no password is looked at beyond what an owner could mistype"
    assert owner.sign_in().status_code == 201, "from the browser that was here before"
    server.test("POST", "/clock", {"advance_seconds": 3601})
    assert Person(server, owner.address).sign_in().status_code == 201, "and elsewhere after an hour"


def test_a_stolen_refresh_token_is_of_no_use_after_the_owner_has_used_it(serve):
    server = serve(None, *CHEAP_HASHES)
    owner = Person.known(server)
    stolen, csrf = owner.client.cookies["refresh"], owner.answer["csrf_token"]
    for _ in range(3):
        server.test("POST", "/clock", {"advance_seconds": 60})
        assert owner.refresh().status_code == 200
    headers = {"Cookie": f"refresh={stolen}", "Origin": server.url}
    replayed = server.client.post("/api/v1/sessions/refresh", json={"csrf_token": csrf}, headers=headers)
    assert problem(replayed, 401) == "session_ended"
    assert problem(owner.refresh(), 401) == "session_ended", "nobody knows which of the two is the owner"
    assert problem(owner.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert owner.sign_in().status_code == 201
    assert "refresh_token_replayed" in owner.actions()


def test_a_session_is_never_one_that_somebody_else_prepared(server):
    """Fixation: cookies that an attacker set do not survive a sign-in."""
    attacker, victim = Person.known(server), Person(server)
    planted = {name: attacker.client.cookies[name] for name in ("refresh", "csrf")}
    assert victim.sign_up().status_code == 202 and victim.verify().status_code == 204
    cookie = "; ".join(f"{k}={v}" for k, v in planted.items())
    body = {"email": victim.address, "password": PASSWORD}
    signed_in = server.client.post("/api/v1/sessions", json=body, headers={"Cookie": cookie})
    assert signed_in.status_code == 201
    given = {c.split("=")[0]: c.split("=")[1].split(";")[0] for c in signed_in.headers.get_list("set-cookie")}
    assert given["refresh"] != planted["refresh"] and given["csrf"] != planted["csrf"]
    assert attacker.refresh().status_code == 200
    assert attacker.call("GET", "/api/v1/me").json()["email"] == attacker.address


def test_every_sign_in_is_a_session_of_its_own(server):
    person = Person.known(server)
    first = person.client.cookies["refresh"]
    assert person.sign_in().status_code == 201
    assert person.client.cookies["refresh"] != first
    assert len(person.call("GET", "/api/v1/me/sessions").json()["items"]) == 2


@pytest.mark.parametrize("path", ["/api/v1/accounts", "/api/v1/sessions", "/api/v1/password-resets"])
def test_large_bodies_are_refused_before_they_are_looked_at(server, path):
    assert server.client.post(path, json={"email": "a@example.org", "password": "x" * 70_000}).status_code == 413
    deep = server.client.post(path, content="[" * 30_000, headers={"Content-Type": "application/json"})
    assert problem(deep, 400) in ("invalid_request", "not_json")


def test_no_hash_is_made_of_a_password_beyond_measure(server):
    long = server.client.post("/api/v1/sessions", json={"email": "a@example.org", "password": "ї" * 1025})
    assert field_pointers(long) == ["/body/password"]


@pytest.mark.parametrize("name", ["Леся\r\nBcc: thief@example.org", "Леся\nSubject: x", "\u2028Bcc: a", "a\0b", "\u202egro.elpmaxe"])
def test_a_name_cannot_add_to_a_letter(server, name):
    assert field_pointers(Person(server, name=name).sign_up()) == ["/body/name"]
    person = Person.known(server)
    assert field_pointers(person.call("PATCH", "/api/v1/me", json={"name": name})) == ["/body/name"]


@pytest.mark.parametrize(
    "email",
    [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nb@example.org",
        '"a b"@example.org',
        "a@example.org,b@example.org",
        "a@[127.0.0.1]",
        "<a@example.org>",
        "a@example.org\u2028",
    ],
)
def test_an_address_cannot_add_to_a_letter(server, email):
    before = len(letters(server))
    for path, body in (("/api/v1/accounts", {"email": email, "password": PASSWORD}), ("/api/v1/password-resets", {"email": email})):
        assert field_pointers(server.client.post(path, json=body)) == ["/body/email"]
    assert len(letters(server)) == before


def test_what_a_browser_calls_itself_is_kept_as_text_and_bounded(server):
    person = Person.known(server)
    person.client.headers["User-Agent"] = "a<script>alert(1)</script>" + "b" * 600
    assert person.sign_in().status_code == 201
    session = person.call("GET", "/api/v1/me/sessions").json()["items"][0]
    assert session["user_agent"].startswith("a<script>") and len(session["user_agent"]) == 400


def test_addresses_that_only_look_alike_are_different_people(server):
    """Cyrillic а for Latin a: neither gets the other's letters, nor their account."""
    word = secrets.token_hex(4)
    latin, cyrillic = Person(server, f"anna-{word}@example.org"), Person(server, f"\u0430nna-{word}@example.org")
    assert latin.sign_up().status_code == 202 and latin.verify().status_code == 204
    assert cyrillic.sign_up().status_code == 202
    assert problem(cyrillic.sign_in(), 403) == "email_unverified"
    assert latin.sign_in().status_code == 201
    cyrillic.client.post("/api/v1/password-resets", json={"email": cyrillic.address})
    assert [m["subject"] for m in letters(server, latin.address)] == ["Підтвердьте адресу, і полиця ваша"], "and nothing more"


def test_case_makes_no_second_account(server):
    word = secrets.token_hex(4)
    person = Person(server, f"Reader-{word}@example.org")
    assert person.sign_up().status_code == 202 and person.verify().status_code == 204
    other = Person(server, f"READER-{word}@EXAMPLE.org", password="зовсім інші слова й пароль")
    assert other.sign_up().status_code == 202
    assert [m["subject"] for m in letters(server, person.address)][1:] == ["У вас уже є полиця на БукМаркеті"]
    assert problem(other.sign_in(), 401) == "bad_credentials"
    assert Person(server, f"reader-{word}@Example.ORG").sign_in().status_code == 201


def test_letters_that_are_written_in_two_ways_make_no_second_account(server):
    word = secrets.token_hex(4)
    composed, decomposed = f"\u0457zhak-{word}@example.org", f"\u0456\u0308zhak-{word}@example.org"
    assert Person(server, composed).sign_up().status_code == 202
    assert problem(Person(server, decomposed).sign_in(), 403) == "email_unverified", "the same account"


@pytest.mark.parametrize("body", ['{"email":"a@example.org"', "null", "[]", '"x"', "", '{"email":{"$ne":""},"password":{"$ne":""}}'])
def test_what_is_no_sign_in_is_refused(server, body):
    answer = server.client.post("/api/v1/sessions", content=body, headers={"Content-Type": "application/json"})
    assert problem(answer, 400) in ("invalid_request", "not_json")


def test_a_password_is_never_told_back(server):
    person = Person.known(server)
    secret = "дуже таємні слова про книжки"
    change = {"current_password": secret, "password": secret}
    for answer in (person.sign_in(secret), person.call("PUT", "/api/v1/me/password", json=change)):
        assert answer.status_code in (400, 401) and secret not in answer.text
    assert secret not in server.log()
