"""Pages as search engines, messengers and browsers without JavaScript get them."""

import gzip
import re
import xml.etree.ElementTree as xml
from urllib.parse import quote

import brotli
import pytest
from checks import Page, page_faults
from market import ROOT, SHELL, import_files, run, web_client, write

URL = "https://books.example"
NOBODY = "00000000-0000-8000-8000-000000000001"
POLICY = {
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "object-src 'none'",
}


@pytest.fixture(scope="module")
def paths(market):
    work = next(i for i in market.search("кобзар", sale="true")["items"] if i["offers"]["copies"] > 1)
    copy = next(c for c in market.json(f"/api/v1/works/{work['id']}")["copies"] if "price" in c)
    return {
        "home": "/",
        "about": "/about",
        "work": f"/works/{work['id']}",
        "edition": "/editions/9780439023481",
        "copy": f"/copies/{copy['id']}",
        "author": f"/authors/{work['authors'][0]['id']}",
        "seller": f"/sellers/{copy['seller']['id']}",
    }


def english(path):
    return "/en" if path == "/" else "/en" + path


def page(market, path):
    answer = market.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return Page(answer.text)


NAMES = ["home", "about", "work", "edition", "copy", "author", "seller"]


@pytest.mark.parametrize("lang", ["uk", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_can_be_found_and_shared(market, paths, name, lang):
    answer = market.get(paths[name] if lang == "uk" else english(paths[name]))
    assert answer.status_code == 200
    assert answer.headers["content-language"] == lang
    assert page_faults(answer.text, URL, paths[name], lang) == []
    # The shell stays as it was built, around what the server fills in.
    assert answer.text.endswith(SHELL[SHELL.index("{{page}}") + len("{{page}}") :])
    assert "{{" not in answer.text


def test_titles_and_descriptions_differ_from_page_to_page(market, paths):
    pages = [page(market, f(p)) for p in paths.values() for f in (str, english)]
    assert len({p.title for p in pages}) == len(pages)
    assert all(p.meta["description"] for p in pages)


def test_a_works_page_tells_its_title_author_and_offers(market, paths):
    work = market.json("/api/v1" + paths["work"])
    p = page(market, paths["work"])
    assert work["title"] in p.title and work["authors"][0]["name"] in p.title
    assert p.meta["og:image"] == URL + work["cover"]
    book = next(x for x in p.json_ld if x["@type"] == "Book")
    assert book["@context"] == "https://schema.org" and book["name"] == work["title"]
    assert [a["name"] for a in book["author"]] == [a["name"] for a in work["authors"]]
    prices = [c["price"]["amount"] for c in work["copies"] if "price" in c]
    offers = book["offers"]
    assert offers["@type"] == "AggregateOffer" and offers["priceCurrency"] == "UAH"
    assert float(offers["lowPrice"]) == min(prices) / 100


def test_how_many_offers_and_the_highest_price_are_told(market):
    works = market.search("кобзар")["items"] + market.search("тигролови")["items"]
    for v in [market.json(f"/api/v1/works/{w['id']}") for w in works]:
        prices = [c["price"]["amount"] for c in v["copies"] if "price" in c]
        if not prices:
            continue
        book = next(x for x in page(market, f"/works/{v['id']}").json_ld if x["@type"] == "Book")
        told = book["offers"].get("highPrice"), book["offers"].get("offerCount")
        assert told == (f"{max(prices) / 100:.2f}", len(prices))


def test_every_offer_of_a_works_page_is_a_used_copy_and_says_where_the_page_stands(market, paths):
    p = page(market, paths["work"])
    offers = next(x for x in p.json_ld if x["@type"] == "Book")["offers"]
    assert offers["offers"]
    for o in offers["offers"]:
        assert o["@type"] == "Offer" and o["url"].startswith(URL + "/copies/")
        assert o["itemCondition"] == "https://schema.org/UsedCondition"
        assert o["availability"] == "https://schema.org/InStock"
    crumbs = next(x for x in p.json_ld if x["@type"] == "BreadcrumbList")
    assert [c["position"] for c in crumbs["itemListElement"]] == list(range(1, len(crumbs["itemListElement"]) + 1))


def test_an_editions_page_tells_its_isbn(market, paths):
    p = page(market, paths["edition"])
    assert "978-0-439-02348-1" in p.title
    assert next(x for x in p.json_ld if x["@type"] == "Book")["isbn"] == "9780439023481"


@pytest.mark.parametrize("path", ["/en", "/about", "/search", "/works/" + NOBODY])
def test_an_address_with_a_slash_too_many_leads_to_the_right_one(market, path):
    answer = market.get(path + "/?q=a%20b", follow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["location"] == path + "?q=a%20b"


@pytest.mark.parametrize("path", ["//evil.example/", "/nothing/", "/works//", "///", "/api/v1/search/"])
def test_a_slash_too_many_leads_nowhere_else(market, path):
    answer = market.raw(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404 ") and b"location:" not in answer.lower()


def test_an_edition_has_one_address_however_its_isbn_is_written(market, paths):
    for written in ("0439023483", "978-0-439-02348-1", "0-439-02348-3"):
        assert page(market, f"/editions/{written}").canonical == URL + paths["edition"]


def test_a_copys_page_tells_its_price(market, paths):
    copy = market.json("/api/v1" + paths["copy"])
    product = next(x for x in page(market, paths["copy"]).json_ld if x["@type"] == "Product")
    assert float(product["offers"]["price"]) == copy["price"]["amount"] / 100
    assert product["offers"]["seller"]["name"] == copy["seller"]["name"]


def test_an_authors_page_is_of_a_person(market, paths):
    assert next(x for x in page(market, paths["author"]).json_ld if x["@type"] == "Person")["name"] == "Тарас Шевченко"


@pytest.mark.parametrize(
    ("path", "canonical"), [("/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80", "/search"), ("/en/search", "/en/search")]
)
def test_every_results_page_counts_as_one_for_search_engines(market, path, canonical):
    p = page(market, path)
    assert p.canonical == URL + canonical
    assert "robots" not in p.meta


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/en/nothing", f"/works/{NOBODY}", f"/en/works/{NOBODY}", "/works/x", "/copies/%FF", "/editions/123", f"/authors/{NOBODY}",
     f"/sellers/{NOBODY}", "/works", "/index.html", "/frames.json", "/..%2f..%2fetc/passwd", "/../../etc/passwd", "/assets/none.js", "/.built", "/hosts.txt"],
)  # fmt: skip
def test_what_does_not_exist_is_a_page_with_status_404(market, path):
    answer = market.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    p = Page(answer.text)
    assert p.title and "noindex" in p.meta["robots"] and p.canonical is None
    assert p.lang == ("en" if path.startswith("/en/") else "uk")


def test_pages_may_run_only_what_the_market_serves(market, paths):
    for path in [*paths.values(), "/nothing"]:
        headers = market.get(path).headers
        directives = {d.strip() for d in headers["content-security-policy"].split(";")}
        assert POLICY <= directives, path
        assert "unsafe" not in headers["content-security-policy"].replace("'wasm-unsafe-eval'", ""), path
        assert headers["cross-origin-opener-policy"] == "same-origin"


def test_a_book_its_copies_and_their_addresses_can_be_read_without_javascript(market, paths):
    work = market.json("/api/v1" + paths["work"])
    p = page(market, paths["work"])
    for text in [work["title"], work["authors"][0]["name"], work["copies"][0]["seller"]["name"]]:
        assert text in p.text
    assert f"/copies/{work['copies'][0]['id']}" in p.links and paths["author"] in p.links
    assert f"/en/copies/{work['copies'][0]['id']}" in page(market, english(paths["work"])).links


@pytest.mark.parametrize("query", ["", "?q=кобзар", "?genre=poetry&sort=price_asc"])
def test_results_can_be_read_without_javascript(market, query):
    found = market.json("/api/v1/search" + query)["items"]
    p = page(market, "/search" + query)
    works = [link for link in p.links if link.startswith("/works/")]
    assert works == [f"/works/{work['id']}" for work in found]
    assert all(work["title"] in p.text for work in found)


def test_the_home_page_shows_the_newest_books_without_javascript(market):
    newest = market.json("/api/v1/search", params={"limit": 15})["items"]
    assert [link for link in page(market, "/").links if link.startswith("/works/")] == [f"/works/{w['id']}" for w in newest]


def test_an_address_that_the_api_refuses_is_left_to_the_client(market):
    assert page(market, "/search?genre=nonsense&price_min=abc").links == ["/en/search?genre=nonsense&price_min=abc"]


@pytest.mark.parametrize(
    "hostile", ["</title><script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<!--", "&lt;b&gt;", "\\u003c/script>"]
)
def test_no_title_can_break_out_of_the_page(serve, tmp_path, hostile):
    quoted = hostile.replace('"', '""')
    file = write(tmp_path / "b.csv", f'title,authors\n"Книга {quoted}","{quoted} Автор"\n')
    assert import_files(tmp_path / "data", file).returncode == 0
    server = serve(web=web_client())
    work = server.search("книга")["items"][0]
    answer = server.get(f"/works/{work['id']}")
    p = Page(answer.text)
    assert work["title"] in p.title
    assert p.scripts == [] and p.handlers == []
    assert p.text.count(work["title"]) >= 2, "in the title and in the page"
    for other in (f"/authors/{work['authors'][0]['id']}", f"/search?q={quote(work['title'])}"):
        found = Page(server.get(other).text)
        assert found.scripts == [] and found.handlers == [] and work["title"] in found.text, other
    assert next(x for x in p.json_ld if x["@type"] == "Book")["name"] == work["title"]
    assert page_faults(answer.text, server.url, f"/works/{work['id']}", "uk") == []


def test_the_sitemap_names_every_work_once(market):
    index = xml.fromstring(market.get("/sitemap.xml").content)
    ns = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    maps = [e.text for e in index.findall("s:sitemap/s:loc", ns)]
    assert maps and all(m.startswith(URL + "/") for m in maps)
    pages = []
    for m in maps:
        answer = market.get(m.removeprefix(URL))
        assert answer.status_code == 200 and answer.headers["content-type"] == "application/xml"
        pages += [e.text for e in xml.fromstring(answer.content).findall("s:url/s:loc", ns)]
    works = [p.removeprefix(URL + "/works/") for p in pages if "/works/" in p]
    assert len(works) == len(set(works)) > 5000
    assert market.get(f"/works/{works[0]}").status_code == market.get(f"/works/{works[-1]}").status_code == 200


def test_robots_may_read_everything_and_are_shown_the_sitemap(market):
    answer = market.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert f"Sitemap: {URL}/sitemap.xml" in answer.text
    # Pages are drawn from the API: who may not read it sees empty pages.
    assert "Disallow: /" not in answer.text


def test_files_with_hashed_names_are_kept_for_good(market):
    answer = market.get("/assets/app-4f2a.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert "immutable" in answer.headers["cache-control"] and "max-age=31536000" in answer.headers["cache-control"]
    assert market.get("/assets/app-4f2a.js", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    assert "immutable" not in market.get("/favicon.svg").headers["cache-control"]


@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_files_packed_by_the_build_are_sent_packed(market, coding, unpack):
    plain = market.get("/assets/app-4f2a.js", headers={"Accept-Encoding": "identity"}).content
    with market.client.stream("GET", "/assets/app-4f2a.js", headers={"Accept-Encoding": coding}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == coding and unpack(raw) == plain


def test_pages_are_packed_and_unchanged_ones_are_304(market, paths):
    for path in paths.values():
        first = market.get(path, headers={"Accept-Encoding": "br"})
        assert first.headers["content-encoding"] == "br"
        again = market.get(path, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["etag"]})
        assert again.status_code == 304


def test_without_a_public_url_pages_name_this_machine(serve):
    server = serve(web=web_client())
    assert page_faults(server.get("/").text, server.url, "/", "uk") == []


def test_a_client_without_the_marker_is_refused_at_start(tmp_path):
    write(tmp_path / "index.html", '<html lang="uk"><body></body></html>')
    done = run("serve", "--port", "0", "--data", tmp_path / "d", "--web.dir", tmp_path)
    assert done.returncode == 1 and "web.dir" in done.stderr


def test_a_market_without_a_web_client_serves_the_api(serve):
    server = serve()
    assert server.get("/").status_code == 404
    assert server.get("/api/v1/search").status_code == 200


def test_the_built_client_works_under_the_servers_policy(serve):
    """The real client, when it has been built: nothing inline, and all it loads is there."""
    dist = ROOT / "web/dist"
    if not (dist / "index.html").exists():
        pytest.fail("web/dist is not built: ./run --build-only builds it")
    server = serve(web=dist)
    for path in ("/", "/en"):
        answer = server.get(path)
        assert page_faults(answer.text, server.url, "/", "uk" if path == "/" else "en") == []
        loaded = re.findall(r'(?:src|href)="(/[^"]*\.(?:js|css|svg|woff2|webmanifest|png|ico))"', answer.text)
        assert any(p.endswith(".js") for p in loaded)
        for p in loaded:
            assert server.get(p).status_code == 200, p
