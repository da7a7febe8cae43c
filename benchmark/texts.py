"""What people write, for the benchmark: the words of the demo's discussions."""

import json
from itertools import chain
from random import Random
from typing import Any

from transfer.demo.showcase import FOLDER

PARAGRAPHS = 3


def essay() -> str:
    """Return the Markdown of an essay."""
    return max((discussion["post"]["body"] for discussion in _demo()), key=len)


def replies(count: int) -> list[str]:
    """Return `count` replies in Markdown, each made of what three people wrote."""
    bodies = [each["body"] for each in chain.from_iterable(d["replies"] for d in _demo())]
    bodies = [body for body in bodies if body]
    choose = Random(1)  # noqa: S311 (the same replies each time)
    return ["\n\n".join(choose.sample(bodies, PARAGRAPHS)) for _ in range(count)]


def _demo() -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))]
