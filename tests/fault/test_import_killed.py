"""Imports that are killed, or run out of disk, at any moment: the same command again ends as if nothing had happened."""

import json
import os
import random
import resource
import signal
import subprocess
import time

import pytest
from checks import catalogue, catalogue_faults, index_faults
from market import BINARY, DEMO, NO_DICTIONARIES, TOWNS, demo_data, environment, import_files, run, scratch, summary, write


@pytest.fixture(scope="module")
def books():
    """Six thousand records, with repeated works, ISBNs and bad lines among them."""
    rng = random.Random(3)
    path = scratch() / "killed.csv"
    if not path.exists():
        lines = ["title,authors,year,isbn13,language"]
        for i in range(6000):
            if i % 500 == 499:
                lines.append("зламано" if i % 1000 == 999 else ",Без назви,1990,,uk")
                continue
            lines.append(
                f"Книга про число {i % 4500},Автор {chr(1040 + i % 30)} Число,{1900 + rng.randrange(120)},,{'uk' if i % 3 else 'en'}"
            )
        write(path, "\n".join(lines) + "\n")
    return path


@pytest.fixture(scope="module")
def expected(books, tmp_path_factory):
    """What an import that nobody disturbs makes of them."""
    data = tmp_path_factory.mktemp("whole") / "data"
    bad = data.parent / "bad.csv"
    started = time.monotonic()
    done = import_files(data, books, "--rejects", bad)
    seconds = time.monotonic() - started
    assert done.returncode == 3 and summary(done) == (5988, 12)
    return {"catalogue": catalogue(data), "rejects": bad.read_text(), "seconds": seconds}


def start(data, *args):
    return subprocess.Popen(
        [BINARY, "import", *map(str, args), "--data", data],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(**NO_DICTIONARIES),
    )


def finish(data, books, expected, bad):
    done = import_files(data, books, "--rejects", bad)
    assert done.returncode == 3, done.stderr
    assert summary(done) == (5988, 12)
    assert catalogue_faults(expected["catalogue"], catalogue(data)) == []
    assert index_faults(data) == []
    assert bad.read_text() == expected["rejects"]
    return done


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_an_import_killed_at_any_moment_goes_on_without_duplicates(part, books, expected, tmp_path):
    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    process = start(data, books, "--rejects", bad)
    time.sleep(expected["seconds"] * part)
    process.kill()
    process.communicate()
    finish(data, books, expected, bad)


def test_an_import_killed_again_and_again_still_ends(books, expected, tmp_path):
    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    for _ in range(4):
        process = start(data, books, "--rejects", bad)
        time.sleep(expected["seconds"] * 0.4)
        process.kill()
        process.communicate()
    finish(data, books, expected, bad)


def test_an_import_that_goes_on_says_so(books, expected, tmp_path):
    """Killed as soon as the store shows progress, it does not begin at the top."""
    import sqlite3

    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    process = start(data, books, "--rejects", bad)
    while process.poll() is None:
        try:
            with sqlite3.connect(f"file:{data}/bookmarket.sqlite?mode=ro", uri=True) as store:
                if any(json.loads(b)["offset"] > 0 for (b,) in store.execute('SELECT body FROM "doc.imports"')):
                    break
        except sqlite3.Error:
            time.sleep(0.01)
    process.kill()
    process.communicate()
    assert "went on where an earlier import was interrupted" in finish(data, books, expected, bad).stdout


def test_a_kill_between_a_batch_and_its_progress_repeats_the_batch_harmlessly(serve, books, expected, tmp_path):
    """The server does the import, and dies after a batch was written, before that was noted."""
    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    server = serve(data)
    assert server.test("POST", "/failpoint", {"name": "import.before_progress", "action": "kill"}).status_code == 200
    done = import_files(data, books, "--rejects", bad)
    assert done.returncode == 1 and done.stderr
    assert server.wait() == -signal.SIGKILL
    assert any(c == "editions" for c, _ in catalogue(data))
    finish(data, books, expected, bad)
    assert serve(data).search("книга про число 4498")["total"] > 0


