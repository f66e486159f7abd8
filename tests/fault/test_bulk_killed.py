"""Imports of stock whose server dies under them."""

import contextlib
import signal

import httpx
from leaving import HOURS
from people import CHEAP_HASHES, Person
from stock import FILE, IMPORTS, a_seller, begin, judged, read, shelf, show, title

BOOKS = 250


def a_file():
    return FILE + "".join(f"{n},{title()},,,,uk,good,100,,\n" for n in range(BOOKS))


def dies(server, command):
    """While it does what the command asks for; it may die before it answers."""
    with contextlib.suppress(httpx.HTTPError):
        command()
    return server.wait(20) == -signal.SIGKILL


def gone_on(serve, data):
    """Started again, when the leases of the killed one have ended."""
    server = serve(data, *CHEAP_HASHES)
    server.test("POST", "/clock", {"advance_seconds": 4 * HOURS})
    assert server.test("GET", "/idle").status_code == 200, server.log()[-2000:]
    return server


def of(server, person):
    again = Person(server, person.address, person.password)
    assert again.sign_in().status_code == 201
    return again


def test_rows_are_judged_to_the_end_and_counted_once_although_the_server_was_killed_between_them(serve, demo):
    server = serve(demo, *CHEAP_HASHES)
    seller = a_seller(server)
    id_ = begin(seller, a_file().encode())
    # The first hundred has its verdicts, and nobody has written that down.
    server.test("POST", "/failpoint", {"name": "bulk.before_judged", "action": "kill"})
    assert dies(server, lambda: read(seller, id_))
    seller = of(gone_on(serve, demo), seller)
    job = show(seller, id_)
    assert job["state"] == "ready" and job["judged"] == BOOKS
    assert job["counts"] == {"offers": 0, "new_editions": BOOKS, "duplicates": 0, "rejects": 0}


def test_copies_are_offered_once_although_the_server_was_killed_between_them(serve, demo):
    server = serve(demo, *CHEAP_HASHES)
    seller = a_seller(server)
    job = judged(seller, a_file())
    # The first hundred is offered, and nobody has written that down.
    server.test("POST", "/failpoint", {"name": "bulk.before_applied", "action": "kill"})
    assert dies(server, lambda: seller.call("POST", f"{IMPORTS}/{job['id']}/apply"))
    seller = of(gone_on(serve, demo), seller)
    done = show(seller, job["id"])
    assert done["state"] == "done" and done["applied"] == BOOKS and done["copies"] == BOOKS
    copies = [c["reference"] for c in shelf(seller)]
    assert sorted(copies) == sorted(str(n) for n in range(BOOKS)), "each row once"
