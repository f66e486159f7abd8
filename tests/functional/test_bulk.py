"""Stock that comes as a file, and goes as one, over HTTP on the real program."""

import csv
import io

import pytest
from market import Server, copy_of_demo, field_pointers
from people import CHEAP_HASHES, Person, problem
from stock import FILE, IMPORTS, LVIV, a_seller, applied, begin, judged, read, rows, shelf, show, title

KYIV = "UA80000000000093317"
ISBN = "9780439023481"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("bulk") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--catalog.max_open_copies", "300") as s:
        yield s
        assert s.stop() == 0


@pytest.fixture
def seller(server):
    return a_seller(server)


def test_a_file_is_judged_looked_at_and_becomes_copies(server, seller):
    new = title()
    file = FILE + f"А-1,The Hunger Games,Suzanne Collins,{ISBN},2008,en,good,250,ні,Автограф\nА-2,{new},Олена Невідома,,1987,uk,як новий,,так,\n"
    job = judged(seller, file)
    assert job["format"] == "csv" and job["encoding"] == "UTF-8" and job["rows"] == 2
    assert job["counts"] == {"offers": 1, "new_editions": 1, "duplicates": 0, "rejects": 0}
    known, added = rows(seller, job["id"])
    assert known["verdict"] == "offer" and known["edition"]["isbn13"] == ISBN and known["line"] == 2
    assert added["verdict"] == "new_edition" and added["exchange"] is True and "edition" not in added
    assert shelf(seller) == [], "nothing is offered before one says so"
    assert applied(seller, job["id"])["copies"] == 2
    copies = {c["reference"]: c for c in shelf(seller)}
    assert copies["А-1"]["price"] == {"amount": 25000, "currency": "UAH"} and copies["А-1"]["notes"] == "Автограф"
    assert copies["А-1"]["exchange"] is False and copies["А-2"]["exchange"] is True and "price" not in copies["А-2"]
    assert copies["А-2"]["grade"] == "like_new" and copies["А-2"]["place"]["name"] == "Львів"
    assert server.search(new)["items"][0]["title"] == new, "everybody finds it"


ABEBOOKS = "listingid\ttitle\tauthor\tprice\tquantity\tdescription\tbookcondition\tpublishername\tyearpublished\tisbn\n"
LIBRARYTHING = "Book Id\tTitle\tPrimary Author\tSecondary Author\tSecondary Author Roles\tPublication\tDate\tLanguages\tISBN\tCopies\n"


@pytest.mark.parametrize(
    ("file", "format_", "settings"),
    [
        (ABEBOOKS + f"7\tThe Hunger Games\tCollins, Suzanne\t250.00\t1\tWorn.<br>Signed.\tVery Good\tScholastic\t2008\t{ISBN}\n", "abebooks", {}),
        (f"UR|7\r\nTI|The Hunger Games\r\nAA|Collins, Suzanne\r\nBN|{ISBN}\r\nCN|Very Good\r\nPR|250.00\r\nNT|Worn.\r\nNT|Signed.\r\n\r\n", "uiee", {}),
        (LIBRARYTHING + f"7\tThe Hunger Games\tCollins, Suzanne\t\t\tScholastic Press (2008), 374 pages\t2008\tEnglish\t[0439023483]\t1\n",
         "librarything", {"exchange": True, "grade": "very_good"}),
        (f"Назва;Автор;ISBN;Стан;Ціна\nThe Hunger Games;Сьюзен Коллінз;{ISBN};дуже добрий;250 грн\n".encode("cp1251"), "csv", {}),
    ],
    ids=["abebooks", "uiee", "librarything", "windows-1251"],
)  # fmt: skip
def test_every_format_is_told_by_its_look(seller, file, format_, settings):
    job = judged(seller, file, **settings)
    assert job["format"] == format_ and job["counts"]["offers"] == 1, rows(seller, job["id"])
    applied(seller, job["id"])
    (copy,) = shelf(seller)
    assert copy["grade"] == "very_good" and copy["edition"]["isbn13"] == ISBN
    if format_ in ("abebooks", "uiee"):
        assert copy["notes"] == "Worn.\nSigned." and copy["reference"] == "7"


