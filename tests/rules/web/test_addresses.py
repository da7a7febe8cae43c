"""An address that is put together is the one that Django finds."""

import pytest
from django.urls import reverse

from web.addresses import address_of


@pytest.mark.parametrize("ids", [(1, 2), (10**9 + 7, 10**9 + 9), (10**9 + 9, 10**9 + 7)])
def test_an_address_is_the_routes_own(ids: tuple[int, int]) -> None:
    first, second = ids
    for route, what in {
        "index": (),
        "critique": (first,),
        "objection": (first, second),
        "session-end": (second,),
        "profile": ("a-Long_name-1",),
    }.items():
        assert address_of(route, *what) == reverse(route, args=what)
