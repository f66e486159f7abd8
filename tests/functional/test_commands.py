"""The commands of the program, as a person at a terminal meets them."""

import os
import re
import socket
import subprocess
import time
import tomllib

import httpx
import pytest
from market import BINARY, NO_DICTIONARIES, ROOT, TOWNS, environment, import_files, run, summary, web_client, write

COMMANDS = ["serve", "import", "reindex", "migrate", "openapi", "version"]


def test_without_a_command_it_names_all_commands():
    done = run()
    assert done.returncode == 2
    help_text = run("--help")
    assert help_text.returncode == 0
    for c in COMMANDS:
        assert re.search(rf"^  {c}\b", help_text.stdout, re.M), c


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_says_what_it_does(command):
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout and "--help" in done.stdout
    assert len(done.stdout.splitlines()[0]) > 15


def test_help_of_serve_and_import_teaches_by_examples():
    assert "bookmarket serve --port" in run("serve", "--help").stdout
    assert "bookmarket import books.csv" in run("import", "--help").stdout


def test_an_unknown_command_and_an_unknown_flag_are_usage_errors():
    done = run("sell")
    assert done.returncode == 2 and "'sell'" in done.stderr
    done = run("serve", "--prot", "80")
    assert done.returncode == 2 and "--prot" in done.stderr


def test_help_of_a_command_that_does_not_serve_names_the_settings_it_heeds():
    for command in ("migrate", "reindex", "import"):
        shown = set(re.findall(r"^  --([a-z_.]+)", run(command, "--help").stdout, re.M))
        assert {"data_dir", "store.queue", "search.dictionaries"} <= shown
        assert not shown & {"roles", "environment", "web.dir", "log.level", "http.port"}


@pytest.mark.parametrize("option", ["--port", "--data"])
def test_run_says_which_option_lacks_its_value(option):
    done = subprocess.run([ROOT / "run", option], capture_output=True, text=True, timeout=20)
    assert done.returncode == 2
    assert done.stderr.startswith(f"./run: {option} needs a value\n")


def test_version_is_one_line():
    done = run("version")
    assert done.returncode == 0
    assert re.fullmatch(r"bookmarket \d+\.\d+\.\d+\S*\n", done.stdout)


def test_print_config_shows_every_setting_with_source_and_meaning(tmp_path):
    file = write(tmp_path / "market.toml", '[http]\nport = 9001\n[log]\nlevel = "warning"\n')
    done = run("serve", "--print-config", "--config", file, "--http.threads", "3", env={"BOOKMARKET_HTTP_IDLE_SECONDS": "11"})
    assert done.returncode == 0
    settings = tomllib.loads(done.stdout)
    assert settings["http"]["port"] == 9001
    assert settings["http"]["threads"] == 3
    assert settings["http"]["idle_seconds"] == 11
    for setting, source in [
        ("port", f"file {file}"),
        ("threads", "flag --http.threads"),
        ("idle_seconds", "environment BOOKMARKET_HTTP_IDLE_SECONDS"),
        ("drain_seconds", "default"),
    ]:
        assert re.search(rf"# .+\n# .+; from {re.escape(source)}\n{setting} = ", done.stdout), setting


def test_printed_settings_are_a_settings_file(tmp_path):
    file = write(tmp_path / "all.toml", run("serve", "--print-config", "--http.port", "1234").stdout)
    again = run("serve", "--print-config", "--config", file)
    assert again.returncode == 0, again.stderr
    assert tomllib.loads(again.stdout) == tomllib.loads(file.read_text())


def test_a_flag_wins_over_the_environment_and_that_over_the_file(tmp_path):
    file = write(tmp_path / "market.toml", "[http]\nport = 1\n")
    port = lambda *a, **k: tomllib.loads(run("serve", "--print-config", *a, **k).stdout)["http"]["port"]  # noqa: E731
    env = {"BOOKMARKET_CONFIG": str(file)}
    assert port(env=env) == 1
    assert port(env=env | {"BOOKMARKET_HTTP_PORT": "2"}) == 2
    assert port("--port", "3", env=env | {"BOOKMARKET_HTTP_PORT": "2"}) == 3


