"""Searching through the API, on the demo catalogue."""

import itertools

import pytest
from checks import FACETS, facet_faults, order_faults, walk_faults
from market import import_files, summary, write

SEARCH = "/api/v1/search"


def titles(page):
    return [i["title"] for i in page["items"]]


def authors(page, n=5):
    return [a["name"] for i in page["items"][:n] for a in i["authors"]]


@pytest.mark.parametrize(
    ("query", "author"),
    [
        ("книги лесі українки", "Леся Українка"),
        ("твори івана франка", "Іван Франко"),
        ("кобзарем шевченка", "Тарас Шевченко"),
        ("поезіями ліни костенко", "Ліна Костенко"),
    ],
)
def test_word_forms_are_found(market, query, author):
    assert author in authors(market.search(query))


@pytest.mark.parametrize(
    ("query", "rewrite", "understood", "title"),
    [
        ("rj,pfh", "keyboard_layout", "кобзар", "Кобзар"),
        ("kobzar shevchenko", "transliteration", None, "Кобзар"),
        ("кобзрар", "spelling", None, "Кобзар"),
        ("ершту пфьуы ргтпук", "keyboard_layout", None, None),
        ("война и мир", "translation", "війна, мир", "Мир у війні"),
    ],
)
def test_a_rewritten_query_says_how_it_was_understood(market, query, rewrite, understood, title):
    page = market.search(query)
    assert page["query"]["text"] == query
    if title:
        assert page["query"]["rewrite"] == rewrite, page["query"]
        assert page["query"]["understood"]
        assert any(title.lower() in t.lower() for t in titles(page)), titles(page)
    if understood:
        assert page["query"]["understood"] == understood


def test_a_russian_spelling_is_not_taken_for_another_layout(market):
    page = market.search("Багряный")
    assert page["query"]["rewrite"] != "keyboard_layout"
    assert "Тигролови" in titles(page)
    assert market.search("ысторыя")["query"]["rewrite"] == "keyboard_layout"


def test_an_english_typo_is_mended(market):
    page = market.search("hungr gamse")
    assert any("Hunger Games" in t for t in titles(page)), titles(page)


def test_a_query_that_matches_as_typed_is_not_rewritten(market):
    page = market.search("кобзар")
    assert page["query"] == {"text": "кобзар", "rewrite": "none"}
    assert page["total"] > 0


def test_verbatim_searches_for_exactly_what_was_typed(market):
    page = market.search("rj,pfh", verbatim="true")
    assert page["query"]["rewrite"] == "none" and "understood" not in page["query"]
    assert page["total"] == 0 and page["items"] == []
    assert market.search("кобзрар", verbatim="true")["total"] == 0


def test_a_russian_query_finds_the_ukrainian_title(market):
    page = market.search("лесная песня леся украинка")
    assert any("Лісова пісня" in t for t in titles(page)), titles(page)


def test_the_last_word_may_be_unfinished(market):
    assert any("Кобзар" in t for t in titles(market.search("шевченко кобз")))
    assert any("Hunger Games" in t for t in titles(market.search("the hunger ga")))


@pytest.mark.parametrize("isbn", ["9780439023481", "978-0-439-02348-1", "0439023483", "0-439-02348-3", "978 0439023481", " 9780439023481 "])
def test_an_isbn_is_found_however_it_is_written(market, isbn):
    page = market.search(isbn)
    assert "Hunger Games" in titles(page)[0]


def test_all_apostrophes_are_one(market):
    found = [market.search(f"п{a}ятниця" if a else "пятниця") for a in ("'", "’", "ʼ", "`", "‘", "ʹ", "´")]
    found_ids = [[i["id"] for i in p["items"]] for p in found]
    assert found[0]["total"] > 0 and all(f == found_ids[0] for f in found_ids), [titles(p)[:3] for p in found]


def test_case_and_spaces_do_not_matter(market):
    plain = market.search("лісова пісня")
    for typed in ("ЛІСОВА ПІСНЯ", "  лісова   пісня ", "Лісова, пісня!", "лісова\tпісня"):
        page = market.search(typed)
        assert [i["id"] for i in page["items"]] == [i["id"] for i in plain["items"]], typed


def test_nothing_found_is_an_answer_too(market):
    page = market.search("ъъъщщщззз")
    assert page["total"] == 0 and page["items"] == [] and "next_cursor" not in page


def test_without_a_query_it_shows_only_what_is_on_offer_newest_first(market):
    page = market.search()
    assert page["total"] > 1000
    assert all(i["offers"]["copies"] > 0 for i in page["items"])
    assert [i["id"] for i in page["items"]] == [i["id"] for i in market.search(sort="newest")["items"]]
    for blank in ("", "   "):
        assert market.search(blank)["items"] == page["items"]


def test_the_same_question_gets_the_same_answer(market):
    assert market.search("роман", sort="title") == market.search("роман", sort="title")


# Facets, recounted


