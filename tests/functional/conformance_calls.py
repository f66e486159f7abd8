"""Calls that are only right for somebody who did something before: who calls, which thing they name, what they send."""

import functools
import io
import itertools
import time
import uuid

import cases
import httpx
import pyotp
from authenticator import Authenticator, register, registration_options, sign_in_options
from comer import at_provider, linked
from people import PASSWORD, Person
from PIL import Image
from stock import FILE, a_seller, begin, read, title

LVIV = "UA46060250010015970"
NUMBERS = itertools.count()


@functools.cache
def photo():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(out, "JPEG")
    return out.getvalue()


class Calls:
    """`give(operation, body)`: the caller, or None where anybody may call; path parameters; the body. None: any will do."""

    def __init__(self, server):
        self.server = server
        self.owner()
        title = {"title": "Книга для перевірки", "authors": ["Хтось Один"], "language": "uk"}
        edition = self.seller.call("POST", "/api/v1/me/editions", json=title).json()
        self.edition, self.work = edition["id"], edition["work"]["id"]

    def give(self, operation, body):
        make = getattr(self, operation, None)
        return make(body or {}) if make else None

    def owner(self):
        """Somebody who has just come, with a shelf: what was tried before may have blocked, paused or signed out others."""
        self.seller = cases.seller_of(self.server)
        return self.seller

    def offer(self):
        return {"edition_id": self.edition, "grade": "good", "exchange": True, "place": LVIV}

    def copy(self):
        """Of the last owner."""
        return self.seller.call("POST", "/api/v1/me/copies", json=self.offer()).json()["id"]

    def draw_cover(self, body):
        return None, {"id": self.work}, None

    show_work = show_prices = show_waiting = draw_cover

    def show_copy(self, body):
        self.owner()
        return None, {"id": self.copy()}, None

    def offer_copy(self, body):
        return self.owner(), {}, self.offer()

    def show_own_copy(self, body):
        return self.owner(), {"id": self.copy()}, None

    withdraw_copy = offer_copy_again = sell_copy_elsewhere = list_own_photos = show_own_copy

    def change_copy(self, body):
        return self.owner(), {"id": self.copy()}, {"grade": "worn", "exchange": True, "place": LVIV}

    def save_draft(self, body):
        return self.owner(), {"id": str(uuid.uuid4())}, {"notes": "майже нова"}

    def show_draft(self, body):
        id_ = str(uuid.uuid4())
        person = self.owner()
        person.call("PUT", f"/api/v1/me/drafts/{id_}", json={})
        return person, {"id": id_}, None

    remove_draft = show_draft

    def begin_photo(self, body):
        return self.owner(), {"id": self.copy()}, {"content_type": "image/jpeg", "bytes": len(photo())}

    def kept_photo(self, keep):
        person, id_ = self.owner(), self.copy()
        where = f"/api/v1/me/copies/{id_}/photos"
        upload = person.call("POST", where, json={"content_type": "image/jpeg", "bytes": len(photo())}).json()
        httpx.put(self.server.url + upload["url"], content=photo(), headers={"Content-Type": upload["content_type"]})
        whole = {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000}
        if keep:
            person.call("PUT", f"{where}/{upload['photo_id']}", json=whole)
        return person, {"id": id_, "photo_id": upload["photo_id"]}, whole

    def keep_photo(self, body):
        return self.kept_photo(False)

    def remove_photo(self, body):
        person, path, _ = self.kept_photo(True)
        return person, path, None

    def order_photos(self, body):
        return self.owner(), {"id": self.copy()}, {"ids": []}

    def begin_bulk_import(self, body):
        return self.owner(), {}, {"bytes": 100, "place": LVIV, "exchange": True}

    def bulk_import(self, upto):
        """An import of somebody's own: only one at a time is under way."""
        person = a_seller(self.server)
        id_ = begin(person, FILE.encode() + f"1,{title()},,,,uk,good,100,,\n2,,,,,,,,,\n".encode())
        if upto == "judged":
            read(person, id_)
            self.server.test("GET", "/idle")
        return person, {"id": id_}, None

    def read_bulk_import(self, body):
        return self.bulk_import("uploaded")

    def show_bulk_import(self, body):
        return self.bulk_import("judged")

    list_bulk_rows = download_bulk_rejects = apply_bulk_import = discard_bulk_import = show_bulk_import

    def export_copies(self, body):
        return self.owner(), {}, None

    def save_profile(self, body):
        return self.owner(), {}, {"name": "Леся", "place": LVIV, "languages": ["uk"]}

    def show_profile(self, body):
        return self.owner(), {}, None

    pause_shelf = resume_shelf = show_profile

    def save_wish(self, body):
        return Person.known(self.server), {}, {"edition_id": self.edition, "worst_grade": "good", "exchange": True}

    def with_wish(self):
        person = Person.known(self.server)
        return person, person.call("PUT", "/api/v1/me/wishes", json={"edition_id": self.edition, "exchange": True}).json()["id"]

    def remove_wish(self, body):
        person, id_ = self.with_wish()
        return person, {"id": id_}, None

    def read_alert(self, body):
        person, _ = self.with_wish()
        self.owner()
        self.copy()
        self.server.test("GET", "/idle")
        return person, {"id": person.call("GET", "/api/v1/me/alerts").json()["items"][0]["id"]}, None

    def with_goodreads(self):
        person = Person.known(self.server)
        data = "Book Id,Title,Author,Exclusive Shelf,Owned Copies\n1,Кобзар,Тарас Шевченко,to-read,0\n".encode()
        upload = person.call("POST", "/api/v1/me/goodreads-import", json={"bytes": len(data)}).json()
        httpx.put(self.server.url + upload["url"], content=data, headers={"Content-Type": upload["content_type"]})
        return person

    def show_goodreads_import(self, body):
        return self.with_goodreads(), {}, None

    def apply_goodreads_import(self, body):
        person = self.with_goodreads()
        seen = person.call("GET", "/api/v1/me/goodreads-import").json()
        return person, {}, {"file": seen["preview"]["file"]}

    def add_edition(self, body):
        return self.owner(), {}, {"title": f"Книга {next(NUMBERS)}", "authors": ["Хтось Один"], "language": "uk"}

    def moderator(self):
        return Person.staff(self.server, "moderator")

    def report(self, body):
        self.owner()
        return Person.known(self.server), {}, {"copy_id": self.copy(), "violation": "fraud"}

    def a_case(self):
        """About the last owner. With a moderator who may decide it."""
        self.owner()
        copy, moderator = self.copy(), self.moderator()
        cases.report(Person.known(self.server), copy_id=copy)
        return moderator, cases.case_of(moderator, copy)

    def show_case(self, body):
        moderator, case = self.a_case()
        return moderator, {"id": case["id"]}, None

    take_case = show_case

    def taken_case(self):
        moderator, case = self.a_case()
        return moderator, cases.take(moderator, case).json()

    def release_case(self, body):
        moderator, case = self.taken_case()
        return moderator, {"id": case["id"]}, None

    def decide_case(self, body):
        moderator, case = self.taken_case()
        return moderator, {"id": case["id"]}, {"version": case["version"], "action": "dismiss", "text": "Усе гаразд."}

    def decided_case(self):
        moderator, case = self.a_case()
        return moderator, cases.decide(moderator, case, "hide_copy")

    def appeal_decision(self, body):
        _, case = self.decided_case()
        return self.seller, {"id": case["id"]}, {"text": "Це не так."}

    def appeal_for(self, body):
        moderator, case = self.decided_case()
        return moderator, {"id": case["id"]}, {"text": "Лист від 3 травня."}

    def register_passkey(self, body):
        person = Person.known(self.server)
        credential = Authenticator(self.server.url).create(registration_options(person))
        return person, {}, {"name": "Телефон", "credential": credential}

    def request_export(self, body):
        return Person.known(self.server), {}, None

    def show_export(self, body):
        person = Person.known(self.server)
        person.call("POST", "/api/v1/me/export")
        return person, {}, None

    def request_erasure(self, body):
        person = Person.known(self.server)
        return person, {}, {"email": person.address}

    def with_passkey(self):
        person = Person.known(self.server)
        key, _ = register(person)
        return person, key, person.call("GET", "/api/v1/me/passkeys").json()["items"][0]["id"]

    def rename_passkey(self, body):
        person, _, id_ = self.with_passkey()
        return person, {"id": id_}, {"name": "Ноутбук"}

    def remove_passkey(self, body):
        person, _, id_ = self.with_passkey()
        return person, {"id": id_}, None

    def prove_identity(self, body):
        return self.owner(), {}, {"password": PASSWORD}

    def sign_in_with_passkey(self, body):
        person, key, _ = self.with_passkey()
        return None, {}, {"credential": key.get(sign_in_options(person))}

    def begin_passkey_sign_up(self, body):
        return None, {}, {"email": Person(self.server).address}

    def sign_up_with_passkey(self, body):
        person, key = Person(self.server), Authenticator(self.server.url)
        about = {"email": person.address}
        options = person.client.post("/api/v1/accounts/passkey/options", json=about).json()
        return None, {}, {**about, "credential": key.create(options)}

    def with_totp(self, on):
        person = Person.known(self.server)
        linked(person)
        code = pyotp.parse_uri(person.call("POST", "/api/v1/me/totp").json()["uri"]).at(int(time.time()))
        if on:
            person.call("PUT", "/api/v1/me/totp", json={"code": code})
        return person, code

    def confirm_totp(self, body):
        person, code = self.with_totp(False)
        return person, {}, {"code": code}

    def remove_totp(self, body):
        person, _ = self.with_totp(True)
        return person, {}, {"password": PASSWORD}

    def renew_recovery_codes(self, body):
        person, _ = self.with_totp(True)
        return person, {}, None

    def unlink_identity(self, body):
        person = Person.known(self.server)
        return person, {"id": linked(person)}, None

    def owing_a_code(self):
        """A browser that has come by the provider, and a code that is still asked of it."""
        person = Person.known(self.server)
        linked(person)
        code = pyotp.parse_uri(person.call("POST", "/api/v1/me/totp").json()["uri"]).at(int(time.time()))
        codes = person.call("PUT", "/api/v1/me/totp", json={"code": code}).json()["recovery_codes"]
        comer = Person(self.server)
        comer.client.get(at_provider(comer.client.post("/api/v1/sessions/oidc", json={}), login_hint=person.address))
        return comer.client.cookies["oidc"], codes[0]
