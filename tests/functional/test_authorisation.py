"""Who may do what: every operation of the description against every kind of caller.

The matrix is made from the route table. An operation that is new is in it by itself; where a test has to know more (that
it is open to anyone, how to make a thing of somebody else's), it fails until somebody says so here.
"""

import json
import uuid

import pytest
import cases
from authenticator import register
from checks import access_faults, operations
from comer import Provider, linked
from market import Server, field_pointers, run
from people import CHEAP_HASHES, Person, problem, with_token

PUBLIC = {
    *("live", "ready", "show_keys", "show_issuer"),
    *("sign_up", "verify_email", "request_password_reset", "reset_password", "sign_in"),
    "refresh_session",  # by its cookie
    *("suggest_places", "show_prices", "show_waiting"),
    *("list_identity_providers", "begin_oidc_sign_in", "pass_oidc_second_factor"),
    *("begin_passkey_sign_in", "sign_in_with_passkey", "begin_passkey_sign_up", "sign_up_with_passkey"),
    *("search_works", "suggest", "show_work", "show_copy", "show_edition", "show_author", "list_seller_copies", "draw_cover"),
}


def a_copy(other, title="Чужа книга"):
    """Of a shelf of their own."""
    profile = {"name": "Інша", "place": "UA46060250010015970", "languages": []}
    assert other.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    edition = other.call("POST", "/api/v1/me/editions", json={"title": title, "authors": [], "language": "uk"}).json()["id"]
    offer = {"edition_id": edition, "grade": "good", "exchange": True, "place": profile["place"]}
    return other.call("POST", "/api/v1/me/copies", json=offer).json()["id"]


def a_draft(other):
    id_ = str(uuid.uuid4())
    assert other.call("PUT", f"/api/v1/me/drafts/{id_}", json={}).status_code == 200
    return id_


def a_wish(other):
    edition = other.call("POST", "/api/v1/me/editions", json={"title": "Чужа мрія", "authors": [], "language": "uk"}).json()
    return other.call("PUT", "/api/v1/me/wishes", json={"work_id": edition["work"]["id"], "exchange": True}).json()["id"]


def an_alert(other):
    a_wish(other)
    a_copy(Person.known(other.server), "Чужа мрія")
    other.server.test("GET", "/idle")
    return other.call("GET", "/api/v1/me/alerts").json()["items"][0]["id"]


def an_import(other):
    profile = {"name": "Інша", "place": "UA46060250010015970", "languages": []}
    assert other.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    return other.call("POST", "/api/v1/me/imports", json={"bytes": 10, "exchange": True, "place": profile["place"]}).json()["id"]


def a_passkey(other):
    _, answer = register(other)
    assert answer.status_code == 201
    return other.call("GET", "/api/v1/me/passkeys").json()["items"][0]["id"]


def a_decision(other):
    """About a copy of theirs, by a moderator."""
    copy, moderator = a_copy(other), Person.staff(other.server, "moderator")
    cases.report(moderator, copy_id=copy)
    cases.decide(moderator, cases.case_of(moderator, copy), "hide_copy")
    return cases.decisions(other)[0]["id"]


# How to make a thing of another person's, and the code that it is answered with.
OWN = {
    "end_session": (lambda other: other.call("GET", "/api/v1/me/sessions").json()["items"][0]["id"], "session_not_found"),
    **{
        name: (a_copy, "copy_not_found")
        for name in (
            *("show_own_copy", "change_copy", "withdraw_copy", "offer_copy_again", "sell_copy_elsewhere"),
            *("begin_photo", "list_own_photos", "order_photos", "keep_photo", "remove_photo"),
        )
    },
    **{name: (a_draft, "draft_not_found") for name in ("show_draft", "save_draft", "remove_draft")},
    "remove_wish": (a_wish, "wish_not_found"),
    "read_alert": (an_alert, "alert_not_found"),
    **{
        name: (an_import, "import_not_found")
        for name in (
            *("show_bulk_import", "list_bulk_rows", "download_bulk_rejects"),
            *("read_bulk_import", "apply_bulk_import", "discard_bulk_import"),
        )
    },
    **{name: (a_passkey, "passkey_not_found") for name in ("rename_passkey", "remove_passkey")},
    "appeal_decision": (a_decision, "decision_not_found"),
    "unlink_identity": (linked, "identity_not_found"),
    "remove_api_token": (lambda other: other.api_token("shelf:read")[1], "api_token_not_found"),
}

# What is right to send, so that it is only the thing that is wrong.
BODY = {
    "change_copy": {"grade": "worn", "exchange": True, "place": "UA46060250010015970"},
    "save_draft": {},
    "begin_photo": {"content_type": "image/jpeg", "bytes": 1000},
    "order_photos": {"ids": []},
    "keep_photo": {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000},
    "rename_passkey": {"name": "Чужий"},
    "appeal_decision": {"text": "Це не так."},
}

DOCUMENT = json.loads(run("openapi").stdout)
CLOSED = [o for o in operations(DOCUMENT) if o.get("x-access") != "anyone"]
WITH_BODY = [o for o in operations(DOCUMENT) if "requestBody" in o]
RANKS = {"signed_in": 0, "moderator": 1, "admin": 2}
SCOPES = DOCUMENT["components"]["schemas"]["ApiTokenWanted"]["properties"]["scopes"]["items"]["enum"]


