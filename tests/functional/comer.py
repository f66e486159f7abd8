"""Somebody who comes by the identity provider of tests/counterparts/openid_provider.py."""

import os
import sys
import time
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
from market import ROOT
from people import CHEAP_HASHES, Person

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # the provider speaks HTTP on loopback
sys.path.insert(0, str(ROOT / "tests/counterparts"))
from openid_provider import Provider  # noqa: E402

OFTEN = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--auth.sign_ins_per_address", "1000")


def market_of(serve, provider, *flags):
    """A market that is the provider's client."""
    market = serve(None, *OFTEN, *provider.settings(), *flags)
    provider.redirect_uris.add(market.url + "/auth/oidc/callback")
    return market


def at_provider(begun, **more):
    """The provider sends the browser back: to which address."""
    assert begun.status_code == 200, begun.text
    answer = httpx.get(begun.json()["url"] + "".join(f"&{k}={v}" for k, v in more.items()), timeout=20)
    assert answer.status_code == 302, answer.text
    assert "/auth/oidc/callback?" in answer.headers["location"]
    return answer.headers["location"]


def linked(person):
    """Links an identity of the person's own, and gives its id."""
    person.client.get(at_provider(person.call("POST", "/api/v1/me/identities", json={}), login_hint=person.address))
    return person.call("GET", "/api/v1/me/identities").json()["items"][0]["id"]


def keep_time(provider, person):
    """The provider's clock goes as the market's, which tests put forward. For somebody who has just signed in."""
    provider.ahead = int(datetime.fromisoformat(person.answer["expires_at"]).timestamp() - 600 - time.time())


class Comer(Person):
    """A browser that may come by the provider."""

    def begin(self, **body):
        return self.client.post("/api/v1/sessions/oidc", json=body)

    def begin_link(self, **body):
        return self.call("POST", "/api/v1/me/identities", json=body)

    def at_provider(self, begun):
        return at_provider(begun)

    def come_back(self, address):
        """Where our server leads the browser to."""
        answer = self.client.get(address)
        assert answer.status_code == 303, answer.text
        return answer

    def come(self, **body):
        return self.come_back(self.at_provider(self.begin(**body)))

    def refreshed(self):
        """As the client goes on with the cookies that came with the redirect."""
        answer = self.client.post("/api/v1/sessions/refresh", json={"csrf_token": self.client.cookies["csrf"]})
        assert answer.status_code == 200, answer.text
        self.answer = answer.json()
        return self

    def comes_in(self, **body):
        answer = self.come(**body)
        assert "problem" not in answer.headers["location"], answer.headers["location"]
        return self.refreshed()

    def links(self):
        return self.come_back(self.at_provider(self.begin_link()))

    def identities(self):
        return self.call("GET", "/api/v1/me/identities").json()["items"]


def query_of(address):
    return {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}


def problem_at(answer, page="/sign-in"):
    """The problem that the page is told; nobody is signed in."""
    where = urlsplit(answer.headers["location"])
    assert (where.path, where.netloc) == (page, ""), answer.headers["location"]
    assert not [c for c in answer.headers.get_list("set-cookie") if c.startswith(("refresh=", "csrf="))]
    return query_of(answer.headers["location"])["problem"]


def person_of(provider, address, sub="person-9", **more):
    provider.person = {"sub": sub, "email": address, "email_verified": True, "name": "Олена", **more}
