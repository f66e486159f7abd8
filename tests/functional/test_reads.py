"""Every read of the API: what it answers, what it says of wrong addresses, how it may be kept."""

import gzip
import uuid
import xml.etree.ElementTree as xml

import brotli
import pytest
from checks import nulls, order_faults, schema_faults, walk_faults
from market import field_pointers

NOBODY = str(uuid.UUID(int=0x00000000_0000_8000_8000_000000000001))


@pytest.fixture(scope="module")
def one(market):
    """The ids of one thing of each kind."""
    work = next(i for i in market.search("кобзар", sale="true")["items"] if i["offers"]["copies"] > 1)
    copy = market.json(f"/api/v1/works/{work['id']}")["copies"][0]
    games = market.search("9780439023481")["items"][0]
    return {
        "work": work["id"],
        "copy": copy["id"],
        "author": work["authors"][0]["id"],
        "seller": copy["seller"]["id"],
        "isbn": "9780439023481",
        "games": games["id"],
    }


def addresses(one):
    return {
        "/api/v1/search": "/api/v1/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80",
        "/api/v1/suggest": "/api/v1/suggest?q=%D0%BA%D0%BE%D0%B1%D0%B7",
        "/api/v1/identity-providers": "/api/v1/identity-providers",
        "/api/v1/places": "/api/v1/places?q=%D0%9B%D1%8C%D0%B2",
        "/api/v1/works/{id}": f"/api/v1/works/{one['work']}",
        "/api/v1/editions/{isbn}": f"/api/v1/editions/{one['isbn']}",
        "/api/v1/copies/{id}": f"/api/v1/copies/{one['copy']}",
        "/api/v1/authors/{id}": f"/api/v1/authors/{one['author']}",
        "/api/v1/sellers/{id}/copies": f"/api/v1/sellers/{one['seller']}/copies",
        "/api/v1/works/{id}/prices": f"/api/v1/works/{one['work']}/prices",
        "/api/v1/works/{id}/waiting": f"/api/v1/works/{one['work']}/waiting",
        "/.well-known/jwks.json": "/.well-known/jwks.json",
        "/.well-known/openid-configuration": "/.well-known/openid-configuration",
        "/covers/{id}.svg": f"/covers/{one['work']}.svg",
        "/health/live": "/health/live",
        "/health/ready": "/health/ready",
    }


KEPT = ["/api/v1/search", "/api/v1/suggest", "/api/v1/places", "/api/v1/works/{id}", "/api/v1/editions/{isbn}", "/api/v1/copies/{id}", "/api/v1/authors/{id}",
        "/api/v1/sellers/{id}/copies", "/covers/{id}.svg"]  # fmt: skip


def test_every_documented_read_for_everybody_is_tested_here(api, one):
    assert {p for p, methods in api["paths"].items() if "get" in methods and not methods["get"]["security"]} == set(addresses(one))