def recount(market, facet, query):
    """Works per value of a facet, found by filtering with each value and walking all pages. A facet is counted with
    every filter but its own."""
    param = FACETS[facet]
    others = {k: v for k, v in query.items() if k != param}
    out = {}
    for shown in market.search(**query)["facets"][facet]:
        items, first = market.everything(SEARCH, **others, **{param: shown["value"]})
        assert walk_faults([i["id"] for i in items], first["total"]) == []
        out[shown["value"]] = len(items)
    return out


QUERIES = [
    {"q": "шевченко"},
    {"q": "роман", "exchange": "true"},
    {"q": "love", "grade": ["good", "worn"]},
    {"q": "франко", "lang": "uk", "price_max": "20000"},
    {"q": "історія", "sale": "true", "year_min": "1990"},
]


@pytest.mark.parametrize("query", QUERIES, ids=[str(q) for q in QUERIES])
@pytest.mark.parametrize("facet", FACETS)
def test_a_facet_counts_exactly_what_its_filter_finds(market, query, facet):
    if facet == "place":
        query = query | {"limit": 1}
    reported = market.search(**query)["facets"][facet]
    if facet == "place":
        reported = reported[:4]
        query = {k: v for k, v in query.items() if k != "limit"}
        counted = {}
        for f in reported:
            counted[f["value"]] = market.search(**{k: v for k, v in query.items() if k != "place"}, place=f["value"])["total"]
            assert f["label"]
    else:
        counted = recount(market, facet, query)
    assert facet_faults(reported, counted) == []


@pytest.mark.parametrize("query", QUERIES[:3], ids=[str(q) for q in QUERIES[:3]])
def test_decades_and_price_ranges_count_exactly(market, query):
    facets = market.search(**query)["facets"]
    decades = {d["value"]: market.search(**query, year_min=d["value"], year_max=int(d["value"]) + 9)["total"] for d in facets["decade"]}
    assert facet_faults(facets["decade"], decades) == []
    prices = {}
    for f in facets["price"]:
        low, high = f["value"].split("-")
        prices[f["value"]] = market.search(**query, price_min=low, **({"price_max": high} if high else {}))["total"]
    assert facet_faults(facets["price"], prices) == []


def test_languages_and_genres_of_all_pages_add_up_to_the_facet(market):
    """The facets against the works themselves, not against the engine's own filters."""
    items, first = market.everything(SEARCH, q="шевченко")
    genres = {}
    for i in items:
        genres[i["genre"]] = genres.get(i["genre"], 0) + 1
    assert facet_faults(first["facets"]["genre"], genres) == []
    languages = {}
    for i in items[:150]:
        for language in market.json(f"/api/v1/works/{i['id']}")["languages"]:
            languages[language] = languages.get(language, 0) + 1
    if len(items) <= 150:
        assert facet_faults(first["facets"]["language"], languages) == []


# Filters


def copies_of(market, work):
    return market.json(f"/api/v1/works/{work['id']}")["copies"]


def test_filters_combine_on_one_copy(market):
    """Not a cheap copy and another one for exchange: one copy that is both."""
    query = {"grade": ["good", "very_good"], "price_max": "15000", "exchange": "true", "place": "UA46060250010015970"}
    items, first = market.everything(SEARCH, **query)
    assert first["total"] > 0
    for work in items[:40]:
        fitting = [
            c
            for c in copies_of(market, work)
            if c["grade"] in ("good", "very_good")
            and c.get("price", {"amount": 10**9})["amount"] <= 15000
            and c["exchange"]
            and c["place"]["code"] == "UA46060250010015970"
        ]
        assert len(fitting) == work["offers"]["copies"], work
        assert min(c["price"]["amount"] for c in fitting) == work["offers"]["price_min"]["amount"]


def test_what_a_filter_leaves_and_what_it_takes_are_everything(market):
    everything = market.search("роман", sale="true")["total"]
    by_genre = sum(f["count"] for f in market.search("роман", sale="true")["facets"]["genre"])
    assert by_genre == everything
    genres = [f["value"] for f in market.search("роман", sale="true")["facets"]["genre"]]
    assert market.search("роман", sale="true", genre=genres)["total"] == everything


def test_exchange_only_copies_have_no_price(market):
    for work in market.search(sale="false")["items"]:
        assert "price_min" not in work["offers"] and work["offers"]["exchange"]


def test_decades_stand_latest_first(market):
    decades = [int(d["value"]) for d in market.search("книги лесі українки")["facets"]["decade"]]
    assert len(decades) > 3 and decades == sorted(decades, reverse=True)


def test_year_filters_mean_years_of_printing(market):
    for work in market.search("шевченко", year_min=1990, year_max=1999)["items"]:
        years = [e.get("year") for e in market.json(f"/api/v1/works/{work['id']}")["editions"]]
        assert any(y and 1990 <= y <= 1999 for y in years), years


# Order


