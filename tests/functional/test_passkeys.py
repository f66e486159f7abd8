"""Passkeys, over HTTP on the real program, with an authenticator of other make."""

import copy
import threading

import pytest
from authenticator import (
    Authenticator,
    client_data_of,
    decoded,
    encoded,
    prove,
    register,
    registration_options,
    sign_in_by,
    sign_in_options,
    sign_in_with,
    sign_up_by,
    with_passkey_only,
)
from market import field_pointers
from people import CHEAP_HASHES, PASSWORD, Person, letters

OFTEN = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--auth.sign_ins_per_address", "1000")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    from market import Server

    with Server(tmp_path_factory.mktemp("passkeys") / "data", *OFTEN) as s:
        yield s
        assert s.stop() == 0


@pytest.fixture
def person(server):
    return Person.known(server)


def problem(answer, status):
    assert answer.status_code == status, answer.text
    return answer.json()["code"]


def field_codes(answer):
    assert answer.status_code == 400, answer.text
    return [(e["pointer"], e["code"]) for e in answer.json()["errors"]]


def send(person, credential, name="Телефон"):
    return person.call("POST", "/api/v1/me/passkeys", json={"name": name, "credential": credential})


def test_a_passkey_is_registered_and_opens_the_account(person):
    key, made = register(person)
    assert made.status_code == 201, made.text
    assert made.json()["name"] == "Телефон" and "used_at" not in made.json()
    other = Person(person.server, person.address)
    answer = sign_in_by(other, key)
    assert answer.status_code == 201, answer.text
    cookies = answer.headers.get_list("set-cookie")
    assert any(c.startswith("refresh=") and "HttpOnly" in c for c in cookies)
    assert other.call("GET", "/api/v1/me").json()["email"] == person.address
    assert other.refresh().status_code == 200
    listed = person.call("GET", "/api/v1/me/passkeys").json()["items"]
    assert [(p["id"], p["name"]) for p in listed] == [(made.json()["id"], "Телефон")] and "used_at" in listed[0]


def test_the_owner_is_told_of_a_new_passkey_and_of_its_end(person):
    _, made = register(person)
    assert person.call("DELETE", f"/api/v1/me/passkeys/{made.json()['id']}").status_code == 204
    subjects = [x["subject"] for x in letters(person.server, person.address)]
    assert subjects[-2:] == ["До вашого облікового запису додано ключ доступу", "З вашого облікового запису вилучено ключ доступу"]
    actions = [i["action"] for i in person.call("GET", "/api/v1/me/audit").json()["items"]]
    assert actions[:2] == ["remove_passkey", "register_passkey"]


