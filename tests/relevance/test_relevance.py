"""Search finds what people mean: labelled queries, and queries made from the records themselves."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RELEVANCE = Path(os.environ.get("BOOKMARKET_RELEVANCE", ROOT / "build/release/bench/relevance"))
DOCS = ROOT / "data/demo_uk.csv"

# Recall@10 a category must reach. Names are the yardstick's.
LABELLED = {
    "exact": 1.0, "isbn": 1.0, "infl_title": 0.96, "infl_title_author": 0.96, "author_infl": 0.96, "longtail_infl": 0.96,
    "typo": 0.99, "longtail_typo": 0.99, "prefix": 0.88, "layout": 0.99, "longtail_layout": 0.99, "translit": 0.99,
    "longtail_translit": 0.99, "russian": 0.80, "apostrophe": 0.97, "all": 0.97,
}

# The same for the project's own queries: other titles and authors than the yardstick's.
OWN = {c: least for c, least in LABELLED.items() if c != "apostrophe"}

# The same for queries made from the records; they show what labelled ones hide.
GENERATED = {
    "gen_typo_every_word": 0.98, "gen_typo_surname": 0.75, "gen_truncated_title": 0.95, "gen_translit_kmu": 0.99,
    "gen_translit_passport": 0.99, "gen_translit_informal": 0.99, "gen_layout_uk": 0.99, "gen_layout_ru": 0.99,
}


def measure(*arguments):
    """category → (n, recall@10, mrr), as the program prints them."""
    done = subprocess.run([RELEVANCE, *map(str, arguments)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines() if line.strip()]
    return {name: (int(n), float(recall), float(mrr)) for name, n, recall, mrr in lines}


def shortfalls(measured, required):
    found = {c: measured[c][1] if c in measured else 0.0 for c in required}
    return {c: (found[c], least) for c, least in required.items() if found[c] < least}


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    out = tmp_path_factory.mktemp("relevance") / "ranks.tsv"
    return measure("--docs", DOCS, "--queries", ROOT / "data/relevance_uk_public.tsv", "--out", out), out


def test_every_category_of_labelled_queries_reaches_its_mark(labelled):
    measured, _ = labelled
    assert set(measured) == set(LABELLED)
    assert measured["all"][0] == 302
    assert shortfalls(measured, LABELLED) == {}


def test_every_category_of_our_own_queries_reaches_its_mark():
    measured = measure("--docs", DOCS, "--queries", ROOT / "data/relevance_uk_own.tsv")
    assert set(measured) == set(OWN)
    assert measured["all"][0] == 573
    assert shortfalls(measured, OWN) == {}


def test_files_as_spreadsheets_write_them_are_read(tmp_path):
    docs, queries, out = tmp_path / "docs.csv", tmp_path / "queries.tsv", tmp_path / "ranks.tsv"
    docs.write_bytes("\ufeffid,isbn13,title,authors,year,publisher\r\n"
                     "a1,9789660345690,\"Місто, \"\"роман\"\"\",Підмогильний Валер'ян,1928,\r\n"
                     "a2,,Кобзар,Шевченко Тарас,1840,\r\n".encode())
    queries.write_bytes("\ufeffqid\tcategory\tquery\texpected_ids\r\n"
                        "q1\texact\tмісто підмогильний\ta1\r\n"
                        "q2\texact\tкобзар\ta2 gone\r\n"
                        "q3\tisbn\t978-966-03-4569-0\ta1\r\n".encode())
    measured = measure("--docs", docs, "--queries", queries, "--engine", "embedded", "--out", out)
    assert measured == {"exact": (2, 0.75, 1.0), "isbn": (1, 1.0, 1.0), "all": (3, 0.8333, 1.0)}
    assert out.read_text() == "q1\t1\ta1\nq2\t1\ta2\nq3\t1\ta1\n"


def test_the_ranks_it_writes_give_the_recall_it_prints(labelled):
    measured, out = labelled
    expected = {}
    for line in (ROOT / "data/relevance_uk_public.tsv").read_text().splitlines()[1:]:
        qid, _, _, ids, *_ = line.split("\t")
        expected[qid] = set(ids.split())
    found = {}
    for line in out.read_text().splitlines():
        qid, rank, record = line.split("\t")
        assert 1 <= int(rank) <= 10
        found.setdefault(qid, []).append(record)
    recalls = [len(expected[q] & set(found.get(q, []))) / min(10, len(expected[q])) for q in expected]
    assert sum(recalls) / len(recalls) == pytest.approx(measured["all"][1], abs=1e-3)


def test_a_worse_engine_would_be_caught(labelled):
    measured, _ = labelled
    for category, least in LABELLED.items():
        n, _, mrr = measured[category]
        assert list(shortfalls(measured | {category: (n, least - 0.001, mrr)}, LABELLED)) == [category]
    assert list(shortfalls({c: m for c, m in measured.items() if c != "prefix"}, LABELLED)) == ["prefix"]


def test_every_category_of_generated_queries_reaches_its_mark():
    measured = measure("--docs", DOCS, "--generate", 500, "--seed", 7)
    assert measured["gen_typo_surname"][0] == 500
    assert shortfalls(measured, GENERATED) == {}
