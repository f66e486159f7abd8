"""Accounts, sessions and their letters, over HTTP on the real program."""

import base64
import json
import threading

import pytest
from market import field_pointers
from people import CHEAP_HASHES, PASSWORD, Person, add_user, letters, link_in


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    from market import Server

    with Server(tmp_path_factory.mktemp("people") / "data", *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


def problem(answer, status):
    assert answer.status_code == status, answer.text
    return answer.json()["code"]


def test_somebody_signs_up_confirms_the_address_and_signs_in(server):
    person = Person(server, name="Леся")
    answer = person.sign_up()
    assert answer.status_code == 202 and answer.content == b""
    assert problem(person.sign_in(), 403) == "email_unverified"
    letter = letters(server, person.address)[0]
    assert letter["subject"] == "Підтвердьте адресу, і полиця ваша"
    assert "Леся" not in letter.get_body(("plain",)).get_content(), "somebody else may have given name and address"
    path, token = link_in(letter)
    assert path == "/verify-email" and len(token) == 43
    assert person.client.post("/api/v1/email-verifications", json={"token": token}).status_code == 204
    assert person.sign_in().status_code == 201
    me = person.call("GET", "/api/v1/me")
    assert me.status_code == 200
    assert me.headers["cache-control"] == "no-store"
    assert me.json()["email"] == person.address and me.json()["name"] == "Леся" and me.json()["roles"] == []


def test_letters_speak_the_language_of_the_account(server):
    person = Person(server, language="en")
    person.sign_up()
    letter = letters(server, person.address)[0]
    assert letter["subject"] == "Confirm your address, and the shelf is yours"
    assert link_in(letter)[0] == "/en/verify-email"


def test_an_address_that_has_an_account_is_answered_alike_and_told_by_letter(server):
    person = Person.known(server)
    before = len(letters(server, person.address))
    other = Person(server, person.address, password="зовсім інші слова й пароль")
    fresh = Person(server)
    taken, free = other.sign_up(), fresh.sign_up()
    assert (taken.status_code, taken.content) == (free.status_code, free.content)
    assert {h for h in taken.headers} == {h for h in free.headers}
    new = letters(server, person.address)[before:]
    assert [x["subject"] for x in new] == ["У вас уже є полиця на БукМаркеті"]
    assert problem(other.sign_in(), 401) == "bad_credentials"
    assert person.sign_in().status_code == 201


def test_case_does_not_make_another_address(server):
    person = Person.known(server)
    assert Person(server, person.address.upper()).sign_in().status_code == 201


def test_a_link_works_once(server):
    person = Person(server)
    person.sign_up()
    assert person.verify().status_code == 204
    again = person.verify()
    assert problem(again, 400) == "invalid_request" and field_pointers(again) == ["/body/token"]


def test_a_link_is_too_old_after_a_day(serve):
    server = serve()
    person = Person(server)
    person.sign_up()
    letters(server)
    server.test("POST", "/clock", {"advance_seconds": 24 * 3600 + 1})
    assert field_pointers(person.verify()) == ["/body/token"]
    assert problem(person.sign_in(), 403) == "email_unverified"
    assert len(letters(server, person.address)) == 2, "another letter came"
    assert person.verify().status_code == 204


def test_of_two_who_ask_for_an_address_the_one_who_reads_its_mail_has_it(server):
    thief = Person(server, password="пароль зловмисника довгий")
    owner = Person(server, thief.address)
    thief.sign_up()
    owner.sign_up()
    first, second = letters(server, owner.address)
    assert problem(thief.sign_in(), 401) == "bad_credentials"
    assert field_pointers(owner.client.post("/api/v1/email-verifications", json={"token": link_in(first)[1]})) == ["/body/token"]
    assert owner.client.post("/api/v1/email-verifications", json={"token": link_in(second)[1]}).status_code == 204
    assert owner.sign_in().status_code == 201
    assert problem(thief.sign_in(), 401) == "bad_credentials"


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"email": "ні"}, ["/body/email"]),
        ({"password": "короткий"}, ["/body/password"]),
        ({"email": "a@b@c", "password": "x"}, ["/body/email", "/body/password"]),
        ({"password": "qwertyuiop asdfghjkl"}, ["/body/password"]),
        ({"language": "ru"}, ["/body/language"]),
        ({"admin": True}, ["/body/admin"]),
        ({"roles": ["admin"]}, ["/body/roles"]),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, ["/body/email"]),
        ({"email": 5, "password": None}, ["/body/email", "/body/password"]),
    ],
)
def test_what_is_wrong_with_a_new_account_is_named(server, wrong, pointers):
    answer = Person(server).client.post("/api/v1/accounts", json={"email": "lesia@example.org", "password": PASSWORD, **wrong})
    assert problem(answer, 400) == "invalid_request"
    assert field_pointers(answer) == pointers


