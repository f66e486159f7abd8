"""An account moves to another address."""

import secrets
import threading

import httpx
import pytest
from authenticator import prove, sign_in_options, with_passkey_only
from market import Server, field_pointers
from people import CHEAP_HASHES, PASSWORD, Person, letters, link_in, problem


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("email") / "data", *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


def fresh():
    return f"new-{secrets.token_hex(6)}@example.org"


def ask(person, email, password=PASSWORD):
    return person.call("PUT", "/api/v1/me/email", json={"email": email, "password": password})


def confirm(person, token):
    return person.client.post("/api/v1/email-verifications", json={"token": token})


def test_the_new_address_opens_the_account_once_it_is_confirmed_and_the_old_one_no_longer_does(server):
    person, new = Person.known(server, name="Леся"), fresh()
    old = person.address
    answer = ask(person, new)
    assert answer.status_code == 202 and answer.content == b""
    assert person.call("GET", "/api/v1/me").json()["email"] == old, "nothing has changed yet"
    (asked,) = letters(server, new)
    assert asked["subject"] == "Підтвердьте нову адресу" and "Леся" not in asked.get_body(("plain",)).get_content()
    notice = letters(server, old)[-1]
    assert notice["subject"] == "Хтось змінює адресу вашого облікового запису" and new in notice.get_body(("plain",)).get_content()
    token = link_in(asked)[1]
    assert confirm(person, token).status_code == 204
    assert person.call("GET", "/api/v1/me").json()["email"] == new
    assert problem(person.sign_in(), 401) == "bad_credentials"
    person.address = new
    assert person.sign_in().status_code == 201
    assert letters(server, old)[-1]["subject"] == "Адресу вашого облікового запису змінено"
    assert [a for a in person.actions() if "email" in a] == ["email_changed", "change_email"]
    assert field_pointers(confirm(person, token)) == ["/body/token"], "a link works once"
    other = Person(server, old)
    assert other.sign_up().status_code == 202 and other.verify().status_code == 204 and other.sign_in().status_code == 201, "it is free again"
    assert other.id != person.id and person.sign_in().status_code == 201


def test_an_address_that_has_an_account_is_answered_alike(server):
    person, owner, free = Person.known(server), Person.known(server), fresh()
    taken, open_ = ask(person, owner.address), ask(person, free)
    assert (taken.status_code, taken.content, set(taken.headers)) == (open_.status_code, open_.content, set(open_.headers))
    assert letters(server, owner.address)[-1]["subject"] == "Ця адреса вже має обліковий запис"
    assert link_in(letters(server, owner.address)[-1])[1] is None, "and no token"
    assert owner.sign_in().status_code == 201


def test_who_has_no_password_moves_an_account_after_a_proof(serve):
    server = serve(None, *CHEAP_HASHES, "--auth.letters_per_hour", "1000")
    person, key = with_passkey_only(server)
    server.test("POST", "/clock", {"advance_seconds": 601})
    assert person.refresh().status_code == 200
    new = fresh()
    ask = lambda **more: person.call("PUT", "/api/v1/me/email", json={"email": new, **more})  # noqa: E731
    assert problem(ask(), 403) == "reauthentication_required"
    assert field_pointers(ask(password="")) == ["/body/password"], "no password is not an empty one"
    assert letters(server, new) == []
    assert prove(person, passkey=key.get(sign_in_options(person))).status_code == 200
    assert ask().status_code == 202
    assert confirm(person, link_in(letters(server, new)[0])[1]).status_code == 204
    assert person.call("GET", "/api/v1/me").json()["email"] == new


def test_only_who_knows_the_password_moves_an_account(server):
    person, new = Person.known(server), fresh()
    assert field_pointers(ask(person, new, "не той пароль зовсім")) == ["/body/password"]
    assert letters(server, new) == []
    refused = [ask(person, new, f"спроба номер {i} тисяча").status_code for i in range(11)]
    assert refused[-1] == 429 and ask(person, new).status_code == 429


