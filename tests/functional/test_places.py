"""Settlements while one types, as a form asks for them."""

import csv

import pytest
from market import TOWNS, field_pointers, run


def suggested(market, q, **more):
    return market.json("/api/v1/places", params={"q": q, **more})["items"]


def test_a_settlement_says_where_it_is(market):
    assert suggested(market, "Стрий", limit=1) == [
        {
            "code": "UA46100230010074173",
            "name": "Стрий",
            "category": "city",
            "community": "Стрийська громада",
            "district": "Стрийський район",
            "region": "Львівська область",
        }
    ]


def test_a_city_with_special_status_has_neither_community_nor_district(market):
    assert suggested(market, "Kyiv", limit=1) == [{"code": "UA80000000000093317", "name": "Київ", "category": "city", "region": "Київ"}]


def test_every_town_of_the_demonstration_is_found_by_its_name_and_region(market):
    with TOWNS.open(encoding="utf-8") as file:
        towns = list(csv.DictReader(file))
    assert len(towns) > 100
    for town in towns:
        best = suggested(market, f"{town['name']}, {town['region']}", limit=1)[0]
        assert (best["code"], best["name"], best["region"]) == (town["code"], town["name"], town["region"])


def test_ten_are_suggested_unless_more_or_fewer_are_wanted(market):
    assert len(suggested(market, "Ів")) == 10
    assert len(suggested(market, "Ів", limit=3)) == 3
    fifty = suggested(market, "Ів", limit=50)
    assert len({p["code"] for p in fifty}) == 50 and fifty[:10] == suggested(market, "Ів")


@pytest.mark.parametrize("q", ["", " ", ",", "щщщщщщ", "абвгдеж", "😀"])
def test_nothing_is_suggested_for_what_is_no_name(market, q):
    assert suggested(market, q) == []


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("", ["/query/q"]),
        ("q=%FF", ["/query/q"]),
        ("q=" + "a" * 101, ["/query/q"]),
        ("q=a&limit=0", ["/query/limit"]),
        ("q=a&limit=51", ["/query/limit"]),
        ("q=a&limit=ten&place=1", ["/query/limit", "/query/place"]),
    ],
)
def test_wrong_parameters_are_named(market, query, wrong):
    answer = market.get(f"/api/v1/places?{query}")
    assert answer.status_code == 400
    assert sorted(field_pointers(answer)) == wrong


def test_a_file_that_is_not_theirs_ends_the_start_naming_the_setting_and_the_line(tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("code,category,name,population\nUA80000000000093317,K,Київ,many\n")
    done = run("serve", "--port", "0", "--data", tmp_path / "d", "--web.dir", "", "--catalog.places", file)
    assert done.returncode == 1 and done.stdout == ""
    assert "catalog.places" in done.stderr and "Line 2 " in done.stderr, done.stderr
