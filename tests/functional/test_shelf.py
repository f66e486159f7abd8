"""Putting one's books on the shelf, over HTTP on the real program."""

import threading
import uuid

import pytest
from market import Server, copy_of_demo, field_pointers
from people import CHEAP_HASHES, Person

LVIV, KYIV = "UA46060250010015970", "UA80000000000093317"
ISBN = "9780439023481"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("shelf") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


@pytest.fixture
def seller(server):
    person = Person.known(server, name="Леся")
    assert person.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": ["uk"]}).status_code == 200
    return person


@pytest.fixture(scope="module")
def edition(server):
    return server.json(f"/api/v1/editions/{ISBN}")


def offer(edition, **more):
    return {"edition_id": edition["id"], "grade": "good", "price": {"amount": 25000, "currency": "UAH"}, "exchange": False, "place": LVIV} | more


def put(person, body, **headers):
    return person.client.post("/api/v1/me/copies", json=body, headers={"Authorization": "Bearer " + person.answer["access_token"]} | headers)


def copies_of(server, edition):
    server.test("GET", "/idle")
    return {c["id"]: c for c in server.json(f"/api/v1/works/{edition['work']['id']}")["copies"]}


def test_a_copy_on_the_shelf_is_found_by_everybody(server, seller, edition):
    answer = put(seller, offer(edition, notes=" Автограф на титулі. ", exchange=True))
    assert answer.status_code == 201, answer.text
    copy = answer.json()
    assert copy["status"] == "available" and copy["notes"] == "Автограф на титулі." and copy["place"]["name"] == "Львів"
    assert copy["seller"]["name"] == "Леся" and copy["work"]["id"] == edition["work"]["id"]
    shown = copies_of(server, edition)[copy["id"]]
    assert shown["price"] == {"amount": 25000, "currency": "UAH"} and shown["exchange"] is True
    assert [i["id"] for i in server.json(f"/api/v1/sellers/{copy['seller']['id']}/copies")["items"]] == [copy["id"]]
    places = {i["id"] for i in server.search("9780439023481", place=LVIV)["items"]}
    assert edition["work"]["id"] in places, "the search knows where it is"


def test_before_the_first_copy_one_says_who_one_is(server, edition):
    person = Person.known(server)
    answer = put(person, offer(edition))
    assert answer.status_code == 409 and answer.json()["code"] == "profile_missing"
    assert person.call("GET", "/api/v1/me/profile").status_code == 404
    assert person.call("GET", "/api/v1/me/copies").json() == {"items": []}


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"price": None}, ["/body/price"]),
        ({"price": {"amount": 99, "currency": "UAH"}}, ["/body/price/amount"]),
        ({"price": {"amount": 100, "currency": "EUR"}}, ["/body/price/currency"]),
        ({"price": {"amount": 100.5, "currency": "uah"}}, ["/body/price/amount"]),
        ({"place": "UA00000000000000000"}, ["/body/place"]),
        ({"grade": "mint"}, ["/body/grade"]),
        ({"edition_id": str(uuid.UUID(int=0x00000000_0000_8000_8000_000000000001))}, ["/body/edition_id"]),
        ({"notes": "а" * 2001}, ["/body/notes"]),
        ({"seller_id": str(uuid.uuid4())}, ["/body/seller_id"]),
        ({"status": "sold"}, ["/body/status"]),
        ({"price": {"amount": 1, "currency": "UAH"}, "place": "Львів"}, ["/body/price/amount", "/body/place"]),
    ],
)
def test_what_is_wrong_with_an_offer_is_named(seller, edition, wrong, pointers):
    body = {k: v for k, v in (offer(edition) | wrong).items() if v is not None}
    answer = put(seller, body)
    assert answer.status_code == 400, answer.text
    assert sorted(field_pointers(answer)) == sorted(pointers)
    assert seller.call("GET", "/api/v1/me/copies").json()["items"] == []


