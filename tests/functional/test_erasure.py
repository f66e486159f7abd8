"""People leave, and are forgotten: everywhere, at once or after days in which they may come back."""

import shutil
import sqlite3
import uuid

import pytest
from leaving import DAYS, FLAGS, HOURS, ISBN, fill, leave, server, stored  # noqa: F811: server is a fixture
from market import copy_of_demo
from people import Person, letters, link_in, problem, with_token
from stock import FILE, IMPORTS, a_seller, begin, judged, read, shelf, show
from traces import traces


def later(server, seconds):
    server.test("POST", "/clock", {"advance_seconds": seconds})
    assert server.test("GET", "/idle").status_code == 200, server.log()[-2000:]


def erase(person):
    return person.call("POST", "/api/v1/me/erasure", json={"email": person.address})


def everywhere(server, values):
    return traces(server.data, values, server.log())


def test_nothing_of_an_erased_person_is_found_anywhere(serve, data):
    server = serve(copy_of_demo(data), *FLAGS)
    left = fill(server, many=40)
    found = {value for _, value in everywhere(server, left.values)}
    assert found == set(left.values), "whatever the search does not find while it is there, it could not miss afterwards"
    leave(left, server)
    later(server, 8 * DAYS)
    assert everywhere(server, left.values) == []
    for copy in left.copies[:3]:
        assert server.get(f"/api/v1/copies/{copy}").status_code == 404
    assert server.get(f"/api/v1/sellers/{left.person.id}/copies").status_code == 404
    later(server, 4 * HOURS)
    assert server.stop() == 0
    assert everywhere(server, left.values) == []


def test_what_is_kept_tells_nothing_of_who_it_was(server):
    left = fill(server, many=1)
    leave(left, server)
    later(server, 8 * DAYS)
    audit = stored(server.data, "audit", left.person.id)
    assert len(audit) > 5 and all('"address":""' in a and '"user_agent":""' in a for a in audit if f'"account_id":"{left.person.id}"' in a), audit
    with sqlite3.connect(f"file:{server.data}/bookmarket.sqlite?mode=ro", uri=True) as store:
        tables = [t for (t,) in store.execute("SELECT name FROM sqlite_master WHERE name LIKE 'doc.%'")]
    kept = {t for t in tables if stored(server.data, t.removeprefix("doc."), left.person.id)}
    assert kept == {"doc.audit", "doc.reports", "doc.cases", "doc.case_entries"}, "by their id, too"
    assert stored(server.data, "reports", f'"reporter_id":"{left.person.id}') == [], "what they reported goes"
    about = stored(server.data, "cases", f'"person":"{left.person.id}')
    assert len(about) == 3 and any('"action":"ask_to_amend"' in c and '"violation":"prohibited"' in c for c in about), "what is counted stays"


def test_another_person_loses_nothing(server):
    staying, leaving = fill(server, many=1), fill(server, many=1)  # the clock goes on meanwhile, and access tokens end
    kept = (*("accounts", "copies", "drafts", "sellers", "passkeys", "identities", "claims", "audit"), *("reports", "cases", "case_entries"))
    before = {c: sorted(stored(server.data, c, staying.person.id)) for c in kept}
    leave(leaving, server)
    later(server, 8 * DAYS)
    assert {c: sorted(stored(server.data, c, staying.person.id)) for c in before} == before
    assert len([p for p in (server.data / "objects").rglob("*") if p.is_file() and staying.photos[0] in str(p)]) > 3


def test_leaving_ends_every_session_and_token_at_once(server):
    person = Person.known(server)
    other, (token, _) = person.again(), person.api_token("account:read")
    for t in (person.answer["access_token"], other.answer["access_token"], token):
        assert with_token(server, t).status_code == 200
    answer = erase(person)
    assert answer.status_code == 202 and answer.json()["erased_at"]
    assert "refresh" not in person.client.cookies
    for t in (person.answer["access_token"], other.answer["access_token"], token):
        assert with_token(server, t).status_code == 401
    assert other.refresh().status_code == 401


def test_a_letter_tells_when_and_that_signing_in_calls_it_off(server):
    person = Person.known(server, language="en")
    planned = erase(person).json()["erased_at"]
    letter = letters(server, person.address)[-1]
    assert letter["subject"] == "Your account will be erased"
    assert planned[:16].replace("T", " ") in letter.get_body(("plain",)).get_content() and link_in(letter)[0] == "/en/sign-in"


