"""Reports of copies and people, and the moderators' queue."""

import threading
import uuid

import pytest
from cases import a_copy, case_of, cases, decide, decisions, edition_of, release, report, seller_of, send_decision, shown, take
from cases import moderator, other_moderator, reader, seller, staff  # noqa: F401, F811: fixtures
from market import Server, field_pointers
from people import CHEAP_HASHES, Person, problem

DAY = 24 * 3600


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    flags = (*CHEAP_HASHES, "--auth.letters_per_hour", "10000", "--auth.sign_ins_per_address", "10000", "--http.ready_milliseconds", "0", "--catalog.reports_per_day", "5")
    with Server(tmp_path_factory.mktemp("reports") / "data", *flags) as s:
        yield s
        assert s.stop() == 0


def test_a_report_is_acknowledged_and_its_outcome_told(server, moderator, seller, reader):
    copy = a_copy(seller, edition_of(seller))
    answer = report(reader, copy_id=copy, text=" Це копія. ")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["copy_id"], made["violation"], made["text"], made["outcome"]) == (copy, "counterfeit", "Це копія.", "pending")
    assert reader.call("GET", "/api/v1/me/reports").json()["items"] == [made]
    decide(moderator, case_of(moderator, copy), "dismiss")
    told = reader.call("GET", "/api/v1/me/reports").json()["items"][0]
    assert told["outcome"] == "no_action" and told["decided_at"] >= told["at"]
    assert decisions(seller) == [], "nothing was taken from them"
    assert report(reader, copy_id=copy).json()["id"] != made["id"], "it may be reported anew"
    decide(moderator, case_of(moderator, copy), "hide_copy")
    told = reader.call("GET", "/api/v1/me/reports").json()["items"]
    assert [r["outcome"] for r in told] == ["action_taken", "no_action"]
    assert "Ось чому" not in str(told), "the reasons are for its owner"


def test_reports_about_the_same_gather_in_one_case(server, moderator, seller):
    copy, readers = a_copy(seller), [Person.known(server) for _ in range(6)]
    racers = [threading.Thread(target=report, args=(r,), kwargs={"copy_id": copy}) for r in readers]
    for r in racers:
        r.start()
    for r in racers:
        r.join()
    case = shown(moderator, case_of(moderator, copy))
    assert case["reports"] == 6 and {r["reporter_id"] for r in case["of_readers"]} == {r.id for r in readers}
    assert case["copy"]["id"] == copy and case["person"]["id"] == seller.id
    assert [e["what"] for e in case["history"]].count("reported") == 6


def test_one_person_has_one_open_report_of_a_thing(server, moderator, seller, reader):
    copy = a_copy(seller)
    first = report(reader, copy_id=copy).json()
    again = report(reader, copy_id=copy)
    assert again.status_code == 201 and again.json()["id"] == first["id"], "the answer was lost, and it comes again"
    assert problem(report(reader, "fraud", copy_id=copy), 409) == "already_reported"
    assert case_of(moderator, copy)["reports"] == 1
    assert report(reader, "fraud", seller_id=seller.id).status_code == 201, "the person is another thing"


def test_a_person_reports_so_many_things_a_day(server, seller):
    reader = Person.known(server)
    for _ in range(5):
        assert report(reader, copy_id=a_copy(seller)).status_code == 201
    copy = a_copy(seller)
    refused = report(reader, copy_id=copy)
    assert problem(refused, 429) == "too_many_attempts" and int(refused.headers["retry-after"]) > 0
    server.test("POST", "/clock", {"advance_seconds": DAY})
    reader.sign_in()
    assert report(reader, copy_id=copy).status_code == 201


def test_whoever_floods_the_queue_gets_no_further_than_others(server, moderator, seller, reader):
    nothing = uuid.uuid4()
    before = len(cases(moderator))
    assert {report(reader, copy_id=str(nothing)).status_code for _ in range(50)} == {404}
    copies, answers = [a_copy(seller) for _ in range(12)], []
    racers = [threading.Thread(target=lambda c=c: answers.append(report(reader, copy_id=c).status_code)) for c in copies * 2]
    for r in racers:
        r.start()
    for r in racers:
        r.join()
    assert set(answers) <= {201, 409, 429} and len(reader.call("GET", "/api/v1/me/reports").json()["items"]) == 5
    assert len(cases(moderator)) == before + 5


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({"violation": "counterfeit"}, ["/body/copy_id"]),
        ({"violation": "other", "copy_id": "0", "seller_id": "1"}, ["/body/copy_id", "/body/seller_id"]),
        ({"copy_id": "01890000-0000-7000-8000-000000000000"}, ["/body/violation"]),
        ({"violation": "rude", "copy_id": "01890000-0000-7000-8000-000000000000"}, ["/body/violation"]),
        ({"violation": "other", "copy_id": "01890000-0000-7000-8000-000000000000", "text": " "}, ["/body/text"]),
        ({"violation": "spam", "copy_id": "01890000-0000-7000-8000-000000000000", "text": "а" * 1001}, ["/body/text"]),
    ],
)
def test_what_is_wrong_with_a_report_is_named(reader, body, pointers):
    answer = reader.call("POST", "/api/v1/reports", json=body)
    assert answer.status_code == 400 and sorted(field_pointers(answer)) == pointers, answer.text