def test_rejects_name_field_line_and_reason_and_come_as_a_file(seller):
    file = FILE + f"1,{title()},,,,,чудовий,дорого,,\n2,,,,,,good,100,,\n3,{title()},,,,uk,good,0.50,,\n4,{title()},,,,uk,good,,no,\n\"5,без кінця\n=6,{title()},,,,uk,,100,,\n"
    job = judged(seller, file)
    assert job["counts"] == {"offers": 0, "new_editions": 0, "duplicates": 0, "rejects": 6}
    found = {r["line"]: [(p["field"], p["code"]) for p in r["problems"]] for r in rows(seller, job["id"], "?verdict=reject&limit=50")}
    assert found == {
        2: [("grade", "grade_unknown"), ("price", "not_a_price")],
        3: [("title", "required")],
        4: [("price", "out_of_range")],
        5: [("price", "nothing_offered")],
        6: [("", "unterminated_quote")],
        7: [("grade", "required")],
    }
    answer = seller.call("GET", f"{IMPORTS}/{job['id']}/rejects")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8" and "attachment" in answer.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert list(table[0])[:10] == FILE.strip().split(",")
    assert [t["reject_line"] for t in table] == ["2", "3", "4", "5", "6", "7"]
    assert table[0]["price"] == "дорого" and table[0]["reject_field"] == "grade; price"
    assert table[0]["reject_reason"] == "grade_unknown; not_a_price"
    assert table[4]["reject_text"] == '"5,без кінця'
    assert table[5]["reference"] == "'=6", "no spreadsheet runs it"
    assert applied(seller, job["id"])["copies"] == 0


def test_what_is_on_the_shelf_already_is_not_offered_twice(seller):
    books = [title() for _ in range(3)]
    file = FILE + "".join(f"{n},{b},,,1990,uk,good,100,,\n" for n, b in enumerate(books))
    applied(seller, judged(seller, file)["id"])
    more = FILE + f"0,Зовсім інша,,,,uk,worn,5,,\n,{books[1]},,,1990,uk,good,100,,\n9,{books[2]},,,1990,uk,worn,100,,\n8,{title()},,,,uk,good,1,,\n8,{title()},,,,uk,good,1,,\n"
    job = judged(seller, more)
    verdicts = [(r["line"], r["verdict"]) for r in rows(seller, job["id"])]
    assert verdicts == [(2, "duplicate"), (3, "duplicate"), (4, "offer"), (5, "new_edition"), (6, "duplicate")]
    first, second, *_, last = rows(seller, job["id"])
    by_reference = {c["reference"]: c["id"] for c in shelf(seller)}
    assert first["duplicate_of"] == by_reference["0"] and second["duplicate_of"] == by_reference["1"] and last["repeats_line"] == 5
    assert applied(seller, job["id"])["copies"] == 2
    assert len(shelf(seller)) == 5


def test_rows_come_in_pages_in_the_order_of_the_file(seller):
    file = FILE + "".join(f"{n},{title()},,,,uk,good,{n},,\n" for n in range(1, 120))
    job = judged(seller, file)
    seen, query = [], "?limit=50"
    while query:
        page = seller.call("GET", f"{IMPORTS}/{job['id']}/rows{query}").json()
        seen += [r["reference"] for r in page["items"]]
        query = f"?limit=50&cursor={page['next_cursor']}" if "next_cursor" in page else ""
    assert seen == [str(n) for n in range(1, 120)]


def test_one_import_at_a_time(seller):
    waiting = begin(seller, b"title\nx\n")
    job = judged(seller, FILE + f"1,{title()},,,,uk,good,100,,\n")
    assert problem(seller.call("GET", f"{IMPORTS}/{waiting}"), 404) == "import_not_found", "it waited for a file that did not come"
    again = seller.call("POST", IMPORTS, json={"bytes": 10, "place": LVIV, "exchange": False})
    assert problem(again, 409) == "import_under_way"
    assert seller.call("DELETE", f"{IMPORTS}/{job['id']}").status_code == 204
    assert problem(seller.call("GET", f"{IMPORTS}/{job['id']}"), 404) == "import_not_found"
    assert problem(seller.call("GET", f"{IMPORTS}/{job['id']}/rows"), 404) == "import_not_found"
    assert problem(seller.call("POST", f"{IMPORTS}/{job['id']}/apply"), 404) == "import_not_found"
    assert seller.call("GET", IMPORTS).json() == {"items": []}
    applied(seller, judged(seller, FILE + f"1,{title()},,,,uk,good,100,,\n")["id"])
    assert len(shelf(seller)) == 1


