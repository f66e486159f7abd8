"""One-time codes and recovery codes, over HTTP on the real program, with pyotp as the authenticator app."""

import threading
import time

import pyotp
import pytest
from authenticator import prove, register, sign_in_by, with_passkey_only
from market import field_pointers
from people import CHEAP_HASHES, PASSWORD, Person, letters, link_in

OFTEN = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--auth.sign_ins_per_address", "1000")


@pytest.fixture
def server(serve):
    return Clocked(serve(None, *OFTEN))


class Clocked:
    """A server whose clock the app follows."""

    def __init__(self, server):
        self.server, self.ahead = server, 0

    def __getattr__(self, name):
        return getattr(self.server, name)

    def advance(self, seconds):
        self.server.test("POST", "/clock", {"advance_seconds": seconds})
        self.ahead += seconds

    def to_the_next_code(self):
        """Into the middle of the next period, so that none turns while a test runs."""
        self.advance(int(45 - (time.time() + self.ahead) % 30))


class App:
    """An authenticator app that has scanned the code."""

    def __init__(self, server, uri):
        self.server, self.totp = server, pyotp.parse_uri(uri)

    def code(self, periods=0):
        return self.totp.at(int(time.time()) + self.server.ahead + 30 * periods)


def problem(answer, status):
    assert answer.status_code == status, answer.text
    return answer.json()["code"]


def field_codes(answer):
    assert answer.status_code == 400, answer.text
    return [(e["pointer"], e["code"]) for e in answer.json()["errors"]]


WRONG_CODE = [("/body/code", "wrong_code")]


def sign_in(person, code=None, password=PASSWORD):
    body = {"email": person.address, "password": password, **({"code": code} if code is not None else {})}
    answer = person.client.post("/api/v1/sessions", json=body)
    if answer.status_code == 201:
        person.answer = answer.json()
    return answer


def switched_on(server):
    """Somebody with one-time codes: the person, the app, the recovery codes; the next code is fresh."""
    server.to_the_next_code()
    person = Person.known(server)
    begun = person.call("POST", "/api/v1/me/totp")
    assert begun.status_code == 200, begun.text
    app = App(server, begun.json()["uri"])
    on = person.call("PUT", "/api/v1/me/totp", json={"code": app.code()})
    assert on.status_code == 200, on.text
    server.to_the_next_code()
    return person, app, on.json()["recovery_codes"]


def test_the_app_is_told_what_it_needs(server):
    person = Person.known(server)
    begun = person.call("POST", "/api/v1/me/totp").json()
    totp = pyotp.parse_uri(begun["uri"])
    assert (totp.name, totp.issuer, totp.digits, totp.interval) == (person.address, "БукМаркет", 6, 30)
    assert totp.secret == begun["key"] and len(begun["key"]) == 32
    assert person.call("POST", "/api/v1/me/totp").json()["key"] != begun["key"]


def test_codes_are_asked_for_only_after_the_first_came_back(server):
    server.to_the_next_code()
    person = Person.known(server)
    assert problem(person.call("PUT", "/api/v1/me/totp", json={"code": "000000"}), 409) == "totp_not_begun"
    app = App(server, person.call("POST", "/api/v1/me/totp").json()["uri"])
    assert person.call("GET", "/api/v1/me/totp").json() == {"on": False, "recovery_codes_left": 0}
    assert sign_in(person).status_code == 201
    wrong = str((int(app.code()) + 1) % 1_000_000).zfill(6)
    assert field_codes(person.call("PUT", "/api/v1/me/totp", json={"code": wrong})) == WRONG_CODE
    assert sign_in(person).status_code == 201
    on = person.call("PUT", "/api/v1/me/totp", json={"code": app.code()})
    assert on.status_code == 200
    codes = on.json()["recovery_codes"]
    assert len(set(codes)) == 10 and all(len(c.replace("-", "")) == 16 for c in codes)
    assert person.call("GET", "/api/v1/me/totp").json() == {"on": True, "recovery_codes_left": 10}
    assert problem(person.call("POST", "/api/v1/me/totp"), 409) == "totp_on"
    assert problem(person.call("PUT", "/api/v1/me/totp", json={"code": app.code(1)}), 409) == "totp_on"
    assert letters(server, person.address)[-1]["subject"] == "Вхід тепер питає одноразовий код"
    assert person.call("GET", "/api/v1/me/audit").json()["items"][0]["action"] == "confirm_totp"


