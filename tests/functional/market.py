"""The real program under test: its commands, and servers on data directories of their own."""

import contextlib
import functools
import http.client
import json
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("BOOKMARKET_BINARY", ROOT / "build/release/bookmarket")).resolve()
DEMO = [ROOT / "data/demo_uk.csv", ROOT / "data/demo_en.csv"]
TOWNS = ROOT / "data/towns.csv"


def environment(**more):
    """Ours, without settings that a developer's shell may hold."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("BOOKMARKET_")}
    return kept | more


def run(*args, timeout=60, env=None, **popen):
    """One command to its end; text in stdout and stderr."""
    return subprocess.run(
        [BINARY, *map(str, args)], capture_output=True, text=True, timeout=timeout, env=environment(**(env or {})), **popen
    )


# Dictionaries take half a second to load: what is not about word forms does without.
NO_DICTIONARIES = {"BOOKMARKET_SEARCH_DICTIONARIES": str(ROOT / "data")}


def import_files(data, *files, env=NO_DICTIONARIES, **more):
    return run("import", *files, "--data", data, env=env, **more)


@functools.cache
def scratch():
    """One directory for everything that this run of tests makes, gone at its end."""
    import atexit

    path = Path(tempfile.mkdtemp(prefix="bookmarket-test-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@functools.cache
def demo_data():
    """A data directory with the demo catalogue. Read it or copy it; never serve it."""
    data = scratch() / "demo"
    done = import_files(data, *DEMO, "--demo-sellers", TOWNS, env={})
    assert done.returncode == 0, done.stderr
    return data


def copy_of_demo(to):
    shutil.copytree(demo_data(), to, ignore=shutil.ignore_patterns("lock", "*.sock"))
    return to


SHELL = """<!doctype html>
<html lang="{{lang}}">
  <head>
    <meta charset="utf-8" />
    {{head}}
    <script type="module" src="/assets/app-4f2a.js"></script>
  </head>
  <body><div id="root">{{page}}</div></body>
