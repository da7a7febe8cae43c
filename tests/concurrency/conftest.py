"""On which databases several write at once."""

import pytest

from tests.examples import LONG


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to a long run what runs on PostgreSQL, too: SQLite has one writer at a time."""
    here = [item for item in items if "concurrency" in item.path.parts]
    names = {item.name for item in here}
    on_both = names & {name.replace("postgres", "sqlite") for name in names if "postgres" in name}
    left_out = [] if LONG else [item for item in here if item.name in on_both]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