def test_the_same_command_begins_the_same_import(seller):
    def send(**more):
        headers = {"Authorization": "Bearer " + seller.answer["access_token"], "Idempotency-Key": "файл".encode().hex()}
        return seller.client.post(IMPORTS, json={"bytes": 10, "place": LVIV, "exchange": False} | more, headers=headers)

    first, again = send(), send()
    assert first.status_code == again.status_code == 201 and first.json()["id"] == again.json()["id"]
    assert problem(send(exchange=True), 422) == "idempotency_key_reused"


def test_applying_twice_offers_once(seller):
    job = judged(seller, FILE + f"1,{title()},,,,uk,good,100,,\n")
    first, again = (seller.call("POST", f"{IMPORTS}/{job['id']}/apply") for _ in range(2))
    assert first.status_code == again.status_code == 200
    seller.server.test("GET", "/idle")
    assert applied(seller, job["id"])["copies"] == 1 and len(shelf(seller)) == 1


def test_signs_that_turn_or_hide_text_are_left_out(seller):
    name = title()
    job = judged(seller, FILE + f"1,\u202e{name}\u200b,Олена\u202e,,,uk,good,100,,\u2066ціла\n2,\u202e,,,,uk,good,100,,\n")
    first, second = rows(seller, job["id"])
    assert (first["title"], first["authors"], first["notes"]) == (name, ["Олена"], "ціла")
    assert second["verdict"] == "reject" and second["problems"] == [{"field": "title", "code": "required", "value": ""}]


def test_as_many_copies_come_as_there_are(seller):
    job = judged(seller, f"reference,title,grade,price,quantity\n1,{title()},good,100,3\n")
    assert job["planned"] == 3
    assert applied(seller, job["id"])["copies"] == 3
    again = judged(seller, FILE + f"2,{title()},,,,uk,good,100,,\n")
    assert again["planned"] == 1 and again["room"] == 297
    assert [c["reference"] for c in shelf(seller)] == ["1"] * 3


def test_a_shelf_holds_no_more_than_its_limit(seller):
    rows_ = "".join(f"{title()},good,100,100\n" for _ in range(4))
    job = judged(seller, "title,grade,price,quantity\n" + rows_)
    assert job["planned"] == 400 and job["room"] == 300, "one sees it before"
    assert problem(seller.call("POST", f"{IMPORTS}/{job['id']}/apply"), 409) == "too_many_copies"
    assert shelf(seller) == [] and show(seller, job["id"])["state"] == "ready"


def test_what_comes_too_early_is_refused(server, seller):
    body = {"bytes": 10, "place": LVIV, "exchange": False}
    id_ = seller.call("POST", IMPORTS, json=body).json()["id"]
    assert problem(read(seller, id_), 409) == "file_missing"
    assert problem(seller.call("POST", f"{IMPORTS}/{id_}/apply"), 409) == "import_not_ready"
    nobody = Person.known(server)
    assert problem(nobody.call("POST", IMPORTS, json=body), 409) == "profile_missing"


@pytest.mark.parametrize(
    ("wrong", "pointers"),
    [
        ({"bytes": 0}, ["/body/bytes"]),
        ({"bytes": 8 * 2**20 + 1}, ["/body/bytes"]),
        ({"place": "Львів"}, ["/body/place"]),
        ({"currency": "грн"}, ["/body/currency"]),
        ({"format": "xls"}, ["/body/format"]),
        ({"encoding": "utf-7"}, ["/body/encoding"]),
        ({"grade": "mint"}, ["/body/grade"]),
        ({"state": "ready"}, ["/body/state"]),
    ],
)
def test_what_is_wrong_with_the_settings_is_named(seller, wrong, pointers):
    answer = seller.call("POST", IMPORTS, json={"bytes": 10, "place": LVIV, "exchange": False} | wrong)
    assert answer.status_code == 400 and field_pointers(answer) == pointers, answer.text


@pytest.mark.parametrize(
    ("file", "settings", "status", "code"),
    [
        (b"", {}, 400, "import_empty"),
        (b"a,b\n1,2\n", {}, 400, "import_no_title_column"),
        (b"title,author,authors\n", {}, 400, "import_duplicate_column"),
        (b"title\nx\n", {"format": "abebooks"}, 400, "import_wrong_format"),
        (b"title\n" + b"x\n" * 10_001, {}, 413, "import_too_many_rows"),
    ],
    ids=lambda p: p if isinstance(p, str) else "",
)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole_and_may_come_again(seller, file, settings, status, code):
    id_ = begin(seller, file, **settings)
    assert problem(read(seller, id_), status) == code
    upload = show(seller, id_)["upload"]
    right = (ABEBOOKS if settings else "title\n").encode()
    assert seller.client.put(upload["url"], content=right, headers={"Content-Type": upload["content_type"]}).status_code == 204
    assert read(seller, id_).status_code == 200


