"""Photos of copies: sent from a phone, made clean and small, shown, ordered, cut anew and removed."""

import io
import uuid
import zlib

import httpx
import pytest
from market import Server, copy_of_demo, field_pointers
from people import CHEAP_HASHES, Person
from PIL import Image

LVIV = "UA46060250010015970"
HOURS = 3600


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    data = copy_of_demo(tmp_path_factory.mktemp("photos") / "data")
    with Server(data, *CHEAP_HASHES, "--auth.letters_per_hour", "1000") as s:
        yield s
        assert s.stop() == 0


@pytest.fixture
def seller(server):
    person = Person.known(server)
    assert person.call("PUT", "/api/v1/me/profile", json={"name": "Леся", "place": LVIV, "languages": []}).status_code == 200
    return person


@pytest.fixture
def draft(seller):
    """The address of the photos of a draft."""
    id_ = str(uuid.uuid4())
    assert seller.call("PUT", f"/api/v1/me/drafts/{id_}", json={}).status_code == 200
    return f"/api/v1/me/copies/{id_}/photos"


def picture(width=1200, height=900, kind="JPEG", colours=((200, 30, 30), (30, 30, 200)), **more):
    """Its left half has one colour, its right half another."""
    image = Image.new("RGB", (width, height), colours[0])
    image.paste(colours[1], (width // 2, 0, width, height))
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def png_that_claims(side):
    """A square of which hardly anything is there."""
    header = b"IHDR" + side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = b"IDAT" + zlib.compress(bytes(100))
    chunk = lambda c: (len(c) - 4).to_bytes(4, "big") + c + zlib.crc32(c).to_bytes(4, "big")  # noqa: E731
    return b"\x89PNG\r\n\x1a\n" + chunk(header) + chunk(data)


def with_gps():
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0112] = 6  # to be turned by a quarter clockwise
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0)})
    return picture(exif=exif)


def send(person, where, data, kind="image/jpeg", said=None):
    """What the upload answered, and the photo's id."""
    begun = person.call("POST", where, json={"content_type": kind, "bytes": said or len(data)})
    assert begun.status_code == 201, begun.text
    upload = begun.json()
    # No cookie and no token: the address is the permission.
    return httpx.request(upload["method"], person.server.url + upload["url"], content=data, headers={"Content-Type": upload["content_type"]}), upload["photo_id"]


def keep(person, where, photo, **edit):
    edit = {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000} | edit
    return person.call("PUT", f"{where}/{photo}", json=edit)


def add(person, where, data=None, **edit):
    answer, photo = send(person, where, data or picture())
    assert answer.status_code == 204, answer.text
    kept = keep(person, where, photo, **edit)
    assert kept.status_code == 200, kept.text
    return next(p for p in kept.json()["items"] if p["id"] == photo)


def opened(server, view, kind="image/jpeg", least=0):
    url = next(p["url"] for p in view["pictures"] if p["type"] == kind and p["width"] >= least)
    answer = server.get(url)
    assert answer.status_code == 200 and answer.headers["content-type"] == kind
    assert "immutable" in answer.headers["cache-control"]
    return Image.open(io.BytesIO(answer.content)), answer.content


def near(pixel, colour):
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def test_a_photo_becomes_pictures_of_several_sizes_and_encodings(server, seller, draft):
    view = add(seller, draft)
    sizes = {(p["type"], p["width"]) for p in view["pictures"]}
    assert sizes >= {("image/avif", 320), ("image/webp", 800), ("image/jpeg", 1200)}, "and it is never enlarged"
    image, _ = opened(server, view, least=800)
    assert near(image.getpixel((10, 10)), (200, 30, 30)) and near(image.getpixel((790, 10)), (30, 30, 200))
    assert view["colour"].startswith("#")


def test_where_and_with_what_a_photo_was_taken_is_gone(server, seller, draft):
    data = with_gps()
    assert b"SecretCamera" in data
    view = add(seller, draft, data)
    image, _ = opened(server, view)
    assert image.height > image.width, "turned upright"
    for p in view["pictures"]:
        content = server.get(p["url"]).content
        assert b"SecretCamera" not in content and b"Exif" not in content and b"GPS" not in content
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    kept = [p for p in (server.data / "objects").rglob("*") if p.is_file()]
    assert kept and all(b"SecretCamera" not in p.read_bytes() for p in kept), "the original is not kept"