def test_a_command_that_comes_twice_gives_one_copy(seller, edition):
    body = offer(edition)
    first, again = (put(seller, body, **{"Idempotency-Key": "a-1"}) for _ in range(2))
    assert first.status_code == again.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    other = put(seller, body | {"grade": "worn"}, **{"Idempotency-Key": "a-1"})
    assert other.status_code == 422 and other.json()["code"] == "idempotency_key_reused"
    assert len(seller.call("GET", "/api/v1/me/copies").json()["items"]) == 1


def test_of_ten_at_once_by_one_key_one_copy_comes(seller, edition):
    ids = []

    def send():
        ids.append(put(seller, offer(edition), **{"Idempotency-Key": "at once"}).json()["id"])

    threads = [threading.Thread(target=send) for _ in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(ids) == 10 and len(set(ids)) == 1


def test_the_same_key_of_two_people_means_two_copies(server, seller, edition):
    other = Person.known(server)
    other.call("PUT", "/api/v1/me/profile", json={"name": "Іван", "place": LVIV, "languages": []})
    ids = {put(p, offer(edition), **{"Idempotency-Key": "k"}).json()["id"] for p in (seller, other)}
    assert len(ids) == 2


def test_a_copy_is_changed_and_taken_down_and_put_back(server, seller, edition):
    copy = put(seller, offer(edition)).json()
    path = f"/api/v1/me/copies/{copy['id']}"
    change = {"grade": "worn", "price": {"amount": 9900, "currency": "UAH"}, "exchange": True, "place": KYIV}
    changed = seller.call("PUT", path, json=change)
    assert changed.status_code == 200, changed.text
    assert copies_of(server, edition)[copy["id"]]["price"]["amount"] == 9900
    assert seller.call("POST", path + "/withdraw").json()["status"] == "withdrawn"
    assert copy["id"] not in copies_of(server, edition)
    assert seller.call("POST", path + "/withdraw").json()["status"] == "withdrawn"
    assert seller.call("POST", path + "/offer-again").json()["status"] == "available"
    assert copy["id"] in copies_of(server, edition)
    assert seller.call("POST", path + "/sold-elsewhere").json()["status"] == "sold"
    assert copy["id"] not in copies_of(server, edition)
    for refused in (seller.call("POST", path + "/offer-again"), seller.call("PUT", path, json=change)):
        assert refused.status_code == 409 and refused.json()["code"] == "copy_sold"
    assert [c["status"] for c in seller.call("GET", "/api/v1/me/copies?status=sold").json()["items"]] == ["sold"]


def test_nobody_touches_the_copies_and_drafts_of_another(server, seller, edition):
    copy = put(seller, offer(edition)).json()
    draft = f"/api/v1/me/drafts/{uuid.uuid4()}"
    assert seller.call("PUT", draft, json={"notes": "моє"}).status_code == 200
    other = Person.known(server)
    path = f"/api/v1/me/copies/{copy['id']}"
    change = {"grade": "worn", "exchange": True, "place": KYIV}
    calls = [("GET", path, None), ("PUT", path, change), ("POST", path + "/withdraw", None), ("POST", path + "/sold-elsewhere", None)]
    calls += [("POST", path + "/offer-again", None), ("GET", draft, None), ("PUT", draft, {"notes": "чуже"}), ("DELETE", draft, None)]
    for method, where, body in calls:
        assert other.call(method, where, json=body).status_code == 404, (method, where)
    other.call("PUT", "/api/v1/me/profile", json={"name": "Іван", "place": LVIV, "languages": []})
    for method, where, body in calls:
        assert other.call(method, where, json=body).status_code == 404, (method, where)
    assert put(other, offer(edition, draft_id=draft.rsplit("/", 1)[1])).status_code == 404
    assert put(other, offer(edition, draft_id=copy["id"])).status_code == 422
    assert seller.call("GET", draft).json()["notes"] == "моє"
    assert seller.call("GET", path).json()["status"] == "available"


def test_a_draft_is_kept_as_it_grows_and_becomes_the_copy(server, seller, edition):
    draft_id = str(uuid.uuid4())
    path = f"/api/v1/me/drafts/{draft_id}"
    assert seller.call("PUT", path, json={}).status_code == 200
    grown = seller.call("PUT", path, json={"edition_id": edition["id"], "grade": "good", "notes": "майже нова"}).json()
    assert grown["edition"]["title"] == edition["title"] and grown["notes"] == "майже нова" and "price" not in grown
    assert [d["id"] for d in seller.call("GET", "/api/v1/me/drafts").json()["items"]] == [draft_id]
    assert copies_of(server, edition).keys().isdisjoint({draft_id}), "a draft is nobody else's to see"
    body = offer(edition, draft_id=draft_id)
    copy = put(seller, body).json()
    assert copy["id"] == draft_id
    assert seller.call("GET", path).status_code == 404
    assert put(seller, body).json()["id"] == draft_id, "the answer was lost, and the command comes again"


def test_who_is_away_has_nothing_on_offer(server, seller, edition):
    kept, down = (put(seller, offer(edition)).json()["id"] for _ in range(2))
    seller.call("POST", f"/api/v1/me/copies/{down}/withdraw")
    assert seller.call("PUT", "/api/v1/me/pause").json()["paused"] is True
    assert kept not in copies_of(server, edition)
    new = put(seller, offer(edition)).json()
    assert new["status"] == "paused" and new["id"] not in copies_of(server, edition)
    again = seller.call("POST", f"/api/v1/me/copies/{down}/offer-again").json()
    assert again["status"] == "paused"
    seller.call("POST", f"/api/v1/me/copies/{down}/withdraw")
    assert seller.call("DELETE", "/api/v1/me/pause").json()["paused"] is False
    shown = copies_of(server, edition)
    assert kept in shown and new["id"] in shown and down not in shown


def test_a_shelf_is_paused_although_the_server_was_killed(serve, data):
    server = serve(copy_of_demo(data), *CHEAP_HASHES)
    person = Person.known(server)
    person.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": []})
    edition = server.json(f"/api/v1/editions/{ISBN}")
    copy = put(person, offer(edition)).json()["id"]
    assert person.call("PUT", "/api/v1/me/pause").status_code == 200
    server.kill()
    server = serve(data, *CHEAP_HASHES)
    assert copy not in copies_of(server, edition)


def test_an_edition_that_nobody_had_is_added_once(server, seller):
    title = {"title": "Книга, якої ще ні в кого не було", "authors": ["Олена Невідома"], "year": 1987, "language": "uk"}
    added = seller.call("POST", "/api/v1/me/editions", json=title | {"isbn": "978-617-7409-40-2"})
    assert added.status_code == 201, added.text
    edition = added.json()
    assert edition["isbn13"] == "9786177409402" and edition["work"]["title"] == title["title"]
    again = seller.call("POST", "/api/v1/me/editions", json={"title": "Інша назва", "authors": [], "language": "uk", "isbn": "9786177409402"})
    assert again.json()["id"] == edition["id"], "an ISBN that is known is that edition"
    put(seller, offer(edition))
    server.test("GET", "/idle")
    assert server.search("книга якої ще ні в кого не було")["items"][0]["id"] == edition["work"]["id"]
    assert server.json("/api/v1/editions/9786177409402")["id"] == edition["id"]
    author = edition["work"]["authors"][0]["id"]
    assert server.json(f"/api/v1/authors/{author}")["name"] == "Олена Невідома"


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"title": " "}, ["/body/title"]),
        ({"year": 1399}, ["/body/year"]),
        ({"year": 2090}, ["/body/year"]),
        ({"language": "українська"}, ["/body/language"]),
        ({"isbn": "9786177409403"}, ["/body/isbn"]),
        ({"authors": ["а" * 201]}, ["/body/authors/0"]),
    ],
)
def test_what_is_wrong_with_an_edition_is_named(seller, wrong, pointers):
    answer = seller.call("POST", "/api/v1/me/editions", json={"title": "Назва", "authors": ["Хтось"], "language": "uk"} | wrong)
    assert answer.status_code == 400 and field_pointers(answer) == pointers, answer.text


