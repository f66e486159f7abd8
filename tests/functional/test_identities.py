"""Whose account an identity opens, over HTTP on the real program: linking, unlinking, second factors."""

import threading
import time

import httpx
import pyotp
import pytest
from authenticator import register
from comer import Comer, Provider, market_of, person_of, problem_at, query_of
from market import field_pointers
from people import PASSWORD, Person, letters, link_in, problem


@pytest.fixture
def provider():
    made = Provider()
    yield made
    made.close()


@pytest.fixture
def server(serve, provider):
    return market_of(serve, provider)


@pytest.mark.parametrize("change", [str, str.upper, lambda a: a.replace("@example", "@EXAMPLE")], ids=["as it is", "upper", "host"])
def test_an_address_at_the_provider_opens_no_account_that_has_it_here(server, provider, change):
    person = Comer.known(server)
    person_of(provider, change(person.address))
    thief = Comer(server)
    assert problem_at(thief.come()) == "account_exists"
    assert person.identities() == [] and person.actions() == ["sign_in"]


def test_the_owner_of_such_an_account_signs_in_as_before_and_links_it(server, provider):
    person = Comer.known(server)
    person_of(provider, person.address)
    assert problem_at(person.come()) == "account_exists"
    assert person.links().headers["location"] == "/account"
    assert letters(server, person.address)[-1]["subject"] == "До вашого облікового запису додано вхід через Провайдер"
    assert Comer(server).comes_in().id == person.id
    assert person.actions()[:2] == ["sign_in_with_oidc", "link_identity"]
    assert person.again().id == person.id, "the password still opens it"


@pytest.mark.parametrize("verified", [False, "false", None, 1])
def test_an_address_that_the_provider_has_not_verified_opens_and_makes_nothing(server, provider, verified):
    person = Comer.known(server)
    answers = []
    for address in (person.address, Comer(server).address):
        person_of(provider, address, email_verified=verified)
        answers.append(problem_at(Comer(server).come()))
    assert answers == ["address_not_verified"] * 2, "neither tells whether there is an account"
    assert person.identities() == []


@pytest.mark.parametrize("address", ["", "no address", "a@b@c.example", None])
def test_without_a_usable_address_nobody_is_let_in(server, provider, address):
    person_of(provider, address)
    assert problem_at(Comer(server).come()) == "address_not_verified"


def test_who_signed_up_with_a_strangers_address_is_not_linked_to_the_stranger(server, provider):
    """Somebody else signs up first with the victim's address, and waits for the victim to come by the provider."""
    thief = Comer(server)
    assert thief.sign_up().status_code == 202
    _, token = link_in(letters(server, thief.address)[-1])
    person_of(provider, thief.address)
    victim = Comer(server).comes_in()
    assert problem(thief.sign_in(), 401) == "bad_credentials"
    assert victim.call("GET", "/api/v1/me").json()["has_password"] is False
    late = thief.client.post("/api/v1/email-verifications", json={"token": token})
    assert field_pointers(late) == ["/body/token"]


def test_the_identity_counts_and_not_its_address(server, provider):
    comer = Comer(server)
    person_of(provider, comer.address)
    comer.comes_in()
    person_of(provider, Comer.known(server).address)
    assert Comer(server).comes_in().id == comer.id, "the address at the provider changed"
    person_of(provider, comer.address, sub="person-10")
    assert problem_at(Comer(server).come()) == "account_exists", "another identity with the same verified address"


def test_a_blocked_account_stays_closed(server, provider):
    comer, admin = Comer(server), Person.staff(server, "admin")
    person_of(provider, comer.address)
    comer.comes_in()
    assert admin.call("PUT", f"/api/v1/accounts/{comer.id}/block", json={"reason": "x"}).status_code == 204
    assert problem_at(Comer(server).come()) == "account_blocked"


# The second factor.


def with_totp(server, provider):
    """Somebody with an identity, whose account asks for codes, and their recovery codes."""
    person = Comer.known(server)
    person_of(provider, person.address)
    person.links()
    app = pyotp.parse_uri(person.call("POST", "/api/v1/me/totp").json()["uri"])
    codes = person.call("PUT", "/api/v1/me/totp", json={"code": app.at(int(time.time()))})
    assert codes.status_code == 200, codes.text
    return person, codes.json()["recovery_codes"]


def test_the_accounts_own_second_factor_is_still_asked_for(server, provider):
    person, codes = with_totp(server, provider)
    comer = Comer(server)
    back = comer.come(return_to="/shelf")
    assert query_of(back.headers["location"]) == {"second_factor": "oidc", "return_to": "/shelf"}
    assert "refresh" not in comer.client.cookies and "used_at" not in person.identities()[0]
    wrong = comer.client.post("/api/v1/sessions/oidc/code", json={"code": "000000"})
    assert wrong.status_code == 400 and field_pointers(wrong) == ["/body/code"]
    cookie = comer.client.cookies["oidc"]
    right = comer.client.post("/api/v1/sessions/oidc/code", json={"code": codes[0]})
    assert right.status_code == 201, right.text
    assert right.json()["account"]["id"] == person.id and "oidc" not in comer.client.cookies
    assert "used_at" in person.identities()[0]
    again = httpx.post(server.url + "/api/v1/sessions/oidc/code", json={"code": codes[1]}, headers={"Cookie": f"oidc={cookie}"})
    assert problem(again, 401) == "oidc_round_unknown"


