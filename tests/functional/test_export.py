"""People take along everything that is known of them."""

import io
import json
import re
import zipfile

import pytest
from leaving import DAYS, FLAGS, HOURS, fill, keep_photo, noise, offer
from market import Server, copy_of_demo
from people import Person, letters, problem


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("export") / "data")
    with Server(data, *FLAGS) as s:
        yield s
        assert s.stop() == 0


@pytest.fixture(scope="module")
def left(server):
    return fill(server)


def ask(person):
    return person.call("POST", "/api/v1/me/export")


def shown(person):
    answer = person.call("GET", "/api/v1/me/export")
    assert answer.status_code == 200, answer.text
    return answer.json()


def files_of(server, person):
    """All files of all parts, by name."""
    out = {}
    for part in shown(person)["parts"]:
        answer = server.get(part["url"])
        assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
        assert len(answer.content) == part["bytes"] and "attachment" in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "no-store"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
            assert packed.testzip() is None
            for name in packed.namelist():
                assert name not in out, "each once"
                out[name] = packed.read(name)
    return out


@pytest.fixture(scope="module")
def files(server, left):
    left.person.sign_in()
    answer = ask(left.person)
    assert answer.status_code == 202 and answer.json()["state"] == "running"
    server.test("GET", "/idle")
    assert shown(left.person)["state"] == "ready"
    return files_of(server, left.person)


def test_all_that_is_known_of_a_person_is_in_it(server, left, files):
    everything = b"\n".join(files.values()).decode("utf-8", "replace").lower()
    texts = [v for v in left.values if isinstance(v, str)]
    # A reason that was taken back, and an address that was left, are kept nowhere but in letters that were sent.
    unkept = [t for t in texts if t.startswith(("Блокування", "Davnia"))]
    assert [t for t in texts if t.lower() not in everything] == unkept
    photos = {n: content for n, content in files.items() if n.endswith(".jpg")}
    assert {n.split("/")[1].removesuffix(".jpg") for n in photos} == set(left.photos)
    assert all(content.startswith(b"\xff\xd8") for content in photos.values())
    assert len(json.loads(files["catalog/copies.json"])) == len(left.copies)


