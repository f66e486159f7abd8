"""Waiting for books, over HTTP on the real program."""

import threading
import uuid

import pytest
from market import Server, copy_of_demo, field_pointers
from people import CHEAP_HASHES, Person, problem

LVIV, KYIV = "UA46060250010015970", "UA80000000000093317"
TITLES = iter(range(10_000))


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("wishes") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


def seller_of(server):
    person = Person.known(server)
    assert person.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": []}).status_code == 200
    return person


@pytest.fixture(scope="module")
def seller(server):
    return seller_of(server)


@pytest.fixture(scope="module")
def the_reader(server):
    return Person.known(server)


@pytest.fixture
def reader(the_reader):
    """With nothing wished and nothing told."""
    for wish in the_reader.call("GET", "/api/v1/me/wishes?limit=100").json()["items"]:
        assert the_reader.call("DELETE", f"/api/v1/me/wishes/{wish['id']}").status_code == 204
    for alert in unread(the_reader):
        assert the_reader.call("PUT", f"/api/v1/me/alerts/{alert['id']}/read").status_code == 204
    return the_reader


def an_edition(seller, **more):
    """Of a work that nobody had."""
    title = {"title": f"Книга, на яку чекають {next(TITLES)}", "authors": ["Олена Невідома"], "language": "uk"}
    answer = seller.call("POST", "/api/v1/me/editions", json=title | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def edition(seller):
    return an_edition(seller)


def uah(amount):
    return {"amount": amount, "currency": "UAH"}


def wish(reader, **body):
    answer = reader.call("PUT", "/api/v1/me/wishes", json={"exchange": False} | body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def offer(seller, edition, **more):
    body = {"edition_id": edition["id"], "grade": "good", "price": uah(25000), "exchange": False, "place": LVIV} | more
    answer = seller.call("POST", "/api/v1/me/copies", json={k: v for k, v in body.items() if v is not None})
    assert answer.status_code == 201, answer.text
    return answer.json()


def change(seller, copy, **more):
    body = {"grade": copy["grade"], "price": copy.get("price"), "exchange": copy["exchange"], "place": LVIV} | more
    answer = seller.call("PUT", f"/api/v1/me/copies/{copy['id']}", json={k: v for k, v in body.items() if v is not None})
    assert answer.status_code == 200, answer.text


def alerts(reader, query=""):
    reader.server.test("GET", "/idle")
    answer = reader.call("GET", "/api/v1/me/alerts" + query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def unread(reader):
    return alerts(reader, "?unread=true&limit=100")


def told(reader):
    return [a["copy"]["id"] for a in unread(reader)]


def waiting(server, edition):
    server.test("GET", "/idle")
    return server.json(f"/api/v1/works/{edition['work']['id']}/waiting")


def test_a_wish_is_listed_with_its_work_and_with_how_many_copies_fit_now(seller, reader, edition):
    offer(seller, edition, price=uah(20000))
    offer(seller, edition, price=uah(20001))
    offer(seller, edition, price=uah(5000), grade="acceptable")
    made = wish(reader, work_id=edition["work"]["id"], worst_grade="good", price_max=uah(20000))
    assert made["matching"] == 1
    [listed] = reader.call("GET", "/api/v1/me/wishes").json()["items"]
    assert listed == made
    assert listed["work"]["title"] == edition["work"]["title"] and listed["work"]["cover"].startswith("/covers/")
    assert listed["work"]["authors"][0]["name"] == "Олена Невідома" and listed["work"]["offers"]["copies"] == 3
    assert listed["worst_grade"] == "good" and listed["price_max"] == uah(20000) and "edition" not in listed


def test_wishing_twice_is_one_wish_with_the_later_terms(reader, edition):
    first = wish(reader, work_id=edition["work"]["id"], worst_grade="good", price_max=uah(20000))
    again = wish(reader, work_id=edition["work"]["id"], exchange=True)
    assert again["id"] == first["id"] and again["wished_at"] == first["wished_at"]
    assert again["exchange"] is True and "worst_grade" not in again and "price_max" not in again
    narrow = wish(reader, edition_id=edition["id"])
    assert narrow["id"] != first["id"] and narrow["edition"]["id"] == edition["id"]
    assert narrow["work"]["id"] == edition["work"]["id"]
    assert len(reader.call("GET", "/api/v1/me/wishes").json()["items"]) == 2


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({}, ["/body/work_id"]),
        ({"work_id": str(uuid.uuid4())}, ["/body/work_id"]),
        ({"edition_id": str(uuid.uuid4()), "price_max": uah(99)}, ["/body/edition_id", "/body/price_max/amount"]),
        ({"work_id": str(uuid.uuid4()), "edition_id": str(uuid.uuid4())}, ["/body/edition_id"]),
        ({"worst_grade": "mint"}, ["/body/worst_grade"]),
        ({"price_max": {"amount": 100, "currency": "EUR"}}, ["/body/price_max/currency", "/body/work_id"]),
        ({"reader_id": str(uuid.uuid4())}, ["/body/reader_id"]),
    ],
)
def test_what_is_wrong_with_a_wish_is_named(reader, wrong, pointers):
    answer = reader.call("PUT", "/api/v1/me/wishes", json={"exchange": False} | wrong)
    assert answer.status_code == 400, answer.text
    assert sorted(field_pointers(answer)) == pointers
    assert reader.call("GET", "/api/v1/me/wishes").json()["items"] == []


def test_a_wish_list_is_read_page_by_page_newest_first(reader, seller):
    made = [wish(reader, work_id=an_edition(seller)["work"]["id"])["id"] for _ in range(5)]
    listed, cursor = [], ""
    while True:
        page = reader.call("GET", f"/api/v1/me/wishes?limit=2{cursor}").json()
        assert 1 <= len(page["items"]) <= 2
        listed += [w["id"] for w in page["items"]]
        if "next_cursor" not in page:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert listed == made[::-1]


def test_nobody_sees_or_takes_back_the_wishes_of_another(reader, seller, edition):
    made = wish(reader, work_id=edition["work"]["id"])
    assert seller.call("GET", "/api/v1/me/wishes").json()["items"] == []
    assert problem(seller.call("DELETE", f"/api/v1/me/wishes/{made['id']}"), 404) == "wish_not_found"
    assert len(reader.call("GET", "/api/v1/me/wishes").json()["items"]) == 1


def test_who_waits_is_told_of_a_copy_once(reader, seller, edition):
    made = wish(reader, work_id=edition["work"]["id"])
    copy = offer(seller, edition)
    [alert] = unread(reader)
    assert alert["copy"]["id"] == copy["id"] and alert["wish_id"] == made["id"] and alert["read"] is False
    assert alert["copy"]["work"]["title"] == edition["work"]["title"] and alert["copy"]["seller"]["name"] == "Леся"
    change(seller, copy, notes="з автографом")
    for move in ("withdraw", "offer-again"):
        seller.call("POST", f"/api/v1/me/copies/{copy['id']}/{move}")
    assert [a["id"] for a in unread(reader)] == [alert["id"]]
    path = f"/api/v1/me/alerts/{alert['id']}/read"
    assert problem(seller.call("PUT", path), 404) == "alert_not_found"
    for _ in range(2):
        assert reader.call("PUT", path).status_code == 204
    assert unread(reader) == []
    [kept] = [a for a in alerts(reader) if a["id"] == alert["id"]]
    assert kept["read"] is True and kept["matched_at"] == alert["matched_at"]
    assert kept["copy"]["notes"] == "з автографом", "as it is by now"


def test_who_waits_is_told_when_a_copy_comes_to_fit(reader, seller, edition):
    wish(reader, work_id=edition["work"]["id"], worst_grade="good", price_max=uah(20000))
    dear, worn, away = offer(seller, edition, price=uah(20001)), offer(seller, edition, price=uah(100), grade="worn"), None
    assert told(reader) == []
    change(seller, dear, price=uah(20000))
    assert told(reader) == [dear["id"]]
    change(seller, worn, grade="good")
    assert told(reader) == [worn["id"], dear["id"]]
    away = offer(seller, edition, price=uah(30000))
    seller.call("POST", f"/api/v1/me/copies/{away['id']}/withdraw")
    change(seller, away, price=uah(1000))
    assert told(reader) == [worn["id"], dear["id"]], "it is off the shelf"
    seller.call("POST", f"/api/v1/me/copies/{away['id']}/offer-again")
    assert told(reader) == [away["id"], worn["id"], dear["id"]]


def test_who_waits_is_told_when_a_seller_is_back(server, reader, edition):
    wish(reader, work_id=edition["work"]["id"])
    other = seller_of(server)
    other.call("PUT", "/api/v1/me/pause")
    copy = offer(other, edition)
    assert told(reader) == []
    other.call("DELETE", "/api/v1/me/pause")
    assert told(reader) == [copy["id"]]


def test_who_waits_for_one_edition_is_told_of_that_one_alone(reader, seller, edition):
    title = {"title": edition["title"], "authors": edition["authors"], "year": 1991}
    other = an_edition(seller, **title)
    assert other["work"]["id"] == edition["work"]["id"] and other["id"] != edition["id"]
    wish(reader, edition_id=other["id"])
    offer(seller, edition)
    wanted = offer(seller, other)
    assert told(reader) == [wanted["id"]]


def test_a_copy_for_exchange_is_told_of_only_where_that_is_welcome(server, reader, seller, edition):
    swapper = Person.known(server)
    wish(reader, work_id=edition["work"]["id"])
    wish(swapper, work_id=edition["work"]["id"], exchange=True)
    copy = offer(seller, edition, price=None, exchange=True)
    assert told(reader) == [] and told(swapper) == [copy["id"]]


def test_ones_own_copy_is_not_what_one_waits_for(server, edition):
    both = seller_of(server)
    wish(both, work_id=edition["work"]["id"])
    offer(both, edition)
    assert told(both) == []
    assert both.call("GET", "/api/v1/me/wishes").json()["items"][0]["matching"] == 0


def test_who_took_the_wish_back_is_not_told(reader, seller, edition):
    made = wish(reader, work_id=edition["work"]["id"])
    assert reader.call("DELETE", f"/api/v1/me/wishes/{made['id']}").status_code == 204
    assert problem(reader.call("DELETE", f"/api/v1/me/wishes/{made['id']}"), 404) == "wish_not_found"
    offer(seller, edition)
    assert told(reader) == []


def test_everybody_sees_how_many_wait_and_nobody_who(server, seller, edition):
    assert waiting(server, edition) == {"people": 0, "editions": []}
    people = [Person.known(server) for _ in range(3)]
    made = [wish(p, work_id=edition["work"]["id"]) for p in people]
    wish(people[0], edition_id=edition["id"])
    shown = waiting(server, edition)
    assert shown == {"people": 3, "editions": [{"edition_id": edition["id"], "people": 1}]}, "each once"
    draft = f"/api/v1/me/drafts/{uuid.uuid4()}"
    assert seller.call("PUT", draft, json={"edition_id": edition["id"]}).json()["waiting"] == 3
    assert seller.call("GET", draft).json()["waiting"] == 3
    copy = offer(seller, edition)
    assert copy["waiting"] == 3
    listed = {c["id"]: c for c in seller.call("GET", "/api/v1/me/copies?limit=100").json()["items"]}
    assert listed[copy["id"]]["waiting"] == 3
    people[1].call("DELETE", f"/api/v1/me/wishes/{made[1]['id']}")
    people[0].call("DELETE", f"/api/v1/me/wishes/{made[0]['id']}")
    assert waiting(server, edition) == {"people": 2, "editions": [{"edition_id": edition["id"], "people": 1}]}
    assert problem(server.get(f"/api/v1/works/{uuid.uuid4()}/waiting"), 404) == "work_not_found"


def test_of_ten_wishes_at_once_for_one_thing_one_is_made_and_counted(server, reader, edition):
    threads = [threading.Thread(target=wish, args=(reader,), kwargs={"work_id": edition["work"]["id"]}) for _ in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(reader.call("GET", "/api/v1/me/wishes").json()["items"]) == 1
    assert waiting(server, edition)["people"] == 1


def test_who_waits_is_told_although_the_server_was_killed(serve, data):
    flags = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000")
    server = serve(copy_of_demo(data), *flags)
    person, owner = Person.known(server), seller_of(server)
    edition = an_edition(owner)
    wish(person, work_id=edition["work"]["id"])
    copy = offer(owner, edition)
    server.kill()
    server = serve(data, *flags)
    person = Person(server, person.address)
    assert person.sign_in().status_code == 201
    assert told(person) == [copy["id"]]
    assert waiting(server, edition)["people"] == 1
