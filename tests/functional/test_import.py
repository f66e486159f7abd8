"""Importing files: whatever stands in them, every good row is kept and every bad one is reported."""

import csv
import random
import re
import subprocess

import pytest
from checks import catalogue, catalogue_faults, index_faults
from market import BINARY, DEMO, TOWNS, environment, import_files, summary, write

HEADER = "title,authors,year,language\n"


def titles(data):
    return sorted(v["title"] for (c, _), v in catalogue(data).items() if c == "editions")


def rejects(path):
    with path.open(newline="", encoding="utf-8", errors="replace") as f:
        return [(int(r["line"]), r["reason"], r["text"]) for r in csv.DictReader(f)]


def test_all_good_rows_are_kept_with_exit_0(data, tmp_path):
    file = write(tmp_path / "b.csv", HEADER + "Тигролови,Багряний Іван,1944,uk\nМісто,Підмогильний Валер’ян,1928,uk\n")
    done = import_files(data, file)
    assert done.returncode == 0, done.stderr
    assert summary(done) == (2, 0)
    assert titles(data) == ["Місто", "Тигролови"]
    assert index_faults(data) == []


def test_bad_rows_are_written_with_line_and_reason_and_exit_3(data, tmp_path):
    file = write(
        tmp_path / "b.csv",
        HEADER
        + "Перша,А Б,1990,uk\n"
        + ",Без назви,1991,uk\n"
        + "Забагато,А Б,1992,uk,зайве,ще\n"
        + "Замало\n"
        + '"Зламані "лапки",А Б,1993,uk\n'
        + "Друга,В Г,1994,uk\n"
        + 'Третя,"не закрито,1995,uk\n'
        + "Четверта,Ґ Д,1996,uk\n",
    )
    bad = tmp_path / "bad.csv"
    done = import_files(data, file, "--rejects", bad)
    assert done.returncode == 3, done.stderr
    assert str(bad) in done.stdout
    assert [(line, reason) for line, reason, _ in rejects(bad)] == [
        (3, "no_title"),
        (4, "wrong_number_of_fields"),
        (5, "wrong_number_of_fields"),
        (6, "text_after_closing_quote"),
        (8, "unterminated_quote"),
    ]
    assert rejects(bad)[1][2] == "Забагато,А Б,1992,uk,зайве,ще"
    assert rejects(bad)[3][2] == '"Зламані "лапки",А Б,1993,uk'
    assert titles(data) == ["Друга", "Перша", "Четверта"]
    assert summary(done) == (3, 5)


def test_a_record_that_breaks_a_rule_of_the_catalogue_is_a_reject(data, tmp_path):
    title = "Кобзар: " + " ".join(f"т. {i}" for i in range(1, 60))  # longer than the name of a volume may be
    file = write(tmp_path / "b.csv", HEADER + f"{title},А Б,1990,uk\nМісто,А Б,1991,uk\n")
    bad = tmp_path / "bad.csv"
    assert import_files(data, file, "--rejects", bad).returncode == 3
    assert rejects(bad) == [(2, "volume_too_long", f"{title},А Б,1990,uk")]
    assert titles(data) == ["Місто"]


@pytest.mark.parametrize("served", [False, True])
def test_without_a_rejects_file_the_first_bad_rows_are_named_and_how_to_get_them_all(serve, data, tmp_path, served):
    if served:
        serve(data)
    files = [write(tmp_path / name, "title,year\n,1990\nКнига,1991\n" + ",\n" * 3) for name in ("a.csv", "b.csv")]
    done = import_files(data, *files)
    assert done.returncode == 3
    assert summary(done) == (2, 8)
    named = re.findall(r"^  (.*)$", done.stdout, re.M)
    assert named == [f"a.csv, line {n}: no_title" for n in (2, 4, 5, 6)] + ["b.csv, line 2: no_title"]
    assert "--rejects FILE" in done.stdout