def test_a_code_alone_opens_nothing(server, provider):
    _, codes = with_totp(server, provider)
    assert problem(Comer(server).client.post("/api/v1/sessions/oidc/code", json={"code": codes[0]}), 401) == "oidc_round_unknown"
    comer = Comer(server)
    comer.begin()
    assert problem(comer.client.post("/api/v1/sessions/oidc/code", json={"code": codes[0]}), 401) == "oidc_round_unknown"


# Linking and unlinking on the account's page.


def test_an_identity_is_linked_and_unlinked_by_the_owner(server, provider):
    person = Comer.known(server)
    person_of(provider, "another@example.org", email_verified=False)
    assert person.links().headers["location"] == "/account"
    (identity,) = person.identities()
    assert (identity["provider"], identity["email"]) == ("Провайдер", "another@example.org") and "used_at" not in identity
    comer = Comer(server).comes_in()
    assert comer.id == person.id and "used_at" in person.identities()[0]
    assert person.call("DELETE", f"/api/v1/me/identities/{identity['id']}").status_code == 204
    assert person.identities() == []
    assert problem_at(Comer(server).come()) == "address_not_verified"
    assert person.actions()[0] == "unlink_identity"
    assert letters(server, person.address)[-1]["subject"] == "Вхід через Провайдер вилучено"


def test_linking_again_changes_nothing(server, provider):
    person = Comer.known(server)
    person.links()
    written = len(letters(server, person.address))
    assert person.links().headers["location"] == "/account"
    assert len(person.identities()) == 1 and len(letters(server, person.address)) == written


def test_an_identity_of_another_account_is_not_taken_over(server, provider):
    owner, other = Comer.known(server), Comer.known(server)
    owner.links()
    assert problem_at(other.links(), "/account") == "identity_taken"
    assert other.identities() == [] and Comer(server).comes_in().id == owner.id


def test_links_need_a_fresh_proof(server, provider):
    person = Comer.known(server)
    person.links()
    id_ = person.identities()[0]["id"]
    server.test("POST", "/clock", {"advance_seconds": 600})
    person.refresh()
    assert problem(person.begin_link(), 403) == "reauthentication_required"
    assert problem(person.call("DELETE", f"/api/v1/me/identities/{id_}"), 403) == "reauthentication_required"
    proved = person.call("POST", "/api/v1/me/proof", json={"password": PASSWORD})
    person.answer = proved.json()
    assert person.begin_link().status_code == 200


def test_a_link_whose_session_has_ended_is_not_made(server, provider):
    person = Comer.known(server)
    address = person.at_provider(person.begin_link())
    person.call("POST", "/api/v1/me/sign-out")
    assert problem_at(person.come_back(address), "/account") == "session_ended"
    assert person.again().call("GET", "/api/v1/me/identities").json()["items"] == []


def test_the_last_way_in_stays(server, provider):
    comer = Comer(server)
    person_of(provider, comer.address)
    comer.comes_in()
    id_ = comer.identities()[0]["id"]
    assert problem(comer.call("DELETE", f"/api/v1/me/identities/{id_}"), 409) == "last_way_in"
    assert len(comer.identities()) == 1
    _, made = register(comer)
    assert made.status_code == 201
    assert comer.call("DELETE", f"/api/v1/me/identities/{id_}").status_code == 204
    passkey = comer.call("GET", "/api/v1/me/passkeys").json()["items"][0]["id"]
    assert problem(comer.call("DELETE", f"/api/v1/me/passkeys/{passkey}"), 409) == "last_way_in"


def test_a_passkey_may_go_while_an_identity_opens_the_account(server, provider):
    comer = Comer(server)
    person_of(provider, comer.address)
    comer.comes_in()
    register(comer)
    passkey = comer.call("GET", "/api/v1/me/passkeys").json()["items"][0]["id"]
    assert comer.call("DELETE", f"/api/v1/me/passkeys/{passkey}").status_code == 204


def test_of_two_last_ways_that_go_at_once_one_stays(server, provider):
    for _ in range(5):
        comer = Comer(server)
        person_of(provider, comer.address, sub=comer.address)
        comer.comes_in()
        register(comer)
        paths = [f"/api/v1/me/{kind}/{comer.call('GET', f'/api/v1/me/{kind}').json()['items'][0]['id']}" for kind in ("passkeys", "identities")]
        threads = [threading.Thread(target=comer.call, args=("DELETE", p)) for p in paths]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        left = [i for kind in ("passkeys", "identities") for i in comer.call("GET", f"/api/v1/me/{kind}").json()["items"]]
        assert left, "nothing opens the account any more"


def test_more_than_ten_identities_are_not_linked(server, provider):
    person = Comer.known(server)
    for i in range(10):
        provider.person["sub"] = f"many-{i}"
        assert person.links().headers["location"] == "/account"
    provider.person["sub"] = "one too many"
    assert problem_at(person.links(), "/account") == "too_many_identities"
