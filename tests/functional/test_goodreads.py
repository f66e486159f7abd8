"""Bringing one's Goodreads library: what is to be read is wished for, what is owned becomes drafts."""

import contextlib

import httpx
import pytest
from market import Server, copy_of_demo
from people import CHEAP_HASHES, Person, problem

PATH = "/api/v1/me/goodreads-import"
COLUMNS = "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Publisher,Year Published,Exclusive Shelf,My Review,Owned Copies"
DAY = 24 * 3600


def row(id_, title, author, isbn="", shelf="to-read", owned=0):
    """As Goodreads writes it: an ISBN is a formula, so that spreadsheets keep its zeros."""
    return f'{id_},"{title}",{author},,,"=""""","=""{isbn}""",0,,2001,{shelf},"Гарна, ""кажуть"".",{owned}'


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("goodreads") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


@pytest.fixture
def reader(server):
    return Person.known(server)


@pytest.fixture(scope="module")
def known(server):
    """Editions that somebody added, so that this file says what it needs: the second has no ISBN."""
    person = Person.known(server)
    out = []
    for title in (
        {"title": "Тигролови для перевірки", "authors": ["Іван Багряний"], "isbn": "9786177409402"},
        {"title": "Місто для перевірки", "authors": ["Валер’ян Підмогильний"]},
    ):
        answer = person.call("POST", "/api/v1/me/editions", json={"language": "uk"} | title)
        assert answer.status_code == 201, answer.text
        out.append(answer.json())
    return out


def send(reader, *rows, header=COLUMNS):
    data = "\n".join((header, *rows, "")).encode()
    begun = reader.call("POST", PATH, json={"bytes": len(data)})
    assert begun.status_code == 201, begun.text
    upload = begun.json()
    put = httpx.put(reader.server.url + upload["url"], content=data, headers={"Content-Type": upload["content_type"]})
    assert put.status_code == 204, put.text
    return upload


def preview(reader):
    answer = reader.call("GET", PATH)
    assert answer.status_code == 200, answer.text
    assert answer.json()["state"] == "preview" and "result" not in answer.json()
    return answer.json()["preview"]


def apply(reader):
    answer = reader.call("POST", PATH + "/apply", json={"file": preview(reader)["file"]})
    assert answer.status_code == 200, answer.text
    reader.server.test("GET", "/idle")
    done = reader.call("GET", PATH).json()
    assert done["state"] == "applied" and "preview" not in done
    return done["result"]


def wished(reader):
    return {w["work_id"] for w in reader.call("GET", "/api/v1/me/wishes?limit=100").json()["items"]}


def drafts(reader):
    return reader.call("GET", "/api/v1/me/drafts").json()["items"]


def test_a_library_is_looked_at_before_anything_is_done(reader, known):
    by_isbn, by_title = known
    send(
        reader,
        row(1, "Зовсім інша назва", "Хтось Інший", isbn=by_isbn["isbn13"]),
        row(2, by_title["title"], "Валер’ян Підмогильний", owned=1),
        row(3, "Книга, якої тут немає", "Ніхто", shelf="read", owned=2),
        row(4, "Прочитана", "Хтось", shelf="read"),
        "5,Без коми",
        row(6, "", "Хтось"),
        row(7, "Третя назва", "Хтось", isbn=by_isbn["isbn13"], shelf="read", owned=2),
    )
    seen = preview(reader)
    assert [(b["line"], b["work_id"]) for b in seen["wishes"]["items"]] == [(2, by_isbn["work"]["id"]), (3, by_title["work"]["id"])]
    assert [(b["line"], b["edition_id"], b["copies"]) for b in seen["drafts"]["items"]] == [(8, by_isbn["id"], 2)]
    assert [(b["line"], b["title"], b.get("work_id")) for b in seen["unmatched"]["items"]] == [
        (3, by_title["title"], by_title["work"]["id"]),  # of which nobody knows which edition is owned
        (4, "Книга, якої тут немає", None),
    ]
    assert seen["rejects"] == {"total": 2, "items": [{"line": 6, "reason": "wrong_number_of_fields"}, {"line": 7, "reason": "no_title"}]}
    assert seen["others"] == 1
    assert seen["wishes"]["total"] == 2 and seen["drafts"]["total"] == 1 and seen["unmatched"]["total"] == 2
    assert seen["wishes"]["items"][0]["isbn13"] == by_isbn["isbn13"] and seen["wishes"]["items"][0]["author"] == "Хтось Інший"
    assert wished(reader) == set() and drafts(reader) == []


