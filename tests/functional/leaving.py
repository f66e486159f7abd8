"""People with something of theirs behind every door, and what can be recognised of them."""

import dataclasses
import io
import random
import sqlite3
import uuid

import httpx
import pyotp
from authenticator import register
from comer import Provider, at_provider, keep_time, person_of
from people import CHEAP_HASHES, Person, letters, link_in
from PIL import Image

DAYS, HOURS = 86400, 3600
ISBN = "9780439023481"
PROVIDER = Provider()  # of all markets that people are to leave
FLAGS = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--http.forwarded_hops", "1", *PROVIDER.settings())


@dataclasses.dataclass
class Left:
    """Somebody, and the values by which they can be found."""

    person: Person
    values: list  # texts and bytes
    mark: bytes  # the one of them that stood in uploads alone, which do not stay long
    photos: list
    copies: list


def noise(seed, width=320, height=240):
    """A picture that is like no other, and that no encoder makes small."""
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), random.Random(seed).randbytes(width * height * 3)).save(out, "JPEG", quality=90)
    return out.getvalue()


def browser_of(person, agent, address):
    """The same person where it can be seen from what and where they come."""
    other = Person(person.server, person.address, person.password)
    other.client.headers.update({"User-Agent": agent, "X-Forwarded-For": address})
    assert other.sign_in().status_code == 201
    return other


def stored(data, collection, person):
    """Documents that name somebody, as the store has them."""
    with sqlite3.connect(f"file:{data}/bookmarket.sqlite?mode=ro", uri=True) as store:
        return [body for (body,) in store.execute(f'SELECT body FROM "doc.{collection}" WHERE body LIKE ?', (f"%{person}%",))]


def add_photo(person, where, data):
    begun = person.call("POST", where, json={"content_type": "image/jpeg", "bytes": len(data)}).json()
    assert httpx.put(person.server.url + begun["url"], content=data, headers={"Content-Type": "image/jpeg"}).status_code == 204
    return begun["photo_id"]


def keep_photo(person, where, data):
    photo = add_photo(person, where, data)
    whole = {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000}
    assert person.call("PUT", f"{where}/{photo}", json=whole).status_code == 200
    return photo


def rare_place(server):
    """A settlement in which nobody else is."""
    return server.json("/api/v1/places?q=%D0%9A%D0%BE%D0%BB%D0%BE%D1%87%D0%B0%D0%B2%D0%B0")["items"][0]


def offer(person, edition, place, **more):
    answer = person.call("POST", "/api/v1/me/copies", json={"edition_id": edition, "grade": "good", "exchange": True, "place": place} | more)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def link(person, address, subject):
    """An identity at the provider."""
    PROVIDER.redirect_uris.add(person.server.url + "/auth/oidc/callback")
    person_of(PROVIDER, address, sub=subject)
    keep_time(PROVIDER, person)
    person.client.get(at_provider(person.call("POST", "/api/v1/me/identities", json={})))
    assert len(person.call("GET", "/api/v1/me/identities").json()["items"]) == 1


def fill(server, many=12):
    """Through every door there is, of a market of FLAGS. `many`: of what grows, so that the store's pages split."""
    tag = uuid.uuid4().hex[:8]
    words = {w: f"{w}{tag}" for w in ("Дивосвітка", "Цвітанок", "Заволока", "Чорновик", "Програмка", "Ключик", "Блокування")}
    old, new = f"Davnia{tag}@example.org", f"Nova{tag}@example.org"
    person = Person.known(server, address=old, name=words["Дивосвітка"])
    server.test("POST", "/clock", {"advance_seconds": 3 * HOURS})
    assert person.sign_in().status_code == 201
    person.call("PUT", "/api/v1/me/email", json={"email": new, "password": person.password})
    _, token = link_in(letters(server, new)[-1])
    assert person.client.post("/api/v1/email-verifications", json={"token": token}).status_code == 204
    person.address = new
    agent, address = f"TraceBrowser-{tag}", f"203.{random.randint(100, 255)}.{random.randint(100, 255)}.{random.randint(100, 255)}"
    person = browser_of(person, agent, address)
    elsewhere, subject = f"Inde{tag}@example.net", f"subject-{tag}"
    link(person, elsewhere, subject)
    asked = f"Nikoly{tag}@example.org"  # never confirmed
    person.call("PUT", "/api/v1/me/email", json={"email": asked, "password": person.password})
    place = rare_place(server)
    profile = {"name": words["Цвітанок"], "place": place["code"], "about": words["Заволока"], "languages": ["uk"]}
    assert person.call("PUT", "/api/v1/me/profile", json=profile).status_code == 200
    edition = server.json(f"/api/v1/editions/{ISBN}")["id"]
    # Long and short ones in turn, and somebody else's in between.
    other = Person.known(server)
    other.call("PUT", "/api/v1/me/profile", json={"name": "Інша", "place": "UA46060250010015970", "languages": []})
    copies = []
    for i in range(many):
        note = f"{words['Чорновик']} {i} " * (60 if i % 3 == 0 else 3)
        copies.append(offer(person, edition, place["code"], notes=note[:1900]))
        assert person.call("PUT", f"/api/v1/me/drafts/{uuid.uuid4()}", json={"notes": note[:1900]}).status_code == 200
        offer(other, edition, "UA46060250010015970", notes=f"чуже {i}" * 20)
    where = f"/api/v1/me/copies/{copies[0]}/photos"
    mark = f"RECOGNISABLE-{tag}".encode()
    photos = [keep_photo(person, where, noise(f"{tag}{i}") + mark) for i in range(2)]
    draft = str(uuid.uuid4())
    person.call("PUT", f"/api/v1/me/drafts/{draft}", json={})
    photos.append(keep_photo(person, f"/api/v1/me/copies/{draft}/photos", noise(tag)))
    add_photo(person, where, noise(tag) + mark)  # begun and left
    assert person.call("PUT", "/api/v1/me/wishes", json={"edition_id": edition, "exchange": True}).status_code == 200
    library = f"Title,Author\n{words['Чорновик']},Хтось\n".encode()
    begun = person.call("POST", "/api/v1/me/goodreads-import", json={"bytes": len(library)})
    assert begun.status_code == 201, begun.text
    assert httpx.put(server.url + begun.json()["url"], content=library, headers={"Content-Type": "text/csv"}).status_code == 204
    person.api_token("shelf:read", name=words["Програмка"])
    register(person, name=words["Ключик"])
    code = pyotp.parse_uri(person.call("POST", "/api/v1/me/totp").json()["uri"])
    assert code.secret
    admin = Person.staff(server, "admin")
    reason = {"reason": words["Блокування"]}
    for method, body in (("PUT", reason), ("DELETE", None)):
        assert admin.call(method, f"/api/v1/accounts/{person.id}/block", json=body).status_code == 204
    browser = browser_of(person, agent, address)
    server.test("GET", "/idle")
    pieces = []
    for photo in photos:
        for file in (server.data / "objects").rglob("*"):
            if file.is_file() and photo in str(file):
                pieces.append(file.read_bytes()[-400:-300])
    values = [*words.values(), old, new, asked, elsewhere, subject, agent, address, place["name"], mark, *pieces]
    return Left(browser, values, mark, photos, copies)


def leave(left, server):
    answer = left.person.call("POST", "/api/v1/me/erasure", json={"email": left.person.address.upper()})
    assert answer.status_code == 202, answer.text
    return answer.json()
