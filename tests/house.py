"""The apps of the house, as pyproject.toml has them, for the tests that read its code."""

import tomllib

from tests.databases import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LINTER = PROJECT["tool"]["importlinter"]
# Every package of ours, from the top down.
APPS: list[str] = LINTER["root_packages"]
# Those that have tables.
WITH_TABLES = (
    "accounts",
    "images",
    "forum",
    "moderation",
    "critiques",
    "search",
    "inbox",
    "notifications",
    "mail",
)
