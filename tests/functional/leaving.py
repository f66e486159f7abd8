"""People with something of theirs behind every door, and what can be recognised of them."""

import dataclasses
import io
import random
import sqlite3
import uuid

import httpx
import pyotp
import pytest
from authenticator import register
from cases import appeal, case_of, decide, decisions, report
from comer import Provider, at_provider, keep_time, person_of
from market import Server, copy_of_demo
from people import CHEAP_HASHES, Person, letters, link_in
from PIL import Image
from stock import FILE, judged

DAYS, HOURS = 86400, 3600
ISBN = "9780439023481"
PROVIDER = Provider()  # of all markets that people are to leave
FLAGS = (*CHEAP_HASHES, "--auth.letters_per_hour", "1000", "--http.forwarded_hops", "1", *PROVIDER.settings())


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """With the demonstration catalogue; one of its own for every file of tests that imports it."""
    data = copy_of_demo(tmp_path_factory.mktemp("leaving") / "data")
    with Server(data, *FLAGS) as s:
        yield s
        assert s.stop() == 0


@dataclasses.dataclass
class Left:
    """Somebody, and the values by which they can be found."""

    person: Person
    values: list  # texts and bytes
    mark: bytes  # the one of them that stood in uploads alone, which do not stay long
    photos: list
    copies: list
    others: list  # ids of who reported them and decided about them
    stock: str  # the one of them that stands in an import of stock alone, which is forgotten after a week


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


MODERATED = ("Скарга", "Наклеп", "Вирок", "Підстава", "Оскарження", "Відповідь")


def moderated(server, person, other, copy, theirs, words):
    """They reported somebody, were reported themselves, and appealed what was decided. Gives the moderator."""
    moderator = Person.staff(server, "moderator")
    assert report(person, copy_id=theirs, text=words["Скарга"]).status_code == 201
    for target in ({"seller_id": person.id}, {"copy_id": copy}):
        assert report(other, text=words["Наклеп"], **target).status_code == 201
    decide(moderator, case_of(moderator, person.id), "ask_to_amend", text=words["Вирок"], ground_text=words["Підстава"])
    assert appeal(person, decisions(person)[0], words["Оскарження"]).status_code in (200, 201)
    second = Person.staff(server, "moderator")
    decide(second, case_of(second, person.id, kind="appeal"), "reject", text=words["Відповідь"])
    return moderator


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
    words = ("Дивосвітка", "Цвітанок", "Заволока", "Чорновик", "Програмка", "Ключик", "Блокування", "Накладна", *MODERATED)
    words = {w: f"{w}{tag}" for w in words}
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
    theirs = None
    for i in range(many):
        note = f"{words['Чорновик']} {i} " * (60 if i % 3 == 0 else 3)
        copies.append(offer(person, edition, place["code"], notes=note[:1900]))
        assert person.call("PUT", f"/api/v1/me/drafts/{uuid.uuid4()}", json={"notes": note[:1900]}).status_code == 200
        theirs = offer(other, edition, "UA46060250010015970", notes=f"чуже {i}" * 20)
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
    # One that is an offer, one that is rejected, and one that cannot be split.
    judged(person, FILE + f"1,{words['Накладна']},,,,uk,good,100,,\n2,,,,,,{words['Накладна']},{words['Накладна']},,\n\"3,{words['Накладна']}\n")
    person.api_token("shelf:read", name=words["Програмка"])
    register(person, name=words["Ключик"])
    code = pyotp.parse_uri(person.call("POST", "/api/v1/me/totp").json()["uri"])
    assert code.secret
    moderator = moderated(server, person, other, copies[0], theirs, words)
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
    return Left(browser, values, mark, photos, copies, [other.id, moderator.id], words["Накладна"])


def leave(left, server):
    answer = left.person.call("POST", "/api/v1/me/erasure", json={"email": left.person.address.upper()})
    assert answer.status_code == 202, answer.text
    return answer.json()
