"""More connections than there are places, and many that rest."""

import time

import pytest
from market import answers, memory_of, read_all

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
CLOSE = b"Connection: close\r\n\r\n"


def test_silent_connections_give_way_when_every_place_is_taken(serve, data):
    server = serve(data, "--http.max_connections", "8", test_control=False)
    server.client.close()
    with server.connect() as busy:
        busy.sendall(LIVE)
        silent = [server.connect() for _ in range(40)]
        try:
            for _ in range(3):
                assert answers(server.raw(LIVE + CLOSE)) == [200]
            busy.sendall(CLOSE)
            assert answers(read_all(busy)) == [200], "a request under way keeps its place"
        finally:
            for s in silent:
                s.close()


def answer_again(s):
    """Whether a connection at rest still serves."""
    try:
        s.sendall(LIVE + b"\r\n")
        return s.recv(4096).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def test_a_full_house_keeps_its_connections_while_nobody_waits(serve, data):
    server = serve(data, "--http.max_connections", "8", test_control=False)
    server.client.close()
    pool = [server.connect() for _ in range(8)]
    assert all(answer_again(s) for s in pool)
    time.sleep(2)
    assert all(answer_again(s) for s in pool), "at rest for longer than those who give way"
    for s in pool:
        s.close()


def test_for_one_who_waits_only_a_few_give_way_the_longest_at_rest_first(serve, data):
    server = serve(data, "--http.max_connections", "100", "--http.threads", "1", test_control=False)
    server.client.close()
    pool = []
    for _ in range(100):
        pool.append(server.connect())
        assert answer_again(pool[-1])
    time.sleep(1.5)
    assert answers(server.raw(LIVE + CLOSE)) == [200]
    kept = [answer_again(s) for s in pool]
    assert not kept[0] and kept[-1] and kept == sorted(kept)
    for s in pool:
        s.close()


def test_requests_that_hardly_arrive_give_way_the_oldest_first(serve, data):
    server = serve(data, "--http.max_connections", "8", "--http.threads", "1", "--http.request_seconds", "60", test_control=False)
    server.client.close()
    slow = []
    for _ in range(24):
        slow.append(server.connect())
        slow[-1].sendall(LIVE)
    started = time.monotonic()
    assert answers(server.raw(LIVE + CLOSE)) == [200]
    assert time.monotonic() - started < 10
    assert answers(read_all(slow[0])) == [408]
    slow[-1].sendall(CLOSE)
    assert answers(read_all(slow[-1])) == [200], "the youngest keep their places"
    for s in slow:
        s.close()


def settles_below(server, kilobytes):
    """Some 10 kB a connection are plenty."""
    until = time.monotonic() + 5
    while memory_of(server) > kilobytes and time.monotonic() < until:
        time.sleep(0.05)
    assert memory_of(server) < kilobytes


def test_connections_at_rest_keep_no_memory_of_what_they_carried(serve, data):
    server = serve(data, "--http.threads", "1")
    answer = len(server.raw(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n" + CLOSE)) - len("Connection: close\r\n")
    before = memory_of(server)
    held = [server.connect() for _ in range(1000)]
    try:
        for s in held:
            s.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 4)
            got = 0
            while got < 4 * answer:
                got += len(s.recv(262_144))
        settles_below(server, before + 20_000)
    finally:
        for s in held:
            s.close()


def test_small_answers_that_were_asked_for_at_once_leave_no_memory_behind(serve, data):
    server = serve(data, "--http.threads", "1")
    small = b"GET /api/v1/suggest?q=zz HTTP/1.1\r\nHost: x\r\n"  # kept ready, so that answers are gathered
    server.raw(small + CLOSE)
    before = memory_of(server)
    held = [server.connect() for _ in range(500)]
    try:
        for s in held:
            s.sendall((small + b"\r\n") * 250)
            got = b""
            while got.count(b"HTTP/1.1 200 ") < 250:
                got += s.recv(262_144)
        settles_below(server, before + 15_000)
    finally:
        for s in held:
            s.close()


def test_connections_beyond_the_limit_wait_their_turn(serve, data):
    server = serve(data, "--http.max_connections", "4", "--http.threads", "1", test_control=False)
    server.client.close()
    held = [server.connect() for _ in range(4)]
    for s in held:
        s.sendall(LIVE)
    time.sleep(0.2)
    late = server.connect()
    late.sendall(LIVE + CLOSE)
    late.settimeout(0.5)
    with pytest.raises(TimeoutError):
        late.recv(1)
    for s in held:
        s.close()
    late.settimeout(5)
    assert answers(read_all(late)) == [200]
    late.close()