def test_options_are_what_a_browser_takes(person):
    options = registration_options(person)
    assert options["rp"]["id"] == "localhost" and options["user"]["name"] == person.address
    assert len(decoded(options["challenge"])) == 32 and len(decoded(options["user"]["id"])) == 16
    assert [p["alg"] for p in options["pubKeyCredParams"]] == [-7, -8, -257]
    assert options["authenticatorSelection"] == {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
    assert options["attestation"] == "none" and options["excludeCredentials"] == []
    key, _ = register(person)
    again = registration_options(person)
    assert [(c["id"], c["transports"]) for c in again["excludeCredentials"]] == [(encoded(key.device.credential_id), ["smart-card", "hybrid"])]
    assert again["challenge"] != options["challenge"]
    asked = sign_in_options(person)
    assert (asked["rpId"], asked["allowCredentials"], asked["userVerification"]) == ("localhost", [], "required")


def test_a_registration_that_comes_again_is_refused(person):
    credential = Authenticator(person.server.url).create(registration_options(person))
    assert send(person, credential).status_code == 201
    assert field_codes(send(person, credential)) == [("/body/credential", "wrong_challenge")]


def test_a_challenge_is_good_for_five_minutes(serve):
    server = serve(None, *OFTEN)
    person = Person.known(server)
    options, asked = registration_options(person), sign_in_options(person)
    key, _ = register(person)
    server.test("POST", "/clock", {"advance_seconds": 299})
    assert sign_in_with(person, key.get(asked)).status_code == 201
    asked = sign_in_options(person)
    server.test("POST", "/clock", {"advance_seconds": 300})
    assert problem(sign_in_with(person, key.get(asked)), 401) == "passkey_refused"
    assert field_codes(send(person, Authenticator(server.url).create(options))) == [("/body/credential", "wrong_challenge")]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost", "http://localhost:1", "http://evil.localhost"])
def test_another_sites_passkey_is_not_registered(person, origin):
    credential = Authenticator(person.server.url).create(registration_options(person), origin=origin)
    assert field_codes(send(person, credential)) == [("/body/credential", "wrong_origin")]


def test_a_passkey_that_asks_for_no_pin_is_not_registered(person):
    _, made = register(person, Authenticator(person.server.url, verifies=False))
    assert field_codes(made) == [("/body/credential", "user_not_verified")]


def test_a_challenge_that_nobody_gave_out_is_refused(person):
    options = {**registration_options(person), "challenge": encoded(b"x" * 32)}
    assert field_codes(send(person, Authenticator(person.server.url).create(options))) == [("/body/credential", "wrong_challenge")]


def test_a_challenge_of_another_kind_or_person_is_refused(person):
    options = registration_options(person)
    key, _ = register(person)
    options["challenge"] = sign_in_options(person)["challenge"]
    assert field_codes(send(person, Authenticator(person.server.url).create(options))) == [("/body/credential", "wrong_challenge")]
    asked = {**sign_in_options(person), "challenge": registration_options(person)["challenge"]}
    assert problem(sign_in_with(person, key.get(asked)), 401) == "passkey_refused"
    other = Person.known(person.server)
    foreign = Authenticator(person.server.url).create(registration_options(other))
    assert field_codes(send(person, foreign)) == [("/body/credential", "wrong_challenge")]


def test_what_is_no_credential_is_named(person):
    credential = Authenticator(person.server.url).create(registration_options(person))
    for change, pointers in [
        ({"type": "password"}, ["/body/credential/type"]),
        ({"id": "не base64"}, ["/body/credential/id"]),
        ({"response": {"clientDataJSON": "AA"}}, ["/body/credential/response/attestationObject", "/body/credential/response/transports"]),
        ({"response": {**credential["response"], "clientDataJSON": "A"}}, ["/body/credential"]),
        ({"id": encoded(b"another"), "rawId": encoded(b"another")}, ["/body/credential"]),
    ]:
        credential = Authenticator(person.server.url).create(registration_options(person))
        assert field_pointers(send(person, {**credential, **change})) == pointers
    assert field_pointers(send(person, credential, name="")) == ["/body/name"]


def test_a_passkey_is_registered_once(person):
    key, _ = register(person)
    thief = Person.known(person.server)
    # Somebody who has seen a credential id makes a key of their own by that name.
    device = SameName(person.server.url, key.device.credential_id)
    credential = device.create(registration_options(thief))
    assert field_codes(send(thief, credential)) == [("/body/credential", "passkey_exists")]
    assert sign_in_by(Person(person.server), key).status_code == 201


class SameName(Authenticator):
    """An authenticator that gives its passkey a name of its choice."""

    def __init__(self, origin, name):
        super().__init__(origin)
        init = self.device.cred_init

        def named(*args):
            init(*args)
            self.device.credential_id = name

        self.device.cred_init = named


def test_a_sign_in_that_comes_again_is_refused(person):
    key, _ = register(person)
    credential = key.get(sign_in_options(person))
    assert sign_in_with(person, credential).status_code == 201
    assert problem(sign_in_with(person, credential), 401) == "passkey_refused"
    # The same signature under a challenge that is still good.
    renewed = copy.deepcopy(credential)
    client_data = decoded(credential["response"]["clientDataJSON"])
    fresh = sign_in_options(person)["challenge"]
    renewed["response"]["clientDataJSON"] = encoded(client_data.replace(client_data_of(credential)["challenge"].encode(), fresh.encode()))
    assert problem(sign_in_with(person, renewed), 401) == "passkey_refused"


def test_of_two_that_send_the_same_answer_at_once_one_comes_in(person):
    key, _ = register(person)
    key.device.sign_count = -1  # it becomes 0: an authenticator without a counter, as most passkeys are
    credential = key.get(sign_in_options(person))
    statuses = []
    browsers = [Person(person.server) for _ in range(6)]
    threads = [threading.Thread(target=lambda b=b: statuses.append(sign_in_with(b, credential).status_code)) for b in browsers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(statuses) == [201] + [401] * 5


def test_a_sign_in_on_another_site_is_refused(person):
    key, _ = register(person)
    assert problem(sign_in_by(person, key, origin="https://evil.example"), 401) == "passkey_refused"
    assert sign_in_by(person, key).status_code == 201


def test_a_sign_in_without_a_pin_is_refused(person):
    key, _ = register(person)
    key.verifies = False
    assert problem(sign_in_by(person, key), 401) == "passkey_refused"


def test_a_counter_that_goes_back_is_refused_and_noted(person):
    key, _ = register(person)
    assert sign_in_by(person, key).status_code == 201
    assert sign_in_by(person, key).status_code == 201
    key.device.sign_count = 0  # a copy, made after the first sign-in
    assert problem(sign_in_by(Person(person.server), key), 401) == "passkey_refused"
    assert person.call("GET", "/api/v1/me/audit").json()["items"][0]["action"] == "passkey_counter_went_back"
    key.device.sign_count = 5
    assert sign_in_by(person, key).status_code == 201


def test_the_name_of_anothers_passkey_opens_nothing(person):
    other = Person.known(person.server)
    mine, _ = register(person)
    theirs, _ = register(other)
    name = encoded(theirs.device.credential_id)
    assert problem(sign_in_by(person, mine, id=name, rawId=name), 401) == "passkey_refused"
    unknown = encoded(b"nobody has this")
    assert problem(sign_in_by(person, mine, id=unknown, rawId=unknown), 401) == "passkey_refused"
    assert problem(sign_in_by(person, mine, rawId=name), 401) == "passkey_refused"
    handle = theirs.device.user_handle
    mine.device.user_handle, kept = handle, mine.device.user_handle
    assert problem(sign_in_by(person, mine), 401) == "passkey_refused", "the account that it names"
    mine.device.user_handle = kept
    assert sign_in_by(person, mine).status_code == 201


def test_every_refusal_at_sign_in_looks_the_same(person):
    key, _ = register(person)
    stranger = Authenticator(person.server.url)
    stranger.create(registration_options(person))
    refusals = [sign_in_by(person, stranger), sign_in_by(person, key, origin="https://evil.example")]
    assert all(a.status_code == 401 for a in refusals)
    assert len({str({k: v for k, v in a.json().items() if k != "trace_id"}) for a in refusals}) == 1


def test_a_passkey_is_renamed_and_removed(person):
    key, made = register(person)
    path = f"/api/v1/me/passkeys/{made.json()['id']}"
    assert person.call("PATCH", path, json={"name": "Ноутбук"}).json()["name"] == "Ноутбук"
    assert person.call("GET", "/api/v1/me/passkeys").json()["items"][0]["name"] == "Ноутбук"
    assert person.call("DELETE", path).status_code == 204
    assert problem(person.call("DELETE", path), 404) == "passkey_not_found"
    assert problem(person.call("PATCH", path, json={"name": "x"}), 404) == "passkey_not_found"
    assert problem(sign_in_by(Person(person.server), key), 401) == "passkey_refused"


def test_nobody_touches_the_passkey_of_another(person):
    other = Person.known(person.server)
    key, made = register(other)
    path = f"/api/v1/me/passkeys/{made.json()['id']}"
    assert problem(person.call("DELETE", path), 404) == "passkey_not_found"
    assert problem(person.call("PATCH", path, json={"name": "x"}), 404) == "passkey_not_found"
    assert person.call("GET", "/api/v1/me/passkeys").json()["items"] == []
    assert sign_in_by(other, key).status_code == 201


def test_an_account_has_at_most_twenty_passkeys(person):
    for _ in range(20):
        assert register(person)[1].status_code == 201
    assert problem(person.call("POST", "/api/v1/me/passkeys/options"), 409) == "too_many_passkeys"


def test_an_account_is_made_with_a_passkey_alone(server):
    person, key = Person(server), Authenticator(server.url)
    made = sign_up_by(person, key, name="Леся", language="en")
    assert made.status_code == 202 and made.content == b""
    assert problem(sign_in_by(person, key), 403) == "email_unverified"
    assert [x["subject"] for x in letters(server, person.address)][:1] == ["Confirm your address, and the shelf is yours"]
    assert person.verify().status_code == 204
    assert sign_in_by(person, key).status_code == 201
    me = person.call("GET", "/api/v1/me").json()
    assert (me["name"], me["email"], me["has_password"]) == ("Леся", person.address, False)
    assert [p["name"] for p in person.call("GET", "/api/v1/me/passkeys").json()["items"]] == ["First passkey"]
    assert problem(person.sign_in(""), 401) == "bad_credentials", "no password is not an empty one"
    assert problem(person.sign_in(), 401) == "bad_credentials"


def test_whether_an_address_has_an_account_shows_neither_at_sign_up_nor_after(server, person):
    before = len(letters(server, person.address))
    taken, free = Person(server, person.address), Person(server)
    keys = Authenticator(server.url), Authenticator(server.url)
    answers = [sign_up_by(p, k) for p, k in zip((taken, free), keys)]
    assert [(a.status_code, a.content, set(a.headers)) for a in answers][0] == (202, b"", set(answers[1].headers))
    assert answers[1].status_code == 202
    assert [problem(sign_in_by(p, k), 403) for p, k in zip((taken, free), keys)] == ["email_unverified"] * 2
    assert [x["subject"] for x in letters(server, person.address)[before:]] == ["У вас уже є полиця на БукМаркеті"]
    # A passkey that is registered already is refused for both alike.
    _, known = with_passkey_only(server)
    for address in (person.address, Person(server).address):
        again = sign_up_by(Person(server, address), SameName(server.url, known.device.credential_id))
        assert field_codes(again) == [("/body/credential", "passkey_exists")]
    assert person.sign_in().status_code == 201
    assert person.call("GET", "/api/v1/me/passkeys").json()["items"] == []


def test_what_is_wrong_with_a_sign_up_is_named(server):
    person, key = Person(server), Authenticator(server.url)
    bad = person.client.post("/api/v1/accounts/passkey/options", json={"email": "ні", "name": "x"})
    assert field_pointers(bad) == ["/body/email"]
    options = person.client.post("/api/v1/accounts/passkey/options", json={"email": person.address}).json()
    credential = key.create(options, origin="https://evil.example")
    answer = person.client.post("/api/v1/accounts/passkey", json={"email": person.address, "credential": credential})
    assert field_codes(answer) == [("/body/credential", "wrong_origin")]
    assert letters(server, person.address) == []


def test_the_last_way_in_is_not_removed(server):
    person, _ = with_passkey_only(server)
    first = person.call("GET", "/api/v1/me/passkeys").json()["items"][0]["id"]
    assert problem(person.call("DELETE", f"/api/v1/me/passkeys/{first}"), 409) == "last_way_in"
    key, second = register(person)
    assert person.call("DELETE", f"/api/v1/me/passkeys/{first}").status_code == 204
    path = f"/api/v1/me/passkeys/{second.json()['id']}"
    assert problem(person.call("DELETE", path), 409) == "last_way_in"
    assert sign_in_by(person, key).status_code == 201
    assert person.call("PUT", "/api/v1/me/password", json={"password": PASSWORD}).status_code == 204, "it has none to give"
    assert person.call("DELETE", path).status_code == 204
    assert person.sign_in().status_code == 201


def test_of_two_last_passkeys_that_are_removed_at_once_one_stays(server):
    person, _ = with_passkey_only(server)
    register(person)
    ids = [p["id"] for p in person.call("GET", "/api/v1/me/passkeys").json()["items"]]
    assert len(ids) == 2
    threads = [threading.Thread(target=person.call, args=("DELETE", f"/api/v1/me/passkeys/{i}")) for i in ids]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(person.call("GET", "/api/v1/me/passkeys").json()["items"]) >= 1


CHANGES = [
    ("POST", "/api/v1/me/api-tokens", {"name": "x", "scopes": ["shelf:read"], "expires_in_days": 7}),
    ("POST", "/api/v1/me/passkeys/options", None),
    ("DELETE", "/api/v1/me/passkeys/018f3c1e-7b1a-7c3d-9e2f-0123456789ab", None),
    ("PUT", "/api/v1/me/password", {"current_password": PASSWORD, "password": "геть інші слова для входу"}),
    ("PUT", "/api/v1/me/email", {"email": "elsewhere@example.org"}),
    ("POST", "/api/v1/me/totp", None),
    ("PUT", "/api/v1/me/totp", {"code": "000000"}),
    ("DELETE", "/api/v1/me/totp", {"code": "000000"}),
    ("POST", "/api/v1/me/totp/recovery-codes", None),
]


def test_changes_of_what_opens_an_account_need_a_fresh_proof(serve):
    server = serve(None, *OFTEN)
    person = Person.known(server)
    key, _ = register(person)
    credential = Authenticator(server.url).create(registration_options(person))
    server.test("POST", "/clock", {"advance_seconds": 590})
    assert person.refresh().status_code == 200
    assert person.call("POST", "/api/v1/me/passkeys/options").status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 11})
    assert person.refresh().status_code == 200, "a refresh is no proof"
    for method, path, body in CHANGES:
        answer = person.call(method, path, **({"json": body} if body else {}))
        assert problem(answer, 403) == "reauthentication_required", path
    assert problem(send(person, credential), 403) == "reauthentication_required"
    assert person.call("GET", "/api/v1/me/passkeys").status_code == 200
    assert prove(person, password=PASSWORD).status_code == 200
    assert person.call("POST", "/api/v1/me/passkeys/options").status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 601})
    assert person.refresh().status_code == 200
    assert problem(person.call("POST", "/api/v1/me/totp"), 403) == "reauthentication_required"
    assert prove(person, passkey=key.get(sign_in_options(person))).status_code == 200
    assert person.call("POST", "/api/v1/me/totp").status_code == 200
    assert person.call("GET", "/api/v1/me/audit").json()["items"][0]["action"] == "prove_identity"
    assert person.refresh().status_code == 200
    assert person.call("POST", "/api/v1/me/totp").status_code == 200, "the session keeps the proof"


