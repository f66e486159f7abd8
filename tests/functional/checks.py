"""Checkers that tests share. Each returns the faults it found; test_checkers.py shows each of them a planted one."""

import json
import sqlite3
from collections import Counter
from html.parser import HTMLParser

import jsonschema
from prometheus_client.parser import text_string_to_metric_families

FACETS = {"language": "lang", "genre": "genre", "grade": "grade", "place": "place", "exchange": "exchange", "sale": "sale"}


def catalogue(data, collections=("works", "editions", "copies", "authors", "sellers", "places")):
    """All documents of a data directory that nobody holds: {(collection, id): body}."""
    with sqlite3.connect(f"file:{data}/bookmarket.sqlite", uri=True) as store:
        out = {}
        for c in collections:
            for id_, body in store.execute(f'SELECT id, body FROM "doc.{c}"'):
                out[c, id_] = json.loads(body)
        return out


def catalogue_faults(expected, found):
    """Differences between two catalogues, documents compared whole."""
    out = [f"missing {k}" for k in expected.keys() - found.keys()]
    out += [f"extra {k}" for k in found.keys() - expected.keys()]
    out += [f"differs {k}: {expected[k]} / {found[k]}" for k in expected.keys() & found.keys() if expected[k] != found[k]]
    return out


def index_faults(data):
    """Rows of the store's indexes that point nowhere, documents that an index misses, damage that SQLite finds."""
    with sqlite3.connect(f"file:{data}/bookmarket.sqlite", uri=True) as store:
        out = [row[0] for row in store.execute("PRAGMA integrity_check") if row[0] != "ok"]
        tables = [r[0] for r in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'index.%'")]
        for t in tables:
            doc = "doc." + t.split(".")[1]
            lost = store.execute(f'SELECT count(*) FROM "{t}" WHERE pk NOT IN (SELECT pk FROM "{doc}")').fetchone()[0]
            if lost:
                out.append(f"{t}: {lost} rows point nowhere")
        return out


def walk_faults(ids, total):
    """A walk over all pages meets everything exactly once."""
    out = [f"{i} came {n} times" for i, n in Counter(ids).items() if n > 1]
    if len(ids) != total:
        out.append(f"{len(ids)} came, {total} announced")
    return out


def order_faults(values, descending=False):
    """Places where a list is out of order; None may only stand at the end."""
    out = []
    for i, (a, b) in enumerate(zip(values, values[1:])):
        if a is None and b is not None:
            out.append(f"{i}: nothing before {b}")
        elif a is not None and b is not None and (a < b if descending else a > b):
            out.append(f"{i}: {a} before {b}")
    return out


def facet_faults(reported, counted):
    """`reported`: a facet as the API shows it; `counted`: {value: count} found by other means."""
    out = []
    shown = {f["value"]: f["count"] for f in reported}
    if len(shown) != len(reported):
        out.append("a value is shown twice")
    for value, count in shown.items():
        if counted.get(value, 0) != count:
            out.append(f"{value}: shown {count}, counted {counted.get(value, 0)}")
    return out


def schema_faults(document, schema, instance):
    """Where an answer differs from a schema of the OpenAPI document; a member the schema lacks is a fault too."""
    strict = json.loads(json.dumps({"components": document["components"], **schema}))

    def close(node):
        if isinstance(node, dict):
            if node.get("type") == "object" and "properties" in node:
                node.setdefault("additionalProperties", False)
            for v in node.values():
                close(v)
        elif isinstance(node, list):
            for v in node:
                close(v)

    close(strict)
    validator = jsonschema.Draft202012Validator(strict, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [f"{e.json_path}: {e.message[:300]}" for e in validator.iter_errors(instance)]


def nulls(value, at="$"):
    """Optional members are left out, never null."""
    if value is None:
        return [at]
    if isinstance(value, dict):
        return [x for k, v in value.items() for x in nulls(v, f"{at}.{k}")]
    if isinstance(value, list):
        return [x for i, v in enumerate(value) for x in nulls(v, f"{at}[{i}]")]
    return []


def log_faults(lines, secrets):
    """Log lines that are not one JSON object each, lack a member, or carry one of the `secrets`."""
    out = []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            out.append(f"not JSON: {line[:200]}")
            continue
        if not isinstance(entry, dict) or not {"time", "level", "event"} <= entry.keys():
            out.append(f"lacks time, level or event: {line[:200]}")
        out += [f"carries {s!r}: {line[:200]}" for s in secrets if s in line or json.dumps(s)[1:-1] in line]
    return out


def metric_faults(text):
    """Metrics that a Prometheus server would refuse: unparsable, repeated, histograms that do not add up."""
    try:
        families = list(text_string_to_metric_families(text))
    except ValueError as e:
        return [f"unparsable: {e}"]
    out = []
    # The parser above drops a repeated sample without a word.
    seen = Counter(line.rsplit(" ", 1)[0] for line in text.splitlines() if line and not line.startswith("#"))
    out += [f"repeated: {sample}" for sample, n in seen.items() if n > 1]
    for f in families:
        if f.type != "histogram":
            continue
        buckets = {}
        for s in f.samples:
            series = tuple(sorted((k, v) for k, v in s.labels.items() if k != "le"))
            if s.name.endswith("_bucket"):
                buckets.setdefault(series, []).append((float(s.labels["le"]), s.value))
        for series, values in buckets.items():
            counts = [v for _, v in sorted(values)]
            if counts != sorted(counts):
                out.append(f"{f.name}{dict(series)}: buckets are not cumulative")
    return out


class Page(HTMLParser):
    """What a search engine or a messenger reads in a page."""

    def __init__(self, html):
        super().__init__()
        self.title = self.lang = self.canonical = None
        self.meta, self.alternates, self.json_ld, self.scripts, self.styles = {}, {}, [], [], 0
        self.handlers, self.links, self.text = [], [], ""
        self._inside = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.handlers += [name for name in a if name.startswith("on")]
        if tag == "a":
            self.links.append(a.get("href"))
        if tag == "html":
            self.lang = a.get("lang")
        elif tag == "meta" and ("name" in a or "property" in a):
            self.meta[a.get("name") or a["property"]] = a.get("content")
        elif tag == "link" and a.get("rel") == "canonical":
            self.canonical = a["href"]
        elif tag == "link" and a.get("rel") == "alternate":
            self.alternates[a["hreflang"]] = a["href"]
        elif tag == "style" or "style" in a:
            self.styles += 1
        if tag in ("title", "script"):
            self._inside, self._text = (tag, a), ""

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_data(self, data):
        self.text += data
        if self._inside:
            self._text += data

    def handle_endtag(self, tag):
        if not self._inside or tag != self._inside[0]:
            return
        if tag == "title":
            self.title = self._text
        elif self._inside[1].get("type") == "application/ld+json":
            self.json_ld.append(json.loads(self._text))
        elif self._text.strip():
            self.scripts.append(self._text)
        self._inside = None


def page_faults(html, url, path, lang):
    """What a page that is to be found lacks: `path` is the Ukrainian address, `url` the market's own."""
    page = Page(html)
    out = []
    here = url + (("/en" + ("" if path == "/" else path)) if lang == "en" else path)
    english = url + "/en" + ("" if path == "/" else path)
    wanted = {"canonical": (page.canonical, here), "lang": (page.lang, lang), "og:url": (page.meta.get("og:url"), here)}
    wanted["alternates"] = (page.alternates, {"uk": url + path, "en": english, "x-default": url + path})
    wanted["og:title"] = (page.meta.get("og:title"), page.title)
    wanted["og:locale"] = (page.meta.get("og:locale"), "uk_UA" if lang == "uk" else "en_GB")
    out += [f"{k} is {found!r}, not {want!r}" for k, (found, want) in wanted.items() if found != want]
    out += [f"no {m}" for m in ("description", "og:description", "og:type", "og:site_name") if not page.meta.get(m)]
    if not page.title:
        out.append("no title")
    if page.scripts or page.styles:
        out.append("scripts or styles in the page, which its policy forbids")
    return out


ACCESS = ("anyone", "signed_in", "moderator", "admin")


def operations(document):
    """All operations of a description, with their path and method."""
    return [
        {**operation, "path": path, "method": method.upper()} for path, methods in document["paths"].items() for method, operation in methods.items()
    ]


def access_faults(document, public, own):
    """Operations that do not say who may call them, or that say so against what is known of them.

    `public`: operations that anybody may call. `own`: operations on one thing of the caller's, which another's must
    not reach; a test knows how to make such a thing.
    """
    out = []
    scopes = document["components"]["schemas"]["ApiTokenWanted"]["properties"]["scopes"]["items"]["enum"]
    for o in operations(document):
        name, access, scope = o["operationId"], o.get("x-access"), o.get("x-scope")
        if access not in ACCESS:
            out.append(f"{name}: x-access is {access}")
        if (access == "anyone") != (name in public):
            out.append(f"{name}: open to {access}; list it as public, or close it")
        if (access == "anyone") == bool(o.get("security")):
            out.append(f"{name}: security is {o.get('security')}, access {access}")
        if scope and access != "signed_in":
            out.append(f"{name}: an API token could be {access}")
        if scope and scope not in scopes:
            out.append(f"{name}: nobody can get the scope {scope}")
        if ("/me/" in o["path"] and "{" in o["path"]) != (name in own):
            out.append(f"{name}: say how to make another person's thing, so that it is seen to be out of reach")
        if access != "anyone" and not {"401", "403"} <= o["responses"].keys():
            out.append(f"{name}: does not tell of 401 and 403")
    known = {o["operationId"] for o in operations(document)}
    return out + [f"{name}: there is no such operation" for name in sorted((set(public) | set(own)) - known)]
