"""Each checker that other tests trust finds a fault that was planted for it."""

import sqlite3

import pytest
from checks import (
    access_faults,
    catalogue,
    catalogue_faults,
    facet_faults,
    index_faults,
    log_faults,
    metric_faults,
    nulls,
    order_faults,
    page_faults,
    schema_faults,
    walk_faults,
)
from market import TOWNS, answers, import_files, write


def test_a_walk_that_repeats_or_misses_is_noticed():
    assert walk_faults(["a", "b"], 2) == []
    assert walk_faults(["a", "b", "a"], 3)
    assert walk_faults(["a"], 2)


def test_a_wrong_order_is_noticed():
    assert order_faults([1, 1, 2, None, None]) == []
    assert order_faults([2, 1]) and order_faults([1, 2], descending=True)
    assert order_faults([1, None, 2])


def test_a_wrong_facet_is_noticed():
    assert facet_faults([{"value": "uk", "count": 2}], {"uk": 2, "en": 1}) == []
    assert facet_faults([{"value": "uk", "count": 3}], {"uk": 2})
    assert facet_faults([{"value": "uk", "count": 2}, {"value": "uk", "count": 2}], {"uk": 2})
    assert facet_faults([{"value": "fr", "count": 1}], {})


def few_books(tmp_path):
    file = write(tmp_path / "few.csv", "title,authors\n" + "".join(f"Повість {i},Автор {chr(1040 + i % 30)} Різний\n" for i in range(60)))
    assert import_files(tmp_path / "data", file, "--demo-sellers", TOWNS).returncode == 0
    return tmp_path / "data"


@pytest.mark.parametrize(
    "change",
    [
        'DELETE FROM "doc.copies" WHERE pk = 5',
        """UPDATE "doc.works" SET body = json_set(body, '$.title', 'Інша') WHERE pk = 7""",
        """INSERT INTO "doc.editions"(id, version, body) VALUES ('x', 1, '{}')""",
    ],
)
def test_a_lost_an_extra_and_a_changed_document_are_noticed(change, tmp_path):
    data = few_books(tmp_path)
    expected = catalogue(data)
    assert {c for c, _ in expected} >= {"works", "editions", "copies", "authors"} and catalogue_faults(expected, catalogue(data)) == []
    with sqlite3.connect(data / "bookmarket.sqlite") as store:
        store.execute(change)
    assert len(catalogue_faults(expected, catalogue(data))) == 1


def test_an_index_row_without_its_document_is_noticed(tmp_path):
    data = few_books(tmp_path)
    assert index_faults(data) == []
    with sqlite3.connect(data / "bookmarket.sqlite") as store:
        store.execute('DELETE FROM "doc.works" WHERE pk = 7')
    assert index_faults(data)


API = {
    "components": {
        "schemas": {
            "Book": {
                "type": "object",
                "properties": {"id": {"type": "string", "format": "uuid"}, "year": {"type": "integer"}},
                "required": ["id"],
            }
        }
    }
}


@pytest.mark.parametrize("wrong", [{}, {"id": 3}, {"id": "x"}, {"id": "11111111-1111-7111-8111-111111111111", "year": "1990"},
                                   {"id": "11111111-1111-7111-8111-111111111111", "undocumented": 1}])  # fmt: skip
def test_an_answer_of_another_shape_is_noticed(wrong):
    schema = {"$ref": "#/components/schemas/Book"}
    assert schema_faults(API, schema, {"id": "11111111-1111-7111-8111-111111111111", "year": 1990}) == []
    assert schema_faults(API, schema, wrong)


def test_a_null_is_noticed():
    assert nulls({"a": [1, {"b": "x"}]}) == []
    assert nulls({"a": [1, {"b": None}]}) == ["$.a[1].b"]


GOOD_LINE = '{"time":"2026-01-01T00:00:00Z","level":"info","event":"request","path":"/"}'


@pytest.mark.parametrize(
    "wrong",
    [
        "plain text",
        "[]",
        '{"event":"x"}',
        GOOD_LINE.replace("/", "/таємниця"),
        GOOD_LINE.replace("/", "/\\u0442\\u0430\\u0454\\u043c\\u043d\\u0438\\u0446\\u044f"),
    ],
)
def test_a_log_line_that_is_broken_or_tells_secrets_is_noticed(wrong):
    assert log_faults([GOOD_LINE], ["таємниця"]) == []
    assert log_faults([GOOD_LINE, wrong], ["таємниця"])


