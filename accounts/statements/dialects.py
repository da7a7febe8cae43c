"""What differs between databases in how they are asked."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from accounts.statements.marks import Ids, is_list


class Dialect(NamedTuple):
    """How a database reads a whole list as one value, so that its SQL is the same for every length;
    what it is given for ids; and what has a cursor prepare what it is asked again."""

    listed: str
    value_of: Callable[[Ids], Any]
    prepare: Callable[[Any], None]


def _for_sqlite(ids: Ids) -> Any:
    if isinstance(ids, UUID):
        return ids.hex
    return json.dumps(ids) if is_list(ids) else ids


def _for_postgresql(ids: Ids) -> Any:
    return list(ids) if is_list(ids) else ids


def _is_prepared(cursor: Any) -> None:
    """Python’s library for SQLite does it by itself."""


def _prepare(cursor: Any) -> None:
    """Have PostgreSQL plan once a connection what takes longer to plan than to answer."""
    # Django’s own cursor puts values into the SQL, so that it is another one each time.
    cursor.cursor = cursor.db.Database.Cursor(cursor.connection)


# By vendor.
DIALECTS = {
    "sqlite": Dialect("IN (SELECT value FROM json_each({}) AS ids)", _for_sqlite, _is_prepared),
    "postgresql": Dialect("= ANY({})", _for_postgresql, _prepare),
}