@pytest.mark.parametrize("path", [p for p in KEPT if p.startswith("/api")] + ["/health/live", "/health/ready"])
def test_an_answer_has_exactly_the_documented_shape(market, api, one, path):
    answer = market.get(addresses(one)[path])
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    schema = api["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert schema_faults(api, schema, answer.json()) == []
    assert nulls(answer.json()) == []


def test_many_different_answers_have_the_documented_shape(market, api):
    """Not only the ones picked above: works, copies, authors and shelves met on the way through the newest 60."""
    response = lambda p: api["paths"][p]["get"]["responses"]["200"]["content"]["application/json"]["schema"]  # noqa: E731
    for card in market.search(limit=60)["items"]:
        work = market.json(f"/api/v1/works/{card['id']}")
        assert schema_faults(api, response("/api/v1/works/{id}"), work) == []
        copy = market.json(f"/api/v1/copies/{work['copies'][0]['id']}")
        assert schema_faults(api, response("/api/v1/copies/{id}"), copy) == []


def test_a_work_shows_its_editions_and_its_copies_cheapest_first(market, one):
    work = market.json(f"/api/v1/works/{one['work']}")
    assert work["id"] == one["work"] and work["copies_total"] >= len(work["copies"]) > 1
    assert order_faults([c.get("price", {}).get("amount") for c in work["copies"]]) == []
    assert {c["status"] for c in work["copies"]} == {"available"}
    assert {c["work_id"] for c in work["copies"]} == {one["work"]}
    assert {c["edition_id"] for c in work["copies"]} <= {e["id"] for e in work["editions"]}


def test_a_card_in_a_list_agrees_with_its_work(market):
    for card in market.search(limit=30)["items"]:
        work = market.json(f"/api/v1/works/{card['id']}")
        assert (card["title"], card["authors"], card["genre"]) == (work["title"], work["authors"], work["genre"])
        assert card.get("year") == work.get("year")
        assert card["offers"]["copies"] == work["copies_total"]
        prices = [c["price"]["amount"] for c in work["copies"] if "price" in c]
        assert card["offers"].get("price_min", {}).get("amount") == min(prices, default=None)
        assert card["offers"]["exchange"] == any(c["exchange"] for c in work["copies"])
        grades = ["like_new", "very_good", "good", "acceptable", "worn"]
        if work["copies_total"] <= 100:
            assert card["offers"]["best_grade"] == min((c["grade"] for c in work["copies"]), key=grades.index)
            assert set(card["offers"]["places"]) <= {c["place"]["name"] for c in work["copies"]}


@pytest.mark.parametrize("isbn", ["9780439023481", "978-0-439-02348-1", "0439023483", "0-439-02348-3"])
def test_an_edition_is_found_by_isbn_however_written(market, one, isbn):
    edition = market.json(f"/api/v1/editions/{isbn}")
    assert edition["isbn13"] == "9780439023481" and edition["isbn"] == "978-0-439-02348-1"
    assert edition["work"]["id"] == one["games"]
    assert all(c["edition_id"] == edition["id"] for c in edition["copies"])


@pytest.mark.parametrize(
    "isbn", ["9780439023482", "043902348X", "123", "978043902348", "abc", "97804390234811", "9770439023481", "%20", "%FF"]
)
def test_what_is_no_isbn_is_refused_by_name(market, isbn):
    answer = market.get(f"/api/v1/editions/{isbn}")
    assert answer.status_code == 400
    assert field_pointers(answer) == ["/path/isbn"]


def test_a_copy_shows_its_work_its_edition_and_more_of_its_seller(market, one):
    copy = market.json(f"/api/v1/copies/{one['copy']}")
    assert copy["work"]["id"] == copy["work_id"] and copy["edition"]["id"] == copy["edition_id"]
    assert all(c["seller"]["id"] == copy["seller"]["id"] and c["id"] != copy["id"] for c in copy["more_from_seller"])
    assert {"code", "name", "region"} == copy["place"].keys()
    assert "price" in copy or copy["exchange"]


def test_an_authors_works_are_walked_once_and_all_are_theirs(market, one):
    items, first = market.everything(f"/api/v1/authors/{one['author']}", limit=10)
    assert first["name"] == "Тарас Шевченко"
    assert len(items) > 20
    assert walk_faults([i["id"] for i in items], first.get("works_total", len(items))) == []
    assert all(one["author"] in [a["id"] for a in i["authors"]] for i in items)


def test_a_shelf_is_walked_once_newest_first_and_all_is_the_sellers(market, one):
    items, first = market.everything(f"/api/v1/sellers/{one['seller']}/copies", limit=5)
    assert first["seller"]["id"] == one["seller"] and first["seller"]["demo"] is True
    assert walk_faults([i["id"] for i in items], first.get("copies_total", len(items))) == []
    assert all(i["seller"]["id"] == one["seller"] and i["work"]["id"] == i["work_id"] for i in items)
    assert order_faults([i["listed_at"] for i in items], descending=True) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (f"/api/v1/works/{NOBODY}", "work_not_found"),
        (f"/api/v1/copies/{NOBODY}", "copy_not_found"),
        (f"/api/v1/authors/{NOBODY}", "author_not_found"),
        (f"/api/v1/sellers/{NOBODY}/copies", "seller_not_found"),
        ("/api/v1/editions/9781234567897", "edition_not_found"),
        (f"/covers/{NOBODY}.svg", "work_not_found"),
        ("/api/v1/nothing", "no_such_address"),
        ("/api/v1/works", "no_such_address"),
        ("/api/v1/works/", "no_such_address"),
        ("/api/v1/search/", "no_such_address"),
        ("/api/v2/search", "no_such_address"),
    ],
)
def test_what_does_not_exist_is_a_404_problem(market, api, path, code):
    answer = market.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store" and "etag" not in answer.headers
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (404, code)
    assert schema_faults(api, {"$ref": "#/components/schemas/Problem"}, problem) == []


BAD_IDS = [
    "1",
    "x",
    "%00",
    "%FF%FE",
    "..%2F..%2Fetc%2Fpasswd",
    NOBODY[:-1],
    NOBODY + "0",
    NOBODY.replace("-", ""),
    "{" + NOBODY + "}",
    "%D0%BA" * 50,
]


@pytest.mark.parametrize("bad", BAD_IDS)
@pytest.mark.parametrize(
    "path", ["/api/v1/works/{}", "/api/v1/copies/{}", "/api/v1/authors/{}", "/api/v1/sellers/{}/copies", "/covers/{}.svg"]
)
def test_a_bad_id_is_refused_by_name(market, path, bad):
    answer = market.get(path.format(bad))
    assert answer.status_code == 400, answer.text
    assert field_pointers(answer) == ["/path/id"]