def test_a_form_of_another_site_cannot_sign_in(server):
    person = Person.known(server)
    body = json.dumps({"email": person.address, "password": PASSWORD})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        answer = person.client.post("/api/v1/sessions", content=body, headers={"Content-Type": kind})
        assert problem(answer, 415) == "not_json"


def test_unknown_people_and_wrong_passwords_are_refused_alike(server):
    person = Person.known(server)
    wrong, unknown = person.sign_in("не той пароль зовсім"), Person(server).sign_in()
    assert wrong.status_code == unknown.status_code == 401
    strip = lambda a: {k: v for k, v in a.json().items() if k != "trace_id"}  # noqa: E731
    assert strip(wrong) == strip(unknown)
    assert wrong.headers["www-authenticate"] == "Bearer"


def test_who_guesses_is_slowed_down_and_the_owner_elsewhere_is_not(serve):
    server = serve(None, *CHEAP_HASHES, "--http.forwarded_hops", "1")
    owner = Person.known(server)
    guesser = Person(server, owner.address)
    guesser.client.headers["X-Forwarded-For"] = "203.0.113.9"
    owner.client.headers["X-Forwarded-For"] = "198.51.100.7"
    waits = []
    for i in range(9):
        assert guesser.sign_in(f"спроба номер {i} тисяча").status_code == 401
        refused = guesser.sign_in(PASSWORD) if i > 3 else None
        if refused is not None:
            assert problem(refused, 429) == "too_many_attempts"
            waits.append(int(refused.headers["retry-after"]))
            server.test("POST", "/clock", {"advance_seconds": waits[-1]})
    assert waits == [1, 2, 4, 8, 16], "each wrong attempt makes the next wait twice as long"
    assert owner.sign_in().status_code == 201
    assert guesser.sign_in().status_code == 201, "who knows the password waits, and gets in"


def test_many_who_guess_do_not_lock_out_a_browser_that_was_here_before(serve):
    server = serve(None, *CHEAP_HASHES, "--http.forwarded_hops", "1")
    owner = Person.known(server)
    for i in range(101):
        guesser = Person(server, owner.address)
        guesser.client.headers["X-Forwarded-For"] = f"203.0.113.{i}"
        guesser.client.cookies.set("device", "A" * 64)
        last = guesser.sign_in("не той пароль зовсім").status_code
    assert last == 429, "beyond what an owner could mistype"
    stranger = Person(server, owner.address)
    assert stranger.sign_in().status_code == 429
    assert owner.sign_in().status_code == 201
    other = Person.known(server)
    other.address = owner.address
    assert other.sign_in().status_code == 429, "a device is known to its own account only"


def test_the_refresh_token_is_a_cookie_that_no_script_reads(server):
    person = Person.known(server)
    cookies = person.sign_in().headers.get_list("set-cookie")
    refresh = next(c for c in cookies if c.startswith("refresh="))
    assert "; HttpOnly" in refresh and "; SameSite=Strict" in refresh and "; Path=/" in refresh
    assert next(c for c in cookies if c.startswith("csrf=")).count("HttpOnly") == 0


def test_over_tls_the_cookie_is_bound_to_its_host(serve):
    server = serve(None, "--http.public_url", "https://books.example")
    person = Person.known(server)
    refresh = next(c for c in person.sign_in().headers.get_list("set-cookie") if "refresh" in c)
    assert refresh.startswith("__Host-refresh=") and refresh.endswith("; Secure")


def test_a_session_is_refreshed_with_its_cookie_and_its_token(server):
    person = Person.known(server)
    first = person.client.cookies["refresh"]
    assert person.refresh().status_code == 200
    assert person.client.cookies["refresh"] != first
    assert person.call("GET", "/api/v1/me").status_code == 200


def test_a_refresh_from_elsewhere_is_refused(server):
    person = Person.known(server)
    assert problem(person.refresh(Origin="https://evil.example"), 403) == "foreign_origin"
    assert problem(person.refresh(Origin="null"), 403) == "foreign_origin"
    del person.client.headers["Origin"]
    assert problem(person.refresh(), 403) == "foreign_origin"
    person.client.headers["Origin"] = server.url
    person.answer["csrf_token"] = Person.known(server).answer["csrf_token"]
    assert field_pointers(person.refresh()) == ["/body/csrf_token"]


