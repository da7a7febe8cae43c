"""The site whose hidden texts hold canaries, for all tests of a module."""

import pytest

from tests.worlds.canaries import Site


@pytest.fixture(scope="module")
def site(kept_db: None) -> Site:
    """Made once; what a test writes is taken back after it."""
    return Site()
