import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "functional"))

import market as the_market  # noqa: E402
import pytest  # noqa: E402


@pytest.fixture
def serve(tmp_path):
    """Starts servers that end with the test."""
    started = []

    def start(data, *flags, **more):
        # The demo catalogue was indexed with dictionaries: so must be what is rebuilt of it.
        server = the_market.Server(data, *flags, **({"dictionaries": True} | more))
        started.append(server)
        return server

    yield start
    for server in started:
        server.__exit__()


@pytest.fixture
def demo(tmp_path):
    """A data directory of the test's own, with the demo catalogue."""
    return the_market.copy_of_demo(tmp_path / "data")


def pytest_collection_modifyitems(items):
    for item in items:
        item.add_marker(pytest.mark.timeout(150), append=False)
