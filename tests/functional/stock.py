"""Sellers who bring their stock as a file, as the tests need them."""

import uuid

from people import Person

LVIV = "UA46060250010015970"
IMPORTS = "/api/v1/me/imports"
FILE = "reference,title,authors,isbn,year,language,grade,price,exchange,notes\n"


def a_seller(server, name="Леся"):
    person = Person.known(server, name=name)
    assert person.call("PUT", "/api/v1/me/profile", json={"name": name, "place": LVIV, "languages": []}).status_code == 200
    return person


def begin(person, file, **settings):
    body = {"bytes": max(1, len(file)), "place": LVIV, "exchange": False} | settings
    answer = person.call("POST", IMPORTS, json=body)
    assert answer.status_code == 201, answer.text
    job = answer.json()
    upload = job["upload"]
    assert person.client.put(upload["url"], content=file, headers={"Content-Type": upload["content_type"]}).status_code == 204
    return job["id"]


def read(person, id_):
    return person.call("POST", f"{IMPORTS}/{id_}/read")


def judged(person, file, **settings):
    """The import once every row has its verdict."""
    id_ = begin(person, file.encode() if isinstance(file, str) else file, **settings)
    answer = read(person, id_)
    assert answer.status_code == 200, answer.text
    person.server.test("GET", "/idle")
    job = show(person, id_)
    assert job["state"] == "ready" and job["judged"] == job["rows"]
    return job


def show(person, id_):
    answer = person.call("GET", f"{IMPORTS}/{id_}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def rows(person, id_, query="?limit=100"):
    return person.call("GET", f"{IMPORTS}/{id_}/rows{query}").json()["items"]


def applied(person, id_):
    answer = person.call("POST", f"{IMPORTS}/{id_}/apply")
    assert answer.status_code == 200, answer.text
    person.server.test("GET", "/idle")
    job = show(person, id_)
    assert job["state"] == "done" and job["applied"] == job["rows"]
    return job


def shelf(person):
    out, cursor = [], ""
    while True:
        page = person.call("GET", f"/api/v1/me/copies?limit=100{cursor}").json()
        out += page["items"]
        if "next_cursor" not in page:
            return out
        cursor = "&cursor=" + page["next_cursor"]


def title():
    return f"Книга {uuid.uuid4().hex}"
