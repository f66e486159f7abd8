"""The protocol itself: hostile, broken, slow and hurried clients, over plain sockets."""

import re
import socket
import threading
import time

import pytest
from market import answers, read_all

LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n"
CLOSE = b"Connection: close\r\n\r\n"


@pytest.fixture(scope="module")
def quick(tmp_path_factory):
    """A server with an empty catalogue that loses patience within a second."""
    from market import Server

    with Server(
        tmp_path_factory.mktemp("quick") / "data",
        *["--http.request_seconds", "1", "--http.write_seconds", "1", "--http.idle_seconds", "2", "--http.threads", "2"],
        *["--http.max_body_bytes", "2000", "--http.max_header_bytes", "4096"],
    ) as server:
        yield server
        assert server.stop() == 0


def alive(server):
    assert answers(server.raw(LIVE + CLOSE)) == [200]


def test_a_header_that_is_too_large_is_431(quick):
    assert answers(quick.raw(LIVE + b"X: " + b"a" * 5000 + b"\r\n\r\n")) == [431]
    assert answers(quick.raw(LIVE + b"".join(b"X-%d: %s\r\n" % (i, b"b" * 50) for i in range(200)) + b"\r\n")) == [431]
    alive(quick)


FIELDS = b"".join(b"%x:\r\n" % i for i in range(99))


def test_a_header_of_a_hundred_fields_is_taken_and_one_more_is_431_before_the_header_ends(quick):
    assert answers(quick.raw(LIVE + FIELDS + b"\r\n" + LIVE + CLOSE)) == [200, 200]
    data = quick.raw(LIVE + FIELDS + b"x:\r\ny")
    assert answers(data) == [431] and b'"code":"header_too_large"' in data
    chunked = b"POST /health/live HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    assert answers(quick.raw(chunked + FIELDS + b"\r\n")) == [431], "trailers count"
    alive(quick)


