"""The fixtures of what a module's fixture `made` returned."""

from collections.abc import Iterator
from typing import Any

import pytest


def parts(names: str) -> Iterator[Any]:
    """Make a fixture of each of these parts of `made`, a dict; each test gets it as it was then."""
    return map(_part, names.split())


def _part(name: str) -> Any:
    @pytest.fixture(name=name)
    def part(anew: dict[str, Any]) -> Any:
        return anew[name]

    return part
