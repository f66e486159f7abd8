"""The preview of letters for developers."""

import re
from html.parser import HTMLParser

import pytest
from people import CHEAP_HASHES, Person, letters, link_in


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.tags = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [v for k, v in attributes if k == "href"]


def test_letters_are_listed_newest_first_and_their_links_work(serve):
    server = serve(None, *CHEAP_HASHES)
    first, second = Person(server), Person(server, language="en")
    for person in (first, second):
        person.sign_up()
        letters(server)
    listing = server.get("/dev/mail")
    assert listing.status_code == 200 and listing.headers["content-type"].startswith("text/html")
    assert listing.text.index(second.address) < listing.text.index(first.address)
    assert '<meta http-equiv="refresh"' in listing.text and "script" not in Links(listing.text).tags
    policy = listing.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "'unsafe-" not in policy and listing.headers["cache-control"] == "no-store"
    letter = server.get(Links(listing.text).links[0])
    assert "Confirm your address, and the shelf is yours" in letter.text
    _, token = link_in(letters(server, second.address)[0])
    assert [link for link in Links(letter.text).links if link.startswith("http")] == [f"{server.url}/en/verify-email#{token}"]
    assert server.get("/dev/mail/no-such-letter").status_code == 404
    assert server.get("/dev/mail/..%2Fsecret").status_code == 404


def test_a_letter_is_shown_as_text_whatever_stands_in_it(serve):
    server = serve(None, *CHEAP_HASHES)
    person = Person.known(server, name="<img src=x onerror=alert(1)>")
    person.client.post("/api/v1/password-resets", json={"email": person.address})
    letters(server)
    shown = server.get(Links(server.get("/dev/mail").text).links[0])
    assert "&lt;img src=x onerror=alert(1)&gt;" in shown.text and "img" not in Links(shown.text).tags


def test_a_file_that_is_no_letter_breaks_nothing(serve):
    server = serve(None, *CHEAP_HASHES)
    Person(server).sign_up()
    letters(server)
    (server.data / "mail" / "9999-x@y.eml").write_bytes(b"\x00 no letter")
    listing = server.get("/dev/mail")
    assert listing.status_code == 200 and len(re.findall("<li>", listing.text)) == 2
    assert server.get(Links(listing.text).links[0]).status_code == 500


@pytest.mark.parametrize("flags", [("--environment", "production"), ("--mail.smtp_host", "127.0.0.1", "--mail.smtp_port", "1", "--mail.smtp_tls", "none")])
def test_there_is_no_preview_where_letters_go_out_to_people(serve, flags):
    server = serve(None, *CHEAP_HASHES, *flags, test_control="production" not in flags)
    assert server.get("/dev/mail").status_code == 404
    assert server.get("/dev/mail/x").status_code == 404