def test_a_target_that_is_too_long_is_414(quick):
    assert answers(quick.raw(b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")) == [414]
    assert answers(quick.raw(b"GET /health/live?" + b"a" * 5000)) == [414]
    alive(quick)


@pytest.mark.parametrize("parts", [[b"\r\n" + LIVE + CLOSE], [b"\r", b"\n" + LIVE + CLOSE], [b"\r\n", LIVE + CLOSE], [b"\r\n" + LIVE[:9], LIVE[9:] + CLOSE]])
def test_an_empty_line_before_a_request_is_passed_over(quick, parts):
    with quick.connect() as s:
        for part in parts:
            s.sendall(part)
            time.sleep(0.05)
        assert answers(read_all(s)) == [200]


def test_an_empty_line_behind_a_body_is_no_request(quick):
    post = b"POST /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}\r\n"
    assert answers(quick.raw(post + LIVE + CLOSE)) == [405, 200]
    with quick.connect() as s:
        s.sendall(post)
        assert answers(read_all(s)) == [405], "it rests until the idle timeout; no second answer"


def test_options_of_the_whole_server(quick):
    answer = quick.ask(b"OPTIONS * HTTP/1.1\r\nHost: x\r\n" + CLOSE, method="OPTIONS")
    assert answer.status == 200 and answer.content == b""
    assert answer.headers["allow"] == "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"


def test_a_header_without_end_is_431_long_before_memory_runs_out(quick):
    with quick.connect() as s:
        s.sendall(LIVE + b"X: ")
        sent = 0
        try:
            while sent < 50_000_000:
                sent += s.send(b"a" * 65536)
        except (ConnectionResetError, BrokenPipeError):
            pass
        assert sent < 20_000_000
    alive(quick)


def test_a_body_that_is_too_large_is_413(quick):
    assert answers(quick.raw(b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n" + b"a" * 5000)) == [413]
    assert answers(quick.raw(b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n")) == [413]
    chunks = b"".join(b"3e8\r\n" + b"a" * 1000 + b"\r\n" for _ in range(5)) + b"0\r\n\r\n"
    assert answers(quick.raw(b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) == [413]
    alive(quick)


def test_refusals_of_the_protocol_are_problems_too(quick):
    data = quick.raw(LIVE + b"X: " + b"a" * 5000 + b"\r\n\r\n")
    assert b"Content-Type: application/problem+json" in data and b'"code":"header_too_large"' in data
    assert b"Connection: close" in data


@pytest.mark.parametrize(
    "begun", [b"G", b"GET / HTTP/1.1\r\n", LIVE + b"X: a", b"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf"]
)
def test_a_request_that_does_not_end_is_408_at_its_deadline(quick, begun):
    started = time.monotonic()
    assert answers(quick.raw(begun)) == [408]
    assert 0.8 < time.monotonic() - started < 3


def test_a_header_that_drips_in_does_not_move_the_deadline(quick):
    started = time.monotonic()
    with quick.connect() as s:
        s.sendall(LIVE)
        data = b""
        s.settimeout(0.2)
        while time.monotonic() - started < 6:
            try:
                s.sendall(b"X: a\r\n")
                data += (piece := s.recv(4096))
                if not piece:
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() - started < 3
        assert answers(data) == [408]


def test_an_idle_connection_is_closed_without_a_word(quick):
    started = time.monotonic()
    assert quick.raw(b"") == b""
    assert 1.5 < time.monotonic() - started < 4
    with quick.connect() as s:
        s.sendall(LIVE + b"\r\n")
        assert answers(read_all(s)) == [200]


def test_a_client_that_does_not_read_is_cut_off(quick):
    with quick.connect() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        request = b"GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n" * 200
        s.settimeout(8)
        started = time.monotonic()
        with pytest.raises(OSError) as cut:
            while time.monotonic() - started < 8:
                s.sendall(request)
        assert not isinstance(cut.value, TimeoutError)
    alive(quick)


def test_two_hundred_idle_connections_do_not_get_in_the_way(market):
    idle = [market.connect() for _ in range(200)]
    half = [market.connect() for _ in range(50)]
    try:
        for s in half:
            s.sendall(b"GET /api/v1/search HTT")
        started = time.monotonic()
        for _ in range(20):
            alive(market)
        assert time.monotonic() - started < 3
        for s in half:
            s.sendall(b"P/1.1\r\nHost: x\r\n" + CLOSE)
        assert all(answers(read_all(s)) == [200] for s in half)
    finally:
        for s in idle + half:
            s.close()


def test_requests_sent_at_once_are_answered_in_their_order(market):
    ids = [i["id"] for i in market.search(limit=20)["items"]]
    request = b"".join(b"GET /api/v1/works/%s HTTP/1.1\r\nHost: x\r\n\r\n" % i.encode() for i in ids)
    data = market.raw(request + LIVE + CLOSE)
    assert answers(data) == [200] * 21
    assert [i.decode() for i in re.findall(rb'\r\n\r\n\{"id":"([0-9a-f-]{36})"', data)] == ids


def test_requests_cut_anywhere_are_put_together(market):
    request = LIVE + b"\r\n" + b"GET /api/v1/suggest?q=a HTTP/1.1\r\nHost: x\r\n" + CLOSE
    with market.connect() as s:
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for i in range(len(request)):
            s.sendall(request[i : i + 1])
        assert answers(read_all(s)) == [200, 200]


def test_a_connection_serves_many_requests_until_asked_to_close(market):
    with market.connect() as s:
        for _ in range(50):
            s.sendall(LIVE + b"\r\n")
            data = s.recv(65536)
            assert data.startswith(b"HTTP/1.1 200") and b"Connection: close" not in data
        s.sendall(LIVE + CLOSE)
        data = read_all(s)
        assert answers(data) == [200] and b"Connection: close" in data


def test_http_1_0_closes_unless_asked_to_stay(market):
    data = market.raw(b"GET /health/live HTTP/1.0\r\n\r\n")
    assert answers(data) == [200] and b"Connection: close" in data
    with market.connect() as s:
        for _ in range(3):
            s.sendall(b"GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            assert b"Connection: keep-alive" in s.recv(65536)


def test_a_request_without_a_host_is_400(market):
    assert answers(market.raw(b"GET /health/live HTTP/1.1\r\n" + CLOSE)) == [400]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(200)),
        b"\0" * 100 + b"\r\n\r\n",
        b"hello\r\n\r\n",
        b"GET /health/live\r\n\r\n",
        b"GET  /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /health/live HTTP/2.0\r\nHost: x\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHo st: x\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\n: x\r\nHost: x\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
        b"GET /health/live HTTP/1.1\r\nHost: x\nX: a\r\r\n\r\n",
        b"GET /heal\0th HTTP/1.1\r\nHost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"G\xffT / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\r\n" * 3000,
    ],
)
def test_what_is_no_http_is_refused_and_the_connection_closed(quick, garbage):
    statuses = answers(quick.raw(garbage))
    assert statuses in ([400], [408], [431]), statuses
    alive(quick)


@pytest.mark.parametrize(
    "target", [b"*", b"health/live", b"http:", b"//", b"/%", b"/%zz", b"/a%00b", b"/\xff", b"/" + b"../" * 50 + b"etc/passwd"]
)
def test_odd_targets_are_4xx(market, target):
    assert set(answers(market.raw(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\n" + CLOSE))) <= {400, 404}


SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 36\r\n\r\n",
        b"Content-Length: 36\r\nContent-Length: 0\r\n\r\n",
        b"Content-Length: 0, 36\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: +0\r\n\r\n",
        b"Content-Length: 0x10\r\n\r\n",
        b"Content-Length: 1 0\r\n\r\n",
        b"Content-Length:\r\n\r\n",
        b"Content-Length: 18446744073709551616\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding:\r\nContent-Length: 0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: gzip\r\n\r\n",
        b"Transfer-Encoding: gzip, chunked\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n0x3\r\nabc\r\n0\r\n\r\n",
    ],
)
def test_two_readings_of_one_request_are_refused_and_nothing_behind_it_is_served(quick, framing):
    data = quick.raw(b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\n" + framing + SMUGGLED)
    statuses = answers(data)
    assert len(statuses) == 1 and statuses[0] in (400, 413), data[:500]
    assert b"Connection: close" in data


def test_transfer_codings_are_not_taken_from_http_1_0(quick):
    chunked = b"Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n"
    assert answers(quick.raw(b"POST /api/v1/search HTTP/1.0\r\nHost: x\r\n" + chunked + SMUGGLED)) == [400]


@pytest.mark.parametrize(
    "hosts",
    [
        b"",
        b"Host:\r\n",
        b"Host: x\r\nHost: x\r\n",
        b"Host: x\r\nhost: y\r\n",
        b"Host: x y\r\n",
        b"Host: x, y\r\n",
        b"Host: x/y\r\n",
        b"Host: me@x\r\n",
        b"Host: x\\y\r\n",
        b"Host: \xff\r\n",
        b"Content-Length: 0\r\n",
    ],
)
def test_a_request_names_one_host_or_is_refused(quick, hosts):
    data = quick.raw(b"GET /health/live HTTP/1.1\r\n" + hosts + b"\r\n" + SMUGGLED)
    assert answers(data) == [400] and b"Connection: close" in data


@pytest.mark.parametrize("host", [b"x", b"books.example:8080", b"127.0.0.1", b"[::1]:80", b"xn--80a.example"])
def test_hosts_of_every_form_are_taken(quick, host):
    assert answers(quick.raw(b"GET /health/live HTTP/1.1\r\nHost: " + host + b"\r\n" + CLOSE)) == [200]


def test_http_1_0_needs_no_host_but_may_not_name_two(quick):
    assert answers(quick.raw(b"GET /health/live HTTP/1.0\r\n\r\n")) == [200]
    assert answers(quick.raw(b"GET /health/live HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n")) == [400]


def test_a_trailer_does_not_make_up_for_a_missing_host(quick):
    chunked = b"POST /api/v1/search HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: x\r\n\r\n"
    assert answers(quick.raw(chunked + LIVE + CLOSE)) == [400]


@pytest.mark.parametrize("scheme", [b"http", b"HTTP", b"https"])
def test_a_target_may_be_a_whole_address(quick, scheme):
    assert answers(quick.raw(b"GET " + scheme + b"://x/health/live HTTP/1.1\r\nHost: x\r\n" + CLOSE)) == [200]


def test_bodies_of_both_kinds_are_read_to_their_end(market):
    post = b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\n"
    plain = post + b"Content-Length: 5\r\n\r\nhello"
    chunked = post + b"Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nTrailer: x\r\n\r\n"
    assert answers(market.raw(plain + chunked + LIVE + CLOSE)) == [405, 405, 200]


@pytest.mark.parametrize("word", [b"100-continue", b"100-Continue"])
def test_a_client_that_asks_first_is_told_to_continue(market, word):
    with market.connect() as s:
        s.sendall(b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nExpect: " + word + b"\r\nContent-Length: 2\r\n\r\n")
        assert s.recv(4096).startswith(b"HTTP/1.1 100 ")
        s.sendall(b"{}")
        assert s.recv(65536).startswith(b"HTTP/1.1 405 ")


def test_a_client_that_asks_first_is_refused_before_it_sends(market):
    with market.connect() as s:
        s.sendall(b"POST /api/v1/search HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        assert answers(read_all(s)) == [400]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
@pytest.mark.parametrize("path", ["/api/v1/search", "/", "/openapi.json", "/health/live"])
def test_other_methods_are_405_and_told_what_is_allowed(market, method, path):
    answer = market.ask(f"{method} {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n".encode() + CLOSE, method=method)
    assert answer.status == 405, answer.content
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.headers["content-type"] == "application/problem+json"


def test_control_is_not_reachable_over_tcp(market):
    for path in ("/import", "/reindex", "/clock", "/failpoint", "/idle", "/jobs/x"):
        assert market.get(path).status_code == 404
        assert market.client.post(path, json={}).status_code in (404, 405)


def test_many_clients_at_once_all_get_their_own_answer(market):
    ids = [i["id"] for i in market.search(limit=16)["items"]]
    wrong = []

    def ask(mine):
        with market.connect() as s:
            for _ in range(40):
                s.sendall(b"GET /api/v1/works/%s HTTP/1.1\r\nHost: x\r\n\r\n" % mine.encode())
                data = s.recv(65536)
                while len(data) < int(re.search(rb"Content-Length: (\d+)", data)[1]) + data.index(b"\r\n\r\n") + 4:
                    data += s.recv(65536)
                if b'\r\n\r\n{"id":"' + mine.encode() not in data:
                    wrong.append(data)

    threads = [threading.Thread(target=ask, args=(i,)) for i in ids]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert wrong == []


def test_deadlines_are_counted(quick):
    assert answers(quick.raw(b"GET")) == [408]
    found = re.search(r"^bookmarket_http_timeouts_total (\d+)", quick.get("/metrics").text, re.M)
    assert int(found[1]) > 0
