"""Queries that many requests ask, each kept as SQL."""

from accounts.statements.marks import MOST
from accounts.statements.statement import Statement

__all__ = ["MOST", "Statement"]
