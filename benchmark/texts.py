"""What people write: the words of the demo's discussions, and texts made to keep us busy."""

import json
from itertools import chain
from random import Random
from typing import Any

from transfer.demo.showcase import FOLDER

PARAGRAPHS = 3
# Characters.
ESSAY = 100_000


def essay() -> str:
    """Return the Markdown of an essay."""
    return max((discussion["post"]["body"] for discussion in _demo()), key=len)


def replies(count: int) -> list[str]:
    """Return `count` replies in Markdown, each made of what three people wrote."""
    bodies = [each["body"] for each in chain.from_iterable(d["replies"] for d in _demo())]
    bodies = [body for body in bodies if body]
    choose = Random(1)  # noqa: S311 (the same replies each time)
    return ["\n\n".join(choose.sample(bodies, PARAGRAPHS)) for _ in range(count)]


def searches() -> dict[str, str]:
    """Return what is looked for in them, by what it is."""
    return {
        "a rarer word": "checks",
        "two words": "the reading",
        "a phrase": '"in the"',
        "a common word": "the",
    }


def attacks() -> dict[str, str]:
    """Return the texts that take longest to render of all we know, by what they are made of."""
    return {
        "nested lists": "".join(" " * (4 * (i % 15)) + "- a\n\n" for i in range(2900)),
        "links left open": ("[a](" + "b" * (ESSAY // 1499 - 4)) * 1490,
        "brackets left open": ("[" + "a" * (ESSAY // 1500 - 1)) * 1499,
        "emphasis far apart": ("*a* " + "b" * (ESSAY // 2900 - 4)) * 2900,
        "a note used often": "[^1]: x\n\n" + "[^1] " * 390,
        "code that is no code": "```python\n" + "('\n" * 3000 + "```",
    }


def _demo() -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))]