def test_counts_agree_with_their_nouns(data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", "title,year\nКнига,колись\n"))
    assert done.stdout == "1 record kept, 0 rejected; 1 unusable value left out (bad ISBN or year); 1 work in the index.\n"


def test_a_rejects_file_that_cannot_be_written_is_an_error_before_anything_is_kept(data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", "title\nКнига\n"), "--rejects", tmp_path / "none/bad.csv")
    assert done.returncode == 1 and "none/bad.csv" in done.stderr
    assert titles(data) == []


UKRAINIAN = "title,authors,year\n" + "".join(
    f"{t},{a},19{i:02}\n"
    for i, (t, a) in enumerate(
        [
            ("Захар Беркут: образ громадського життя Карпатської Русі", "Франко Іван Якович"),
            ("Хіба ревуть воли, як ясла повні?", "Мирний Панас"),
            ("Тіні забутих предків", "Коцюбинський Михайло Михайлович"),
            ("Ґражина: повість з литовської історії", "Міцкевич Адам"),
            ("Щоденник страченої", "Матіос Марія"),
            ("Її Величність Поезія", "Їжак Євген"),
        ]
    )
).replace("Хіба ревуть воли, як ясла повні?", '"Хіба ревуть воли, як ясла повні?"')


@pytest.fixture(scope="module")
def ukrainian_titles(tmp_path_factory):
    data, file = tmp_path_factory.mktemp("utf8"), tmp_path_factory.mktemp("file")
    assert import_files(data, write(file / "b.csv", UKRAINIAN)).returncode == 0
    found = titles(data)
    assert "Ґражина: повість з литовської історії" in found and len(found) == 6
    return found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "windows-1251", "utf-16", "utf-16-le", "utf-16-be", "koi8-u", "cp1125", "iso8859-5"])
def test_common_encodings_are_recognised(encoding, data, tmp_path, ukrainian_titles):
    text = UKRAINIAN
    if encoding == "iso8859-5":  # has no ґ
        text = text.replace("Ґ", "Г")
        ukrainian_titles = [t.replace("Ґ", "Г") for t in ukrainian_titles]
    done = import_files(data, write(tmp_path / "b.csv", text, encoding))
    assert done.returncode == 0, done.stderr
    assert titles(data) == sorted(ukrainian_titles)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_other_delimiters_and_line_ends_are_recognised(delimiter, line_end, data, tmp_path):
    rows = [["title", "year", "publisher"], ["Місто, роман", "1928", "Книгоспілка"], ['Так звані "Записки"', "1930", ""]]
    text = line_end.join(delimiter.join('"' + c.replace('"', '""') + '"' if '"' in c else c for c in r) for r in rows)
    done = import_files(data, write(tmp_path / "b.csv", text))
    assert done.returncode == 0, done.stderr
    assert titles(data) == ["Місто, роман", 'Так звані "Записки"']


