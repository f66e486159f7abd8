"""Servers that are killed, and data directories that were damaged behind their back."""

import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from checks import catalogue, catalogue_faults, index_faults
from market import BINARY, DEMO, NO_DICTIONARIES, Server, copy_of_demo, demo_data, environment, import_files, run, write

QUESTIONS = [
    "/api/v1/search",
    "/api/v1/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80&limit=50",
    "/api/v1/search?sort=price_asc&exchange=true",
    "/api/v1/search?q=love&sort=title",
    "/api/v1/suggest?q=%D1%88%D0%B5%D0%B2",
    "/api/v1/editions/9780439023481",
]


def told(server):
    out = {q: server.json(q) for q in QUESTIONS}
    for card in out[QUESTIONS[1]]["items"][:10]:
        out[card["id"]] = server.json(f"/api/v1/works/{card['id']}")
    return out


@pytest.fixture(scope="module")
def truth(tmp_path_factory):
    """What a server tells that nobody disturbs."""
    with Server(copy_of_demo(tmp_path_factory.mktemp("truth") / "data"), dictionaries=True) as server:
        yield told(server)


def test_a_changed_answer_is_noticed(serve, demo, truth):
    with sqlite3.connect(demo / "bookmarket.sqlite") as store:
        store.execute(
            """UPDATE "doc.works" SET body = json_set(body, '$.title', 'Інша') WHERE id = ?""", (truth[QUESTIONS[1]]["items"][0]["id"],)
        )
    assert told(serve(demo)) != truth


