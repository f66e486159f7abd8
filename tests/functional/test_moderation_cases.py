"""What moderators decide: what becomes of copies and people, the reasons they are given, and appeals."""

import contextlib
import signal

import httpx
import pytest
from cases import LVIV, REASONED, a_copy, appeal, case_of, cases, decide, decisions, edition_of, release, report, seller_of, send_decision, shown, take
from cases import moderator, other_moderator, reader, seller, staff  # noqa: F401, F811: fixtures
from conformance_calls import photo
from market import Server, field_pointers, write
from people import CHEAP_HASHES, Person, letters, problem

DAY = 24 * 3600


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    flags = (*CHEAP_HASHES, "--auth.letters_per_hour", "10000", "--auth.sign_ins_per_address", "10000", "--http.ready_milliseconds", "0")
    with Server(tmp_path_factory.mktemp("cases") / "data", *flags) as s:
        yield s
        assert s.stop() == 0


def own(person, copy):
    return person.call("GET", f"/api/v1/me/copies/{copy}").json()


def change(person, copy, **more):
    body = {"grade": "worn", "price": {"amount": 9900, "currency": "UAH"}, "exchange": False, "place": LVIV} | more
    return person.call("PUT", f"/api/v1/me/copies/{copy}", json=body)


def is_public(server, copy, seller):
    """Whether everybody sees it, and everywhere alike."""
    server.test("GET", "/idle")
    work, title = (own(seller, copy)["work"][k] for k in ("id", "title"))
    seen = {
        server.get(f"/api/v1/copies/{copy}").status_code == 200,
        copy in [c["id"] for c in server.json(f"/api/v1/works/{work}")["copies"]],
        copy in [c["id"] for c in server.json(f"/api/v1/sellers/{seller.id}/copies")["items"]],
        server.json(f"/api/v1/works/{work}/prices")["copies"] == 1,
        work in [i["id"] for i in server.search(title, place=LVIV, sale="true")["items"]],
    }
    assert len(seen) == 1, "not everywhere alike"
    return seen.pop()


@pytest.mark.parametrize("action", ["hide_copy", "remove_copy"])
def test_a_hidden_copy_is_only_its_owners_to_see_and_not_to_bring_back(server, moderator, seller, reader, action):
    copy = a_copy(seller)
    assert is_public(server, copy, seller)
    report(reader, copy_id=copy)
    decided = decide(moderator, case_of(moderator, copy), action)
    assert not is_public(server, copy, seller)
    mine = own(seller, copy)
    assert mine["status"] == "hidden" and mine["restriction"]["decision_id"] == decided["id"] and mine["restriction"]["action"] == action
    assert seller.call("GET", "/api/v1/me/copies?status=hidden").json()["items"][0]["restriction"] == mine["restriction"]
    for verb in ("withdraw", "offer-again", "sold-elsewhere"):
        assert problem(seller.call("POST", f"/api/v1/me/copies/{copy}/{verb}"), 409) == "copy_hidden"
    assert problem(change(seller, copy), 409) == "copy_hidden"
    for method in ("PUT", "DELETE"):
        assert seller.call(method, "/api/v1/me/pause").status_code == 200
        assert not is_public(server, copy, seller)
    begin = {"content_type": "image/jpeg", "bytes": 1000}
    assert problem(seller.call("POST", f"/api/v1/me/copies/{copy}/photos", json=begin), 409) == "copy_hidden"
    assert problem(report(Person.known(server), copy_id=copy), 404) == "copy_not_found"
    assert shown(moderator, decided)["copy"]["status"] == "hidden"


def test_pictures_of_a_hidden_copy_are_gone_from_where_everybody_saw_them(server, moderator, seller, reader):
    copy = a_copy(seller)
    where = f"/api/v1/me/copies/{copy}/photos"
    upload = seller.call("POST", where, json={"content_type": "image/jpeg", "bytes": len(photo())}).json()
    httpx.put(server.url + upload["url"], content=photo(), headers={"Content-Type": upload["content_type"]})
    whole = {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000}
    assert seller.call("PUT", f"{where}/{upload['photo_id']}", json=whole).status_code == 200
    before = [p["url"] for p in server.json(f"/api/v1/copies/{copy}")["photos"][0]["pictures"]]
    assert all(server.get(url).status_code == 200 for url in before)
    report(reader, copy_id=copy)
    decide(moderator, case_of(moderator, copy), "hide_copy")
    assert [server.get(url).status_code for url in before] == [404] * len(before)
    now = [p["url"] for p in own(seller, copy)["photos"][0]["pictures"]]
    assert len(now) == len(before) and all(server.get(url).status_code == 200 for url in now), "its owner still sees them"
    assert [p["url"] for p in shown(moderator, case_of(moderator, copy, state="decided"))["copy"]["photos"][0]["pictures"]] == now


