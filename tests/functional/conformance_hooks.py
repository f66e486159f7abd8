"""What schemathesis cannot know of our API: some values are only right together with others.

A cursor is right only for the question that it came from, an ISBN only with its check digit, an id only when the thing
exists. Where schemathesis means a request to be right, such values are replaced by real ones; requests that it means to
be wrong go out as they are.
"""

import contextlib
import json
import os
import pathlib
import types
import urllib.parse
import urllib.request
import zlib

import httpx
import schemathesis
from conformance_calls import Calls
from people import Person, letters, link_in
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


def call_of_test_control(method, path):
    with httpx.Client(transport=httpx.HTTPTransport(uds=os.environ["CONFORMANCE_CONTROL"]), timeout=20) as client:
        return client.request(method, "http://test" + path)


if "CONFORMANCE_DATA" in os.environ:
    SERVER = types.SimpleNamespace(url=BASE, data=pathlib.Path(os.environ["CONFORMANCE_DATA"]), test=call_of_test_control)
    ADMIN = Person(SERVER, "conformance@example.org", os.environ["CONFORMANCE_PASSWORD"])
    assert ADMIN.sign_in().status_code == 201
    OTHER = Person.known(SERVER)
    CALLS = Calls(SERVER)


@schemathesis.auth(refresh_interval=None)
class Token:
    def get(self, case, context):
        if "CONFORMANCE_DATA" not in os.environ:
            return None
        return ADMIN.again().answer["access_token"]  # the call before may have ended every session

    def set(self, case, data, context):
        if data and case.operation.definition.raw.get("security"):
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


def person_with_letter(which):
    """Somebody who has just been written to, and the token of the letter."""
    person = Person(SERVER)
    person.sign_up()
    if which == "reset_password":
        person.verify()
        person.client.post("/api/v1/password-resets", json={"email": person.address})
    return person, link_in(letters(SERVER, person.address)[-1])[1]


def own_session():
    return ADMIN.again().call("GET", "/api/v1/me/sessions").json()["items"][0]["id"]


def own_api_token():
    person = ADMIN.again()
    for token in person.call("GET", "/api/v1/me/api-tokens").json()["items"]:
        return token["id"]
    return person.api_token("shelf:read")[1]


# Things that the caller may name.
REAL = {"sessions": own_session, "api-tokens": own_api_token, "accounts": lambda: OTHER.id}


def real_id(kind):
    return REAL[kind]() if kind in REAL and "CONFORMANCE_DATA" in os.environ else IDS.get(kind)


def right_body(case):
    """Bodies that are only right for one person, or only once."""
    operation = case.operation.definition.raw["operationId"]
    if operation == "sign_in":
        return {"email": ADMIN.address, "password": ADMIN.password}
    if operation == "change_email":
        return {"email": f"reader-{zlib.crc32(json.dumps(case.body).encode())}@example.org", "password": ADMIN.password}
    if operation == "change_password":
        return {"current_password": ADMIN.password, "password": ADMIN.password}
    if operation in ("verify_email", "reset_password"):
        _, token = person_with_letter(operation)
        return {**case.body, "token": token} | ({"password": ADMIN.password} if "password" in case.body else {})
    if operation == "refresh_session":
        person = ADMIN.again()
        case.cookies = {"refresh": person.client.cookies["refresh"]}
        case.headers = {**(case.headers or {}), "Origin": BASE}
        return {"csrf_token": person.answer["csrf_token"]}
    if operation == "pass_oidc_second_factor":
        cookie, code = CALLS.owing_a_code()
        case.cookies = {"oidc": cookie}
        return {"code": code}
    if operation in ("sign_up", "request_password_reset"):
        right = {"email": f"reader-{zlib.crc32(json.dumps(case.body).encode())}@example.org", "password": ADMIN.password}
        return {**case.body, **{k: v for k, v in right.items() if k in case.body}}
    return case.body


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
    if "CONFORMANCE_DATA" in os.environ:
        given = CALLS.give(case.operation.definition.raw["operationId"], case.body)
        if given is not None:
            caller, path, body = given
            if caller is not None:
                case.headers = {**(case.headers or {}), "Authorization": f"Bearer {caller.answer['access_token']}"}
            case.path_parameters = {**(case.path_parameters or {}), **path}
            if body is not None:
                case.body = body
            if case.query:
                case.query.pop("cursor", None)  # of another list
            return
    if "CONFORMANCE_DATA" in os.environ and isinstance(case.body, dict):
        case.body = right_body(case)
    path = dict(case.path_parameters or {})
    if case.query and "email" in case.query and "CONFORMANCE_DATA" in os.environ:
        case.query["email"] = ADMIN.address
    if "isbn" in path:
        case.path_parameters["isbn"] = isbn_from(str(path["isbn"])) if zlib.crc32(str(path["isbn"]).encode()) % 2 else "0-439-02348-3"
    if "id" in path and zlib.crc32(str(path["id"]).encode()) % 4:
        kind = case.operation.path.removeprefix("/api/v1").removeprefix("/me").split("/")[1]
        case.path_parameters["id"] = real_id(kind) or path["id"]
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