</html>
"""


# What the client's build draws for the server; here every slot and nothing around them.
FRAMES = {
    "home": "<main>{{lead}}{{window1}}{{window2}}{{window3}}<ul>{{cards}}</ul></main>",
    "search": '<input value="{{query}}"><main>{{content}}</main><a hreflang="x" href="{{other_language}}">x</a>',
    "thing": '<main>{{content}}</main><a hreflang="x" href="{{other_language}}">x</a>',
}


@functools.cache
def web_client():
    """The least that passes for a built web client, with one precompressed file."""
    import gzip

    import brotli

    dist = scratch() / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text(SHELL)
    drawn = [{"name": name, "text": text} for name, text in FRAMES.items()]
    languages = [{"language": language, "words": [], "drawn": drawn} for language in ("uk", "en")]
    (dist / "frames.json").write_text(json.dumps({"languages": languages}))
    script = b"export const shelves = 12;\n" * 80
    (dist / "assets/app-4f2a.js").write_bytes(script)
    (dist / "assets/app-4f2a.js.br").write_bytes(brotli.compress(script))
    (dist / "assets/app-4f2a.js.gz").write_bytes(gzip.compress(script))
    (dist / "favicon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    return dist


class Server:
    """`bookmarket serve` on a port that the system chose."""

    def __init__(self, data, *flags, web="", test_control=True, ready=True, dictionaries=False, binary=BINARY, log=None):
        self.data = Path(data)
        self.control = None
        # A socket's path may be no longer than 107 bytes: not under pytest's own long directories.
        self.home = Path(tempfile.mkdtemp(prefix="bm"))
        args = [binary, "serve", "--port", "0", "--data", self.data, "--web.dir", str(web), *flags]
        if test_control:
            self.control = self.home / "test.sock"
            args += ["--test-control", self.control]
        self.log_path = self.home / "log"
        with self.log_path.open("wb") as file:
            self.process = subprocess.Popen(
                list(map(str, args)), stdout=subprocess.PIPE, stderr=log or file, env=environment(**({} if dictionaries else NO_DICTIONARIES))
            )
        self.port = self._announced_port()
        self.url = f"http://localhost:{self.port}"
        self.client = httpx.Client(base_url=self.url, timeout=20)
        if ready:
            self.wait_ready()

    def _announced_port(self):
        readable, _, _ = select.select([self.process.stdout], [], [], 20)
        line = self.process.stdout.readline().decode() if readable else ""
        found = re.search(r"BookMarket is open: http://\S+:(\d+)$", line.strip())
        if not found:
            self.process.kill()
            raise AssertionError(f"the server did not open: {line!r} {self.log()}")
        return int(found[1])

    def wait_ready(self, seconds=20):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with contextlib.suppress(httpx.TransportError):
                if self.client.get("/health/ready").status_code == 200:
                    return
            assert self.process.poll() is None, f"the server ended: {self.log()}"
            time.sleep(0.02)
        raise AssertionError(f"not ready after {seconds} s: {self.log()}")

    def log(self):
        return self.log_path.read_text()

    def log_lines(self):
        return self.log().splitlines()

    def get(self, path, **more):
        return self.client.get(path, **more)

    def json(self, path, **more):
        answer = self.client.get(path, **more)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[:400]}"
        return answer.json()

    def search(self, q=None, **params):
        return self.json("/api/v1/search", params=params | ({} if q is None else {"q": q}))

    def everything(self, path, limit=100, **params):
        """All items of a list, page by page, and the first page."""
        first = page = self.json(path, params={**params, "limit": limit})
        items = list(page["items"])
        while "next_cursor" in page:
            page = self.json(path, params={**params, "limit": limit, "cursor": page["next_cursor"]})
            assert page["items"], "a cursor led to an empty page"
            items += page["items"]
        return items, first

    def connect(self, timeout=15):
        s = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        return s

    def raw(self, data, timeout=15):
        """Sends bytes on a connection of their own and reads to its end."""
        with self.connect(timeout) as s:
            s.sendall(data)
            return read_all(s)

    def ask(self, data, method="GET", timeout=15):
        """Sends bytes and reads one answer."""
        with self.connect(timeout) as s:
            s.sendall(data)
            answer = http.client.HTTPResponse(s, method=method)
            answer.begin()
            answer.content = answer.read()
            return answer

    def test(self, method, path, body=None):
        """A call through the test-control socket."""
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(self.control)), timeout=20) as c:
            return c.request(method, "http://test" + path, json=body)

    def signal(self, which):
        self.process.send_signal(which)

    def wait(self, timeout=30):
        try:
            return self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise

    def stop(self):
        if self.process.poll() is None:
            self.signal(signal.SIGTERM)
        self.client.close()
        status = self.wait()
        self.process.stdout.close()
        return status

    def kill(self):
        self.process.kill()
        return self.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.wait()
        self.client.close()
        self.process.stdout.close()
        shutil.rmtree(self.home, ignore_errors=True)


def memory_of(server):
    """Resident, in kB."""
    return int(re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{server.process.pid}/status").read_text(), re.M)[1])


def read_all(s):
    out = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := s.recv(65536):
            out += piece
    return out


def answers(data):
    """The statuses of all answers in a stream of bytes, whose bodies must come whole."""
    out = []
    while data:
        head, end, rest = data.partition(b"\r\n\r\n")
        status = re.match(rb"HTTP/1\.[01] (\d{3}) ", head)
        length = re.search(rb"\r\nContent-Length: (\d+)", head)
        assert end and status, data[:300]
        out.append(int(status[1]))
        length = int(length[1]) if length else 0
        assert len(rest) >= length, f"cut off: {len(rest)} of {length}"
        data = rest[length:]
    return out


def field_pointers(answer):
    """Which fields a problem names."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return [e["pointer"] for e in answer.json().get("errors", [])]


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def summary(done):
    """Kept and rejected of an import's last line."""
    found = re.search(r"(\d+) records? kept, (\d+) rejected", done.stdout)
    assert found, (done.returncode, done.stdout, done.stderr)
    return int(found[1]), int(found[2])


def jsonl(text):
    return [json.loads(line) for line in text.splitlines()]