def test_prices_that_others_ask_are_told(server, seller, edition):
    for amount in (10000, 20000, 90000):
        put(seller, offer(edition, price={"amount": amount, "currency": "UAH"}))
    copies = copies_of(server, edition).values()
    asked = sorted(c["price"]["amount"] for c in copies if "price" in c)
    prices = server.json(f"/api/v1/works/{edition['work']['id']}/prices")
    assert prices["copies"] == len(asked)
    assert prices["min"]["amount"] == asked[0] and prices["max"]["amount"] == asked[-1]
    assert prices["median"]["amount"] == asked[(len(asked) - 1) // 2]


def arm(server, name, action):
    assert server.test("POST", "/failpoint", {"name": name, "action": action}).status_code == 200


def test_a_pause_that_was_cut_off_takes_place_all_the_same(server, seller, edition):
    copy = put(seller, offer(edition)).json()
    arm(server, "pause_shelf.kept", "fail")
    assert seller.call("PUT", "/api/v1/me/pause").status_code >= 500
    arm(server, "pause_shelf.kept", "off")
    server.test("POST", "/clock", {"advance_seconds": 61})
    assert copy["id"] not in copies_of(server, edition)


def test_a_draft_that_was_not_offered_after_all_is_a_draft_again(server, seller, edition):
    draft = str(uuid.uuid4())
    path = f"/api/v1/me/drafts/{draft}"
    assert seller.call("PUT", path, json={"notes": "перше"}).status_code == 200
    arm(server, "offer_copy.sealed", "fail")
    assert put(seller, offer(edition, draft_id=draft)).status_code >= 500
    arm(server, "offer_copy.sealed", "off")
    assert seller.call("PUT", path, json={"notes": "друге"}).json()["notes"] == "друге"
    assert put(seller, offer(edition, draft_id=draft)).status_code == 201
    again = seller.call("PUT", path, json={"notes": "третє"})
    assert again.status_code == 409 and again.json()["code"] == "draft_offered"


def test_nobody_is_shown_characters_that_turn_or_hide_text(server, seller):
    profile = {"name": "Ле\u202eся\n\u200b!", "place": LVIV, "languages": ["uk"], "about": "Люблю\nкниги\u2066.\u0085"}
    saved = seller.call("PUT", "/api/v1/me/profile", json=profile).json()
    assert (saved["name"], saved["about"]) == ("Леся !", "Люблю\nкниги.")


def test_languages_are_codes(server, seller):
    answer = seller.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": ["uk", "українська", "x" * 3000]})
    assert answer.status_code == 400 and sorted(field_pointers(answer)) == ["/body/languages/1", "/body/languages/2"]


def test_what_a_reader_says_of_another_edition_changes_nothing_of_the_work(server, seller, edition):
    before = server.json(f"/api/v1/works/{edition['work']['id']}")
    more = {"title": before["title"], "authors": [a["name"] for a in before["authors"]], "year": 1500, "language": "la"}
    added = seller.call("POST", "/api/v1/me/editions", json=more)
    assert added.status_code == 201 and added.json()["work"]["id"] == before["id"]
    server.test("GET", "/idle")
    after = server.json(f"/api/v1/works/{edition['work']['id']}")
    assert len(after["editions"]) == len(before["editions"]) + 1
    for member in ("year", "languages", "genre"):
        assert after.get(member) == before.get(member), member


def test_one_seller_cannot_fill_the_catalogue(server, seller, edition):
    body = {"title": "Книга", "authors": ["Хтось"], "language": "uk"}
    answers = [seller.call("POST", "/api/v1/me/editions", json=body) for _ in range(101)]
    assert {a.status_code for a in answers[:100]} == {201}
    assert answers[100].status_code == 429 and int(answers[100].headers["retry-after"]) > 0
