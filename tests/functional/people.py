"""People with accounts, as the tests need them."""

import email
import email.policy
import re
import secrets

import httpx
from market import run

# What hashes cost is another test's matter.
CHEAP_HASHES = ("--auth.password_memory_kib", "8", "--auth.password_passes", "1")
PASSWORD = "чотири слова про книжки"


def add_user(address, *more, password=PASSWORD):
    """`bookmarket user add` with the password on standard input."""
    return run("user", "add", "--email", address, *more, input=password + "\n")


def letters(server, to=None):
    """What the market has written so far, oldest first."""
    server.test("GET", "/idle")
    found = []
    for path in sorted((server.data / "mail").glob("*.eml")):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        if to is None or letter["to"] == to:
            found.append(letter)
    return found


def link_in(letter):
    """The page and the token of the letter's link."""
    found = re.search(r"https?://\S+?(/\S*?)(?:#(\S+))?\s", letter.get_body(("plain",)).get_content())
    assert found, letter
    return found[1], found[2]


def with_token(server, token, method="GET", path="/api/v1/me", **more):
    return server.client.request(method, path, headers={"Authorization": f"Bearer {token}"}, **more)


def problem(answer, status):
    """The code of the problem that it has to be."""
    assert answer.status_code == status, answer.text
    return answer.json()["code"]


class Person:
    """A browser of their own: cookies and an access token."""

    def __init__(self, server, address=None, password=PASSWORD, **more):
        self.server, self.password = server, password
        self.address = address or f"reader-{secrets.token_hex(6)}@example.org"
        self.client = httpx.Client(base_url=server.url, timeout=20, headers={"Origin": server.url})
        self.answer = None
        self.more = more

    def sign_up(self):
        return self.client.post("/api/v1/accounts", json={"email": self.address, "password": self.password, **self.more})

    def verify(self):
        _, token = link_in(letters(self.server, self.address)[-1])
        return self.client.post("/api/v1/email-verifications", json={"token": token})

    def sign_in(self, password=None):
        answer = self.client.post("/api/v1/sessions", json={"email": self.address, "password": password or self.password})
        if answer.status_code == 201:
            self.answer = answer.json()
        return answer

    def refresh(self, **headers):
        answer = self.client.post("/api/v1/sessions/refresh", json={"csrf_token": self.answer["csrf_token"]}, headers=headers)
        if answer.status_code == 200:
            self.answer = answer.json()
        return answer

    def call(self, method, path, **more):
        return self.client.request(method, path, headers={"Authorization": "Bearer " + self.answer["access_token"]}, **more)

    @classmethod
    def known(cls, server, **more):
        """Somebody who has signed up and in."""
        person = cls(server, **more)
        assert person.sign_up().status_code == 202
        assert person.verify().status_code == 204
        assert person.sign_in().status_code == 201
        return person

    @classmethod
    def staff(cls, server, role):
        """A moderator or an admin, made by the operator."""
        person = cls(server, f"{role}-{secrets.token_hex(6)}@example.org")
        made = add_user(person.address, "--role", role, "--data", server.data)
        assert made.returncode == 0, made.stderr
        assert person.sign_in().status_code == 201
        return person

    @property
    def id(self):
        return self.answer["account"]["id"]

    def api_token(self, *scopes, **more):
        """A token for a program, and its id."""
        answer = self.call("POST", "/api/v1/me/api-tokens", json={"name": "скрипт", "scopes": scopes, "expires_in_days": 30, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()["token"], answer.json()["api_token"]["id"]

    def actions(self):
        """What the audit tells of, newest first."""
        return [i["action"] for i in self.call("GET", "/api/v1/me/audit").json()["items"]]

    def again(self):
        """The same person in another browser."""
        other = Person(self.server, self.address, self.password)
        answer = other.sign_in()
        assert answer.status_code == 201, answer.text
        return other