def test_who_comes_back_in_time_stays_with_all_that_was_theirs(server):
    left = fill(server, many=2)
    token, _ = left.person.api_token("account:read")
    leave(left, server)
    later(server, 6 * DAYS)
    assert with_token(server, token).status_code == 401
    assert left.person.sign_in().status_code == 201
    assert with_token(server, token).status_code == 200, "and their programs go on"
    later(server, 3 * DAYS)
    assert left.person.sign_in().status_code == 201
    assert left.person.actions()[:3].count("sign_in") == 2 and "erasure_called_off" in left.person.actions()
    assert [m["subject"] for m in letters(server, left.person.address)][-1] == "Ваш обліковий запис залишається"
    assert len(left.person.call("GET", "/api/v1/me/copies").json()["items"]) == 2
    texts = [v for v in left.values if isinstance(v, str) and v != left.stock]
    assert {v for _, v in everywhere(server, texts)} == set(texts)
    for photo in left.photos[:2]:
        assert [p for p in (server.data / "objects").rglob("*") if p.is_file() and photo in str(p)], "of a copy; that of a draft nobody went on with may be gone"


def test_who_comes_back_and_leaves_again_has_all_days_anew(server):
    person = Person.known(server)
    assert erase(person).status_code == 202
    later(server, 6 * DAYS)
    assert person.sign_in().status_code == 201
    assert erase(person).status_code == 202
    later(server, 6 * DAYS)
    assert person.sign_in().status_code == 201, "the first date is no date any more"


def test_a_wrong_password_calls_nothing_off(server):
    person = Person.known(server)
    assert erase(person).status_code == 202
    assert person.sign_in("не той пароль зовсім").status_code == 401
    later(server, 8 * DAYS)
    assert problem(person.sign_in(), 401) == "bad_credentials"


def test_the_address_is_free_again_afterwards(server):
    person = Person.known(server)
    assert erase(person).status_code == 202
    person.sign_up()
    assert letters(server, person.address)[-1]["subject"] == "У вас уже є полиця на БукМаркеті", "not yet"
    later(server, 8 * DAYS)
    assert letters(server, person.address) == []
    assert person.sign_up().status_code == 202 and person.verify().status_code == 204
    old = person.id
    assert person.sign_in().status_code == 201 and person.id != old


def test_who_leaves_types_the_address_and_has_proved_who_they_are(server):
    person = Person.known(server)
    for wrong in (Person(server).address, "", "x"):
        answer = person.call("POST", "/api/v1/me/erasure", json={"email": wrong})
        assert answer.status_code == 400 and [e["pointer"] for e in answer.json()["errors"]] == ["/body/email"]
    later(server, 11 * 60)
    assert person.refresh().status_code == 200
    assert problem(erase(person), 403) == "reauthentication_required"
    assert person.call("POST", "/api/v1/me/erasure", json={"email": person.address.upper()}).status_code == 403
    assert person.sign_in().status_code == 201
    assert person.call("POST", "/api/v1/me/erasure", json={"email": person.address.upper()}).status_code == 202


def test_the_last_administrator_stays(serve, data):
    server = serve(data, *FLAGS)
    first = Person.staff(server, "admin")
    assert problem(erase(first), 409) == "last_admin"
    assert first.call("GET", "/api/v1/me").status_code == 200
    second = Person.staff(server, "admin")
    assert erase(first).status_code == 202
    assert problem(erase(second), 409) == "last_admin", "who is leaving does not count"
    assert problem(second.call("PUT", f"/api/v1/accounts/{second.id}/roles", json={"roles": []}), 409) == "last_admin"


def test_without_days_of_grace_it_is_done_at_once(serve, data):
    server = serve(copy_of_demo(data), *FLAGS, "--auth.erasure_days", "0")
    left = fill(server, many=2)
    leave(left, server)
    later(server, 0)
    assert everywhere(server, left.values) == []
    assert problem(left.person.sign_in(), 401) == "bad_credentials"


def test_the_last_letter_says_that_it_is_done(serve, data):
    server = serve(data, *FLAGS, "--auth.erasure_days", "0")
    person = Person.known(server)
    server.test("POST", "/failpoint", {"name": "erase.outbox", "action": "fail"})
    assert erase(person).status_code == 202
    server.test("GET", "/idle")  # 503, unless the step has failed before and waits to be tried again
    server.test("POST", "/failpoint", {"name": "erase.outbox", "action": "off"})
    subjects = [m["subject"] for m in letters(server, person.address)]
    assert subjects[-1] == "Ваш обліковий запис стерто"
    later(server, HOURS)
    assert letters(server, person.address) == [], "the market's own copy goes, too"