def test_what_is_not_there_or_ones_own_is_not_reported(seller, reader):
    nothing = "01890000-0000-7000-8000-000000000000"
    assert problem(report(reader, copy_id=nothing), 404) == "copy_not_found"
    assert problem(report(reader, seller_id=nothing), 404) == "seller_not_found"
    assert field_pointers(report(seller, copy_id=a_copy(seller))) == ["/body/copy_id"]
    assert field_pointers(report(seller, seller_id=seller.id)) == ["/body/seller_id"]


def test_the_queue_is_oldest_first_in_pages_and_by_kind(server, moderator, other_moderator, seller, reader):
    copies = [a_copy(seller) for _ in range(3)]
    for copy in copies:
        report(Person.known(server), copy_id=copy)
    opened = [c["opened_at"] for c in cases(moderator)]
    assert opened == sorted(opened) and len(opened) >= 3
    paged, params = [], {"limit": 2}
    while True:
        page = moderator.call("GET", "/api/v1/moderation/cases", params=params).json()
        paged += page["items"]
        if "next_cursor" not in page:
            break
        params["cursor"] = page["next_cursor"]
    assert [c["id"] for c in paged] == [c["id"] for c in cases(moderator)]
    assert {c["kind"] for c in cases(moderator, kind="reports")} == {"reports"} and cases(moderator, kind="rule") == []
    taken = take(other_moderator, case_of(moderator, copies[0])).json()
    assert [c["id"] for c in cases(other_moderator, mine="true")] == [taken["id"]]
    assert [c["id"] for c in cases(other_moderator, mine="true", kind="reports")] == [taken["id"]]
    assert cases(other_moderator, mine="true", kind="rule") == []
    decide(other_moderator, taken, "dismiss")
    assert case_of(moderator, copies[0], state="decided")["decision"]["by"] == other_moderator.id


def test_two_moderators_do_not_decide_at_once(server, moderator, other_moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    case = case_of(moderator, copy)
    assert problem(send_decision(moderator, case, "dismiss"), 409) == "case_not_taken"
    answers = []
    racers = [threading.Thread(target=lambda m=m: answers.append(take(m, case).status_code)) for m in (moderator, other_moderator)]
    for r in racers:
        r.start()
    for r in racers:
        r.join()
    assert sorted(answers) == [200, 409]
    mine = case_of(moderator, copy)
    first, second = (moderator, other_moderator) if mine["taken_by"] == moderator.id else (other_moderator, moderator)
    for refused in (take(second, mine), release(second, mine), send_decision(second, mine, "dismiss")):
        assert problem(refused, 409) == "case_taken"
    report(Person.known(server), copy_id=copy)
    assert problem(send_decision(first, mine, "dismiss"), 409) == "case_changed", "a report came in unseen"
    assert release(first, mine).status_code == 200
    taken = take(second, mine).json()
    assert send_decision(second, taken, "dismiss").status_code == 200
    for refused in (take(first, mine), release(second, mine), send_decision(second, taken, "dismiss")):
        assert problem(refused, 409) == "case_decided"


def test_of_two_decisions_at_once_one_holds(server, moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    taken = take(moderator, case_of(moderator, copy)).json()
    answers = []
    wanted = ["dismiss", "hide_copy"] * 4
    racers = [threading.Thread(target=lambda a=a: answers.append((send_decision(moderator, taken, a), a))) for a in wanted]
    for r in racers:
        r.start()
    for r in racers:
        r.join()
    held = [action for answer, action in answers if answer.status_code == 200]
    assert len(held) == 1 and {problem(a, 409) for a, _ in answers if a.status_code != 200} == {"case_decided"}
    assert shown(moderator, taken)["decision"]["action"] == held[0]
    assert [e["what"] for e in shown(moderator, taken)["history"]].count("decided") == 1
    assert (server.get(f"/api/v1/copies/{copy}").status_code == 200) == (held[0] == "dismiss")


def test_a_long_history_shows_how_it_ended(server, moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    case = case_of(moderator, copy)
    for _ in range(100):
        assert (take(moderator, case).status_code, release(moderator, case).status_code) == (200, 200)
    decide(moderator, case, "dismiss")
    history = shown(moderator, case)["history"]
    assert len(history) == 200 and [e["what"] for e in history[-3:]] == ["taken", "decided", "applied"]


def test_a_case_whose_moderator_went_away_is_free_again(server, moderator, other_moderator, seller, reader):
    copy = a_copy(seller)
    report(reader, copy_id=copy)
    case = case_of(moderator, copy)
    assert take(moderator, case).status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 3600})
    for person in (moderator, other_moderator):
        person.sign_in()
    assert take(other_moderator, case).status_code == 200
    decide(other_moderator, case, "dismiss")