def test_a_photo_is_turned_and_cut_and_its_addresses_change(server, seller, draft):
    view = add(seller, draft)
    photo = view["id"]
    cut = keep(seller, draft, photo, left=5000, width=5000).json()["items"][0]
    image, _ = opened(server, cut, least=300)
    assert near(image.getpixel((5, 5)), (30, 30, 200)) and image.width < image.height
    turned = keep(seller, draft, photo, rotate=90).json()["items"][0]
    image, _ = opened(server, turned, least=300)
    assert image.height > image.width and near(image.getpixel((5, 5)), (200, 30, 30))
    urls = [{p["url"] for p in v["pictures"]} for v in (view, cut, turned)]
    assert urls[0].isdisjoint(urls[1]) and urls[1].isdisjoint(urls[2])
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    assert {server.get(u).status_code for u in urls[2]} == {200}


def test_what_no_copy_shows_any_more_is_swept_away(server, seller, draft):
    view, other = add(seller, draft), add(seller, draft)
    answer, abandoned = send(seller, draft, picture())
    assert answer.status_code == 204
    assert seller.call("DELETE", f"{draft}/{view['id']}").status_code == 204
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    names = [str(p) for p in (server.data / "objects").rglob("*") if p.is_file()]
    assert not [n for n in names if view["id"] in n or abandoned in n]
    assert [n for n in names if other["id"] in n]


def test_photos_stand_in_the_order_that_their_owner_gave_them(server, seller, draft):
    ids = [add(seller, draft)["id"] for _ in range(3)]
    wanted = [ids[2], ids[0], ids[1]]
    assert [p["id"] for p in seller.call("PUT", draft, json={"ids": wanted}).json()["items"]] == wanted
    for wrong in (ids[:2], [*ids, ids[0]], [ids[0], ids[0], ids[1]], [*ids[:2], str(uuid.uuid4())]):
        answer = seller.call("PUT", draft, json={"ids": wrong})
        assert answer.status_code == 400 and field_pointers(answer) == ["/body/ids"]
    edition = server.json("/api/v1/editions/9780439023481")["id"]
    copy_id = draft.split("/")[5]
    body = {"edition_id": edition, "grade": "good", "exchange": True, "place": LVIV, "draft_id": copy_id}
    assert [p["id"] for p in seller.call("POST", "/api/v1/me/copies", json=body).json()["photos"]] == wanted
    server.test("GET", "/idle")
    assert [p["id"] for p in server.json(f"/api/v1/copies/{copy_id}")["photos"]] == wanted, "everybody sees them"
    assert seller.call("DELETE", f"{draft}/{wanted[0]}").status_code == 204
    server.test("GET", "/idle")
    assert [p["id"] for p in server.json(f"/api/v1/copies/{copy_id}")["photos"]] == wanted[1:]


@pytest.mark.parametrize("megabytes", [0.07, 3, 19])
def test_a_photo_of_a_phone_is_large(seller, draft, megabytes):
    data = picture() + bytes(int(megabytes * 1_000_000))  # what follows its end is nothing to a JPEG
    answer, photo = send(seller, draft, data)
    assert answer.status_code == 204, answer.text
    assert keep(seller, draft, photo).status_code == 200
    whole = iter([data[:100_000], data[100_000:]])
    begun = seller.call("POST", draft, json={"content_type": "image/jpeg", "bytes": len(data)}).json()
    chunked = httpx.put(seller.server.url + begun["url"], content=whole, headers={"Content-Type": "image/jpeg"})
    assert chunked.status_code == 204, "in chunks, too"


def offered(server, seller, draft):
    """The draft becomes a copy."""
    edition = server.json("/api/v1/editions/9780439023481")["id"]
    copy_id = draft.split("/")[5]
    body = {"edition_id": edition, "grade": "good", "exchange": True, "place": LVIV, "draft_id": copy_id}
    copy = seller.call("POST", "/api/v1/me/copies", json=body)
    assert copy.status_code == 201, copy.text
    return copy.json()


def test_a_page_that_saves_too_late_takes_no_photo_from_the_copy(server, seller, draft):
    add(seller, draft)
    copy = offered(server, seller, draft)
    late = seller.call("PUT", f"/api/v1/me/drafts/{copy['id']}", json={"notes": "запізно"})
    assert late.status_code == 409 and late.json()["code"] == "draft_offered"
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    urls = [p["url"] for p in server.json(f"/api/v1/copies/{copy['id']}")["photos"][0]["pictures"]]
    assert {server.get(u).status_code for u in urls} == {200}


