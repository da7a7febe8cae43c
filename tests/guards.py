"""Guards: what Django lets pass in a test, or in silence, fails any test that comes by it."""

import sys
from dataclasses import is_dataclass
from typing import Any

import pytest
from django.db import connection as site
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import Atomic, TransactionManagementError
from django.template.base import Variable, VariableDoesNotExist

from tests.databases import ROOT

TESTS = str(ROOT / "tests")


def guard_locks(patch: pytest.MonkeyPatch) -> None:
    """Let nothing lock rows where all transactions that are open are the tests'.

    A query that says so locks them, and so does renewing the mark of a post. Django refuses only
    where rows can be locked and where no transaction is open, and nearly every test is itself a
    transaction: what would be refused on a server passes there.
    """
    from forum import locks  # its models are there once Django is set up

    begin, compile_query, lock = Atomic.__init__, SQLCompiler.as_sql, locks._lock

    def refuse_without(connection: Any) -> None:
        if all(each._from_testcase for each in connection.atomic_blocks):
            raise TransactionManagementError("Rows are locked outside an atomic block.")

    def begin_marked(self: Atomic, *args: Any) -> None:
        begin(self, *args)
        # Who called `atomic`. The mark is Django's own, for the transactions of its test cases.
        self._from_testcase = sys._getframe(2).f_code.co_filename.startswith(TESTS)

    def compile_guarded(self: SQLCompiler, *args: Any, **kwargs: Any) -> tuple[str, tuple]:
        if self.query.select_for_update:
            refuse_without(self.connection)
        return compile_query(self, *args, **kwargs)

    def lock_guarded(*args: Any) -> None:
        refuse_without(site)
        lock(*args)

    patch.setattr(Atomic, "__init__", begin_marked)
    patch.setattr(SQLCompiler, "as_sql", compile_guarded)
    patch.setattr(locks, "_lock", lock_guarded)


def guard_templates(patch: pytest.MonkeyPatch, missing: list[str]) -> None:
    """Let `missing` be told what templates looked up in vain on dataclasses and named tuples.

    Django prints nothing there, and takes it for false.
    """
    resolve = Variable._resolve_lookup

    def looked_up(self: Variable, context: Any) -> Any:
        try:
            return resolve(self, context)
        except VariableDoesNotExist as error:
            found = error.params[1] if len(error.params) > 1 else None
            if is_dataclass(found) or hasattr(found, "_fields"):
                missing.append(f"{self.var} of {type(found).__name__}")
            raise

    patch.setattr(Variable, "_resolve_lookup", looked_up)