def test_sign_in_asks_for_a_code(server):
    person, app, _ = switched_on(server)
    stranger = Person(server, person.address)
    refused = sign_in(stranger)
    assert problem(refused, 403) == "second_factor_required"
    assert "set-cookie" not in refused.headers and "access_token" not in refused.text
    assert problem(sign_in(stranger, app.code(), password="не той пароль зовсім"), 401) == "bad_credentials"
    assert field_codes(sign_in(stranger, "000000" if app.code() != "000000" else "000001")) == WRONG_CODE
    code = app.code()
    assert sign_in(stranger, f"{code[:3]} {code[3:]}").status_code == 201
    assert stranger.call("GET", "/api/v1/me").status_code == 200
    assert [i["action"] for i in person.call("GET", "/api/v1/me/audit").json()["items"]][:2] == ["sign_in", "second_factor_failed"]


def test_a_code_is_used_once(server):
    person, app, _ = switched_on(server)
    code = app.code()
    assert sign_in(person, code).status_code == 201
    assert field_codes(sign_in(person, code)) == WRONG_CODE
    assert field_codes(sign_in(person, app.code(-1))) == WRONG_CODE, "nor the one before it"
    server.to_the_next_code()
    assert field_codes(sign_in(person, code)) == WRONG_CODE
    assert sign_in(person, app.code()).status_code == 201


def test_the_code_that_switched_them_on_is_used_too(server):
    server.to_the_next_code()
    person = Person.known(server)
    app = App(server, person.call("POST", "/api/v1/me/totp").json()["uri"])
    code = app.code()
    assert person.call("PUT", "/api/v1/me/totp", json={"code": code}).status_code == 200
    assert field_codes(sign_in(person, code)) == WRONG_CODE