def test_columns_may_stand_in_any_order_and_case_and_unknown_ones_are_left_out(data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", "shelf,YEAR,Title,ISBN\n3,1990,Книга,978-966-03-4574-1\n"))
    assert done.returncode == 0, done.stderr
    (edition,) = [v for (c, _), v in catalogue(data).items() if c == "editions"]
    assert edition["title"] == "Книга" and edition["year"] == 1990


def test_authors_split_at_semicolons(data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", 'title,authors\nДванадцять стільців,"Ільф Ілля; Петров Євген"\n'))
    assert done.returncode == 0
    (work,) = [v for (c, _), v in catalogue(data).items() if c == "works"]
    assert [a["name"] for a in work["authors"]] == ["Ілля Ільф", "Євген Петров"]


def test_fields_may_hold_line_breaks_and_lines_are_counted_right_behind_them(data, tmp_path):
    bad = tmp_path / "bad.csv"
    file = write(tmp_path / "b.csv", 'title,year\n"Назва\nна три\nрядки",1990\n,1991\nКнига,1992\n')
    done = import_files(data, file, "--rejects", bad)
    assert done.returncode == 3
    assert [(line, reason) for line, reason, _ in rejects(bad)] == [(5, "no_title")]
    assert titles(data) == ["Книга", "Назва на три рядки"]


def test_unusable_values_are_left_out_but_the_row_is_kept_and_counted(data, tmp_path):
    file = write(tmp_path / "b.csv", "title,isbn13,year\nКнига,9789660345741111,1990\nІнша,9789660345999,колись\nТретя,,19999\n")
    done = import_files(data, file)
    assert done.returncode == 0
    assert summary(done) == (3, 0)
    assert "4 unusable values" in done.stdout
    for (c, _), v in catalogue(data).items():
        if c == "editions":
            assert "isbn13" not in v


def test_a_repeated_isbn_keeps_both_records_and_is_reported(data, tmp_path):
    file = write(
        tmp_path / "b.csv",
        "id,title,isbn13\n1,Мала проза,9780439023481\n2,Велика проза,9780439023481\n3,Проза інша,978-0-439-02348-1\n4,Без номера,\n",
    )
    done = import_files(data, file)
    assert done.returncode == 0
    assert summary(done) == (4, 0)
    assert "2 records repeat an ISBN" in done.stdout
    assert len(titles(data)) == 4


def test_editions_of_one_title_and_author_are_one_work(data, tmp_path):
    file = write(
        tmp_path / "b.csv",
        "title,authors,year,language\nКобзар,Шевченко Тарас Григорович,1840,uk\nКОБЗАР.,Тарас Шевченко,1990,uk\nКобзар,Т. Г. Шевченко,2001,en\n",
    )
    assert import_files(data, file).returncode == 0
    all_ = catalogue(data)
    works = [v for (c, _), v in all_.items() if c == "works"]
    assert len(works) == 1, works
    assert (works[0]["year"], works[0]["year_max"]) == (1840, 2001) and sorted(works[0]["languages"]) == ["en", "uk"]
    assert len(titles(data)) == 3


GOODREADS = '''Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies
2767052,"The Hunger Games (The Hunger Games, #1)",Suzanne Collins,"Collins, Suzanne",,"=""0439023483""","=""9780439023481""",4,4.34,Scholastic Press,Hardcover,374,2008,2008,2021/05/02,2021/04/11,,,read,"Добре, але ""затягнуто"".<br/>Ще раз не візьму.",,,1,0
7445,The Glass Castle,Jeannette Walls,"Walls, Jeannette",,"=""074324754X""","=""9780743247542""",0,4.32,Scribner,Paperback,288,2006,2005,,2022/01/10,to-read,to-read (#12),to-read,,,,0,0
49628,Cloud Atlas,David Mitchell,"Mitchell, David",,"=""""","=""""",5,4.01,Sceptre,Paperback,509,,2004,,2020/02/29,,,read,,,,1,1
12067,"Good Omens: The Nice and Accurate Prophecies of Agnes Nutter, Witch",Terry Pratchett,"Pratchett, Terry","Neil Gaiman","=""0060853980""","=""9780060853983""",5,4.26,HarperTorch,Mass Market Paperback,491,2006,1990,,2019/12/01,favorites,favorites (#1),read,,,,2,1
'''


@pytest.mark.parametrize("flags", [[], ["--format", "goodreads"]])
def test_a_goodreads_export_is_read(flags, data, tmp_path):
    done = import_files(data, write(tmp_path / "goodreads_library_export.csv", GOODREADS), *flags)
    assert done.returncode == 0, done.stderr
    assert summary(done) == (4, 0)
    assert "unusable" not in done.stdout
    by_title = {v["title"]: v for (c, _), v in catalogue(data).items() if c == "editions"}
    games = by_title["The Hunger Games (The Hunger Games, #1)"]
    assert (games["isbn13"], games["year"], games["publisher"], games["source"]) == ("9780439023481", 2008, "Scholastic Press", "goodreads")
    assert by_title["The Glass Castle"]["isbn13"] == "9780743247542"
    assert "isbn13" not in by_title["Cloud Atlas"] and by_title["Cloud Atlas"]["year"] == 2004
    omens = next(v for k, v in by_title.items() if k.startswith("Good Omens"))
    assert omens["authors"] == ["Terry Pratchett", "Neil Gaiman"]


def test_a_goodreads_export_imported_again_after_it_grew_adds_only_the_new_book(data, tmp_path):
    assert import_files(data, write(tmp_path / "a.csv", GOODREADS)).returncode == 0
    line = '1,Місто,Валер’ян Підмогильний,"Підмогильний, Валер’ян",,"=""""","=""""",5,4.5,,Paperback,,1928,1928,,2024/01/01,,,read,,,,1,1\n'
    assert import_files(data, write(tmp_path / "later.csv", GOODREADS + line)).returncode == 0
    assert len(titles(data)) == 5


def test_a_file_with_a_header_alone_keeps_nothing_with_exit_0(data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", HEADER))
    assert done.returncode == 0, done.stderr
    assert summary(done) == (0, 0)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("name,year\nКнига,1990\n", "title"),
        ("", "empty"),
        ("\n\n\n", None),
        ("title,Title,year\nа,б,1990\n", "title"),
        (bytes(random.Random(7).randrange(256) for _ in range(8000)), None),
        (b"\x7fELF\x02\x01\x01\0\0\0\0" + bytes(4096), None),
        (b"PK\x03\x04\x14\0\x06\0" + bytes(range(256)) * 20, None),
        ("x" * 1_000_000, None),
    ],
    ids=["no title column", "empty", "blank lines", "title twice", "random bytes", "program", "spreadsheet", "1 MB without a line end"],
)
def test_what_is_no_list_of_books_fails_with_exit_1_and_says_why(content, word, data, tmp_path):
    done = import_files(data, write(tmp_path / "b.csv", content))
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert done.stderr.strip() and done.stdout == ""
    if word:
        assert word in done.stderr.lower(), done.stderr


def test_a_missing_file_is_named(data, tmp_path):
    for files in ([tmp_path / "none.csv"], [write(tmp_path / "b.csv", HEADER), "--demo-sellers", tmp_path / "none.csv"]):
        done = import_files(data, *files)
        assert done.returncode == 1 and "none.csv" in done.stderr


def test_a_directory_is_no_file(data, tmp_path):
    done = import_files(data, tmp_path)
    assert done.returncode == 1 and str(tmp_path) in done.stderr


def test_a_line_of_a_megabyte_is_one_reject_and_the_rest_is_kept(data, tmp_path):
    bad = tmp_path / "bad.csv"
    file = write(tmp_path / "b.csv", "title,year\nПерша,1990\n" + "х" * 1_000_000 + ",1991\nДруга,1992\n")
    done = import_files(data, file, "--rejects", bad)
    assert done.returncode == 3
    assert titles(data) == ["Друга", "Перша"]
    ((line, reason, text),) = rejects(bad)
    assert line == 3 and reason in ("record_too_large", "title_too_long") and text.startswith("ххх")


def test_nul_and_invalid_bytes_cost_their_line_only(data, tmp_path):
    bad = tmp_path / "bad.csv"
    rows = "".join(f"Книга {i},19{i % 100:02}\n" for i in range(300)).encode()
    file = write(tmp_path / "b.csv", b"title,year\n" + rows + b"NUL\0,1990\n" + b"broken \xff\xfe utf-8,1991\n" + "Остання,1992\n".encode())
    done = import_files(data, file, "--rejects", bad)
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert [(line, reason) for line, reason, _ in rejects(bad)] == [(302, "nul_byte"), (303, "invalid_utf8")]
    assert len(titles(data)) == 301


def test_the_same_file_again_changes_nothing(data, tmp_path):
    file = write(tmp_path / "b.csv", UKRAINIAN)
    assert import_files(data, file).returncode == 0
    before = catalogue(data)
    again = import_files(data, file)
    assert again.returncode == 0 and summary(again) == (6, 0)
    assert catalogue_faults(before, catalogue(data)) == []


def test_a_corrected_record_replaces_the_one_it_corrects(data, tmp_path):
    header = "source,id,title,authors,year\n"
    assert import_files(data, write(tmp_path / "a.csv", header + "my,1,Місто,Підмогильний Валер’ян,1929\n")).returncode == 0
    assert import_files(data, write(tmp_path / "b.csv", header + "my,1,Місто,Підмогильний Валер’ян,1928\n")).returncode == 0
    (edition,) = [v for (c, _), v in catalogue(data).items() if c == "editions"]
    assert edition["year"] == 1928


def test_a_corrected_title_moves_the_edition_and_its_copies_and_leaves_no_empty_work(serve, data, tmp_path):
    def printed(title):
        rows = [f"my,{i},{title},Підмогильний Валер’ян,{1920 + i}\n" for i in range(8)]
        return "source,id,title,authors,year\n" + "".join(rows) + "my,9,Невеличка драма,Підмогильний Валер’ян,1929\n"

    assert import_files(data, write(tmp_path / "a.csv", printed("Мсто")), "--demo-sellers", TOWNS).returncode == 0
    market = serve(data)

    def work(title):
        (found,) = [w for w in market.search(title)["items"] if w["title"] == title]
        return market.json(f"/api/v1/works/{found['id']}")

    old = work("Мсто")
    assert import_files(data, write(tmp_path / "b.csv", printed("Місто"))).returncode == 0
    new = work("Місто")
    assert len(new["editions"]) == 8 and len(old["copies"]) > 0
    assert [c["id"] for c in new["copies"]] == [c["id"] for c in old["copies"]]
    assert market.get(f"/api/v1/works/{old['id']}").status_code == 404
    assert market.search("Мсто", verbatim="true")["total"] == 0
    market.stop()
    assert index_faults(data) == []


def test_records_that_swap_their_titles_lose_no_work(data, tmp_path):
    header = "source,id,title,authors\n"
    one = write(tmp_path / "a.csv", header + "my,1,Місто,Підмогильний Валер’ян\nmy,2,Тигролови,Багряний Іван\n")
    two = write(tmp_path / "b.csv", header + "my,2,Місто,Підмогильний Валер’ян\nmy,1,Тигролови,Багряний Іван\n")
    assert import_files(data, one).returncode == 0
    before = {v["title"] for (c, _), v in catalogue(data).items() if c == "works"}
    assert import_files(data, two).returncode == 0
    assert {v["title"] for (c, _), v in catalogue(data).items() if c == "works"} == before == {"Місто", "Тигролови"}
    assert index_faults(data) == []


def test_records_without_ids_that_share_an_isbn_are_all_kept_and_the_same_one_once(data, tmp_path):
    rows = "isbn13,title,year\n" + "".join(f"9786175850640,{t}\n" for t in ("Місто,2003", "Тигролови,2004", "Місто,2003"))
    done = import_files(data, write(tmp_path / "a.csv", rows))
    assert done.returncode == 0 and "1 record repeats an ISBN" in done.stdout
    assert titles(data) == ["Місто", "Тигролови"]
    assert import_files(data, write(tmp_path / "a.csv", rows)).returncode == 0
    assert titles(data) == ["Місто", "Тигролови"]
    assert index_faults(data) == []


def test_several_files_are_one_import_and_demo_sellers_are_the_same_every_time(tmp_path):
    files = [write(tmp_path / "a.csv", UKRAINIAN), write(tmp_path / "b.csv", "title\nЩе одна\n")]
    made = []
    for name in ("one", "two"):
        done = import_files(tmp_path / name, *files, "--demo-sellers", TOWNS)
        assert done.returncode == 0, done.stderr
        made.append(catalogue(tmp_path / name))
    assert catalogue_faults(*made) == []
    assert any(c == "copies" for c, _ in made[0])


def test_demo_sellers_need_a_list_of_towns(data, tmp_path):
    done = import_files(data, write(tmp_path / "a.csv", UKRAINIAN), "--demo-sellers", write(tmp_path / "towns.csv", "no,towns\n1,2\n"))
    assert done.returncode == 1 and done.stderr.strip()


def test_a_server_does_one_import_at_a_time_and_tells_the_other(serve, data, tmp_path):
    serve(data)
    command = [BINARY, "import", "--data", data]
    one = write(tmp_path / "one.csv", "title\n" + "".join(f"Книга {i}\n" for i in range(8000)))
    both = [
        subprocess.Popen([*command, file], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for file in (one, DEMO[0])
    ]
    said = [p.communicate()[1] for p in both]
    assert sorted(p.returncode for p in both) == [0, 1]
    assert sum("still running" in s for s in said) == 1
    assert len(titles(data)) in (5000, 8000)