def test_a_draft_that_is_thrown_away_takes_its_photos_with_it(server, seller, draft):
    view = add(seller, draft)
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    seller.sign_in()
    assert seller.call("DELETE", draft.replace("copies", "drafts").removesuffix("/photos")).status_code == 204
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    server.test("GET", "/idle")
    assert not [p for p in (server.data / "objects").rglob("*") if view["id"] in str(p) and p.is_file()]


def test_what_is_sent_again_after_a_photo_was_kept_does_not_stay(server, seller, draft):
    begun = seller.call("POST", draft, json={"content_type": "image/jpeg", "bytes": 100_000}).json()
    send_again = lambda: httpx.put(server.url + begun["url"], content=picture(), headers={"Content-Type": "image/jpeg"}).status_code  # noqa: E731
    assert send_again() == 204
    assert keep(seller, draft, begun["photo_id"]).status_code == 200
    server.test("POST", "/clock", {"advance_seconds": 17 * 60})
    server.test("GET", "/idle")
    assert send_again() == 204
    server.test("POST", "/clock", {"advance_seconds": 2 * HOURS})
    server.test("GET", "/idle")
    assert not [p for p in (server.data / "objects").rglob("*") if "uploads" in str(p) and begun["photo_id"] in str(p) and p.is_file()]


def test_what_somebody_bought_looks_as_they_saw_it(server, seller, draft):
    view = add(seller, draft)
    copy = offered(server, seller, draft)
    assert seller.call("POST", f"/api/v1/me/copies/{copy['id']}/sold-elsewhere").status_code == 200
    whole = {"rotate": 90, "left": 0, "top": 0, "width": 10000, "height": 10000}
    for method, path, body in (
        ("POST", draft, {"content_type": "image/png", "bytes": 10}),
        ("PUT", draft, {"ids": [view["id"]]}),
        ("PUT", f"{draft}/{view['id']}", whole),
        ("DELETE", f"{draft}/{view['id']}", None),
    ):
        answer = seller.call(method, path, json=body)
        assert answer.status_code == 409 and answer.json()["code"] == "copy_sold", (method, path)


def test_an_upload_is_for_the_copy_that_it_was_begun_for(seller, draft):
    answer, photo = send(seller, draft, picture())
    other = f"/api/v1/me/copies/{uuid.uuid4()}"
    seller.call("PUT", other.replace("copies", "drafts"), json={})
    assert keep(seller, other + "/photos", photo).status_code == 404
    assert keep(seller, draft, photo).status_code == 200


def test_a_copy_has_at_most_twelve_photos(seller, draft):
    small = picture(40, 30)
    for _ in range(12):
        add(seller, draft, small)
    answer = seller.call("POST", draft, json={"content_type": "image/jpeg", "bytes": 100})
    assert answer.status_code == 409 and answer.json()["code"] == "too_many_photos"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "unsupported_image"),
        (b"GIF89a" + bytes(100), "unsupported_image"),
        (b"%PDF-1.7 " + bytes(100), "unsupported_image"),
        (picture()[:2000], "image_broken"),
        (png_that_claims(60_000), "image_too_large"),
    ],
)
def test_what_is_no_photo_is_refused_and_named(seller, draft, data, code):
    answer, photo = send(seller, draft, data)
    assert answer.status_code == 204, "bytes are bytes; they are judged when they are to be shown"
    kept = keep(seller, draft, photo)
    assert kept.status_code == 400, kept.text
    assert field_pointers(kept) == ["/body/photo"] and kept.json()["errors"][0]["code"] == code
    assert seller.call("GET", draft).json()["items"] == []


@pytest.mark.parametrize("edit", [{"rotate": 45}, {"left": 6000, "width": 5000}, {"top": 9999, "height": 2}, {"width": 0}])
def test_an_edit_that_cannot_be_is_refused(seller, draft, edit):
    answer, photo = send(seller, draft, picture())
    assert keep(seller, draft, photo, **edit).status_code == 400
    assert keep(seller, draft, photo).status_code == 200, "and nothing is lost"


def test_only_what_was_announced_is_taken_and_only_where_it_was_signed_for(server, seller, draft):
    begun = seller.call("POST", draft, json={"content_type": "image/png", "bytes": 1000}).json()
    put = lambda url, n, kind="image/png": httpx.put(server.url + url, content=bytes(n), headers={"Content-Type": kind}).status_code  # noqa: E731
    assert put(begun["url"], 1001) == 413
    assert put(begun["url"], 1000, "text/html") == 403
    other = begun["url"].replace(begun["photo_id"], str(uuid.uuid4()))
    assert put(other, 1000) == 403
    assert put("/objects/images/x.jpg", 10) == 403
    assert put("/objects/../secret", 10) in (403, 404)
    assert put(begun["url"], 1000) == 204
    server.test("POST", "/clock", {"advance_seconds": HOURS})
    assert put(begun["url"], 1000) == 403
    seller.sign_in()
    for big in ({"content_type": "image/png", "bytes": 20_000_001}, {"content_type": "text/html", "bytes": 10}):
        assert seller.call("POST", draft, json=big).status_code == 400