def test_nobody_sees_the_import_of_another(server, seller):
    job = judged(seller, FILE + f"1,{title()},,,,uk,good,100,,\n")
    other = a_seller(server, "Іван")
    path = f"{IMPORTS}/{job['id']}"
    for method, where in [("GET", path), ("GET", path + "/rows"), ("GET", path + "/rejects"), ("POST", path + "/read"), ("POST", path + "/apply"), ("DELETE", path)]:
        assert problem(other.call(method, where), 404) == "import_not_found", (method, where)
    assert show(seller, job["id"])["state"] == "ready"
    assert other.call("GET", IMPORTS).json() == {"items": []}


@pytest.mark.parametrize(
    ("format_", "type_"), [("csv", "text/csv"), ("abebooks", "text/tab-separated-values"), ("uiee", "text/plain")]
)
def test_what_is_exported_is_imported_with_nothing_lost(server, seller, format_, type_):
    notes = "=SUM(A1)\nДругий рядок, \"з лапками\"; <br> & таб"
    edition = server.json(f"/api/v1/editions/{ISBN}")["id"]
    wanted = [
        {"edition_id": edition, "grade": "worn", "notes": notes, "price": {"amount": 12345, "currency": "UAH"}, "exchange": True, "place": KYIV},
        {"edition_id": edition, "grade": "like_new", "exchange": True, "place": LVIV},
        {"edition_id": edition, "grade": "acceptable", "notes": "-1", "price": {"amount": 10000, "currency": "UAH"}, "exchange": False, "place": LVIV},
    ]
    for body in wanted:
        assert seller.call("POST", "/api/v1/me/copies", json=body).status_code == 201
    gone = seller.call("POST", "/api/v1/me/copies", json=wanted[0]).json()["id"]
    assert seller.call("POST", f"/api/v1/me/copies/{gone}/withdraw").status_code == 200
    answer = seller.call("GET", f"/api/v1/me/copies/export?format={format_}")
    assert answer.status_code == 200 and answer.headers["content-type"] == f"{type_}; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    job = judged(seller, answer.content)
    assert job["counts"] == {"offers": 0, "new_editions": 0, "duplicates": 3, "rejects": 0}, "who gets it back has it all"
    other = a_seller(server, "Іван")
    job = judged(other, answer.content)
    assert job["format"] == format_ and applied(other, job["id"])["copies"] == 3

    def told(copies):
        what = ("grade", "notes", "price", "exchange", "place")
        return sorted(str([c["edition"]["id"], *(c.get(w) for w in what)]) for c in copies if c["status"] == "available")

    assert told(shelf(other)) == told(shelf(seller))


def largest(server, seller):
    """A copy as large as the market takes one."""
    wide = "𝔄"
    edition = {"title": wide * 500, "authors": [f"{n:02}" + wide * 198 for n in range(50)], "publisher": wide * 200, "place": wide * 200,
               "translator": wide * 200, "language": "uk", "year": 1987}  # fmt: skip
    answer = seller.call("POST", "/api/v1/me/editions", json=edition)
    assert answer.status_code in (200, 201), answer.text
    body = {"edition_id": answer.json()["id"], "grade": "worn", "notes": wide * 2000, "price": {"amount": 100_000_000, "currency": "UAH"}, "exchange": True, "place": KYIV}
    assert seller.call("POST", "/api/v1/me/copies", json=body).status_code == 201


@pytest.mark.parametrize("format_", ["csv", "abebooks", "uiee"])
def test_the_largest_copy_goes_and_comes_whole(server, seller, format_):
    largest(server, seller)
    other = a_seller(server, "Іван")
    job = judged(other, seller.call("GET", f"/api/v1/me/copies/export?format={format_}").content)
    assert job["counts"] == {"offers": 1, "new_editions": 0, "duplicates": 0, "rejects": 0}, rows(other, job["id"])
    assert applied(other, job["id"])["copies"] == 1
    (mine,), (theirs,) = shelf(seller), shelf(other)
    assert theirs["notes"] == mine["notes"] and theirs["edition"] == mine["edition"]


