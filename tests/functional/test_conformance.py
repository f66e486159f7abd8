"""The API is what its description says: the description is valid, and nothing answers otherwise."""

import http.server
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import openapi_spec_validator
import pytest
from comer import Provider
from market import ROOT, copy_of_demo, environment, run
from people import CHEAP_HASHES, add_user

HERE = Path(__file__).parent
SECONDS = 60
CONFORMANCE_PASSWORD = "not the one of the examples"  # which would change it
MANY = ("--auth.letters_per_hour", "1000000", "--auth.sign_ins_per_address", "1000000")


@pytest.fixture(scope="module")
def described():
    done = run("openapi")
    assert done.returncode == 0
    return done.stdout


def test_the_description_is_valid_openapi_3_1(described):
    document = json.loads(described)
    assert document["openapi"].startswith("3.1")
    openapi_spec_validator.validate(document)


def test_an_invalid_description_is_noticed(described):
    document = json.loads(described)
    del document["paths"]["/api/v1/search"]["get"]["responses"]
    document["paths"]["/api/v1/works/{id}"]["get"]["parameters"] = [{"in": "nowhere"}]
    with pytest.raises(openapi_spec_validator.validation.exceptions.OpenAPIValidationError):
        openapi_spec_validator.validate(document)


def test_the_description_in_the_tree_is_up_to_date(described):
    assert (ROOT / "api/openapi.json").read_text() == described, "run: bookmarket openapi > api/openapi.json"


def test_the_server_hands_out_the_same_description(market, described):
    answer = market.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(described)


def test_every_operation_is_described_for_people_and_programs(described):
    document = json.loads(described)
    ids = []
    for path, methods in document["paths"].items():
        for operation in methods.values():
            ids.append(operation["operationId"])
            assert operation["summary"] and operation["tags"] and "security" in operation, path
            succeeds = [s for s in operation["responses"] if s.startswith("2")]
            assert len(succeeds) == 1 and any(s.startswith("4") for s in operation["responses"]), path
            for p in operation.get("parameters", []):
                assert "schema" in p and (p.get("description") or "enum" in str(p["schema"])), (path, p["name"])
    assert len(set(ids)) == len(ids)


def test_documented_examples_work(market, described):
    """Whoever tries what the description shows gets an answer, not a complaint."""
    for path, methods in json.loads(described)["paths"].items():
        if "get" not in methods or methods["get"]["security"]:
            continue
        examples = {p["name"]: p["example"] for p in methods["get"].get("parameters", []) if "example" in p}
        required = [p["name"] for p in methods["get"].get("parameters", []) if p.get("required")]
        if all(r in examples for r in required):
            query = {k: str(v).lower() if isinstance(v, bool) else v for k, v in examples.items() if "{" + k + "}" not in path}
            answer = market.get(path.format(**examples), params=query)
            assert answer.status_code in (200, 404), (path, answer.text)


def schemathesis(url, *flags, **more):
    python = Path(sys.executable).parent
    return subprocess.run(
        [
            python / "schemathesis",
            "run",
            url + "/openapi.json",
            "--url",
            url,
            "--checks",
            "all",
            "--continue-on-failure",
            "--seed",
            "20260101",
            *flags,
        ],
        capture_output=True,
        text=True,
        timeout=170,
        env=environment(SCHEMATHESIS_HOOKS="conformance_hooks", PYTHONPATH=str(HERE), CONFORMANCE_URL=url, **more),
        cwd=os.environ.get("TMPDIR", "/tmp"),
    )


@pytest.mark.timeout(400)
def test_no_answer_differs_from_the_description(serve, tmp_path, api, request):
    provider = Provider()
    request.addfinalizer(provider.close)
    market = serve(copy_of_demo(tmp_path / "data"), *CHEAP_HASHES, *MANY, *provider.settings(), dictionaries=True)
    provider.redirect_uris.add(market.url + "/auth/oidc/callback")
    assert add_user("conformance@example.org", "--role", "admin", "--data", market.data, password=CONFORMANCE_PASSWORD).returncode == 0
    known = {
        "CONFORMANCE_DATA": str(market.data),
        "CONFORMANCE_CONTROL": str(market.control),
        "CONFORMANCE_PASSWORD": CONFORMANCE_PASSWORD,
    }
    # Every operation a few times, however long it takes; then as deep as the time allows.
    for how in (("--phases", "fuzzing", "--max-examples", "4"), ("--max-time", str(SECONDS), "--max-examples", "12")):
        done = schemathesis(market.url, *how, "--workers", "1", "--no-shrink", **known)
        assert done.returncode == 0, done.stdout[-12_000:] + done.stderr[-2000:]
    # It reached what it tested: every operation answered some requests with what was asked for.
    metrics = market.get("/metrics").text
    routes = [operation["operationId"] for methods in api["paths"].values() for operation in methods.values()]
    assert [r for r in routes if f'bookmarket_http_requests_total{{route="{r}",status="2xx"}}' not in metrics] == []


@pytest.mark.parametrize(
    ("status", "content_type", "body", "complaint"),
    [
        (500, "application/problem+json", '{"type":"about:blank"}', "ST101"),
        (200, "application/json", '{"items":"none"}', "ST108"),
        (200, "text/html", "<p>hello</p>", "ST105"),
        (418, "application/json", "{}", "ST103"),
        (
            400,
            "application/problem+json",
            '{"type":"about:blank","title":"Bad Request","status":400,"code":"x","detail":"x","trace_id":"x"}',
            "ST202",
        ),
    ],
)
def test_a_server_that_answers_otherwise_is_noticed(described, status, content_type, body, complaint):
    class Liar(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            known = self.path == "/openapi.json"
            text = (described if known else body).encode()
            self.send_response(200 if known else status)
            self.send_header("Content-Type", "application/json" if known else content_type)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def send_error(self, *_):
            self.send_response(405)
            self.send_header("Allow", "GET")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}"
        done = schemathesis(url, "--include-operation-id", "suggest", "--phases", "examples,coverage", "--max-failures", "3")
        server.shutdown()
    assert done.returncode == 1
    assert complaint in done.stdout, done.stdout[-6000:]
