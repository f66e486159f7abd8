"""What tests of moderation do alike: a shelf, reports, and moderators who decide."""

import secrets

import pytest
from people import Person

LVIV = "UA46060250010015970"
REASONED = {"violation": "prohibited", "ground": "law", "ground_text": "Закон, ст. 1", "text": "Ось чому."}


def seller_of(server, name="Леся"):
    person = Person.known(server)
    profile = {"name": name, "place": LVIV, "languages": ["uk"]}
    assert person.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    return person


def edition_of(person, title=None, **more):
    """Nobody else's, unless its title is given."""
    body = {"title": title or f"Книга під сумнівом {secrets.token_hex(4)}", "authors": ["Хтось Один"], "language": "uk"} | more
    answer = person.call("POST", "/api/v1/me/editions", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def offer(person, edition, **more):
    body = {"edition_id": edition["id"], "grade": "good", "price": {"amount": 25000, "currency": "UAH"}, "exchange": False, "place": LVIV}
    return person.call("POST", "/api/v1/me/copies", json=body | more)


def a_copy(person, edition=None):
    answer = offer(person, edition or edition_of(person))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def report(by, violation="counterfeit", **target):
    return by.call("POST", "/api/v1/reports", json={"violation": violation} | target)


def cases(by, **params):
    by.server.test("GET", "/idle")
    answer = by.call("GET", "/api/v1/moderation/cases", params=params | {"limit": 100})
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def case_of(by, target, **params):
    """The only case about a copy or a person."""
    found = [c for c in cases(by, **params) if target in (c.get("copy_id"), c["person_id"] if "copy_id" not in c else None)]
    assert len(found) == 1, found
    return found[0]


def shown(by, case):
    by.server.test("GET", "/idle")
    answer = by.call("GET", f"/api/v1/moderation/cases/{case['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def take(by, case):
    return by.call("PUT", f"/api/v1/moderation/cases/{case['id']}/taken")


def release(by, case):
    return by.call("DELETE", f"/api/v1/moderation/cases/{case['id']}/taken")


def send_decision(by, case, action, **more):
    words = {"text": "Ось чому."} if action in ("dismiss", "uphold", "reject") else REASONED
    body = {"version": case["version"], "action": action} | words | more
    return by.call("POST", f"/api/v1/moderation/cases/{case['id']}/decision", json=body)


def decide(by, case, action, **more):
    """Takes it and decides, until it has been done."""
    taken = take(by, case)
    assert taken.status_code == 200, taken.text
    answer = send_decision(by, taken.json(), action, **more)
    assert answer.status_code == 200, answer.text
    by.server.test("GET", "/idle")
    return answer.json()


def decisions(person):
    person.server.test("GET", "/idle")
    return person.call("GET", "/api/v1/me/decisions").json()["items"]


def appeal(person, decision, text="Це не так."):
    return person.call("POST", f"/api/v1/me/decisions/{decision['id']}/appeal", json={"text": text})


# Fixtures of who takes part; a file of tests imports them and has a `server` of its own.
@pytest.fixture(scope="module")
def staff(server):
    return [Person.staff(server, "moderator") for _ in range(2)]


@pytest.fixture
def moderator(staff):
    staff[0].sign_in()  # time may have passed
    return staff[0]


@pytest.fixture
def other_moderator(staff):
    staff[1].sign_in()
    return staff[1]


@pytest.fixture
def seller(server):
    return seller_of(server)


@pytest.fixture
def reader(server):
    return Person.known(server)
