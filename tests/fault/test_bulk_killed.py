"""Imports of stock whose server dies under them."""

import contextlib
import signal

import httpx

from people import CHEAP_HASHES, Person
from stock import FILE, IMPORTS, a_seller, judged, shelf, show, title


def dies(server):
    return server.process.wait(20) == -signal.SIGKILL


def restarted(serve, data):
    """Its leases are over."""
    server = serve(data, *CHEAP_HASHES)
    server.test("POST", "/clock", {"advance_seconds": 120})
    server.test("GET", "/idle")
    return server


def test_copies_are_offered_once_although_the_server_was_killed_between_them(serve, demo):
    server = serve(demo, *CHEAP_HASHES)
    seller = a_seller(server)
    books = FILE + "".join(f"{n},{title()},,,,uk,good,100,,\n" for n in range(250))
    job = judged(seller, books)
    # The first hundred is offered, and nobody has written that down.
    server.test("POST", "/failpoint", {"name": "bulk.before_progress", "action": "kill"})
    with contextlib.suppress(httpx.HTTPError):  # it may die before it answers
        seller.call("POST", f"{IMPORTS}/{job['id']}/apply")
    assert dies(server)
    server = restarted(serve, demo)
    seller = Person(server, seller.address)
    assert seller.sign_in().status_code == 201
    done = show(seller, job["id"])
    assert done["state"] == "done" and done["applied"] == 250 and done["copies"] == 250
    copies = [c["reference"] for c in shelf(seller)]
    assert sorted(copies) == sorted(str(n) for n in range(250)), "each row once"
