"""The site whose hidden texts hold canaries, for all tests of a module."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.worlds.canaries import Site


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[Site]:
    """Made once; what a test writes is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Site()
        transaction.set_rollback(True)
