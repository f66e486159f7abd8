"""What those who run a market see of it: logs, metrics, health, the end of a server."""

import re
import signal
import subprocess
import threading
import time

from checks import log_faults, metric_faults
from market import answers, memory_of, read_all


def test_logs_are_json_and_never_tell_what_people_search_for(serve, data):
    server = serve(data)
    secrets = ["таємниця", "secretquery", "%D1%82%D0%B0%D1%94"]
    server.get("/api/v1/search", params={"q": "таємниця"})
    server.get("/api/v1/search?q=secretquery&limit=0")
    server.get("/api/v1/suggest", params={"q": "secretquery"})
    server.get("/search", params={"q": "таємниця"})
    server.get("/nothing?q=secretquery")
    server.raw(b"GET /api/v1/search?q=secretquery HTTP/1.1\r\nX \r\n\r\n")
    server.raw('GET /\u0001"\\ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'.encode())
    server.raw(b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert server.stop() == 0
    assert log_faults(server.log_lines(), secrets) == []


def test_every_request_is_in_the_access_log_with_its_route_and_status(serve, data):
    import json

    server = serve(data)
    server.get("/api/v1/works/x")
    server.get("/api/v1/search?limit=3")
    server.get("/nothing")
    server.stop()
    requests = [e for e in map(json.loads, server.log_lines()) if e["event"] == "request"]
    seen = {(e["method"], e["route"], e["path"], e["status"]) for e in requests}
    assert {
        ("GET", "show_work", "/api/v1/works/x", 400),
        ("GET", "search_works", "/api/v1/search", 200),
        ("GET", "unmatched", "/nothing", 404),
    } <= seen
    assert all(e["us"] >= 0 and e["bytes"] > 0 for e in requests)


def test_the_access_log_can_be_switched_off(serve, data):
    server = serve(data, "--http.access_log", "false")
    server.get("/api/v1/search")
    server.stop()
    assert '"request"' not in server.log() and '"listening"' in server.log()


def test_a_log_that_nobody_reads_does_not_fill_memory(serve, data):
    server = serve(data, log=subprocess.PIPE)
    request = b"GET /" + b"x" * 190 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    length = len(server.raw(request.replace(b"Host: x\r\n", b"Host: x\r\nConnection: close\r\n"))) - len("Connection: close\r\n")

    def ask(times):
        with server.connect() as s:
            for _ in range(times):
                s.sendall(request * 200)
                got = 0
                while got < 200 * length:
                    got += len(s.recv(1 << 20))

    ask(10)
    before = memory_of(server)
    ask(800)
    assert memory_of(server) < before + 32_000, "kB: these lines are 60 MB"
    assert server.get("/health/ready").status_code == 200
    server.kill()


def test_metrics_are_what_prometheus_reads(market):
    answer = market.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert metric_faults(answer.text) == []


def test_metrics_count_answers_by_route_and_status(serve, data):
    server = serve(data)

    def count(route, status):
        found = re.search(rf'^bookmarket_http_requests_total{{route="{route}",status="{status}"}} (\d+)', server.get("/metrics").text, re.M)
        return int(found[1]) if found else 0

    before = count("search_works", "2xx"), count("search_works", "4xx"), count("unmatched", "4xx")
    for _ in range(5):
        server.get("/api/v1/search")
    for _ in range(3):
        server.get("/api/v1/search?limit=0")
    server.get("/nothing")
    after = count("search_works", "2xx"), count("search_works", "4xx"), count("unmatched", "4xx")
    assert [b - a for a, b in zip(before, after)] == [5, 3, 1]


def test_paths_do_not_become_metric_labels(market):
    for i in range(20):
        market.get(f"/nothing/{i}")
        market.get(f"/api/v1/works/{i}")
    assert "/nothing" not in market.get("/metrics").text


def test_ready_only_once_the_index_is(market):
    assert market.get("/health/live").json() == {"status": "ok"}
    assert market.get("/health/ready").json() == {"status": "ok"}


def test_the_index_knows_all_works(market):
    metrics = market.get("/metrics").text
    assert int(re.search(r"^bookmarket_search_entries (\d+)", metrics, re.M)[1]) > 5000


def test_sigterm_ends_an_idle_server_at_once_with_exit_0(serve, data):
    server = serve(data)
    idle = [server.connect() for _ in range(20)]
    started = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - started < 3
    assert all(read_all(s) == b"" for s in idle)
    assert "stopped" in server.log()


def test_sigint_drains_too(serve, data):
    server = serve(data)
    server.signal(signal.SIGINT)
    assert server.wait() == 0


def test_a_request_under_way_at_sigterm_is_answered_and_told_to_close(serve, data):
    server = serve(data)
    with server.connect() as s, server.connect() as kept:
        kept.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
        assert kept.recv(4096).startswith(b"HTTP/1.1 200")
        s.sendall(b"GET /api/v1/search HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.2)
        server.signal(signal.SIGTERM)
        time.sleep(0.5)
        assert read_all(kept) == b"", "a connection at rest is closed"
        s.sendall(b"\r\n")
        data = read_all(s)
    assert answers(data) == [200] and b"Connection: close" in data
    assert server.wait() == 0


def test_while_it_drains_a_server_takes_no_new_connections(serve, data):
    import pytest

    server = serve(data)
    with server.connect() as s:
        s.sendall(b"GET /health/ready HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.1)
        server.signal(signal.SIGTERM)
        time.sleep(0.4)
        with pytest.raises(OSError):
            server.connect(timeout=1)
        s.sendall(b"\r\n")
        assert answers(read_all(s)) == [503], "and says that it is not ready"
    assert server.wait() == 0


def test_a_client_that_never_finishes_does_not_hold_up_the_end(serve, data):
    server = serve(data, "--http.drain_seconds", "1", "--http.request_seconds", "60")
    with server.connect() as s:
        s.sendall(b"GET /api/v1/search HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.2)
        started = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
        assert time.monotonic() - started < 4


def test_a_second_sigterm_ends_a_drain_at_once(serve, data):
    server = serve(data, "--http.drain_seconds", "60", "--http.request_seconds", "60")
    with server.connect() as s:
        s.sendall(b"GET /api/v1/search HTTP/1.1\r\nHost: x\r\n")
        time.sleep(0.2)
        server.signal(signal.SIGTERM)
        time.sleep(0.5)
        assert server.process.poll() is None
        server.signal(signal.SIGTERM)
        assert server.wait(5) == -signal.SIGTERM


def test_no_answer_is_cut_off_by_a_restart_under_load(serve, tmp_path):
    """Every answer that a client began to read comes whole; afterwards connections are refused or closed unanswered."""
    from market import copy_of_demo

    server = serve(copy_of_demo(tmp_path / "data"))
    cut, whole = [], []

    def ask():
        request = b"GET /api/v1/search?limit=50 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        while True:
            try:
                with server.connect() as s:
                    s.sendall(request)
                    data = read_all(s)
            except OSError:
                return
            if not data:
                continue
            head, _, body = data.partition(b"\r\n\r\n")
            length = int(re.search(rb"Content-Length: (\d+)", head)[1])
            (whole if len(body) == length else cut).append(len(body))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for t in threads:
        t.start()
    time.sleep(1)
    server.signal(signal.SIGTERM)
    assert server.wait() == 0
    for t in threads:
        t.join(20)
    assert cut == [] and len(whole) > 20


def test_a_command_that_meets_another_at_work_names_it_though_a_killed_server_left_its_socket(serve, data, tmp_path):
    import fcntl

    from market import import_files, run, write

    server = serve(data)
    server.kill()
    assert (data / "control.sock").exists()
    with (data / "lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711\n")
        lock.flush()
        for done in (import_files(data, write(tmp_path / "b.csv", "title\nКнига\n")), run("reindex", "--data", data)):
            assert done.returncode == 1
            assert "held by process 4711" in done.stderr, done.stderr