def test_a_refresh_token_that_comes_again_ends_the_session(serve):
    server = serve(None, "--auth.password_memory_kib", "8", "--auth.password_passes", "1")
    person = Person.known(server)
    stolen = person.client.cookies["refresh"]
    assert person.refresh().status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 11})
    thief = Person(server, person.address)
    thief.answer = person.answer
    thief.client.cookies.set("refresh", stolen, domain="localhost.local")
    answer = thief.client.post(
        "/api/v1/sessions/refresh", json={"csrf_token": person.answer["csrf_token"]}, headers={"Cookie": f"refresh={stolen}"}
    )
    assert problem(answer, 401) == "session_ended"
    assert problem(person.refresh(), 401) == "session_ended"
    assert problem(person.call("GET", "/api/v1/me"), 401) == "session_ended"


def test_two_tabs_that_refresh_at_once_both_stay(server):
    person = Person.known(server)
    cookie, csrf = person.client.cookies["refresh"], person.answer["csrf_token"]
    answers = []

    def refresh():
        tab = Person(server)
        answers.append(
            tab.client.post("/api/v1/sessions/refresh", json={"csrf_token": csrf}, headers={"Cookie": f"refresh={cookie}"})
        )

    tabs = [threading.Thread(target=refresh) for _ in range(4)]
    for t in tabs:
        t.start()
    for t in tabs:
        t.join()
    assert [a.status_code for a in answers] == [200] * 4
    assert len({a.cookies["refresh"] for a in answers}) == 1, "all have the one that is in force"


def test_a_refresh_whose_answer_was_lost_may_come_again(serve):
    server = serve(None, *CHEAP_HASHES)
    person = Person.known(server)
    cookie = {"Cookie": f"refresh={person.client.cookies['refresh']}"}
    again = lambda: Person(server).client.post("/api/v1/sessions/refresh", json={"csrf_token": person.answer["csrf_token"]}, headers=cookie)  # noqa: E731
    lost = again()
    assert lost.status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 9})
    repeated = again()
    assert repeated.status_code == 200 and repeated.cookies["refresh"] == lost.cookies["refresh"]
    server.test("POST", "/clock", {"advance_seconds": 600})
    cookie["Cookie"] = f"refresh={repeated.cookies['refresh']}"
    assert again().status_code == 200


