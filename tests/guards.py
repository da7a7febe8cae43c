"""Guards: what Django lets pass in a test, or in silence, fails any test that comes by it.

And what takes a tenth of a test's time for nothing takes none.
"""

import sys
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, ParamSpec, TypeVar

import pytest
from django.db import connection as site
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import Atomic, TransactionManagementError
from django.template.base import Variable, VariableDoesNotExist

from tests.databases import ROOT

P = ParamSpec("P")
R = TypeVar("R")
TESTS = str(ROOT / "tests")
# In places of eight bytes. It is more than half of a chunk of 512 kB, of which the rest is left to
# what is called: hundreds of calls. Nothing is written there; memory that is not used is none.
PLACES = 33_000


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


def with_room(call: Callable[P, R]) -> Callable[P, R]:
    """Return a function that does as `call`, beneath which no chunk of Python's stack ends.

    CPython keeps what it calls in chunks of 16 kB, and up to its releases of 2026 gives one back to
    the machine as soon as the call that needed it returns. Where the edge of one comes to lie
    beneath a loop, each call in that asks for memory anew. A site is served some thirty calls deep
    and seldom comes there; a test asks it a hundred deep, and came there five hundred times in a
    request. The issue: https://github.com/python/cpython/issues/142183.
    """

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=PLACES)
    return roomy