def test_of_two_who_send_the_same_code_at_once_one_comes_in(server):
    person, app, _ = switched_on(server)
    code, statuses = app.code(), []
    browsers = [Person(server, person.address) for _ in range(4)]
    threads = [threading.Thread(target=lambda b=b: statuses.append(sign_in(b, code).status_code)) for b in browsers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(statuses) == [201, 400, 400, 400]


def test_clocks_may_differ_by_one_period(server):
    person, app, _ = switched_on(server)
    assert field_codes(sign_in(person, app.code(-2))) == WRONG_CODE
    assert field_codes(sign_in(person, app.code(2))) == WRONG_CODE
    assert sign_in(person, app.code(-1)).status_code == 400, "that is the one that switched them on"
    assert sign_in(person, app.code(1)).status_code == 201


def test_a_recovery_code_opens_once(server):
    person, _, codes = switched_on(server)
    assert sign_in(person, codes[3].upper().replace("-", " ")).status_code == 201
    assert field_codes(sign_in(person, codes[3])) == WRONG_CODE
    assert person.call("GET", "/api/v1/me/totp").json()["recovery_codes_left"] == 9
    assert letters(server, person.address)[-1]["subject"] == "Використано код відновлення"
    assert "use_recovery_code" in [i["action"] for i in person.call("GET", "/api/v1/me/audit").json()["items"]]
    assert sign_in(person, codes[4]).status_code == 201


def test_recovery_codes_of_another_open_nothing(server):
    _, _, theirs = switched_on(server)
    person, _, _ = switched_on(server)
    assert field_codes(sign_in(person, theirs[0])) == WRONG_CODE


def test_new_recovery_codes_end_the_old_ones(server):
    person, _, old = switched_on(server)
    new = person.call("POST", "/api/v1/me/totp/recovery-codes")
    assert new.status_code == 200 and not set(old) & set(new.json()["recovery_codes"])
    assert field_codes(sign_in(person, old[0])) == WRONG_CODE
    assert sign_in(person, new.json()["recovery_codes"][0]).status_code == 201
    assert letters(server, person.address)[-2]["subject"] == "Ваші коди відновлення нові"
    other = Person.known(server)
    assert problem(other.call("POST", "/api/v1/me/totp/recovery-codes"), 404) == "totp_off"


def test_who_guesses_codes_is_slowed_down_and_the_owner_is_not_locked_out(server):
    person, app, codes = switched_on(server)
    wrong = "000000" if app.code() != "000000" else "000001"
    guesser = Person(server, person.address)
    assert [sign_in(guesser, wrong).status_code for _ in range(6)] == [400] * 5 + [429]
    refused = sign_in(guesser, app.code())
    assert problem(refused, 429) == "too_many_attempts" and 0 < int(refused.headers["retry-after"]) <= 300
    assert sign_in(person, codes[0]).status_code == 201
    server.advance(301)
    assert sign_in(person, app.code()).status_code == 201


def test_guesses_from_elsewhere_do_not_slow_the_owner_down(serve):
    server = Clocked(serve(None, *OFTEN, "--http.forwarded_hops", "1"))
    person, app, _ = switched_on(server)
    guesser = Person(server, person.address)
    guesser.client.headers["X-Forwarded-For"] = "203.0.113.9"
    person.client.headers["X-Forwarded-For"] = "198.51.100.7"
    wrong = "000000" if app.code() != "000000" else "000001"
    assert [sign_in(guesser, wrong).status_code for _ in range(6)] == [400] * 5 + [429]
    assert sign_in(person, app.code()).status_code == 201


def test_a_right_password_with_a_wrong_code_is_no_guess_of_the_password(server):
    person, app, codes = switched_on(server)
    assert [sign_in(person).status_code for _ in range(8)] == [403] * 8
    assert sign_in(person, app.code()).status_code == 201


def test_many_guesses_over_hours_are_slowed_down_as_well(server):
    person, app, codes = switched_on(server)
    wrong = "000000" if app.code() != "000000" else "000001"
    statuses = []
    for _ in range(7):
        statuses += [sign_in(Person(server, person.address), wrong).status_code for _ in range(5)]
        server.advance(301)
    assert statuses.count(400) == 30 and statuses.count(429) == 5
    assert sign_in(person, codes[0]).status_code == 201


def test_codes_are_switched_off_with_the_password_or_a_code(server):
    person, app, codes = switched_on(server)
    remove = lambda **body: person.call("DELETE", "/api/v1/me/totp", json=body)  # noqa: E731
    assert field_codes(remove(password="не той пароль зовсім")) == [("/body/password", "wrong_password")]
    assert field_codes(remove(code=app.code(2))) == WRONG_CODE
    assert field_pointers(remove()) == ["/body"] == field_pointers(remove(password=PASSWORD, code=codes[0]))
    assert remove(password=PASSWORD).status_code == 204
    assert letters(server, person.address)[-1]["subject"] == "Вхід більше не питає одноразовий код"
    assert sign_in(person).status_code == 201
    assert problem(remove(password=PASSWORD), 404) == "totp_off"
    person, app, _ = switched_on(server)
    assert person.call("DELETE", "/api/v1/me/totp", json={"code": app.code()}).status_code == 204
    assert person.call("GET", "/api/v1/me/totp").json()["on"] is False


def test_a_passkey_needs_no_code(server):
    person, _, _ = switched_on(server)
    key, _ = register(person)
    assert sign_in_by(Person(server, person.address), key).status_code == 201


def test_a_proof_by_password_needs_a_code(server):
    person, app, _ = switched_on(server)
    assert problem(prove(person, password=PASSWORD), 403) == "second_factor_required"
    assert field_codes(prove(person, password=PASSWORD, code=app.code(2))) == WRONG_CODE
    assert prove(person, password=PASSWORD, code=app.code()).status_code == 200
    assert field_codes(prove(person, password=PASSWORD, code=app.code())) == WRONG_CODE


def test_a_new_password_by_letter_does_not_switch_codes_off(server):
    person, app, _ = switched_on(server)
    person.client.post("/api/v1/password-resets", json={"email": person.address})
    _, token = link_in(letters(server, person.address)[-1])
    new = "нові слова для полиці з книжками"
    assert person.client.put("/api/v1/password-resets", json={"token": token, "password": new}).status_code == 204
    assert problem(sign_in(person, password=new), 403) == "second_factor_required"
    assert sign_in(person, app.code(), password=new).status_code == 201


def test_an_account_without_a_password_may_have_codes(server):
    server.to_the_next_code()
    person, _ = with_passkey_only(server)
    app = App(server, person.call("POST", "/api/v1/me/totp").json()["uri"])
    assert person.call("PUT", "/api/v1/me/totp", json={"code": app.code()}).status_code == 200
    assert field_codes(person.call("DELETE", "/api/v1/me/totp", json={"password": ""})) == [("/body/password", "wrong_password")]
    assert person.call("DELETE", "/api/v1/me/totp", json={"code": app.code(1)}).status_code == 204


def test_codes_survive_kill_9_and_no_secret_stands_in_the_store_or_the_log(serve, data):
    server = Clocked(serve(data, *OFTEN))
    person, app, codes = switched_on(server)
    key = app.totp.secret
    server.kill()
    ahead = server.ahead
    again = Clocked(serve(data, *OFTEN))
    again.advance(ahead)
    app.server = again
    again.to_the_next_code()
    person = Person(again, person.address)
    assert problem(sign_in(person), 403) == "second_factor_required"
    code = app.code()
    assert sign_in(person, code).status_code == 201
    again.stop()
    raw = app.totp.byte_secret()
    stored = b"".join(p.read_bytes() for p in data.rglob("*") if p.is_file())
    for secret in (key, *codes, *(c.replace("-", "") for c in codes)):
        assert secret.encode() not in stored
        assert secret not in server.log() + again.log()
    assert raw not in stored and code not in again.log()
