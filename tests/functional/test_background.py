"""What the market does by itself: nobody asks whether it is idle here, which would do the work."""

import email
import email.policy
import time

import pytest
from market import Server, copy_of_demo
from people import CHEAP_HASHES, Person, link_in
from test_photos import picture, send
from test_shelf import ISBN, LVIV, offer, put


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("background") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


def until(what, seconds=20):
    """What `what` gives when it is something at last."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come about by itself")


def letter_to(server, address):
    for path in (server.data / "mail").glob("*.eml"):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if letter["to"] == address:
            return letter
    return None


@pytest.fixture(scope="module")
def seller(server):
    person = Person(server)
    assert person.sign_up().status_code == 202
    _, token = link_in(until(lambda: letter_to(server, person.address)))
    assert person.client.post("/api/v1/email-verifications", json={"token": token}).status_code == 204
    assert person.sign_in().status_code == 201
    assert person.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": []}).status_code == 200
    return person


def test_a_letter_goes_out(server, seller):
    assert letter_to(server, seller.address)


def test_a_copy_is_found_and_a_paused_shelf_is_empty(server, seller):
    edition = server.json(f"/api/v1/editions/{ISBN}")
    copy = put(seller, offer(edition, price={"amount": 700, "currency": "UAH"})).json()
    cheap = lambda: edition["work"]["id"] in {i["id"] for i in server.search(ISBN, price_max=700)["items"]}  # noqa: E731
    until(cheap)
    assert seller.call("PUT", "/api/v1/me/pause").status_code == 200
    until(lambda: seller.call("GET", f"/api/v1/me/copies/{copy['id']}").json()["status"] == "paused")
    until(lambda: not cheap())


def test_photos_that_nobody_kept_go(server, seller):
    draft = "/api/v1/me/drafts/0b5a3c7e-6a0f-4d53-9a68-5a2b8f6f0c11"
    assert seller.call("PUT", draft, json={}).status_code == 200
    uploaded, photo = send(seller, draft.replace("drafts", "copies") + "/photos", picture())
    assert uploaded.status_code == 204
    there = lambda: [p for p in (server.data / "objects").rglob("*") if photo in p.name]  # noqa: E731
    assert there()
    server.test("POST", "/clock", {"advance_seconds": 3600})
    until(lambda: not there())