def test_a_failed_step_ends_the_import_and_the_next_one_goes_on(serve, books, expected, tmp_path):
    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    server = serve(data)
    server.test("POST", "/failpoint", {"name": "import.before_progress", "action": "fail"})
    assert import_files(data, books, "--rejects", bad).returncode == 1
    server.test("POST", "/failpoint", {"name": "import.before_progress", "action": "off"})
    done = import_files(data, books, "--rejects", bad)
    assert done.returncode == 3, done.stderr
    server.stop()
    assert catalogue_faults(expected["catalogue"], catalogue(data)) == []
    assert bad.read_text() == expected["rejects"]


def test_demo_shelves_killed_while_they_are_filled_are_filled_the_same(tmp_path):
    data = tmp_path / "data"
    for part in (0.5, 0.8):
        process = start(data, *DEMO, "--demo-sellers", TOWNS)
        time.sleep(2.2 * part)
        process.kill()
        process.communicate()
    done = import_files(data, *DEMO, "--demo-sellers", TOWNS)
    assert done.returncode == 0, done.stderr
    assert catalogue_faults(catalogue(demo_data()), catalogue(data)) == []
    assert index_faults(data) == []


def limited(size):
    """No file may grow beyond `size` bytes: the write fails as on a full disk."""

    def set_limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

    return set_limit


@pytest.mark.parametrize("size", [10_000, 300_000, 2_000_000])
def test_a_file_that_cannot_grow_is_reported_and_nothing_is_lost(size, books, expected, tmp_path):
    data, bad = tmp_path / "data", tmp_path / "bad.csv"
    done = import_files(data, books, "--rejects", bad, preexec_fn=limited(size))
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "bookmarket: " in done.stderr and done.stdout == ""
    finish(data, books, expected, bad)


@pytest.fixture
def small_disk(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True).returncode != 0:
        pytest.fail("a small disk cannot be mounted: this test needs root")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk):
    """A file that takes all the space left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as f, pytest.raises(OSError):
        while True:
            f.write(bytes(4096))
    return filler


def test_a_full_disk_is_reported_and_nothing_is_lost_once_there_is_space(small_disk, books, expected, tmp_path):
    bad = tmp_path / "bad.csv"
    done = import_files(small_disk / "data", books, "--rejects", bad)
    assert done.returncode == 1
    assert "full" in done.stderr or "No space" in done.stderr or "space" in done.stderr, done.stderr
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    finish(small_disk / "data", books, expected, bad)


def test_a_full_disk_under_the_rejects_file_is_reported(small_disk, books, expected, tmp_path):
    filler = fill(small_disk)
    data, bad = tmp_path / "data", small_disk / "bad.csv"
    done = import_files(data, books, "--rejects", bad)
    assert done.returncode == 1 and "rejects" in done.stderr, (done.stdout, done.stderr)
    filler.unlink()
    finish(data, books, expected, bad)


def test_a_server_goes_on_answering_while_its_disk_is_full(small_disk, serve, tmp_path):
    data = small_disk / "data"
    file = write(tmp_path / "few.csv", "title\n" + "".join(f"Книга {i}\n" for i in range(50)))
    assert import_files(data, file).returncode == 0
    server = serve(data)
    filler = fill(small_disk)
    more = write(tmp_path / "more.csv", "title\n" + "".join(f"Інша {i}\n" for i in range(5000)))
    done = import_files(data, more)
    assert done.returncode == 1 and done.stderr
    assert server.search("книга")["total"] == 50
    assert server.get("/health/live").status_code == 200
    filler.unlink()
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    assert import_files(data, more).returncode == 0
    assert server.search("інша", limit=1)["total"] == 5000
    assert server.stop() == 0
    assert run("reindex", "--data", data, env=NO_DICTIONARIES).stdout == "5050 works in the index.\n"
