"""Somebody's data, gathered from all apps: each app's `personal` module registers its tables."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import IO, Any
from zipfile import ZipFile

from django.db.models import Model

from accounts.models import User
from web.archives import add_text, entry
from web.pieces import pieces_of

# Rows that are in memory together.
BATCH = 20


@dataclass(frozen=True)
class Table:
    """One table: its name in the file, the look-up from a row to the person, and the columns."""

    name: str
    model: type[Model]
    owner: str
    columns: tuple[str, ...]

    def rows_of(self, user: User) -> Iterator[dict[str, Any]]:
        """Yield the person's rows, oldest first, few at a time: they may be long. One query."""
        rows = self.model.objects.filter(**{self.owner: user.pk}).order_by("pk")
        return rows.values(*self.columns).iterator(chunk_size=BATCH)


_tables: dict[str, Table] = {}
_files: list[Callable[[User], Iterator[tuple[str, bytes]]]] = []


def register(name: str, model: type[Model], owner: str, *, without: Collection[str] = ()) -> None:
    """Put into everybody's data the rows of `model` whose look-up `owner` leads to them.

    `without` names fields that are not theirs, or no data: what is derived, or secret.
    """
    fields = [f for f in model._meta.concrete_fields if f.name not in without]
    _tables[name] = Table(name, model, owner, tuple(field.attname for field in fields))


def register_files(files_of: Callable[[User], Iterator[tuple[str, bytes]]]) -> None:
    """Put into everybody's archive the files, by their names, that `files_of` yields for them."""
    _files.append(files_of)


def tables() -> Iterator[Table]:
    """Yield every table that holds somebody's data."""
    yield from _tables.values()


def data_of(user: User) -> Iterator[str]:
    """Yield all data of `user` as JSON, in pieces. One query for each table."""
    rows = {table.name: table.rows_of(user) for table in tables()}
    return pieces_of({"format": "rejoinder-account/1"} | rows)


def write_archive_of(user: User, file: IO[bytes]) -> None:
    """Write all data of `user`, and the files that are theirs, as a zip archive.

    The queries of `data_of`, and one for each kind of files; one file at a time is in memory.
    """
    with ZipFile(file, "w") as archive:
        add_text(archive, "account.json", data_of(user))
        for files_of in _files:
            for name, content in files_of(user):
                archive.writestr(entry(name, packed=False), content)
