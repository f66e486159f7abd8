"""Rules of prohibited items, as the operator's file has them."""

import pytest
from cases import LVIV, a_copy, case_of, cases, decide, edition_of, offer, seller_of
from market import run, write
from people import CHEAP_HASHES, Person, problem

RULE = """
[[rule]]
id = "{id}"
action = "{action}"
{conditions}
ground = "Закон, ст. 1"
text_uk = "Цього не можна."
text_en = "This is not allowed."
"""


def rules(path, *those):
    return write(path, "".join(RULE.format(id=i, action=a, conditions=c) for i, a, c in those))


@pytest.fixture
def start(serve, data, tmp_path):
    """A server on the same data with these rules."""

    def started(*those):
        return serve(data, *CHEAP_HASHES, "--catalog.rules", rules(tmp_path / "rules.toml", *those))

    return started


def test_what_is_refused_names_the_rule_in_both_languages(start):
    server = start(("book", "refuse", 'titles = ["заборонена"]'))
    seller = seller_of(server)
    refused = offer(seller, edition_of(seller, "Заборонена книга"))
    assert problem(refused, 409) == "prohibited_item"
    assert refused.json()["detail"] == "Цього не можна. / This is not allowed."
    assert refused.json()["errors"] == [{"pointer": "/body/edition_id", "code": "book", "detail": "Закон, ст. 1"}]
    assert seller.call("GET", "/api/v1/me/copies").json()["items"] == []
    assert offer(seller, edition_of(seller, "Дозволена книга")).status_code == 201


def test_what_is_flagged_is_offered_and_looked_at_once(start):
    server = start(("isbn", "flag", 'isbn_prefixes = ["978-5"]\nyear_from = 1992'))
    seller, moderator = seller_of(server), Person.staff(server, "moderator")
    edition = edition_of(seller, isbn="978-5-04-123456-0", year=2005)
    copy = a_copy(seller, edition)
    a_copy(seller, edition_of(seller, "Стара книга", isbn="978-5-17-000002-9", year=1991))
    case = case_of(moderator, copy, kind="rule")
    assert case["rule_id"] == "isbn" and len(cases(moderator)) == 1
    assert server.get(f"/api/v1/copies/{copy}").status_code == 200
    decide(moderator, case, "dismiss")
    body = {"grade": "worn", "price": {"amount": 9900, "currency": "UAH"}, "exchange": False, "place": LVIV}
    assert seller.call("PUT", f"/api/v1/me/copies/{copy}", json=body).status_code == 200
    assert cases(moderator) == [], "it was looked at already"


def test_rules_that_are_new_meet_what_is_on_the_shelves(start):
    server = start()
    seller, moderator = seller_of(server), Person.staff(server, "moderator")
    edition = edition_of(seller, "Заборонена книга")
    copies = {a_copy(seller, edition) for _ in range(3)}
    other = a_copy(seller, edition_of(seller, "Інша книга"))
    assert cases(moderator) == []
    assert server.stop() == 0
    server = start(("book", "refuse", 'titles = ["заборонена"]'))
    moderator, seller = (Person(server, p.address) for p in (moderator, seller))
    for person in (moderator, seller):
        assert person.sign_in().status_code == 201
    assert {c["copy_id"] for c in cases(moderator, kind="rule")} == copies
    assert "rules_compared" in server.log() and '"flagged":3' in server.log()
    body = {"grade": "worn", "exchange": True, "place": LVIV}
    for copy in copies:
        assert problem(seller.call("PUT", f"/api/v1/me/copies/{copy}", json=body), 409) == "prohibited_item"
        assert seller.call("POST", f"/api/v1/me/copies/{copy}/withdraw").status_code == 200
        assert problem(seller.call("POST", f"/api/v1/me/copies/{copy}/offer-again"), 409) == "prohibited_item"
    assert seller.call("PUT", f"/api/v1/me/copies/{other}", json=body).status_code == 200


def test_the_same_rules_are_compared_once(start):
    rule = ("book", "flag", 'titles = ["заборонена"]')
    server = start(rule)
    server.test("GET", "/idle")
    assert "rules_compared" in server.log()
    assert server.stop() == 0
    server = start(rule)
    server.test("GET", "/idle")
    assert "rules_compared" not in server.log()


def test_a_rule_is_in_force_from_its_day(start):
    server = start(("later", "refuse", 'titles = ["книга"]\nfrom = 2090-01-01'), ("gone", "refuse", 'titles = ["книга"]\nuntil = 2020-01-01'))
    seller, moderator = seller_of(server), Person.staff(server, "moderator")
    edition = edition_of(seller)
    copy = a_copy(seller, edition)
    server.test("POST", "/clock", {"advance_seconds": 10 * 366 * 86400})
    for _ in range(6):
        server.test("POST", "/clock", {"advance_seconds": 10 * 366 * 86400})
    for person in (seller, moderator):
        assert person.sign_in().status_code == 201
    assert case_of(moderator, copy, kind="rule")["rule_id"] == "later", "what is there is met on that day"
    assert problem(offer(seller, edition), 409) == "prohibited_item"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (RULE.format(id="a", action="hide", conditions='titles = ["x"]'), 'Line 4: action is "refuse" or "flag".'),
        (RULE.format(id="a", action="flag", conditions=""), "Line 2: the rule has no condition"),
        (RULE.format(id="a", action="flag", conditions='title = ["x"]'), "Line 5: a rule has no 'title'."),
        ("[[rule]\n", "Line 1: "),
    ],
)
def test_a_wrong_file_ends_the_start_and_names_the_line(tmp_path, text, complaint):
    file = write(tmp_path / "rules.toml", text)
    done = run("serve", "--port", "0", "--data", tmp_path / "data", "--catalog.rules", file, "--web.dir", "")
    assert done.returncode != 0
    assert f"Setting catalog.rules: {file}: {complaint}" in done.stderr
