"""The world in which the tests of the search look for things."""

import pytest

from tests.worlds.library import Library


@pytest.fixture(scope="module")
def library(kept_db: None) -> Library:
    """Texts in many scripts and states, which nobody changes."""
    return Library()
