"""How much the tests of chance and of size try: enough to fail soon, or what LONG asks for."""

import os

LONG = bool(os.environ.get("LONG"))


def examples(few: int, many: int) -> int:
    """Return `few`, or `many` in a run of `make test-long`."""
    return many if LONG else few
