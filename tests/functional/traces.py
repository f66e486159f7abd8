"""Looks for values wherever a market may have left them: rows, free pages and the log of its store, its index, objects,
letters and archives, its output. test_traces.py shows it one of each kind.

Texts are looked for as they stand, as JSON escapes them, and in whatever case; in base64 and quoted-printable as letters
carry them; inside ZIP files. `values` are texts or bytes.
"""

import base64
import binascii
import email
import email.policy
import io
import json
import quopri
import re
import sqlite3
import zipfile


def forms(value):
    """The bytes as which a value may stand somewhere."""
    if isinstance(value, bytes):
        return [value]
    out = set()
    for text in (value, value.lower()):
        out |= {text.encode(), json.dumps(text)[1:-1].encode(), text.encode("utf-16-le"), text.encode("utf-16-be")}
        out |= {quopri.encodestring(text.encode()).replace(b"=\n", b"").strip()}
        # In base64 a text looks in three ways, by where it begins; its first and last letters depend on the neighbours.
        for shift in range(3):
            out.add(base64.b64encode(bytes(shift) + text.encode())[4 if shift else 0 : -4])
    return [f for f in out if len(f) >= 6]


def faces(name, content):
    """What a file says: as it is, and what is packed in it."""
    yield name, content
    yield name, content.lower()  # bytes beyond ASCII stay as they are
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06") or content[512:516] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content[content.index(b"PK") :])) as packed:
            for inside in packed.namelist():
                yield from faces(f"{name}!{inside}", packed.read(inside))
    if name.endswith((".eml", ".tmp")):
        letter = email.message_from_bytes(content, policy=email.policy.default)
        for part in letter.walk():
            if not part.is_multipart():
                yield name, (part.get_payload(decode=True) or b"")
        yield name, " ".join(f"{k}: {v}" for k, v in letter.items()).encode()
    if content.startswith(b"SQLite format 3"):
        yield from rows(name, content)


APART = b"\0\n\0"


def rows(name, content):
    """Every cell of every table: a long one may stand in several pages."""
    store = sqlite3.connect(":memory:")
    try:
        store.deserialize(content[:18] + b"\x01\x01" + content[20:])  # as if it had no log
        for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            cells = (cell for row in store.execute(f'SELECT * FROM "{table}"') for cell in row)
            texts = (cell.encode() if isinstance(cell, str) else cell for cell in cells if isinstance(cell, (str, bytes)))
            yield f"{name}:{table}", APART.join(texts)  # one look at all of them is a hundred times quicker than one at each
    except (sqlite3.DatabaseError, binascii.Error):
        pass  # pages without those in the log need not make a whole; they are looked at as bytes
    finally:
        store.close()


def traces(root, values, *texts):
    """Where which value stands: below the directory `root`, names of files among it, and in `texts`, such as a log."""
    out = []

    def look(where, content):
        for value, patterns in wanted:
            if any(p in content for p in patterns):
                out.append((where, value))

    wanted = [(v, forms(v)) for v in values]
    for path in sorted(root.rglob("*")):
        where = str(path.relative_to(root))
        look(where + " (name)", where.encode())
        if path.is_file():
            for name, content in faces(where, path.read_bytes()):
                look(name, content)
    for i, text in enumerate(texts):
        look(f"text {i}", text.encode())
        look(f"text {i}", re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text).encode("utf-8", "replace"))
    return sorted(set(out), key=str)