@pytest.mark.parametrize("q", [None, "шевченко", "роман"])
@pytest.mark.parametrize("sort", ["price_asc", "price_desc", "year_desc"])
def test_the_whole_result_is_in_the_order_asked_for(market, q, sort):
    query = {"sort": sort} | ({"q": q} if q else {"place": "UA46060250010015970"})
    items, first = market.everything(SEARCH, **query)
    assert walk_faults([i["id"] for i in items], first["total"]) == []
    if sort == "year_desc":
        values = [
            max((e["year"] for e in market.json(f"/api/v1/works/{i['id']}")["editions"] if "year" in e), default=None) for i in items[:60]
        ]
    else:
        values = [i["offers"].get("price_min", {}).get("amount") for i in items]
    assert order_faults(values, descending=sort != "price_asc") == []


def test_titles_are_sorted_by_the_ukrainian_alphabet(market):
    alphabet = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    items, first = market.everything(SEARCH, sort="title", q="повість", lang="uk")
    assert walk_faults([i["id"] for i in items], first["total"]) == []
    letters = [i["title"].lstrip('«"„ .([—-')[:1].lower() for i in items]
    places = [alphabet.index(c) for c in letters if c in alphabet]
    assert len(places) > 20 and order_faults(places) == []


def test_newest_first_means_the_newest_copy(market):
    works = [market.json(f"/api/v1/works/{i['id']}") for i in market.search(sort="newest", limit=40)["items"]]
    # A work shows its hundred cheapest copies: of a longer list the newest may not be among them.
    newest = [max(c["listed_at"] for c in w["copies"]) for w in works if w["copies_total"] <= 100]
    assert len(newest) > 30 and order_faults(newest, descending=True) == []


# Pages


@pytest.mark.parametrize(
    ("sort", "limit"), list(itertools.product(["relevance", "newest", "price_asc", "price_desc", "year_desc", "title"], [7, 100]))
)
def test_a_walk_over_all_pages_meets_every_work_once(market, sort, limit):
    items, first = market.everything(SEARCH, limit=limit, q="українка", sort=sort)
    assert walk_faults([i["id"] for i in items], first["total"]) == []


@pytest.mark.parametrize("sort", ["newest", "title", "price_desc"])
def test_browsing_walks_the_whole_market_once(market, sort):
    items, first = market.everything(SEARCH, sort=sort)
    assert first["total"] > 3000
    assert walk_faults([i["id"] for i in items], first["total"]) == []


def test_titles_of_any_length_can_be_gone_on_from(serve, data, tmp_path):
    """A cursor holds the title that a page ended with; it is taken back however long it is."""
    rows = "".join(f"{'Щ' * 60} {'щедрувальниця ' * 28}{i}\n" for i in range(5))
    done = import_files(data, write(tmp_path / "long.csv", "title\n" + rows))
    assert summary(done) == (5, 0)
    items, first = serve(data).everything(SEARCH, q="щедрувальниця", sort="title", limit=1)
    assert first["total"] == 5 and walk_faults([i["id"] for i in items], 5) == []


def test_totals_and_facets_are_the_same_on_every_page(market):
    first = market.search("роман", limit=10)
    second = market.search("роман", limit=10, cursor=first["next_cursor"])
    assert second["total"] == first["total"] and second["facets"] == first["facets"]


def test_a_cursor_belongs_to_its_question(market):
    cursor = market.search("роман", limit=5)["next_cursor"]
    for other in ({"q": "поезія"}, {"q": "роман", "sort": "title"}, {"q": "роман", "lang": "uk"}):
        answer = market.get(SEARCH, params=other | {"cursor": cursor})
        assert answer.status_code == 400, other
        assert answer.json()["errors"][0]["pointer"] == "/query/cursor"


def test_the_order_of_repeated_filters_does_not_matter_to_a_cursor(market):
    first = market.search(genre=["poetry", "prose"], limit=5)
    turned = market.search(genre=["prose", "poetry"], limit=5, cursor=first["next_cursor"])
    assert not {i["id"] for i in first["items"]} & {i["id"] for i in turned["items"]}


# Suggestions


def suggestions(market, q):
    return market.json("/api/v1/suggest", params={"q": q})["items"]


def test_suggestions_come_while_typing(market):
    texts = [(s["kind"], s["text"]) for s in suggestions(market, "кобз")]
    assert any(k == "work" and "Кобзар" in t for k, t in texts), texts
    assert ("author", "Тарас Шевченко") in [(s["kind"], s["text"]) for s in suggestions(market, "шевч")]


def test_a_suggested_work_exists(market):
    for s in suggestions(market, "ко"):
        if s["kind"] == "work":
            assert market.json(f"/api/v1/works/{s['work_id']}")["id"] == s["work_id"]


@pytest.mark.parametrize("q", ["rj,p", "kobz", "shevch"])
def test_suggestions_understand_layout_and_latin_letters(market, q):
    texts = [s["text"] for s in suggestions(market, q)]
    assert any("Кобзар" in t or "Шевченко" in t for t in texts), texts


def test_nothing_typed_suggests_nothing(market):
    assert suggestions(market, "") == []
    assert suggestions(market, "ъъъщщщззз") == []


def test_suggestions_are_few_and_different(market):
    for q in ("а", "к", "the", "роман", "іван"):
        found = [(s["kind"], s["text"], s.get("author")) for s in suggestions(market, q)]
        assert len(found) <= 12 and len(set(found)) == len(found), found