def test_signing_out_ends_the_session_at_once(server):
    person = Person.known(server)
    assert person.call("GET", "/api/v1/me").status_code == 200
    out = person.call("POST", "/api/v1/me/sign-out")
    assert out.status_code == 204
    assert any("Max-Age=0" in c for c in out.headers.get_list("set-cookie"))
    assert problem(person.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert problem(person.refresh(), 401) == "session_ended"


def test_sessions_are_listed_and_ended_one_by_one_or_all(server):
    person = Person.known(server)
    phone, desk = person.again(), person.again()
    items = person.call("GET", "/api/v1/me/sessions").json()["items"]
    assert [i["current"] for i in items] == [False, False, True]
    assert all(i["address"] == "127.0.0.1" and "httpx" in i["user_agent"] for i in items)
    assert desk.call("DELETE", f"/api/v1/me/sessions/{items[1]['id']}").status_code == 204
    assert problem(phone.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert person.call("DELETE", "/api/v1/me/sessions").status_code == 204
    assert problem(desk.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert person.call("GET", "/api/v1/me").status_code == 200


def test_nobody_ends_the_session_of_another(server):
    person, other = Person.known(server), Person.known(server)
    theirs = other.call("GET", "/api/v1/me/sessions").json()["items"][0]["id"]
    assert problem(person.call("DELETE", f"/api/v1/me/sessions/{theirs}"), 404) == "session_not_found"
    assert other.call("GET", "/api/v1/me").status_code == 200


def test_a_forgotten_password_is_set_anew_by_letter(server):
    person = Person.known(server)
    asked = person.client.post("/api/v1/password-resets", json={"email": person.address})
    unknown = person.client.post("/api/v1/password-resets", json={"email": "nobody@example.org"})
    assert (asked.status_code, asked.content) == (unknown.status_code, unknown.content) == (202, b"")
    path, token = link_in(letters(server, person.address)[-1])
    assert path == "/reset-password"
    weak = person.client.put("/api/v1/password-resets", json={"token": token, "password": "слабкий"})
    assert field_pointers(weak) == ["/body/password"]
    new = "нові слова для полиці з книжками"
    assert person.client.put("/api/v1/password-resets", json={"token": token, "password": new}).status_code == 204
    assert problem(person.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert problem(person.sign_in(), 401) == "bad_credentials"
    assert person.sign_in(new).status_code == 201
    again = person.client.put("/api/v1/password-resets", json={"token": token, "password": new})
    assert field_pointers(again) == ["/body/token"]
    assert letters(server, person.address)[-1]["subject"] == "Ваш пароль на БукМаркеті змінено"


def test_a_changed_password_ends_the_other_sessions(server):
    person = Person.known(server)
    other = person.again()
    new = "геть інші слова для входу"
    wrong = person.call("PUT", "/api/v1/me/password", json={"current_password": new, "password": new})
    assert field_pointers(wrong) == ["/body/current_password"]
    right = person.call("PUT", "/api/v1/me/password", json={"current_password": PASSWORD, "password": new})
    assert right.status_code == 204
    assert person.call("GET", "/api/v1/me").status_code == 200
    assert problem(other.call("GET", "/api/v1/me"), 401) == "session_ended"
    actions = [i["action"] for i in person.call("GET", "/api/v1/me/audit").json()["items"]]
    assert actions[0] == "change_password" and actions.count("sign_in") == 2


def test_a_name_and_a_language_are_changed(server):
    person = Person.known(server)
    changed = person.call("PATCH", "/api/v1/me", json={"name": "Олена", "language": "en"})
    assert changed.json()["name"] == "Олена" and person.call("GET", "/api/v1/me").json()["language"] == "en"
    assert field_pointers(person.call("PATCH", "/api/v1/me", json={"name": "  "})) == ["/body/name"]
    assert field_pointers(person.call("PATCH", "/api/v1/me", json={"email": "x@example.org"})) == ["/body/email"]


def part(token, n):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[n] + "=="))


def test_an_access_token_says_little_and_ends_soon(server):
    person = Person.known(server)
    token = person.answer["access_token"]
    assert part(token, 0)["alg"] == "EdDSA"
    payload = part(token, 1)
    assert payload["exp"] - payload["iat"] == 600
    assert set(payload) == {"iss", "aud", "sub", "sid", "iat", "exp", "auth_time", "roles"}


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_what_is_no_token_opens_nothing(server, token):
    answer = Person(server).client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"} if token else {})
    assert problem(answer, 401) in ("token_invalid", "not_signed_in")


def test_accounts_survive_kill_9(serve):
    server = serve(None, "--auth.password_memory_kib", "8", "--auth.password_passes", "1")
    person = Person(server)
    assert person.sign_up().status_code == 202
    server.kill()
    server = serve(None, "--auth.password_memory_kib", "8", "--auth.password_passes", "1")
    person.server, person.client.base_url = server, server.url
    person.client.headers["Origin"] = server.url
    server.test("POST", "/clock", {"advance_seconds": 121})  # whoever had begun to send the letter has lost its lease
    assert person.verify().status_code == 204, "the letter went out after the crash"
    assert person.sign_in().status_code == 201


def test_the_first_admin_is_made_on_the_command_line(serve, data):
    made = add_user("admin@example.org", "--role", "admin", "--data", data)
    assert made.returncode == 0, made.stderr
    assert add_user("admin@example.org", "--data", data).returncode == 1
    server = serve(data)
    assert add_user("moderator@example.org", "--role", "moderator", "--data", data).returncode == 0, "through the running server"
    for address, role in (("admin@example.org", "admin"), ("moderator@example.org", "moderator")):
        person = Person(server, address)
        assert person.sign_in().status_code == 201
        assert person.answer["account"]["roles"] == [role]


def test_no_secret_stands_in_the_log_or_in_the_store_as_it_is(serve, data):
    server = serve(data)
    person = Person.known(server)
    refresh, access = person.client.cookies["refresh"], person.answer["access_token"]
    token = link_in(letters(server, person.address)[0])[1]
    server.stop()
    stored = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file() and p.suffix != ".eml")
    for secret in (PASSWORD, refresh, access, token):
        assert secret not in server.log()
        assert secret.encode() not in stored


def test_all_addresses_of_one_customer_of_the_new_internet_count_as_one(serve):
    server = serve(None, *CHEAP_HASHES, "--http.forwarded_hops", "1", "--auth.letters_per_hour", "5")

    def sign_up(address):
        person = Person(server)
        person.client.headers["X-Forwarded-For"] = address
        return person.sign_up().status_code

    assert [sign_up(f"2001:db8:1:2:{i}::{i + 1}") for i in range(6)] == [202] * 5 + [429]
    assert sign_up("2001:db8:1:3::1") == 202, "another customer"
    assert [sign_up(f"::ffff:203.0.113.{i}") for i in range(6)] == [202] * 6, "the old internet written anew: each its own"