METRICS = '# TYPE a counter\na{b="1"} 1\na{b="2"} 1\n# TYPE h histogram\nh_bucket{le="1"} 1\nh_bucket{le="+Inf"} 2\nh_sum 1\nh_count 2\n'


@pytest.mark.parametrize("wrong", [METRICS + 'a{b="1"} 2\n', 'a{b="1} 1\n', METRICS.replace('h_bucket{le="1"} 1', 'h_bucket{le="1"} 3')])
def test_metrics_that_prometheus_refuses_are_noticed(wrong):
    assert metric_faults(METRICS) == []
    assert metric_faults(wrong)


PAGE = """<html lang="uk"><head><title>Книга</title><meta name="description" content="x">
<link rel="canonical" href="https://b/w"><link rel="alternate" hreflang="uk" href="https://b/w"><link rel="alternate" hreflang="en" href="https://b/en/w">
<link rel="alternate" hreflang="x-default" href="https://b/w"><meta property="og:title" content="Книга"><meta property="og:url" content="https://b/w">
<meta property="og:locale" content="uk_UA"><meta property="og:description" content="x"><meta property="og:type" content="book">
<meta property="og:site_name" content="x"></head></html>"""


@pytest.mark.parametrize(
    ("part", "instead"),
    [
        ('lang="uk"', 'lang="en"'),
        ("<title>Книга</title>", ""),
        ('rel="canonical" href="https://b/w"', 'rel="canonical" href="https://b/x"'),
        ('hreflang="en" href="https://b/en/w"', 'hreflang="en" href="https://b/w"'),
        ('property="og:type"', 'property="og:kind"'),
        ("</head>", "<script>alert(1)</script></head>"),
        ("</head>", "<style>b{}</style></head>"),
    ],
)
def test_a_page_that_lacks_something_is_noticed(part, instead):
    assert page_faults(PAGE, "https://b", "/w", "uk") == []
    assert page_faults(PAGE.replace(part, instead), "https://b", "/w", "uk")


def test_an_answer_that_is_cut_off_is_noticed():
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 304 Not Modified\r\n\r\n"
    assert answers(whole) == [200, 304]
    for cut in (whole[:40], whole[:-2], whole + b"x"):
        with pytest.raises(AssertionError):
            answers(cut)


def described(path="/api/v1/x", **operation):
    right = {"operationId": "x", "x-access": "signed_in", "security": [{"bearer": []}], "responses": {"401": {}, "403": {}}}
    scopes = {"ApiTokenWanted": {"properties": {"scopes": {"items": {"enum": ["shelf:read"]}}}}}
    return {"paths": {path: {"get": {k: v for k, v in (right | operation).items() if v is not None}}}, "components": {"schemas": scopes}}


def test_a_route_that_does_not_say_who_may_call_it_is_noticed():
    assert access_faults(described(), (), ()) == []
    assert access_faults(described(**{"x-scope": "shelf:read"}), (), ()) == []
    open_ = {"x-access": "anyone", "security": []}
    assert access_faults(described(**open_), ("x",), ()) == []
    assert access_faults(described(**open_), (), ()), "open, and nobody said that it may be"
    assert access_faults(described(), ("x",), ()), "closed, and thought to be open"
    for wrong in ({"x-access": None}, {"x-access": "owner"}, {"security": []}, {"security": None}, {"responses": {"401": {}}}):
        assert access_faults(described(**wrong), (), ()), wrong
    assert access_faults(described(**{"x-scope": "shelf:burn"}), (), ()), "no token can have it"
    assert access_faults(described(**{"x-scope": "shelf:read", "x-access": "admin"}), (), ()), "a token would be an admin"
    assert access_faults(described("/api/v1/me/x/{id}"), (), ()), "nobody tried another person's thing"
    assert access_faults(described("/api/v1/me/x/{id}"), (), ("x",)) == []
    assert access_faults(described(), ("gone",), ()), "of an operation that is no more"