def test_the_configuration_reference_is_up_to_date():
    done = run("serve", "--print-config=markdown")
    assert done.returncode == 0
    assert done.stdout == (ROOT / "docs/config.md").read_text(), "run: bookmarket serve --print-config=markdown > docs/config.md"


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("http.port", "70000"),
        ("http.port", "http"),
        ("http.port", "-1"),
        ("http.access_log", "maybe"),
        ("log.level", "loud"),
        ("environment", "moon"),
        ("http.idle_seconds", "0"),
        ("roles", "catalog,kitchen"),
        ("roles", ""),
        ("http.host", "not an address"),
        ("http.public_url", "books.example"),
        ("http.public_url", "https://books.example/"),
        ("http.public_url", 'https://books.example"><script>'),
        ("http.public_url", "javascript:alert(1)"),
        ("web.dir", "/nonexistent/dist"),
        ("catalog.places", "/nonexistent/places.csv"),
        ("catalog.places", ""),
    ],
)
def test_a_wrong_setting_is_named_and_ends_the_start(setting, value, tmp_path):
    others = [] if setting == "web.dir" else ["--web.dir", ""]
    port = [] if setting == "http.port" else ["--port", "0"]
    done = run("serve", "--data", tmp_path / "d", *others, *port, f"--{setting}", value)
    assert done.returncode == 1
    assert setting in done.stderr, done.stderr
    assert done.stdout == ""


def test_a_wrong_setting_names_its_source_and_what_it_takes(tmp_path):
    file = write(tmp_path / "market.toml", '[log]\nlevel = "loud"\n')
    for done, source in [
        (run("migrate", "--config", file), str(file)),
        (run("migrate", env={"BOOKMARKET_LOG_LEVEL": "loud"}), "BOOKMARKET_LOG_LEVEL"),
        (run("migrate", "--log.level", "loud"), "--log.level"),
    ]:
        assert done.returncode == 1
        assert "log.level" in done.stderr and source in done.stderr and "debug, info, warning, error" in done.stderr


def test_an_unknown_setting_is_refused_by_name(tmp_path):
    file = write(tmp_path / "market.toml", "[http]\nprot = 80\n")
    done = run("serve", "--config", file)
    assert done.returncode == 1 and "http.prot" in done.stderr
    done = run("serve", env={"BOOKMARKET_HTTP_PROT": "80"})
    assert done.returncode == 1 and "BOOKMARKET_HTTP_PROT" in done.stderr


def test_a_broken_settings_file_is_reported_with_its_line(tmp_path):
    file = write(tmp_path / "market.toml", "[http]\nport = = 3\n")
    done = run("serve", "--config", file)
    assert done.returncode == 1 and "market.toml" in done.stderr and "line 2" in done.stderr
    done = run("serve", "--config", tmp_path / "none.toml")
    assert done.returncode != 0 and "none.toml" in done.stderr


def test_a_data_directory_that_cannot_be_made_names_the_setting(tmp_path):
    write(tmp_path / "file", "")
    for command in (["serve", "--port", "0", "--web.dir", ""], ["migrate"], ["reindex"]):
        done = run(*command, "--data", tmp_path / "file/data")
        assert done.returncode == 1 and "data_dir" in done.stderr, done.stderr


def test_a_second_server_ends_naming_the_holder(serve, data):
    first = serve(data)
    second = run("serve", "--port", "0", "--data", data, "--web.dir", "")
    assert second.returncode == 1
    assert str(first.process.pid) in second.stderr and str(data) in second.stderr
    assert first.get("/health/ready").status_code == 200


def test_the_lock_goes_with_its_holder_even_when_killed(serve, data):
    serve(data).kill()
    assert serve(data).get("/health/ready").status_code == 200