@pytest.mark.parametrize("seconds", [0.2, 0.7])
def test_a_server_killed_under_load_answers_as_before_once_restarted(serve, demo, truth, seconds):
    server = serve(demo)
    stop = threading.Event()
    answered = []

    def load(seed):
        rng = random.Random(seed)
        while not stop.is_set():
            try:
                answered.append(server.raw(f"GET {rng.choice(QUESTIONS)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())[:12])
            except OSError:
                return

    threads = [threading.Thread(target=load, args=(i,)) for i in range(6)]
    for t in threads:
        t.start()
    time.sleep(seconds)
    assert server.kill() == -signal.SIGKILL
    stop.set()
    for t in threads:
        t.join(10)
    assert len(answered) > 10 and set(answered) - {b""} == {b"HTTP/1.1 200"}
    again = serve(demo)
    assert told(again) == truth
    assert again.stop() == 0
    assert index_faults(demo) == []
    assert catalogue_faults(catalogue(demo_data()), catalogue(demo)) == []


def stored_editions(data, title=""):
    """A batch writes its works first and its editions last: a book is there once its edition is."""
    with sqlite3.connect(f"file:{data}/bookmarket.sqlite?mode=ro", uri=True) as store:
        return store.execute('SELECT count(*) FROM "doc.editions" WHERE body LIKE ?', (f"%{title}%",)).fetchone()[0]


def test_a_server_killed_while_it_imports_keeps_what_was_written_and_finds_it(serve, demo, truth, tmp_path):
    file = write(tmp_path / "more.csv", "title,authors\n" + "".join(f"Зовсім нова повість {i},Автор Новий\n" for i in range(20_000)))
    server = serve(demo)
    importing = subprocess.Popen(
        [BINARY, "import", file, "--data", demo], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    while importing.poll() is None and stored_editions(demo) < 9000:
        time.sleep(0.02)
    server.kill()
    _, said = importing.communicate()
    assert importing.returncode == 1 and said
    again = serve(demo)
    stored = stored_editions(demo, "Зовсім нова повість")
    assert 1000 <= stored < 20_000
    assert again.search("зовсім нова повість", limit=1)["total"] == stored
    assert told(again)[QUESTIONS[5]] == truth[QUESTIONS[5]]
    assert import_files(demo, file).returncode == 0
    assert again.search("зовсім нова повість", limit=2)["total"] == 20_000


def test_a_server_killed_while_it_reindexes_starts_with_a_whole_index(serve, demo, truth):
    server = serve(demo)
    indexing = subprocess.Popen(
        [BINARY, "reindex", "--data", demo], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(0.3)
    server.kill()
    indexing.wait(30)
    assert told(serve(demo)) == truth


def flip(part):
    def damage(snapshot):
        data = bytearray(snapshot.read_bytes())
        data[int(len(data) * part)] ^= 0xFF
        snapshot.write_bytes(data)

    return damage


def cut(part):
    def damage(snapshot):
        data = snapshot.read_bytes()
        snapshot.write_bytes(data[: int(len(data) * part)])

    return damage


DAMAGE = {
    "removed": lambda s: s.unlink(),
    "empty": lambda s: s.write_bytes(b""),
    "cut in half": cut(0.5),
    "a byte short": lambda s: s.write_bytes(s.read_bytes()[:-1]),
    "a byte changed at the start": flip(0),
    "a byte changed in the header": lambda s: s.write_bytes(s.read_bytes()[:10] + b"\xff" + s.read_bytes()[11:]),
    "a byte changed in the middle": flip(0.5),
    "a byte changed at the end": lambda s: s.write_bytes(s.read_bytes()[:-1] + bytes([s.read_bytes()[-1] ^ 1])),
    "zeros": lambda s: s.write_bytes(bytes(s.stat().st_size)),
    "random bytes": lambda s: s.write_bytes(random.Random(5).randbytes(100_000)),
    "a directory": lambda s: (s.unlink(), s.mkdir()),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_snapshot_is_rebuilt_from_the_store(serve, demo, truth, how):
    snapshot = demo / "search.snapshot"
    DAMAGE[how](snapshot)
    server = serve(demo)
    assert told(server) == truth
    assert '"event":"index_rebuild"' in server.log()


def test_a_good_snapshot_is_not_rebuilt(serve, demo, truth):
    server = serve(demo)
    assert told(server) == truth
    assert '"event":"index_rebuild"' not in server.log()


def test_a_snapshot_from_before_an_import_is_not_trusted(serve, demo, tmp_path):
    old = shutil.copy(demo / "search.snapshot", tmp_path / "old")
    assert import_files(demo, write(tmp_path / "b.csv", "title\nНайновіша з книжок\n"), env={}).returncode == 0
    shutil.copy(old, demo / "search.snapshot")
    server = serve(demo)
    assert '"event":"index_rebuild"' in server.log()
    assert [i["title"] for i in server.search("найновіша з книжок")["items"]][:1] == ["Найновіша з книжок"]


def test_a_snapshot_of_another_market_is_not_trusted(serve, demo, tmp_path):
    """It came from another data directory, with other books."""
    assert import_files(tmp_path / "other", write(tmp_path / "b.csv", "title\nЧужа книга\n")).returncode == 0
    shutil.copy(tmp_path / "other/search.snapshot", demo / "search.snapshot")
    server = serve(demo)
    assert '"event":"index_rebuild"' in server.log()
    assert server.search("кобзар")["total"] > 0 and "Чужа книга" not in [i["title"] for i in server.search("чужа книга")["items"]]


@pytest.mark.parametrize(
    "command", [["serve", "--port", "0", "--web.dir", ""], ["import", DEMO[1]], ["reindex"], ["migrate"]], ids=lambda c: c[0]
)
@pytest.mark.parametrize("how", ["header", "garbage", "directory"])
def test_a_damaged_store_ends_the_program_naming_it(demo, how, command):
    store = demo / "bookmarket.sqlite"
    for side in ("bookmarket.sqlite-wal", "bookmarket.sqlite-shm"):
        (demo / side).unlink(missing_ok=True)
    if how == "header":
        store.write_bytes(b"\0" * 100 + store.read_bytes()[100:])
    elif how == "garbage":
        store.write_bytes(random.Random(6).randbytes(50_000))
    else:
        store.unlink()
        store.mkdir()
    before = store.read_bytes() if store.is_file() else None
    done = run(*command, "--data", demo, env=NO_DICTIONARIES, timeout=20)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "data_dir" in done.stderr and str(demo) in done.stderr, done.stderr
    if before is not None:
        assert store.read_bytes() == before, "what may still be saved is left as it is"


def test_a_store_cut_short_is_never_served_as_if_whole(demo):
    store = demo / "bookmarket.sqlite"
    store.write_bytes(store.read_bytes()[: store.stat().st_size // 2])
    (demo / "search.snapshot").unlink()
    done = run("reindex", "--data", demo, env=NO_DICTIONARIES, timeout=30)
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert done.stderr.strip()


def test_a_lock_file_left_behind_is_no_lock(serve, demo):
    write(demo / "lock", "1\n")
    assert serve(demo).get("/health/ready").status_code == 200


def test_sockets_left_behind_by_a_kill_are_replaced(serve, demo, tmp_path):
    serve(demo).kill()
    assert (demo / "control.sock").exists()
    # Nobody listens: the command works directly.
    assert run("reindex", "--data", demo, env=NO_DICTIONARIES).returncode == 0
    serve(demo)
    assert import_files(demo, write(tmp_path / "b.csv", "title\nКнига\n")).returncode == 0


def test_ready_says_so_while_the_index_is_built(serve, demo):
    """Live at once; ready, and answering searches, only with the whole index."""
    (demo / "search.snapshot").unlink()
    server = serve(demo, ready=False, dictionaries=True)
    assert server.get("/health/live").status_code == 200
    first = server.get("/health/ready")
    search = server.get("/api/v1/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80")
    assert first.status_code == 503 and first.json()["code"] == "index_loading" and int(first.headers["retry-after"]) > 0
    assert search.status_code == 503, "nothing found would be a lie that caches keep"
    server.wait_ready()
    assert server.search("кобзар")["total"] > 0
    assert re.search(r'"event":"index_rebuild"', server.log())
