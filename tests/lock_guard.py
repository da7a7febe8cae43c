"""A guard: what locks rows outside a transaction of the code's own fails, on SQLite too.

Django says so only where rows can be locked and where no transaction is open, and nearly every
test is itself a transaction: what would be refused on a server passes there.
"""

import sys
from typing import Any

import pytest
from django.db.models.sql.compiler import SQLCompiler, SQLUpdateCompiler
from django.db.transaction import Atomic, TransactionManagementError

from tests.databases import ROOT

TESTS = str(ROOT / "tests")


def guard_locks(patch: pytest.MonkeyPatch) -> None:
    """Let nothing lock rows where all transactions that are open are the tests'.

    A query that says so locks them, and so does renewing the mark of a post.
    """
    begin, compile_query = Atomic.__init__, SQLCompiler.as_sql
    compile_update = SQLUpdateCompiler.as_sql

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

    def update_guarded(self: SQLUpdateCompiler) -> tuple[str, tuple]:
        if {field.name for field, _, _ in self.query.values} == {"version", "stamp"}:
            refuse_without(self.connection)
        return compile_update(self)

    patch.setattr(Atomic, "__init__", begin_marked)
    patch.setattr(SQLCompiler, "as_sql", compile_guarded)
    patch.setattr(SQLUpdateCompiler, "as_sql", update_guarded)