def test_a_port_in_use_ends_the_start_naming_the_setting(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", port, "--data", tmp_path / "d", "--web.dir", "")
    assert done.returncode == 1
    assert "http.port" in done.stderr and str(port) in done.stderr


def test_test_control_is_refused_in_production(tmp_path):
    done = run(
        "serve", "--environment", "production", "--test-control", tmp_path / "s", "--data", tmp_path / "d", "--web.dir", "", "--port", "0"
    )
    assert done.returncode == 1
    assert "production" in done.stderr and "--test-control" in done.stderr
    assert not (tmp_path / "s").exists()


def test_production_serves_without_test_control(serve, data):
    assert serve(data, "--environment", "production", test_control=False).get("/health/ready").status_code == 200


def test_sockets_of_a_server_are_for_its_owner_alone_and_go_with_it(serve, data):
    server = serve(data)
    for path in (data / "control.sock", server.control):
        assert path.stat().st_mode & 0o777 == 0o600
    assert server.stop() == 0
    assert not (data / "control.sock").exists() and not server.control.exists()


def test_an_import_goes_through_the_running_server_and_is_found_at_once(serve, data, tmp_path):
    server = serve(data)
    file = write(tmp_path / "one.csv", "title,authors,year\nДубове листя,Іваненко Ганна,1999\n")
    done = import_files(data, file)
    assert done.returncode == 0, done.stderr
    assert summary(done) == (1, 0)
    assert [i["title"] for i in server.search("дубове листя")["items"]] == ["Дубове листя"]


def test_the_owner_gets_in_when_the_public_has_taken_every_place(serve, data, tmp_path):
    server = serve(data, "--http.max_connections", "3", test_control=False)
    file = write(tmp_path / "one.csv", "title\nКнига\n")
    held = [server.connect() for _ in range(8)]
    try:
        for _ in range(3):
            assert import_files(data, file).returncode == 0
    finally:
        for s in held:
            s.close()


@pytest.mark.parametrize("served", [False, True])
def test_a_pipe_is_refused_and_holds_nothing_up(serve, data, tmp_path, served):
    server = serve(data) if served else None
    os.mkfifo(tmp_path / "pipe")
    good = write(tmp_path / "good.csv", "title\nКнига\n")
    for more in ([tmp_path / "pipe"], [good, "--rejects", tmp_path / "pipe"], [good, "--demo-sellers", tmp_path / "pipe"]):
        done = import_files(data, *more)
        assert done.returncode == 1 and "pipe" in done.stderr and "regular file" in done.stderr
    assert import_files(data, good).returncode == 0
    if server:
        assert server.stop() == 0


@pytest.mark.parametrize("rejects", ["second.csv", "towns.csv", "data/bookmarket.sqlite", "link.csv", "data/new.csv", "hard.csv", "dangling.csv"])
def test_rejects_do_not_write_over_what_is_read_or_kept(data, tmp_path, rejects):
    first, second = (write(tmp_path / n, "title\nКнига\n,\n") for n in ("first.csv", "second.csv"))
    towns = write(tmp_path / "towns.csv", TOWNS.read_text())
    assert import_files(data, second).returncode == 3
    (tmp_path / "link.csv").symlink_to(data / "bookmarket.sqlite")
    (tmp_path / "hard.csv").hardlink_to(data / "bookmarket.sqlite")
    (tmp_path / "dangling.csv").symlink_to(data / "bookmarket.sqlite-journal")
    before = {p: p.read_bytes() for p in (second, towns, data / "bookmarket.sqlite")}
    done = import_files(data, first, second, "--demo-sellers", towns, "--rejects", tmp_path / rejects)
    assert done.returncode == 1 and "--rejects" in done.stderr, done.stderr
    assert {p: p.read_bytes() for p in before} == before
    assert not (data / "bookmarket.sqlite-journal").exists()


def test_in_a_directory_that_others_may_enter_the_markets_files_are_its_owners_alone(serve, data):
    data.mkdir(mode=0o755)
    serve(data).stop()
    for file in data.iterdir():
        file.chmod(0o755 if file.is_dir() else 0o644)  # as an older version left them
    server = serve(data)
    server.get("/api/v1/search")
    found = {p.name: oct(p.stat().st_mode & 0o777) for p in data.iterdir()}
    assert found == {p.name: "0o700" if p.is_dir() else "0o600" for p in data.iterdir()}
    assert data.stat().st_mode & 0o777 == 0o755, "the directory is not ours to change"


def test_relative_paths_mean_the_callers_directory_also_through_a_server(serve, data, tmp_path):
    serve(data)
    (tmp_path / "here").mkdir()
    write(tmp_path / "here/books.csv", "title,year\nКнига,1990\n,1991\n")
    done = run("import", "books.csv", "--data", data, "--rejects", "bad.csv", cwd=tmp_path / "here")
    assert done.returncode == 3, done.stderr
    assert "no_title" in (tmp_path / "here/bad.csv").read_text()


def test_a_failed_import_through_the_server_is_an_error_of_the_command(serve, data, tmp_path):
    server = serve(data)
    done = import_files(data, write(tmp_path / "bad.csv", "name,year\nКнига,1990\n"))
    assert done.returncode == 1 and "title" in done.stderr
    assert server.get("/health/ready").status_code == 200


def test_reindex_works_alone_and_through_a_running_server(serve, data):
    server = serve(data)
    done = run("reindex", "--data", data, env=NO_DICTIONARIES)
    assert done.returncode == 0 and done.stdout == "0 works in the index.\n", done.stderr
    server.stop()
    assert run("reindex", "--data", data, env=NO_DICTIONARIES).stdout == "0 works in the index.\n"


def test_migrate_can_be_repeated(data):
    first, second = run("migrate", "--data", data, env=NO_DICTIONARIES), run("migrate", "--data", data, env=NO_DICTIONARIES)
    assert first.returncode == second.returncode == 0
    assert first.stdout == second.stdout
    assert {"works", "editions", "copies", "authors", "sellers"} <= {line.split()[0] for line in first.stdout.splitlines()}


def test_the_clock_moves_only_ahead_and_only_through_test_control(serve, data):
    server = serve(data)
    assert server.test("POST", "/clock", {"advance_seconds": 3600}).status_code == 200
    refused = server.test("POST", "/clock", {"advance_seconds": -1})
    assert refused.status_code == 400 and refused.json()["errors"][0]["pointer"] == "/body/advance_seconds"
    assert server.client.post("/clock", json={"advance_seconds": 1}).status_code in (404, 405)


def test_failpoints_take_known_actions_only(serve, data):
    server = serve(data)
    assert server.test("POST", "/failpoint", {"name": "x", "action": "fail"}).status_code == 200
    assert server.test("POST", "/failpoint", {"name": "x", "action": "off"}).status_code == 200
    refused = server.test("POST", "/failpoint", {"name": "x", "action": "explode"})
    assert refused.status_code == 400 and refused.json()["errors"][0]["pointer"] == "/body/action"
    for body in ({"name": "", "action": "off"}, {"action": "off"}, {"name": 3, "action": "off"}, [], {}):
        assert server.test("POST", "/failpoint", body).status_code == 400, body


def test_idle_returns_when_nothing_is_pending(serve, data):
    assert serve(data).test("GET", "/idle").status_code == 200


def test_roles_serve_only_what_they_name(serve, tmp_path):
    catalog = serve(tmp_path / "a", "--roles", "catalog")
    assert catalog.get("/api/v1/search").status_code == 200
    assert catalog.get("/").status_code == 404
    web = serve(tmp_path / "b", "--roles", "web", web=web_client())
    assert web.get("/").status_code == 200
    assert web.get("/api/v1/search").status_code == 404


def test_output_to_a_closed_pipe_does_not_kill_an_import(tmp_path, data):
    """`bookmarket import … | head -0` keeps what it read."""
    file = write(tmp_path / "b.csv", "title\n" + "".join(f"Книга {i}\n" for i in range(50)))
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "wb") as pipe:
        subprocess.run([BINARY, "import", file, "--data", data], stdout=pipe, stderr=subprocess.DEVNULL, env=environment(), timeout=60)
    assert run("reindex", "--data", data, env=NO_DICTIONARIES).stdout == "50 works in the index.\n"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_server_outlives_whoever_read_its_output(stream, data):
    """`bookmarket serve 2>&1 | head -1`, or a restarted collector of logs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    read, written = os.pipe()
    args = [BINARY, "serve", "--port", str(port), "--data", data, "--web.dir", ""]
    server = subprocess.Popen(args, env=environment(**NO_DICTIONARIES), **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: written})
    try:
        os.close(written)
        os.close(read)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=httpx.HTTPTransport(retries=8)) as client:
            for _ in range(3):
                assert client.get("/health/live").status_code == 200
                time.sleep(0.3)  # lines of the log go out every tenth of a second
        server.terminate()
        assert server.wait(20) == 0
    finally:
        server.kill()
        server.wait()


def test_descriptors_for_all_connections_are_asked_of_the_system(serve, data):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        server = serve(data, "--http.max_connections", "600")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    held = [server.connect() for _ in range(500)]
    try:
        for s in held[::50]:
            s.sendall(b"GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n")
            assert s.recv(4096).startswith(b"HTTP/1.1 200")
    finally:
        for s in held:
            s.close()


def test_where_the_system_gives_fewer_descriptors_the_rest_of_the_market_keeps_its_own(data, tmp_path):
    """The store, the snapshot and the control socket work while every place is taken."""
    from market import Server

    script = write(tmp_path / "limited", f'#!/bin/sh\nulimit -n 200\nexec {BINARY} "$@"\n')
    script.chmod(0o755)
    with Server(data, test_control=False, binary=script) as server:
        assert '"connections_capped"' in server.log()
        held = [server.connect() for _ in range(300)]
        assert import_files(data, write(tmp_path / "one.csv", "title\nКнига\n")).returncode == 0
        for s in held:
            s.close()
        assert server.stop() == 0
