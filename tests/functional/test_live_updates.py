"""What changes while a server runs is seen at once, and readers are never disturbed by it."""

import subprocess
import threading
import time

import pytest
from market import BINARY, copy_of_demo, environment, import_files, run, write

BOOK = "title,authors,year\nДубове листя,Іваненко Ганна,1999\n"


def test_an_answer_given_before_an_import_is_made_anew_after_it(serve, data, tmp_path):
    server = serve(data)
    assert server.search("дубове листя")["total"] == 0
    assert import_files(data, write(tmp_path / "a.csv", BOOK)).returncode == 0
    assert server.search("дубове листя")["total"] == 1


def test_a_work_shows_a_new_edition_at_once(serve, data, tmp_path):
    assert import_files(data, write(tmp_path / "a.csv", BOOK)).returncode == 0
    server = serve(data)
    work = server.search("дубове листя")["items"][0]
    before = server.get(f"/api/v1/works/{work['id']}")
    assert import_files(data, write(tmp_path / "b.csv", BOOK.replace("1999", "1987"))).returncode == 0
    after = server.get(f"/api/v1/works/{work['id']}", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert [e["year"] for e in before.json()["editions"]] == [1999]
    assert sorted(e["year"] for e in after.json()["editions"]) == [1987, 1999]
    assert server.search("дубове листя")["items"][0]["year"] == 1987


def test_what_a_server_imported_is_in_its_snapshot(serve, data, tmp_path):
    first = serve(data)
    assert import_files(data, write(tmp_path / "a.csv", BOOK)).returncode == 0
    first.kill()
    again = serve(data)
    assert again.search("дубове листя")["total"] == 1
    assert '"event":"index_rebuild"' not in again.log()


class Readers:
    """Clients that go on asking; `answers` holds what they got, `broken` what no client should get."""

    def __init__(self, server, paths):
        self.server, self.paths = server, paths
        self.answers, self.broken = {p: [] for p in paths}, []
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.ask, args=(p,)) for p in paths]

    def ask(self, path):
        while not self.stop.is_set():
            try:
                answer = self.server.ask(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            except (OSError, ValueError) as e:
                self.broken.append((path, repr(e)))
                continue
            if answer.status != 200:
                self.broken.append((path, answer.status, answer.content))
            self.answers[path].append(answer.content)
            time.sleep(0.005)

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for t in self.threads:
            t.join()


PATHS = [
    "/api/v1/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80",
    "/api/v1/search?sort=price_asc&limit=5",
    "/api/v1/suggest?q=%D0%BA%D0%BE%D0%B1%D0%B7",
    "/api/v1/editions/9780439023481",
]


def test_readers_notice_nothing_of_a_reindex(serve, tmp_path):
    data = copy_of_demo(tmp_path / "data")
    server = serve(data, "--http.ready_milliseconds", "0", dictionaries=True)
    with Readers(server, PATHS) as readers:
        assert run("reindex", "--data", data).returncode == 0
    assert readers.broken == []
    for path, got in readers.answers.items():
        assert len(got) > 5 and len(set(got)) == 1, path


def test_readers_see_an_import_grow_and_never_shrink(serve, data, tmp_path):
    import json

    server = serve(data, "--http.ready_milliseconds", "0")
    file = write(tmp_path / "b.csv", "title,authors\n" + "".join(f"Пташина повість {i},Автор Новий\n" for i in range(6000)))
    path = "/api/v1/search?q=%D0%BF%D1%82%D0%B0%D1%88%D0%B8%D0%BD%D0%B0&limit=1"
    with Readers(server, [path, "/health/ready"]) as readers:
        assert import_files(data, file).returncode == 0
    assert readers.broken == []
    totals = [json.loads(a)["total"] for a in readers.answers[path]]
    assert totals == sorted(totals) and totals[0] < 6000
    assert len(set(totals)) > 2, "books can be found while the rest is being read"
    assert server.search("пташина", limit=1)["total"] == 6000


@pytest.mark.parametrize("command", ["import", "reindex"])
def test_a_server_that_is_told_to_stop_during_a_job_ends_cleanly(serve, data, tmp_path, command):
    file = write(tmp_path / "b.csv", "title\n" + "".join(f"Пташина повість {i}\n" for i in range(20_000)))
    if command == "reindex":
        assert import_files(data, file).returncode == 0
    server = serve(data)
    files = [file] if command == "import" else []
    job = subprocess.Popen([BINARY, command, *files, "--data", data], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    step = {"import": "reading", "reindex": "indexing"}[command]
    assert any(line.startswith(step) for line in job.stderr), "it ended before it was seen running"
    assert server.stop() == 0, server.log()[-1000:]
    assert "interrupted" in job.communicate(timeout=60)[1]
    assert job.returncode == 1
    assert import_files(data, file).returncode == 0
    assert serve(data).search("пташина", limit=1)["total"] == 20_000