def test_a_library_becomes_wishes_and_drafts_and_nothing_on_offer(server, reader, known):
    by_isbn, by_title = known
    send(reader, row(1, by_title["title"], "Валер’ян Підмогильний"), row(2, "Тигролови", "Хтось", isbn=by_isbn["isbn13"], shelf="read", owned=2))
    assert apply(reader) == {"wished": 1, "drafted": 2, "known": 0, "left_out": 0}
    assert wished(reader) == {by_title["work"]["id"]}
    assert [d["edition"]["id"] for d in drafts(reader)] == [by_isbn["id"]] * 2
    assert reader.call("GET", "/api/v1/me/copies").json()["items"] == []
    assert server.json(f"/api/v1/works/{by_title['work']['id']}/waiting")["people"] >= 1


def test_a_library_brought_again_adds_only_what_is_new_and_changes_nothing(reader, known):
    by_isbn, by_title = known
    first = row(1, by_title["title"], "Валер’ян Підмогильний", owned=0)
    owned = row(2, "Тигролови", "Хтось", isbn=by_isbn["isbn13"], shelf="read", owned=1)
    send(reader, first, owned)
    apply(reader)
    terms = {"work_id": by_title["work"]["id"], "worst_grade": "like_new", "exchange": False}
    assert reader.call("PUT", "/api/v1/me/wishes", json=terms).status_code == 200
    [draft] = drafts(reader)
    assert reader.call("PUT", f"/api/v1/me/drafts/{draft['id']}", json={"notes": "моє"}).status_code == 200
    send(reader, first, owned, row(3, "Тигролови", "Хтось", isbn=by_isbn["isbn13"]))
    assert apply(reader) == {"wished": 1, "drafted": 0, "known": 2, "left_out": 0}
    assert wished(reader) == {by_title["work"]["id"], by_isbn["work"]["id"]}
    assert [w["worst_grade"] for w in reader.call("GET", "/api/v1/me/wishes").json()["items"] if "worst_grade" in w] == ["like_new"]
    assert [d.get("notes") for d in drafts(reader)] == ["моє"]


def test_nothing_is_applied_but_what_was_looked_at(reader):
    upload = send(reader, row(1, "Нічого", "Ніхто"))
    seen = preview(reader)["file"]
    other = (COLUMNS + "\n" + row(1, "Інше", "Я") + "\n").encode()
    assert httpx.put(reader.server.url + upload["url"], content=other, headers={"Content-Type": "text/csv"}).status_code == 204
    assert problem(reader.call("POST", PATH + "/apply", json={"file": seen}), 409) == "file_changed"
    assert preview(reader)["file"] != seen


def test_a_command_that_comes_twice_applies_once(reader, known):
    send(reader, row(1, known[1]["title"], "Валер’ян Підмогильний"))
    file = preview(reader)["file"]
    for _ in range(2):
        assert reader.call("POST", PATH + "/apply", json={"file": file}).status_code == 200
    reader.server.test("GET", "/idle")
    assert reader.call("GET", PATH).json()["result"] == {"wished": 1, "drafted": 0, "known": 0, "left_out": 0}


def test_what_finds_no_room_is_counted(reader, known):
    for n in range(195):
        assert reader.call("PUT", f"/api/v1/me/drafts/00000000-0000-4000-8000-{n:012}", json={}).status_code == 200
    send(reader, row(1, "Тигролови", "Хтось", isbn=known[0]["isbn13"], shelf="read", owned=12))
    assert apply(reader) == {"wished": 0, "drafted": 5, "known": 0, "left_out": 5}