def test_its_owner_is_told_by_letter_what_was_decided_and_answered(server, moderator, other_moderator, seller, reader):
    edition = edition_of(seller)
    copies = [a_copy(seller, edition) for _ in range(2)]
    for copy, action, answer in zip(copies, ("hide_copy", "ask_to_amend"), ("uphold", "reject"), strict=True):
        report(reader, copy_id=copy)
        decide(moderator, case_of(moderator, copy), action)
        appeal(seller, decisions(seller)[0])
        decide(other_moderator, case_of(moderator, copy, kind="appeal"), answer, text=f"Відповідь: {answer}.")
    told = letters(server, seller.address)[1:]  # after the one that confirmed the address
    assert [m["subject"] for m in told] == [
        "Модератор зняв вашу книгу з полиці",
        "Ваше оскарження задоволено",
        "Модератор просить дещо виправити",
        "Ваше оскарження відхилено",
    ]
    texts = [m.get_body(("plain",)).get_content() for m in told]
    assert all(f"«{edition['work']['title']}»" in t for t in texts)
    assert all("Закон, ст. 1" in t and "Ось чому." in t for t in (texts[0], texts[2]))
    assert "Відповідь: uphold." in texts[1] and "Відповідь: reject." in texts[3]
    assert reader.id not in str(texts) and moderator.id not in str(texts)
    assert len(letters(server, reader.address)) == 1, "reporters look it up"