def test_ids_are_read_in_either_case(market, one):
    upper = market.get(f"/api/v1/works/{one['work'].upper()}")
    assert upper.status_code in (200, 400)
    if upper.status_code == 200:
        assert upper.json()["id"] == one["work"]


def test_each_problem_has_its_own_trace_id_which_is_in_the_log(market):
    import time

    ids = [market.get("/api/v1/works/x").json()["trace_id"] for _ in range(2)]
    assert ids[0] != ids[1]
    time.sleep(0.3)
    assert all(i in market.log() for i in ids)


# Keeping and packing


@pytest.mark.parametrize("path", KEPT)
def test_an_unchanged_answer_is_304_without_a_body(market, one, path):
    address = addresses(one)[path]
    first = market.get(address)
    etag = first.headers["etag"]
    assert etag.startswith('"') and etag.endswith('"')
    for asked in (etag, "W/" + etag, f'"other", {etag}', "*"):
        again = market.get(address, headers={"If-None-Match": asked})
        assert again.status_code == 304 and again.content == b"", asked
        assert again.headers["etag"] == etag and again.headers["cache-control"] == first.headers["cache-control"]
        assert "content-type" not in again.headers
    assert market.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    for lines in (['"other"', etag], [etag, '"other"'], ['"a"', '"b"', etag]):
        assert market.get(address, headers=[("If-None-Match", tag) for tag in lines]).status_code == 304, lines
    assert market.get(address, headers=[("If-None-Match", '"a"'), ("If-None-Match", '"b"')]).status_code == 200


@pytest.mark.parametrize("path", [*KEPT, "/health/live", "/health/ready"])
def test_head_answers_with_the_headers_of_get_and_no_body(market, one, path):
    address = addresses(one)[path]
    get, head = market.get(address), market.client.head(address)
    assert head.content == b"" and head.status_code == get.status_code
    drop = lambda h: {k: v for k, v in h.items() if k != "date"}  # noqa: E731
    assert drop(head.headers) == drop(get.headers)


@pytest.mark.parametrize("path", [*KEPT, "/openapi.json", "/robots.txt", "/favicon.svg"])
def test_packed_answers_hold_the_same_bytes(market, one, path):
    address = addresses(one).get(path, path)
    etags = set()
    plain = market.get(address, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers and "Accept-Encoding" in plain.headers["vary"]
    for coding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        with market.client.stream("GET", address, headers={"Accept-Encoding": coding}) as answer:
            raw = b"".join(answer.iter_raw())
        if len(plain.content) < 600:
            assert raw == plain.content
            continue
        assert answer.headers["content-encoding"] == coding
        assert len(raw) < len(plain.content) and unpack(raw) == plain.content
        assert int(answer.headers["content-length"]) == len(raw)
        etags.add(answer.headers["etag"])
    assert plain.headers["etag"] not in etags


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("br;q=0, gzip;q=0, identity", None),
        ("deflate", None),
        ("", None),
        ("identity", None),
        ("*;q=0", None),
        ("*", "br"),
        ("identity;q=0, *", "br"),
        ("br;Q=0, gzip", "gzip"),
        ("GZIP", "gzip"),
    ],
)
def test_the_client_chooses_the_packing(market, one, accepted, coding):
    answer = market.get(addresses(one)["/api/v1/works/{id}"], headers={"Accept-Encoding": accepted})
    assert answer.status_code == 200
    assert answer.headers.get("content-encoding") == coding


def test_shared_caches_may_keep_reads_for_seconds_and_covers_for_a_day(market, one):
    for path in KEPT:
        control = market.get(addresses(one)[path]).headers["cache-control"]
        assert control.startswith("public, max-age="), path
        assert ("max-age=86400" if path.startswith("/covers") else "max-age=5") in control, path
    for path in ("/health/live", "/health/ready"):
        assert market.get(path).headers["cache-control"] == "no-store"
    assert market.get("/api/v1/search?limit=0").headers["cache-control"] == "no-store"


def test_no_answer_is_sniffed_or_leaks_its_referrer(market, one):
    for address in [*addresses(one).values(), "/api/v1/works/x", "/nothing", "/"]:
        headers = market.get(address).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
        assert "set-cookie" not in headers


def test_a_cover_is_one_deterministic_svg_that_can_run_nothing(market, one):
    address = addresses(one)["/covers/{id}.svg"]
    answer = market.get(address)
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    svg = xml.fromstring(answer.content)
    assert svg.tag.endswith("svg") and "script" not in answer.text
    assert {"210", "300"} <= {*svg.attrib.get("viewBox", "").split(), svg.attrib.get("width"), svg.attrib.get("height")}
    assert market.get(address + "?v=0").status_code == 200
    assert market.get(address + "?v=1").content != market.get(address + "?v=2").content


def test_all_covers_of_a_list_exist(market):
    for card in market.search(limit=50)["items"]:
        answer = market.get(card["cover"])
        assert answer.status_code == 200
        xml.fromstring(answer.content)