@pytest.mark.parametrize(
    ("text", "code"),
    [("title,author\nКобзар,Шевченко\n", "import_not_goodreads"), ("Book Id,Author\n1,Хтось\n", "import_no_title_column")],
)
def test_a_file_that_is_no_goodreads_library_is_refused(reader, text, code):
    header, *rows = text.splitlines()
    send(reader, *rows, header=header)
    assert problem(reader.call("GET", PATH), 409) == code
    assert problem(reader.call("POST", PATH + "/apply", json={"file": "x"}), 409) == "file_changed"


def test_more_books_than_are_taken_are_refused(reader):
    send(reader, *(row(n, "Назва", "Хтось") for n in range(10_001)))
    assert problem(reader.call("GET", PATH), 409) == "too_many_books"


def test_without_a_file_there_is_nothing_to_see(reader):
    for call in (("GET", PATH, None), ("POST", PATH + "/apply", {"file": "x"})):
        assert problem(reader.call(call[0], call[1], json=call[2]), 404) == "goodreads_import_missing"
    assert reader.call("POST", PATH, json={"bytes": 100}).status_code == 201
    assert problem(reader.call("GET", PATH), 404) == "goodreads_import_missing"
    too_large = reader.call("POST", PATH, json={"bytes": 5_000_001})
    assert problem(too_large, 400) == "invalid_request"


def test_a_library_of_one_reader_is_not_another_ones(server, reader, known):
    send(reader, row(1, known[1]["title"], "Валер’ян Підмогильний"))
    assert problem(Person.known(server).call("GET", PATH), 404) == "goodreads_import_missing"


def test_a_library_that_is_not_applied_is_forgotten_after_a_day(serve, data):
    server = serve(copy_of_demo(data), *CHEAP_HASHES)
    reader = Person.known(server)
    send(reader, row(1, "Назва", "Хтось"))
    kept = list((data / "objects").rglob("*goodreads*"))
    assert kept, "else this test looks in the wrong place"
    server.test("POST", "/clock", {"advance_seconds": DAY + 60})
    server.test("GET", "/idle")
    assert [p for p in (data / "objects").rglob("*goodreads*") if p.is_file()] == []
    reader = Person(server, reader.address)
    assert reader.sign_in().status_code == 201
    assert problem(reader.call("GET", PATH), 404) == "goodreads_import_missing"


def test_a_library_is_applied_although_the_server_was_killed(serve, data):
    server = serve(copy_of_demo(data), *CHEAP_HASHES)
    reader = Person.known(server)
    titles = [f"Книга номер {n}" for n in range(250)]
    sellers = [Person.known(server) for _ in range(3)]  # one alone may not add so many
    for n, title in enumerate(titles):
        assert sellers[n % 3].call("POST", "/api/v1/me/editions", json={"title": title, "authors": ["Хтось Один"], "language": "uk"}).status_code == 201
    send(reader, *(row(n, title, "Хтось Один") for n, title in enumerate(titles)))
    assert server.test("POST", "/failpoint", {"name": "catalog.goodreads_step", "action": "kill"}).status_code == 200
    file = preview(reader)["file"]
    with contextlib.suppress(httpx.TransportError):
        reader.call("POST", PATH + "/apply", json={"file": file})
    server.wait()
    server = serve(data, *CHEAP_HASHES)
    server.test("POST", "/clock", {"advance_seconds": 300})  # who died has no claim on the work any more
    server.test("GET", "/idle")
    again = Person(server, reader.address)
    assert again.sign_in().status_code == 201
    done = again.call("GET", PATH).json()
    assert done["state"] == "applied" and done["result"]["wished"] + done["result"]["known"] == 250
    pages, cursor = [], ""
    while True:
        page = again.call("GET", f"/api/v1/me/wishes?limit=100{cursor}").json()
        pages += page["items"]
        if "next_cursor" not in page:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert len({w["work_id"] for w in pages}) == 250