def test_only_ones_own_proof_counts(person):
    other = Person.known(person.server)
    theirs, _ = register(other)
    key, _ = register(person)
    assert field_codes(prove(person, password="не той пароль зовсім")) == [("/body/password", "wrong_password")]
    assert field_codes(prove(person, passkey=theirs.get(sign_in_options(person)))) == [("/body/passkey", "unknown_passkey")]
    wrong_site = key.get(sign_in_options(person), origin="https://evil.example")
    assert field_codes(prove(person, passkey=wrong_site)) == [("/body/passkey", "wrong_origin")]
    used = key.get(sign_in_options(person))
    assert prove(person, passkey=used).status_code == 200
    assert field_codes(prove(person, passkey=used)) == [("/body/passkey", "wrong_challenge")]
    assert field_pointers(prove(person)) == ["/body"]
    assert field_pointers(prove(person, password=PASSWORD, passkey=used)) == ["/body"]


def test_who_guesses_in_a_foreign_session_is_slowed_down(person):
    statuses = [prove(person, password=f"спроба номер {i} тисяча").status_code for i in range(11)]
    assert statuses == [400] * 10 + [429]
    assert problem(prove(person, password=PASSWORD), 429) == "too_many_attempts"


def test_passkeys_survive_kill_9(serve):
    server = serve(None, *OFTEN)
    person = Person.known(server)
    key, made = register(person)
    assert made.status_code == 201
    port = server.port
    server.kill()
    server = serve(None, *OFTEN, "--http.public_url", f"http://localhost:{port}")
    assert sign_in_by(Person(server), key).status_code == 201, "for the same public address"


def test_client_data_that_name_no_challenge_are_refused(person):
    key, _ = register(person)
    for challenge in ("", "x" * 65, "a b"):
        options = sign_in_options(person)
        credential = key.get(options)
        data = decoded(credential["response"]["clientDataJSON"]).replace(options["challenge"].encode(), challenge.encode())
        credential["response"]["clientDataJSON"] = encoded(data)
        assert problem(sign_in_with(person, credential), 401) == "passkey_refused"
