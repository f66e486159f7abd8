"""What moderators and administrators do to accounts, and what becomes of those accounts."""

import threading

import pytest
from market import Server, field_pointers
from people import CHEAP_HASHES, Person, letters, problem, with_token

REASON = "Продаж підробок, звернення № 7"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(tmp_path_factory.mktemp("moderation") / "data", *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


@pytest.fixture(scope="module")
def moderator(server):
    return Person.staff(server, "moderator")


@pytest.fixture(scope="module")
def admin(server):
    return Person.staff(server, "admin")


def block(by, person, reason=REASON):
    return by.call("PUT", f"/api/v1/accounts/{person.id}/block", json={"reason": reason})


def unblock(by, person):
    return by.call("DELETE", f"/api/v1/accounts/{person.id}/block")


def set_roles(by, person, *roles):
    return by.call("PUT", f"/api/v1/accounts/{person.id}/roles", json={"roles": roles})


def find(by, email):
    return by.call("GET", "/api/v1/accounts", params={"email": email})


def test_a_moderator_finds_an_account_by_its_address(server, moderator):
    person = Person.known(server, name="Леся")
    found = find(moderator, person.address.upper())
    assert found.status_code == 200
    assert found.json() | {"created_at": ""} == {
        "id": person.id, "email": person.address, "name": "Леся", "state": "active", "roles": [], "created_at": ""
    }  # fmt: skip
    assert problem(find(moderator, "nobody@example.org"), 404) == "account_not_found"
    assert field_pointers(find(moderator, "ні")) == ["/query/email"]
    looked = moderator.call("GET", "/api/v1/me/audit").json()["items"][0]
    assert (looked["action"], looked["to"]) == ("find_account", person.id)


def test_a_blocked_account_is_closed_everywhere_at_once(server, moderator):
    person = Person.known(server)
    phone = person.again()
    token, _ = person.api_token("account:read")
    for opened in (person.answer["access_token"], phone.answer["access_token"], token):
        assert with_token(server, opened).status_code == 200
    assert block(moderator, person).status_code == 204
    assert problem(person.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert problem(phone.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert problem(with_token(server, token), 401) == "token_invalid"
    assert problem(phone.refresh(), 401) == "session_ended"
    assert problem(person.sign_in(), 403) == "account_blocked"
    letter = letters(server, person.address)[-1]
    assert letter["subject"] == "Ваш обліковий запис заблоковано" and REASON in letter.get_body(("plain",)).get_content()
    before = len(letters(server, person.address))
    assert person.client.post("/api/v1/password-resets", json={"email": person.address}).status_code == 202
    assert len(letters(server, person.address)) == before, "no password is set for it either"
    assert find(moderator, person.address).json()["blocked_because"] == REASON


def test_an_account_that_is_opened_again_has_no_session_of_before(server, moderator):
    person = Person.known(server)
    token, _ = person.api_token("account:read")
    assert block(moderator, person).status_code == 204 and unblock(moderator, person).status_code == 204
    assert problem(person.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert person.sign_in().status_code == 201
    assert with_token(server, token).status_code == 200, "its owner's own tokens work again"
    assert letters(server, person.address)[-1]["subject"] == "Ваш обліковий запис знову відкрито"
    assert unblock(moderator, person).status_code == 204, "again: nothing to do"


def test_who_was_blocked_before_confirming_the_address_still_has_to(server, moderator):
    person = Person(server)
    assert person.sign_up().status_code == 202
    letters(server)
    person.answer = {"account": {"id": find(moderator, person.address).json()["id"]}}
    assert block(moderator, person).status_code == 204 and unblock(moderator, person).status_code == 204
    assert find(moderator, person.address).json()["state"] == "unverified"
    assert problem(person.sign_in(), 403) == "email_unverified"


def test_both_audits_tell_what_was_done_and_by_whom_and_only_ones_own_tells_where_from(server, moderator):
    person = Person.known(server)
    assert block(moderator, person).status_code == 204 and unblock(moderator, person).status_code == 204
    assert person.sign_in().status_code == 201
    theirs = [i for i in person.call("GET", "/api/v1/me/audit").json()["items"] if "block" in i["action"]]
    assert [(i["action"], i["by"], i["address"], i["user_agent"]) for i in theirs] == [
        ("unblock_account", moderator.id, "", ""),
        ("block_account", moderator.id, "", ""),
    ]
    own = moderator.call("GET", "/api/v1/me/audit").json()["items"][:2]
    assert [(i["action"], i["to"], i["address"]) for i in own] == [
        ("unblock_account", person.id, "127.0.0.1"),
        ("block_account", person.id, "127.0.0.1"),
    ]


def test_moderators_block_neither_moderators_nor_admins_and_nobody_themselves(server, moderator, admin):
    other = Person.staff(server, "moderator")
    for staff in (other, admin):
        assert problem(block(moderator, staff), 403) == "not_allowed"
        assert problem(unblock(moderator, staff), 403) == "not_allowed"
        assert staff.call("GET", "/api/v1/me").status_code == 200
    for who in (moderator, admin):
        assert problem(block(who, who), 403) == "not_yourself"
    assert block(admin, other).status_code == 204
    assert problem(unblock(moderator, other), 403) == "not_allowed"
    assert problem(other.call("GET", "/api/v1/accounts", params={"email": other.address}), 401) == "session_ended"


def test_what_is_wrong_with_a_reason_is_named(server, moderator):
    person = Person.known(server)
    for reason in ("", "x" * 501, "рядок\r\nBcc: b@example.org", "\u202eпідробка"):
        assert field_pointers(block(moderator, person, reason)) == ["/body/reason"], reason
    assert person.call("GET", "/api/v1/me").status_code == 200
    person.answer["account"]["id"] = "01890000-0000-7000-8000-000000000000"
    assert problem(block(moderator, person), 404) == "account_not_found"
    assert problem(unblock(moderator, person), 404) == "account_not_found"


def test_roles_count_at_once_whatever_a_token_says(server, admin):
    person = Person.known(server)
    assert problem(find(person, person.address), 403) == "not_allowed"
    given = set_roles(admin, person, "moderator")
    assert given.status_code == 200 and given.json()["roles"] == ["moderator"]
    assert find(person, person.address).status_code == 200, "with the token of before"
    person.refresh()
    assert person.answer["account"]["roles"] == ["moderator"]
    assert problem(set_roles(person, person, "admin"), 403) == "not_allowed", "nobody makes themselves an admin"
    assert set_roles(admin, person).json()["roles"] == []
    assert problem(find(person, person.address), 403) == "not_allowed", "the token still says moderator"
    letter = letters(server, person.address)[-1]
    assert letter["subject"] == "Ваші права на БукМаркеті змінено"
    entry = person.call("GET", "/api/v1/me/audit").json()["items"][0]
    assert (entry["action"], entry["by"]) == ("set_roles", admin.id)


def test_the_last_admin_stays_one(serve):
    server = serve(None, *CHEAP_HASHES)
    first = Person.staff(server, "admin")
    assert problem(set_roles(first, first), 409) == "last_admin"
    assert first.call("GET", "/api/v1/me").json()["roles"] == ["admin"]
    second = Person.staff(server, "admin")
    assert block(first, second).status_code == 204
    assert problem(set_roles(first, first), 409) == "last_admin", "a blocked one does not count"
    assert unblock(first, second).status_code == 204 and second.sign_in().status_code == 201
    assert set_roles(first, first, "moderator").status_code == 200
    assert problem(set_roles(first, first, "admin"), 403) == "not_allowed"


def test_two_admins_cannot_take_the_role_from_each_other(serve):
    server = serve(None, *CHEAP_HASHES)
    first, second = Person.staff(server, "admin"), Person.staff(server, "admin")
    for _ in range(5):
        racers = [threading.Thread(target=set_roles, args=pair) for pair in ((first, second), (second, first))]
        for r in racers:
            r.start()
        for r in racers:
            r.join()
        left = [p for p in (first, second) if p.call("GET", "/api/v1/me").json()["roles"] == ["admin"]]
        assert left
        for p in (first, second):
            assert set_roles(left[0], p, "admin").status_code == 200


def test_there_are_no_other_roles(server, admin):
    person = Person.known(server)
    assert field_pointers(set_roles(admin, person, "owner")) == ["/body/roles/0"]
    assert person.call("GET", "/api/v1/me").json()["roles"] == []
