import market as the_market
import pytest


@pytest.fixture(scope="session")
def market():
    """A server with the demo catalogue. It is shared: tests that change, slow or stop a server start their own."""
    data = the_market.copy_of_demo(the_market.scratch() / "shared")
    with the_market.Server(data, "--http.public_url", "https://books.example", web=the_market.web_client(), dictionaries=True) as server:
        yield server
        assert server.stop() == 0, server.log()[-2000:]


@pytest.fixture(scope="session")
def api(market):
    """The OpenAPI document that the server hands out."""
    return market.json("/openapi.json")


@pytest.fixture
def data(tmp_path):
    """Where a test's own data directory goes."""
    return tmp_path / "data"


@pytest.fixture
def serve(tmp_path):
    """Starts servers that end with the test."""
    started = []

    def start(data=None, *flags, **more):
        server = the_market.Server(data if data is not None else tmp_path / "data", *flags, **more)
        started.append(server)
        return server

    yield start
    for server in started:
        server.__exit__()


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(150))
