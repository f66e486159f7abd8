"""What schemathesis cannot know of our API: some values are only right together with others.

A cursor is right only for the question that it came from, an ISBN only with its check digit, an id only when the thing
exists. Where schemathesis means a request to be right, such values are replaced by real ones; requests that it means to
be wrong go out as they are.
"""

import contextlib
import json
import os
import urllib.parse
import urllib.request
import zlib

import schemathesis
from schemathesis import GenerationMode

BASE = os.environ["CONFORMANCE_URL"]


def ask(path, query=None):
    url = BASE + path + ("?" + urllib.parse.urlencode(query, doseq=True) if query else "")
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return {}


def real_ids():
    try:
        work = ask("/api/v1/search", {"q": "кобзар", "sale": "true"})["items"][0]
        copy = ask(f"/api/v1/works/{work['id']}")["copies"][0]
        author, seller = work["authors"][0]["id"], copy["seller"]["id"]
    except (LookupError, TypeError):
        return {}  # whatever this server is, it is not ours
    return {"works": work["id"], "covers": work["id"], "copies": copy["id"], "authors": author, "sellers": seller}


IDS = real_ids()


def isbn_from(text):
    """Some right ISBN, the same for the same text."""
    digits = f"978{zlib.crc32(text.encode('utf-8', 'replace')) % 10**9:09}"
    return digits + str((10 - sum(int(d) * (1, 3)[i % 2] for i, d in enumerate(digits))) % 10)


def mean_well(case):
    """Whether every part of the request is meant to be right."""
    meta = getattr(case, "meta", None)
    if meta is None:
        return True
    return meta.generation.mode == GenerationMode.POSITIVE


@schemathesis.hook
def before_call(ctx, case, kwargs):
    if not mean_well(case):
        return
    path = dict(case.path_parameters or {})
    if "isbn" in path:
        case.path_parameters["isbn"] = isbn_from(str(path["isbn"])) if zlib.crc32(str(path["isbn"]).encode()) % 4 else "0-439-02348-3"
    if "id" in path and zlib.crc32(str(path["id"]).encode()) % 2:
        kind = case.operation.path.removeprefix("/api/v1").split("/")[1]
        case.path_parameters["id"] = IDS.get(kind, path["id"])
    for what in ("price", "year"):  # a range is right only when its least is not above its most
        least, most = (f"{what}_{end}" for end in ("min", "max"))
        query = case.query or {}
        if least in query and most in query:
            with contextlib.suppress(TypeError, ValueError):
                query[least], query[most] = sorted((query[least], query[most]), key=int)
    if case.query and "cursor" in case.query:
        others = {k: v for k, v in case.query.items() if k != "cursor"}
        others = {k: str(v).lower() if isinstance(v, bool) else v for k, v in others.items()}
        target = case.operation.path.format(**(case.path_parameters or {}))
        cursor = ask(target, others).get("next_cursor")
        if cursor:
            case.query["cursor"] = cursor
        else:
            del case.query["cursor"]