def test_uploads_masters_and_the_stores_files_are_nobodys_to_read(server, seller, draft):
    view = add(seller, draft)
    for path in (f"/images/../masters/{view['id']}.jpg", f"/images/%2e%2e/masters/{view['id']}.jpg", f"/objects/masters/{view['id']}.jpg",
                 "/images/..%2f..%2fsecret", "/images/%00", "/images//etc/passwd", "/objects/"):  # fmt: skip
        assert server.ask(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()).status in (400, 404, 405), path


def test_nobody_touches_the_photos_of_another(server, seller, draft):
    view = add(seller, draft)
    answer, uploaded = send(seller, draft, picture())
    other = Person.known(server)
    whole = {"rotate": 0, "left": 0, "top": 0, "width": 10000, "height": 10000}
    for method, path, body in (
        ("GET", draft, None),
        ("POST", draft, {"content_type": "image/png", "bytes": 10}),
        ("PUT", draft, {"ids": [view["id"]]}),
        ("PUT", f"{draft}/{view['id']}", whole),
        ("PUT", f"{draft}/{uploaded}", whole),
        ("DELETE", f"{draft}/{view['id']}", None),
    ):
        assert other.call(method, path, json=body).status_code == 404, (method, path)
    mine = f"/api/v1/me/copies/{uuid.uuid4()}"
    other.call("PUT", mine.replace("copies", "drafts"), json={})
    assert other.call("PUT", f"{mine}/photos/{uploaded}", json=whole).status_code == 404, "nor by a copy of their own"
    assert other.call("PUT", f"{mine}/photos/{view['id']}", json=whole).status_code == 404


@pytest.mark.parametrize("kind", ["image/gif", "image/heic", "image/svg+xml", "image/jpg"])
def test_what_cannot_become_a_photo_is_refused_before_it_is_sent(seller, draft, kind):
    refused = seller.call("POST", draft, json={"content_type": kind, "bytes": 1000})
    assert refused.status_code == 400 and field_pointers(refused) == ["/body/content_type"]


def test_nobody_gets_any_number_of_addresses_for_uploads(seller, draft):
    answers = [seller.call("POST", draft, json={"content_type": "image/png", "bytes": 1000}) for _ in range(201)]
    assert {a.status_code for a in answers[:200]} == {201}
    assert answers[200].status_code == 429 and int(answers[200].headers["retry-after"]) > 0


def test_uploads_share_a_bounded_memory(tmp_path):
    mib = 1 << 20
    with Server(copy_of_demo(tmp_path / "data"), *CHEAP_HASHES, "--http.max_bodies_mib", "25") as server:
        person = Person.known(server)
        path = f"/api/v1/me/drafts/{uuid.uuid4()}"
        assert person.call("PUT", path, json={}).status_code == 200
        begun = person.call("POST", path.replace("drafts", "copies") + "/photos", json={"content_type": "image/jpeg", "bytes": 15 * mib})
        url = begun.json()["url"]

        def begin(size=15):
            s = server.connect()
            s.sendall(f"PUT {url} HTTP/1.1\r\nHost: x\r\nContent-Type: image/jpeg\r\nContent-Length: {size * mib}\r\nExpect: 100-continue\r\n\r\n".encode())
            return s, s.recv(4096).decode()

        first, said = begin()
        assert said.startswith("HTTP/1.1 100 ")
        second, said = begin()
        assert said.startswith("HTTP/1.1 503 ") and "\r\nRetry-After: 5\r\n" in said and "too_many_uploads" in said
        less = person.call("POST", path.replace("drafts", "copies") + "/photos", json={"content_type": "image/jpeg", "bytes": 5 * mib})
        url = less.json()["url"]
        fitting, said = begin(5)
        assert said.startswith("HTTP/1.1 100 "), "what was refused takes no place"
        fitting.close()
        second.close()
        url = begun.json()["url"]
        first.sendall(bytes(15 * mib))
        assert first.recv(4096).decode().startswith("HTTP/1.1 204 ")
        third, said = begin()
        assert said.startswith("HTTP/1.1 100 "), "what was sent takes no place any more"
        third.close()
        first.close()