def each(some):
    return pytest.mark.parametrize("operation", some, ids=lambda o: o["operationId"])


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    provider = Provider()
    flags = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", *provider.settings())
    with Server(tmp_path_factory.mktemp("matrix") / "data", *flags) as s:
        provider.redirect_uris.add(s.url + "/auth/oidc/callback")
        yield s
        assert s.stop() == 0
    provider.close()


@pytest.fixture(scope="module")
def callers(server):
    """Tokens of everybody there is, by what they are."""
    admin = Person.staff(server, "admin")
    people = [Person.known(server), Person.staff(server, "moderator"), admin]
    ended, blocked = Person.staff(server, "admin"), Person.staff(server, "admin")
    of_blocked, _ = blocked.api_token(*SCOPES)
    # All were known before: what ended is not remembered as going on.
    for token in (ended.answer["access_token"], blocked.answer["access_token"], of_blocked):
        assert with_token(server, token).status_code == 200
    assert ended.call("POST", "/api/v1/me/sign-out").status_code == 204
    assert admin.call("PUT", f"/api/v1/accounts/{blocked.id}/block", json={"reason": "x"}).status_code == 204
    return {
        "ranks": people,
        "ended": ended.answer["access_token"],
        "blocked": blocked.answer["access_token"],
        "of_blocked": of_blocked,
        "api": {scope: admin.api_token(scope)[0] for scope in SCOPES},
    }


def ask(server, operation, token=None, id_=None, body=None, scheme="Bearer"):
    path = operation["path"].replace("{id}", id_ or str(uuid.uuid4())).replace("{photo_id}", str(uuid.uuid4()))
    assert "{" not in path, "a parameter that this test does not know"
    headers = {} if token is None else {"Authorization": f"{scheme} {token}"}
    return server.client.request(operation["method"], path, headers=headers, **({} if body is None else {"json": body}))


def test_every_operation_says_who_may_call_it():
    assert access_faults(DOCUMENT, PUBLIC, OWN) == []


@each(CLOSED)
def test_nobody_gets_in_without_a_token_that_is_in_force(server, callers, operation):
    assert problem(ask(server, operation), 401) == "not_signed_in"
    assert problem(ask(server, operation, "YTpi", scheme="Basic"), 401) == "not_signed_in"
    broken = callers["ranks"][2].answer["access_token"][:-8] + "AAAAAAAA"
    assert problem(ask(server, operation, broken), 401) == "token_invalid"
    assert problem(ask(server, operation, callers["ended"]), 401) == "session_ended"
    assert problem(ask(server, operation, callers["blocked"]), 401) == "session_ended"
    assert problem(ask(server, operation, callers["of_blocked"]), 401) == "token_invalid"


@each(CLOSED)
def test_nobody_does_what_is_for_a_higher_role(server, callers, operation):
    for rank, person in enumerate(callers["ranks"]):
        if rank < RANKS[operation["x-access"]]:
            assert problem(ask(server, operation, person.answer["access_token"]), 403) == "not_allowed"


@each([o for o in CLOSED if o["x-access"] != "signed_in"])
def test_whose_role_it_is_for_gets_in(server, callers, operation):
    for rank, person in enumerate(callers["ranks"]):
        if rank >= RANKS[operation["x-access"]]:
            assert ask(server, operation, person.answer["access_token"]).status_code not in (401, 403)


@each(CLOSED)
def test_an_api_token_opens_what_its_scope_is_for(server, callers, operation):
    for scope, token in callers["api"].items():
        answer = ask(server, operation, token)
        if operation.get("x-scope") == scope:
            assert answer.status_code not in (401, 403), answer.text
        else:
            assert problem(answer, 403) == "scope_missing"


@each([o for o in CLOSED if o["operationId"] in OWN])
def test_a_thing_of_another_person_is_not_there(server, callers, operation):
    make, code = OWN[operation["operationId"]]
    theirs = make(Person.known(server))
    body = BODY.get(operation["operationId"])
    for person in callers["ranks"]:
        assert problem(ask(server, operation, person.answer["access_token"], theirs, body), 404) == code
    if operation["operationId"] != "save_draft":  # which makes what is not there
        absent = ask(server, operation, callers["ranks"][0].answer["access_token"], body=body)
        assert problem(absent, 404) == code, "answered as if it were not there at all"


# What nobody may set of themselves.
PLANTED = {"id": str(uuid.uuid4()), "account_id": str(uuid.uuid4()), "state": "active", "roles": ["admin"], "admin": True, "moderator": True}


@each(WITH_BODY)
def test_nothing_is_set_that_is_not_for_the_caller_to_set(server, callers, operation):
    name = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    schema = DOCUMENT["components"]["schemas"][name]
    assert schema["additionalProperties"] is False
    planted = {k: v for k, v in PLANTED.items() if k not in schema["properties"]}
    assert planted.keys() == PLANTED.keys() - ({"roles"} if operation["operationId"] == "set_roles" else set())
    answer = ask(server, operation, callers["ranks"][2].answer["access_token"], body=planted)
    assert problem(answer, 400) == "invalid_request"
    assert {f"/body/{k}" for k in planted} <= set(field_pointers(answer))