def test_its_owner_is_told_why_and_by_whom_it_can_be_undone(server, moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    decided = decide(moderator, case_of(moderator, copy), "hide_copy")
    reasons = decisions(seller)[0]
    assert {k: reasons[k] for k in REASONED} == REASONED
    assert (reasons["id"], reasons["copy_id"], reasons["action"], reasons["found_by"]) == (decided["id"], copy, "hide_copy", "reports")
    assert reasons["may_appeal"] is True and reasons["appeal_until"] > reasons["decided_at"]
    assert reader.id not in str(reasons), "nor do they learn who reported it"
    assert decisions(reader) == []
    assert problem(appeal(reader, reasons), 404) == "decision_not_found"


def test_an_appeal_is_decided_by_another_and_brings_the_copy_back(server, moderator, other_moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    decide(moderator, case_of(moderator, copy), "hide_copy")
    reasons = decisions(seller)[0]
    answer = appeal(seller, reasons)
    assert answer.status_code == 201 and answer.json()["appeal"]["state"] == "pending" and answer.json()["may_appeal"] is False
    assert appeal(seller, reasons).status_code == 201, "the same again is the same"
    assert problem(appeal(seller, reasons, "Інші слова."), 409) == "already_appealed"
    case = case_of(moderator, copy, kind="appeal")
    assert case["about"] == reasons["id"] and shown(moderator, case)["appeal_text"] == "Це не так."
    assert problem(take(moderator, case), 403) == "own_decision"
    taken = take(other_moderator, case).json()
    assert field_pointers(send_decision(other_moderator, taken, "dismiss")) == ["/body/action"]
    decide(other_moderator, taken, "uphold", text="Справді не так.")
    assert is_public(server, copy, seller)
    mine = own(seller, copy)
    assert mine["status"] == "available" and "restriction" not in mine
    outcome = decisions(seller)[0]["appeal"]
    assert (outcome["state"], outcome["answer"]) == ("upheld", "Справді не так.")
    assert problem(appeal(seller, reasons, "Ще."), 409) == "already_appealed"


def test_of_two_decisions_the_one_that_stands_keeps_a_copy_hidden(serve, data, tmp_path):
    rule = """[[rule]]\nid = "book"\naction = "flag"\ntitles = ["сумнівом"]\nground = "Закон"\ntext_uk = "Ні."\ntext_en = "No."\n"""
    server = serve(data, *CHEAP_HASHES, "--catalog.rules", write(tmp_path / "rules.toml", rule))
    first, second, seller = Person.staff(server, "moderator"), Person.staff(server, "moderator"), seller_of(server)
    copy = a_copy(seller)
    report(Person.known(server), copy_id=copy)
    for kind in ("rule", "reports"):
        decide(first, case_of(first, copy, kind=kind), "hide_copy")
    for n, status in ((0, 404), (1, 200)):
        appeal(seller, decisions(seller)[n])
        decide(second, case_of(second, copy, kind="appeal"), "uphold")
        assert server.get(f"/api/v1/copies/{copy}").status_code == status


def test_a_rejected_appeal_changes_nothing(server, moderator, other_moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    decide(moderator, case_of(moderator, copy), "remove_copy")
    appeal(seller, decisions(seller)[0])
    decide(other_moderator, case_of(moderator, copy, kind="appeal"), "reject")
    assert not is_public(server, copy, seller) and decisions(seller)[0]["appeal"]["state"] == "rejected"


def test_where_there_is_no_other_moderator_the_first_decides_the_appeal(serve):
    server = serve(None, *CHEAP_HASHES)
    first, second, seller = Person.staff(server, "admin"), Person.staff(server, "admin"), seller_of(server)
    copy = a_copy(seller)
    report(Person.known(server), copy_id=copy)
    decide(first, case_of(first, copy), "hide_copy")
    appeal(seller, decisions(seller)[0])
    case = case_of(first, copy, kind="appeal")
    assert problem(take(first, case), 403) == "own_decision", "an administrator is another one, too"
    assert first.call("PUT", f"/api/v1/accounts/{second.id}/block", json={"reason": "x"}).status_code == 204
    decide(first, case, "uphold")
    assert server.get(f"/api/v1/copies/{copy}").status_code == 200


def test_where_the_other_moderator_appeals_the_first_decides(serve):
    server = serve(None, *CHEAP_HASHES)
    first, second = Person.staff(server, "moderator"), Person.staff(server, "moderator")
    profile = {"name": "Модератор", "place": LVIV, "languages": []}
    assert second.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    copy = a_copy(second)
    report(Person.known(server), copy_id=copy)
    decide(first, case_of(first, copy), "hide_copy")
    appeal(second, decisions(second)[0])
    case = case_of(first, copy, kind="appeal")
    assert problem(take(second, case), 403) == "own_case"
    decide(first, case, "uphold")
    assert server.get(f"/api/v1/copies/{copy}").status_code == 200


def test_an_appeal_comes_in_time_or_not_at_all(serve):
    server = serve(None, *CHEAP_HASHES, "--catalog.appeal_days", "10")
    moderator, seller = Person.staff(server, "moderator"), seller_of(server)
    copies = [a_copy(seller) for _ in range(2)]
    for copy in copies:
        report(Person.known(server), copy_id=copy)
        decide(moderator, case_of(moderator, copy), "hide_copy")
    late, early = decisions(seller)
    server.test("POST", "/clock", {"advance_seconds": 10 * DAY - 60})
    seller.sign_in()
    assert appeal(seller, early).status_code == 201
    server.test("POST", "/clock", {"advance_seconds": 60})
    seller.sign_in()
    assert problem(appeal(seller, late), 409) == "appeal_too_late"
    assert [d["may_appeal"] for d in decisions(seller)] == [False, False]
    moderator.sign_in()
    decide(moderator, case_of(moderator, copies[0], kind="appeal"), "uphold")  # the only moderator there is


def test_an_amended_copy_comes_back_after_another_look(server, moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    decide(moderator, case_of(moderator, copy), "ask_to_amend")
    assert not is_public(server, copy, seller)
    assert cases(moderator, kind="amended") == []
    assert change(seller, copy, notes="Без реклами.").status_code == 200
    assert not is_public(server, copy, seller)
    decide(moderator, case_of(moderator, copy, kind="amended"), "ask_to_amend")
    assert change(seller, copy, notes="Тепер справді.").status_code == 200
    decide(moderator, case_of(moderator, copy, kind="amended"), "dismiss")
    assert is_public(server, copy, seller) and own(seller, copy)["notes"] == "Тепер справді."


def test_nobody_decides_about_themselves(server, other_moderator, reader):
    moderator = Person.staff(server, "moderator")
    profile = {"name": "Модератор", "place": LVIV, "languages": []}
    assert moderator.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    copy = a_copy(moderator)
    report(reader, copy_id=copy)
    case = case_of(moderator, copy)
    assert problem(take(moderator, case), 403) == "own_case"
    assert problem(send_decision(moderator, case, "dismiss"), 403) == "own_case"
    decide(other_moderator, case, "dismiss")


@pytest.mark.parametrize(
    ("action", "more", "pointers"),
    [
        ("hide_copy", {"violation": None}, ["/body/violation"]),
        ("hide_copy", {"ground": None, "ground_text": None}, ["/body/ground", "/body/ground_text"]),
        ("remove_copy", {"ground_text": " "}, ["/body/ground_text"]),
        ("dismiss", {"text": " "}, ["/body/text"]),
        ("uphold", {}, ["/body/action"]),
        ("burn", {}, ["/body/action"]),
        ("dismiss", {"version": 0}, ["/body/version"]),
    ],
)
def test_what_is_wrong_with_a_decision_is_named(server, moderator, seller, action, more, pointers):
    copy = a_copy(seller)
    report(Person.known(server), copy_id=copy)
    taken = take(moderator, case_of(moderator, copy)).json()
    body = {"version": taken["version"], "action": action} | REASONED | more
    answer = moderator.call("POST", f"/api/v1/moderation/cases/{taken['id']}/decision", json={k: v for k, v in body.items() if v is not None})
    assert answer.status_code == 400 and field_pointers(answer) == pointers, answer.text
    decide(moderator, taken, "dismiss")


def test_a_blocked_persons_copies_are_nowhere_and_come_back_when_they_do(server, moderator, other_moderator, seller, reader):
    copy, down = a_copy(seller), a_copy(seller)
    assert seller.call("POST", f"/api/v1/me/copies/{down}/withdraw").status_code == 200
    work = own(seller, copy)["work"]["id"]
    report(reader, "fraud", seller_id=seller.id)
    case = case_of(moderator, seller.id)
    assert field_pointers(send_decision(moderator, take(moderator, case).json(), "hide_copy")) == ["/body/action"]
    decided = decide(moderator, case, "block_account")
    assert problem(seller.call("GET", "/api/v1/me"), 401) == "session_ended"
    assert problem(seller.sign_in(), 403) == "account_blocked"
    for path in (f"/api/v1/copies/{copy}", f"/api/v1/copies/{down}", f"/api/v1/sellers/{seller.id}/copies"):
        assert server.get(path).status_code == 404, path
    assert copy not in [c["id"] for c in server.json(f"/api/v1/works/{work}")["copies"]]
    assert problem(report(Person.known(server), seller_id=seller.id), 404) == "seller_not_found"
    written = moderator.call("POST", f"/api/v1/moderation/cases/{decided['id']}/appeal", json={"text": "Лист від 3 травня."})
    assert written.status_code == 201 and written.json()["kind"] == "appeal"
    decide(other_moderator, case_of(moderator, seller.id, kind="appeal"), "uphold")
    assert seller.sign_in().status_code == 201
    assert own(seller, copy)["status"] == "available" and own(seller, down)["status"] == "withdrawn"
    assert server.get(f"/api/v1/copies/{copy}").status_code == 200
    assert decisions(seller)[0]["appeal"]["state"] == "upheld"


def test_a_block_by_itself_closes_the_shelf_too(server, moderator, seller):
    copies = [a_copy(seller) for _ in range(3)]
    for _ in range(2):
        assert moderator.call("PUT", f"/api/v1/accounts/{seller.id}/block", json={"reason": "x"}).status_code == 204
        server.test("GET", "/idle")
        assert {server.get(f"/api/v1/copies/{c}").status_code for c in copies} == {404}
        assert moderator.call("DELETE", f"/api/v1/accounts/{seller.id}/block").status_code == 204
        server.test("GET", "/idle")
        assert {server.get(f"/api/v1/copies/{c}").status_code for c in copies} == {200}
    seller.sign_in()
    seller.call("PUT", "/api/v1/me/pause")
    moderator.call("PUT", f"/api/v1/accounts/{seller.id}/block", json={"reason": "x"})
    moderator.call("DELETE", f"/api/v1/accounts/{seller.id}/block")
    server.test("GET", "/idle")
    seller.sign_in()
    assert {own(seller, c)["status"] for c in copies} == {"paused"}, "who was away before is still away"


def test_moderators_block_nobody_whom_they_may_not(server, moderator, reader):
    other = Person.staff(server, "moderator")
    profile = {"name": "Колега", "place": LVIV, "languages": []}
    assert other.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    report(reader, "fraud", seller_id=other.id)
    taken = take(moderator, case_of(moderator, other.id)).json()
    assert problem(send_decision(moderator, taken, "block_account"), 403) == "not_allowed"
    assert other.call("GET", "/api/v1/me").status_code == 200
    decide(moderator, taken, "dismiss")


@pytest.mark.parametrize("where", [None, "decide_case.told", "apply_decision.begun", "apply_decision.done"])
def test_what_was_decided_is_done_although_the_server_was_killed(serve, data, where):
    server = serve(data, *CHEAP_HASHES)
    moderator, seller = Person.staff(server, "moderator"), seller_of(server)
    copy = a_copy(seller)
    report(Person.known(server), copy_id=copy)
    taken = take(moderator, case_of(moderator, copy)).json()
    if where:
        server.test("POST", "/failpoint", {"name": where, "action": "kill"})
    with contextlib.suppress(httpx.TransportError):  # it may die before it answers
        assert send_decision(moderator, taken, "hide_copy").status_code == 200
    if where:
        assert server.wait() == -signal.SIGKILL
    else:
        server.kill()
    server = serve(data, *CHEAP_HASHES)
    server.test("POST", "/clock", {"advance_seconds": 120})  # what was claimed by who died is free again
    moderator, seller = (Person(server, p.address) for p in (moderator, seller))
    for person in (moderator, seller):
        assert person.sign_in().status_code == 201
    case = shown(moderator, taken)
    assert case["decision"]["applied"] is True and [e["what"] for e in case["history"]].count("applied") == 1
    assert server.get(f"/api/v1/copies/{copy}").status_code == 404 and own(seller, copy)["status"] == "hidden"
    assert seller.actions().count("hide_copy") == 1
    assert [m["subject"] for m in letters(server, seller.address)[1:]] == ["Модератор зняв вашу книгу з полиці"]


def test_every_action_is_in_the_history_and_in_the_audits_of_whom_it_concerns(server, moderator, other_moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    case = case_of(moderator, copy)
    for act in (take, release):  # people are slower than a clock's tick
        act(moderator, case)
        server.test("POST", "/clock", {"advance_seconds": 1})
    taken = take(moderator, case).json()
    server.test("POST", "/clock", {"advance_seconds": 1})
    assert send_decision(moderator, taken, "hide_copy").status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 1})
    appeal(seller, decisions(seller)[0])
    decide(other_moderator, case_of(moderator, copy, kind="appeal"), "uphold")
    history = [(e["what"], e.get("by"), e.get("why")) for e in shown(moderator, case)["history"]]
    assert history == [
        ("opened", reader.id, "counterfeit"),
        ("reported", reader.id, "counterfeit"),
        ("taken", moderator.id, None),
        ("released", moderator.id, None),
        ("taken", moderator.id, None),
        ("decided", moderator.id, "hide_copy"),
        ("applied", None, None),
    ]
    others = shown(moderator, case)["others"]
    assert [(c["kind"], c["decision"]["action"]) for c in others] == [("appeal", "uphold")]

    def audit(person):
        return [(i["action"], i.get("by"), i.get("to")) for i in person.call("GET", "/api/v1/me/audit").json()["items"]]

    assert ("report", None, None) in audit(reader)
    assert {("hide_copy", None, None), ("uphold", None, None), ("appeal_decision", None, None)} <= set(audit(seller))
    assert ("report", None, None) not in audit(seller)
    assert [p for p in (reader, moderator, other_moderator) if p.id in str(audit(seller))] == []
    assert {("take_case", None, seller.id), ("decide_case", None, seller.id)} <= set(audit(moderator))
