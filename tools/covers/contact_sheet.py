#!/usr/bin/env python3
"""Feeds cover_sheet with books of the demo catalogue, genres dealt in turn so that every duotone is seen.

    cmake --build --preset release --target cover_sheet
    tools/covers/contact_sheet.py 60 FILE.csv... | build/release/src/services/catalog/covers/cover_sheet > covers.html
"""

import csv
import random
import re
import sys

GENRES = ("poetry prose classics children history science science_fiction crime art psychology business cooking "
          "other other other").split()
ODD = (  # what has gone wrong on covers before
    ("Їжак у тумані й інші казки", "Народ"), ("Ґудзик", "Ірен Роздобудько"), ("Тіні забутих предків", "Михайло Коцюбинський"),
    ("Місто", "Валерʼян Підмогильний"), ("Я", ""), ("Лісова пісня", "Леся Українка"), ("村上春樹", "村上春樹"),
    ("Електроенцефалографічнодіагностичний довідник", "Володимир Володимирович Винниченко-Нечуй-Левицький"),
    ("Повість про те, як посварився Іван Іванович з Іваном Никифоровичем і що з того вийшло на селі та в місті", "Микола Гоголь"),
    ("The Hunger Games (The Hunger Games, #1)", "Suzanne Collins"), ("Le Café de l'été à Noël", "Élodie Đặng"),
    ("Сонячна машина", "Володимир Винниченко"), ("КОБЗАР", "Тарас Шевченко"), ("1984", "George Orwell"),
)


def given_first(name):
    """«Шевченко Тарас Григорович (1814–1861)» → «Тарас Шевченко»."""
    name = re.sub(r"\s*[(\[].*", "", name.split(";")[0]).strip()
    words = name.split()
    cyrillic = re.search("[а-яі]", name)
    return f"{words[1]} {words[0]}" if cyrillic and len(words) in (2, 3) else name


def main():
    wanted, *files = sys.argv[1:]
    books = list(ODD)
    dice = random.Random(3)
    rest = [(r["title"], given_first(r["authors"])) for path in files for r in csv.DictReader(open(path, encoding="utf-8"))]
    books += dice.sample(rest, max(0, int(wanted) - len(books)))
    for i, (title, author) in enumerate(books):
        print(title, author, GENRES[i % len(GENRES)], sep="\t")


main()