def test_a_large_row_that_is_rejected_is_given_back_by_its_beginning(seller):
    job = judged(seller, FILE + f"1,{title()},{'я' * 10_000},,,uk,good,дорого,,{'ю' * 3000}\n")
    answer = seller.call("GET", f"{IMPORTS}/{job['id']}/rejects").content.decode("utf-8-sig")
    (reject,) = csv.DictReader(io.StringIO(answer))
    assert reject["reject_line"] == "2" and reject["reject_field"] == "price" and reject["title"] == ""
    assert reject["reject_text"].startswith("1,Книга") and len(reject["reject_text"].encode()) <= 1000


def exported(seller, format_="csv"):
    """All files of it, one after another."""
    files, where = [], f"/api/v1/me/copies/export?format={format_}"
    while where:
        answer = seller.call("GET", where)
        assert answer.status_code == 200, answer.text
        files.append(answer.content)
        link = answer.headers.get("link", "")
        where = link[1 : link.index(">")] if link else ""
    return files


def test_copies_that_are_alike_go_as_one_row_and_come_as_many(server, seller):
    name = title()
    file = f"reference,title,language,grade,price,quantity\n1,{name},uk,good,100,3\n2,{name},uk,worn,50,2\n,{name},uk,very_good,70,2\n"
    applied(seller, judged(seller, file)["id"])
    dearer = next(c for c in shelf(seller) if c.get("reference") == "2")
    changed = {"grade": "worn", "notes": "", "price": {"amount": 6000, "currency": "UAH"}, "exchange": False, "place": LVIV}
    assert seller.call("PUT", f"/api/v1/me/copies/{dearer['id']}", json=changed).status_code == 200
    (whole,) = exported(seller)
    told = sorted((r["price"], r["quantity"]) for r in csv.DictReader(io.StringIO(whole.decode("utf-8-sig"))))
    assert told == [("100.00", "3"), ("50.00", "1"), ("60.00", "1"), ("70.00", "1"), ("70.00", "1")]
    other = a_seller(server, "Іван")
    job = judged(other, whole)
    assert job["counts"]["duplicates"] == 0 and applied(other, job["id"])["copies"] == 7
    assert sorted(c["price"]["amount"] for c in shelf(other)) == sorted(c["price"]["amount"] for c in shelf(seller))
    again = judged(seller, whole)
    assert again["counts"]["duplicates"] == again["rows"] == 5, "who gets it back has it all"


def test_a_large_shelf_goes_in_files_each_of_which_comes_whole(server, seller):
    largest(server, seller)
    (one,) = csv.DictReader(io.StringIO(exported(seller)[0].decode("utf-8-sig")))
    file = io.StringIO()
    writer = csv.DictWriter(file, list(one))
    writer.writeheader()
    writer.writerows(one | {"reference": "", "grade": grade, "quantity": "100"} for grade in ("good", "very_good"))
    assert applied(seller, judged(seller, file.getvalue())["id"])["copies"] == 200
    other, files = a_seller(server, "Іван"), exported(seller)
    assert len(files) > 1 and all(len(f) <= 8 * 2**20 for f in files)
    for f in files:
        job = judged(other, f)
        assert job["counts"]["rejects"] == job["counts"]["duplicates"] == 0
        applied(other, job["id"])
    assert len(shelf(other)) == len(shelf(seller)) == 201


def test_a_file_that_is_read_is_not_kept(server, seller):
    id_ = begin(seller, (FILE + f"1,{title()},,,,uk,good,100,,\n").encode())
    kept = lambda: [p for p in (server.data / "objects").rglob("*") if p.is_file() and id_ in str(p)]  # noqa: E731
    assert kept()
    assert read(seller, id_).status_code == 200
    server.test("GET", "/idle")
    assert show(seller, id_)["state"] == "ready" and kept() == []
    assert read(seller, id_).json()["state"] == "ready", "twice changes nothing"


def test_an_import_is_forgotten_after_a_week_and_its_copies_stay(serve, data):
    server = serve(copy_of_demo(data), *CHEAP_HASHES)
    seller = a_seller(server)
    done = applied(seller, judged(seller, FILE + f"1,{title()},,,,uk,good,100,,\n")["id"])["id"]
    ready = judged(seller, FILE + f"2,{title()},,,,uk,good,100,,\n")["id"]
    server.test("POST", "/clock", {"advance_seconds": 8 * 86_400})
    server.test("GET", "/idle")
    seller = seller.again()
    for forgotten in (done, ready):
        assert problem(seller.call("GET", f"{IMPORTS}/{forgotten}"), 404) == "import_not_found"
    assert [c["reference"] for c in shelf(seller)] == ["1"]
    judged(seller, FILE + f"3,{title()},,,,uk,good,100,,\n")
