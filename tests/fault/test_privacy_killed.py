"""A server that is killed while it gathers or erases a person finishes after the next start."""

import contextlib
import io
import json
import signal
import zipfile

import httpx
import pytest
from checks import index_faults
from leaving import FLAGS as OF_MARKETS
from leaving import HOURS, fill, leave
from market import copy_of_demo
from people import Person, problem
from traces import traces

FLAGS = [*OF_MARKETS, "--auth.erasure_days", "0"]
STEPS = [
    *("begin", "farewell", "outbox", "keepers", "scrub", "afterwards"),
    *("catalog.objects", "catalog.bulk_jobs", "catalog.bulk_rows", "catalog.drafts", "catalog.copies", "catalog.sellers"),
    *("auth.objects", "auth.sessions", "auth.passkeys", "auth.identities", "auth.audit", "auth.claims", "auth.accounts"),
]


def killed(server):
    return server.wait(30) == -signal.SIGKILL


def of(server, person):
    return Person(server, person.address, person.password)


def gone_on(serve, data):
    """Once more, when the clock is where it was for the killed one, and its leases have ended."""
    server = serve(data, *FLAGS, dictionaries=False)
    server.test("POST", "/clock", {"advance_seconds": 4 * HOURS})
    assert server.test("GET", "/idle").status_code == 200, server.log()[-2000:]
    return server


@pytest.mark.parametrize("step", STEPS)
def test_an_erasure_is_finished_wherever_it_was_killed(serve, tmp_path, step):
    data = copy_of_demo(tmp_path / "data")
    server = serve(data, *FLAGS, dictionaries=False)
    left = fill(server, many=2)
    server.test("POST", "/failpoint", {"name": f"erase.{step}", "action": "kill"})
    leave(left, server)
    if step == "afterwards":  # some hours later
        assert server.test("GET", "/idle").status_code == 200
        with contextlib.suppress(httpx.TransportError):  # it may die before it can answer
            server.test("POST", "/clock", {"advance_seconds": 4 * HOURS})
    assert killed(server)
    again = gone_on(serve, data)
    again.test("POST", "/clock", {"advance_seconds": 4 * HOURS})
    assert again.test("GET", "/idle").status_code == 200
    assert again.stop() == 0
    assert traces(data, left.values, server.log(), again.log()) == []
    assert index_faults(data) == []


def test_a_request_to_leave_is_kept_or_never_was(serve, tmp_path):
    data = copy_of_demo(tmp_path / "data")
    server = serve(data, *FLAGS, dictionaries=False)
    left = fill(server, many=1)
    server.test("POST", "/failpoint", {"name": "erasure.planned", "action": "kill"})
    with pytest.raises(httpx.TransportError):
        leave(left, server)
    assert killed(server)
    again = gone_on(serve, data)
    assert problem(of(again, left.person).sign_in(), 401) == "bad_credentials", "it was set down, so it is done"
    assert again.stop() == 0
    assert traces(data, left.values, server.log(), again.log()) == []


@pytest.mark.parametrize("step", ["catalog/bulk_rows.json", "catalog/drafts.json", "catalog/copies.json", "auth/accounts.json", "part"])
def test_an_export_is_finished_wherever_it_was_killed(serve, tmp_path, step):
    data = copy_of_demo(tmp_path / "data")
    server = serve(data, *FLAGS, dictionaries=False)
    left = fill(server, many=2)
    server.test("POST", "/failpoint", {"name": f"export.{step}", "action": "kill"})
    assert left.person.call("POST", "/api/v1/me/export").status_code == 202
    assert killed(server)
    again = gone_on(serve, data)
    person = of(again, left.person)
    assert person.sign_in().status_code == 201
    state = person.call("GET", "/api/v1/me/export").json()
    assert state["state"] == "ready" and state["photos"] == 3
    (part,) = state["parts"]
    with zipfile.ZipFile(io.BytesIO(again.get(part["url"]).content)) as packed:
        names = packed.namelist()
        assert len(names) == len(set(names)) and len([n for n in names if n.endswith(".jpg")]) == 3
        assert len(json.loads(packed.read("catalog/copies.json"))) == 2
    assert again.stop() == 0