@pytest.mark.parametrize("email", ["a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "a\n@example.org", "Леся <a@example.org>", "a@example.org\0", ""])
def test_an_address_that_would_reach_others_is_refused(server, email):
    assert field_pointers(ask(Person.known(server), email)) == ["/body/email"]


def test_of_two_accounts_that_want_an_address_at_once_one_has_it(server):
    people, new = [Person.known(server) for _ in range(2)], fresh()
    for p in people:
        assert ask(p, new).status_code == 202
    tokens = [link_in(m)[1] for m in letters(server, new)]
    answers = {}
    racers = [threading.Thread(target=lambda t=t: answers.update({t: confirm(people[0], t)})) for t in tokens]
    for r in racers:
        r.start()
    for r in racers:
        r.join()
    assert sorted(a.status_code for a in answers.values()) == [204, 400]
    assert [field_pointers(a) for a in answers.values() if a.status_code == 400] == [["/body/token"]]
    assert sorted(p.call("GET", "/api/v1/me").json()["email"] == new for p in people) == [False, True]
    winner = Person(server, new)
    assert winner.sign_in().status_code == 201
    loser = next(p for p in people if p.id != winner.id)
    assert loser.sign_in().status_code == 201, "by the address it had"


def test_a_new_password_calls_a_change_off(server):
    """Whoever found an open browser and the password must not take the account away from who answers the notice."""
    person, thief = Person.known(server), fresh()
    assert ask(person, thief).status_code == 202
    token = link_in(letters(server, thief)[0])[1]
    person.client.post("/api/v1/password-resets", json={"email": person.address})
    reset = {"token": link_in(letters(server, person.address)[-1])[1], "password": "нові слова для полиці з книжками"}
    assert person.client.put("/api/v1/password-resets", json=reset).status_code == 204
    assert field_pointers(confirm(person, token)) == ["/body/token"]
    assert person.sign_in("нові слова для полиці з книжками").status_code == 201
    taker = Person(server, thief)
    assert taker.sign_up().status_code == 202 and taker.verify().status_code == 204, "and the address was not kept"


def test_a_link_that_went_to_the_old_address_sets_no_password_any_more(server):
    person, new = Person.known(server), fresh()
    person.client.post("/api/v1/password-resets", json={"email": person.address})
    reset = link_in(letters(server, person.address)[-1])[1]
    assert ask(person, new).status_code == 202
    assert confirm(person, link_in(letters(server, new)[0])[1]).status_code == 204
    answer = person.client.put("/api/v1/password-resets", json={"token": reset, "password": "нові слова для полиці з книжками"})
    assert field_pointers(answer) == ["/body/token"]


@pytest.mark.parametrize(("crash", "moves"), [("change_email.claimed", False), ("change_email.moved", True)])
def test_a_crash_between_two_steps_leaves_an_account_with_one_address(serve, crash, moves):
    server = serve(None, *CHEAP_HASHES)
    person, new = Person.known(server), fresh()
    assert ask(person, new).status_code == 202
    token = link_in(letters(server, new)[0])[1]
    server.test("POST", "/failpoint", {"name": crash, "action": "kill"})
    with pytest.raises(httpx.TransportError):
        confirm(person, token)
    server.wait()
    server = serve(None, *CHEAP_HASHES)
    has, lacks = (new, person.address) if moves else (person.address, new)
    assert Person(server, has).sign_in().status_code == 201
    assert problem(Person(server, lacks).sign_in(), 401) == "bad_credentials"
    server.test("POST", "/clock", {"advance_seconds": 601})
    other = Person(server, lacks)
    letters(server)
    assert other.sign_up().status_code == 202 and other.verify().status_code == 204, "the other address is free"
    assert Person(server, has).sign_in().status_code == 201


def test_a_link_of_before_the_move_confirms_nothing(server):
    person = Person(server)
    assert person.sign_up().status_code == 202
    first = link_in(letters(server, person.address)[-1])[1]
    assert problem(person.sign_in(), 403) == "email_unverified"
    second = link_in(letters(server, person.address)[-1])[1]
    assert first != second and confirm(person, first).status_code == 204 and person.sign_in().status_code == 201
    old, new = person.address, fresh()
    assert ask(person, new).status_code == 202
    assert confirm(person, link_in(letters(server, new)[-1])[1]).status_code == 204
    assert field_pointers(confirm(person, second)) == ["/body/token"]
    other = Person(server, old)
    assert other.sign_up().status_code == 202 and other.verify().status_code == 204, "the address is free"