def test_people_can_read_it(files):
    account = json.loads(files["auth/accounts.json"])[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", account["created_at"])
    assert b'[\n  {\n    "id": "' in files["auth/accounts.json"], "a member a line"
    assert "Дивосвітка".encode() in files["auth/accounts.json"], "letters as they are"


def test_no_secret_is_in_it(server, left, files):
    text = b"\n".join(v for k, v in files.items() if k.endswith(".json")).decode()
    for secret in ("password_hash", "argon2", "digest", "sealed", left.person.answer["access_token"][-20:]):
        assert secret not in text.replace("request_digest", ""), secret


def test_nothing_of_others_is_in_it(server, left, files):
    assert b"\xd1\x87\xd1\x83\xd0\xb6\xd0\xb5" not in files["catalog/copies.json"], "somebody else's notes"
    for name, content in files.items():
        if name.endswith(".json"):
            for document in json.loads(content):
                assert left.person.id in json.dumps(document) or name == "auth/totp.json", (name, document)


def test_one_at_a_time_and_only_who_proved_who_they_are(server):
    person = Person.known(server)
    assert problem(person.call("GET", "/api/v1/me/export"), 404) == "export_not_found"
    server.test("POST", "/failpoint", {"name": "export.auth/accounts.json", "action": "fail"})
    assert ask(person).status_code == 202
    assert problem(ask(person), 409) == "export_running"
    server.test("POST", "/failpoint", {"name": "export.auth/accounts.json", "action": "off"})
    server.test("POST", "/clock", {"advance_seconds": 11 * 60})
    server.test("GET", "/idle")
    person.refresh()
    assert problem(ask(person), 403) == "reauthentication_required"
    person.sign_in()
    assert ask(person).status_code == 202, "a new one takes the place of one that is ready"
    server.test("GET", "/idle")
    assert shown(person)["state"] == "ready" and "auth/accounts.json" in files_of(server, person)


def test_one_sees_how_far_it_is(server):
    left = fill(server, many=2)
    server.test("POST", "/failpoint", {"name": "export.auth/claims.json", "action": "fail"})
    assert ask(left.person).status_code == 202
    server.test("GET", "/idle")  # 503, unless the server's own round was first and it waits to be tried again
    state = shown(left.person)
    assert state["state"] == "running" and state["at"] == "auth/audit.json" and state["documents"] > 10 and state["photos"] == 3
    assert state["parts"] == []
    server.test("POST", "/failpoint", {"name": "export.auth/claims.json", "action": "off"})
    server.test("POST", "/clock", {"advance_seconds": 120})
    server.test("GET", "/idle")
    state = shown(left.person)
    assert state["state"] == "ready" and state["photos"] == 3 and "at" not in state
    assert len([n for n in files_of(server, left.person) if n.endswith(".jpg")]) == 3


def test_a_letter_tells_when_it_is_ready_and_after_a_week_it_is_gone(server):
    person = Person.known(server)
    assert ask(person).status_code == 202
    assert letters(server, person.address)[-1]["subject"] == "Ваші дані зібрано"
    url = shown(person)["parts"][0]["url"]
    objects = lambda: [p for p in (server.data / "objects").rglob("*.zip") if person.id in str(p)]  # noqa: E731
    assert objects() and server.get(url).status_code == 200
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    assert problem(server.get(url), 403) == "signature_expired"
    person.sign_in()
    assert server.get(shown(person)["parts"][0]["url"]).status_code == 200, "asked again, it has a new address"
    server.test("POST", "/clock", {"advance_seconds": 7 * DAYS})
    server.test("GET", "/idle")
    assert objects() == []
    person.sign_in()
    assert problem(person.call("GET", "/api/v1/me/export"), 404) == "export_not_found"


def test_nobody_downloads_what_was_not_signed_for_them(server):
    person, other = Person.known(server), Person.known(server)
    for p in (person, other):
        assert ask(p).status_code == 202
        server.test("GET", "/idle")
    theirs, mine = (shown(p)["parts"][0]["url"] for p in (person, other))
    forged = theirs.split("?")[0] + "?" + mine.split("?")[1]
    assert problem(server.get(forged), 403) == "signature_invalid"
    assert server.get(theirs.split("?")[0]).status_code == 400
    assert problem(server.get(theirs.replace("expires=1", "expires=2")), 403) == "signature_invalid"
    begun = f"/objects/erased/{person.id}?expires=99999999999&signature={'A' * 43}"
    assert problem(server.get(begun), 403) == "signature_invalid"


def test_much_comes_in_several_parts(server):
    left = fill(server, many=1)
    edition = server.json("/api/v1/editions/9780439023481")["id"]
    place = "UA46060250010015970"
    for i in range(2):
        copy = offer(left.person, edition, place)
        for k in range(7):
            keep_photo(left.person, f"/api/v1/me/copies/{copy}/photos", noise(10 * i + k, 1800, 1300))
    left.person.sign_in()
    assert ask(left.person).status_code == 202
    server.test("GET", "/idle")
    state = shown(left.person)
    assert len(state["parts"]) > 1 and state["photos"] == 17
    files = files_of(server, left.person)
    assert len([n for n in files if n.endswith(".jpg")]) == 17 and len(json.loads(files["catalog/copies.json"])) == 3


def test_an_erased_person_has_no_export_either(server):
    person = Person.known(server)
    assert ask(person).status_code == 202
    server.test("GET", "/idle")
    url = shown(person)["parts"][0]["url"]
    assert person.call("POST", "/api/v1/me/erasure", json={"email": person.address}).status_code == 202
    server.test("POST", "/clock", {"advance_seconds": 8 * DAYS})
    server.test("GET", "/idle")
    assert server.get(url).status_code == 403
    assert [p for p in (server.data / "objects").rglob("*") if person.id in str(p) and "erased" not in str(p)] == []


def test_who_asks_too_often_waits(server):
    person = Person.known(server)
    codes = set()
    for _ in range(11):
        codes.add(ask(person).status_code)
        server.test("GET", "/idle")
    assert codes == {202, 429}
