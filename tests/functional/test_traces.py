"""The search for traces finds them: what it is shown here is planted."""

import base64
import email.message
import io
import sqlite3
import zipfile

import pytest
from traces import traces

WORD = "Дивосвітка"


def row(path):
    store = sqlite3.connect(path / "bookmarket.sqlite")
    store.execute('CREATE TABLE "doc.accounts"(body TEXT)')
    store.execute('INSERT INTO "doc.accounts" VALUES(?)', (f'{{"name":"{WORD}"}}',))
    store.commit()
    store.close()


def long_row(path):
    store = sqlite3.connect(path / "bookmarket.sqlite")
    store.execute("PRAGMA page_size=512")
    store.execute("CREATE TABLE t(body TEXT)")
    # Wherever a page ends, it ends within the word.
    store.executemany("INSERT INTO t VALUES(?)", [("а" * n + WORD + "я" * 2000,) for n in range(200, 260)])
    store.commit()
    store.close()


def free_page(path):
    row(path)
    store = sqlite3.connect(path / "bookmarket.sqlite")
    store.execute("PRAGMA secure_delete=OFF")
    store.execute('DROP TABLE "doc.accounts"')
    store.commit()
    store.close()


def write_ahead_log(path):
    row(path)
    store = sqlite3.connect(path / "bookmarket.sqlite")
    store.execute("PRAGMA secure_delete=ON")
    store.execute('DELETE FROM "doc.accounts"')
    store.commit()
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA wal_autocheckpoint=0")
    store.execute('INSERT INTO "doc.accounts" VALUES(?)', (WORD,))
    store.commit()
    (path / "kept").write_bytes((path / "bookmarket.sqlite-wal").read_bytes())
    store.execute('DELETE FROM "doc.accounts"')
    store.commit()
    store.close()
    (path / "kept").rename(path / "bookmarket.sqlite-wal")
    (path / "bookmarket.sqlite").unlink()


def archive(path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("auth/accounts.json", WORD * 5)
    (path / "part.zip").write_bytes(bytes(512) + out.getvalue())  # behind an object's header


def letter(path):
    message = email.message.EmailMessage()
    message["Subject"] = "Лист"
    message.set_content(f"Вітаємо, {WORD}!", cte="base64")
    (path / "1.eml").write_bytes(bytes(message))


def subject(path):
    message = email.message.EmailMessage()
    message["Subject"] = f"Лист для {WORD}"
    (path / "1.eml").write_bytes(bytes(message))


def encoded(path):
    (path / "blob").write_bytes(base64.b64encode(f"а{WORD}б".encode()))


def other_case(path):
    (path / "claims").write_bytes(WORD.lower().encode())


def name_of_a_file(path):
    (path / f"{WORD}.jpg").write_bytes(b"")


def json_escapes(path):
    (path / "search.snapshot").write_bytes(WORD.encode("unicode_escape"))


PLANTS = [row, long_row, free_page, write_ahead_log, archive, letter, subject, encoded, other_case, name_of_a_file, json_escapes]


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: p.__name__)
def test_a_value_that_was_left_on_purpose_is_found(tmp_path, plant):
    plant(tmp_path)
    found = traces(tmp_path, [WORD, "Чарзілля"])
    assert found and {value for _, value in found} == {WORD}


def test_bytes_are_found_in_the_middle_of_a_file(tmp_path):
    (tmp_path / "1.jpg").write_bytes(bytes(1000) + b"\xff\xd8\x01\x02\x03\x04" + bytes(1000))
    assert traces(tmp_path, [b"\xff\xd8\x01\x02\x03\x04"]) and not traces(tmp_path, [b"\xff\xd8\x01\x02\x03\x05"])


def test_a_log_is_read_with_its_escapes(tmp_path):
    assert traces(tmp_path, [WORD], "a\n" + '{"cause":"' + WORD.encode("unicode_escape").decode() + '"}')
    assert traces(tmp_path, [WORD], "nothing of it") == []