def test_what_comes_in_while_somebody_is_erased_goes_some_hours_later(serve, data):
    server = serve(copy_of_demo(data), *FLAGS, "--auth.erasure_days", "0")
    left = fill(server, many=1)
    person = left.person
    edition = server.json(f"/api/v1/editions/{ISBN}")["id"]
    leave(left, server)
    later(server, 0)
    # As by a request that was under way: written behind the server's back.
    with sqlite3.connect(server.data / "bookmarket.sqlite") as store:
        store.execute("PRAGMA busy_timeout=5000")
        store.execute(
            'INSERT INTO "doc.totp"(id, version, body) VALUES(?, 1, ?)', (person.id, f'{{"sealed_secret":"{left.values[0]}","edition":"{edition}"}}')
        )
    assert everywhere(server, left.values)
    later(server, 4 * HOURS)
    assert everywhere(server, left.values) == []


@pytest.mark.parametrize("upto", ["uploaded", "judged", "applying"])
def test_of_an_import_of_stock_that_is_under_way_nothing_stays(serve, data, upto):
    server = serve(copy_of_demo(data), *FLAGS, "--auth.erasure_days", "0")
    person, other, word = a_seller(server), a_seller(server, "Іван"), f"Накладна{uuid.uuid4().hex}"
    theirs = judged(other, FILE + "1,Книга,,,,uk,good,100,,\n")["id"]
    mine = begin(person, (FILE + "".join(f"{n},Книга {n},,,,uk,good,100,,{word}\n" for n in range(150))).encode())
    if upto != "uploaded":
        assert read(person, mine).status_code == 200 and server.test("GET", "/idle").status_code == 200
    if upto == "applying":
        server.test("POST", "/failpoint", {"name": "bulk.before_applied", "action": "fail"})
        assert person.call("POST", f"{IMPORTS}/{mine}/apply").status_code == 200
        server.test("GET", "/idle")
        assert len(shelf(person)) == 100 and show(person, mine)["applied"] == 0
        server.test("POST", "/failpoint", {"name": "bulk.before_applied", "action": "off"})
    assert everywhere(server, [word])
    assert erase(person).status_code == 202
    later(server, 0)
    assert everywhere(server, [word]) == []
    later(server, 4 * HOURS)
    assert everywhere(server, [word]) == []
    with sqlite3.connect(f"file:{server.data}/bookmarket.sqlite?mode=ro", uri=True) as store:
        tables = [t for (t,) in store.execute("SELECT name FROM sqlite_master WHERE name LIKE 'doc.%'")]
    assert {t for t in tables if stored(server.data, t.removeprefix("doc."), person.id)} - {"doc.editions"} == {"doc.audit"}, "editions that it added are the catalogue's"
    other = other.again()
    assert show(other, theirs)["state"] == "ready", "another's is as it was"


def test_a_restored_store_forgets_them_again(serve, data, tmp_path):
    server = serve(copy_of_demo(data), *FLAGS, "--auth.erasure_days", "0")
    left = fill(server, many=2)
    assert server.stop() == 0
    shutil.copy(data / "bookmarket.sqlite", tmp_path / "backup")
    server = serve(data, *FLAGS, "--auth.erasure_days", "0")
    left.person = browser_of_again(server, left.person)
    leave(left, server)
    later(server, 0)
    assert server.stop() == 0 and everywhere(server, left.values) == []
    for old in data.glob("bookmarket.sqlite*"):
        old.unlink()
    (data / "search.snapshot").unlink()
    shutil.copy(tmp_path / "backup", data / "bookmarket.sqlite")
    assert traces(data, left.values)
    server = serve(data, *FLAGS)
    later(server, 0)
    assert server.stop() == 0
    assert everywhere(server, left.values) == []


def browser_of_again(server, person):
    other = Person(server, person.address, person.password)
    assert other.sign_in().status_code == 201
    return other


def test_a_value_that_is_left_on_purpose_is_noticed(serve, data):
    server = serve(copy_of_demo(data), *FLAGS, "--auth.erasure_days", "0")
    left = fill(server, many=1)
    leave(left, server)
    later(server, 0)
    (server.data / "objects" / "forgotten").write_bytes(b"x" + left.values[0].encode())
    assert {value for _, value in everywhere(server, left.values)} == {left.values[0]}
