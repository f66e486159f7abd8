"""docs/security.md names a test for what it claims: those tests are there."""

import re

from market import ROOT


def proof_faults(text):
    """Tests that are named and do not exist."""
    out = []
    for file, name in re.findall(r"`([\w./-]+)::([\w.]+)`", text):
        defined = rf"^def {name}\(" if file.endswith(".py") else r"^(TEST|RC_GTEST_PROP)\({}, {}\b".format(*name.split("."))
        if not (ROOT / file).exists() or not re.search(defined, (ROOT / file).read_text(), re.M):
            out.append(f"{file}::{name}")
    return out


def test_every_proof_in_the_table_exists():
    text = (ROOT / "docs/security.md").read_text()
    assert text.count("::test_") > 20 and proof_faults(text) == []


def test_a_proof_that_does_not_exist_is_noticed():
    assert proof_faults("`tests/functional/test_security_table.py::test_every_proof_in_the_table_exists`") == []
    for missing in ("tests/functional/test_security_table.py::test_nothing", "tests/functional/nowhere.py::test_x", "src/services/auth/tokens/access_token_test.cpp::AccessToken.Nothing"):
        assert proof_faults(f"`{missing}`") == [missing]
