"""What a form of points says that it will do, before it is sent.

`tells.js` says it again while somebody chooses, in the same words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from critiques.choices import RAISES
from critiques.record.sentences import names
from threads.options import Option

NOTHING = "adds nothing to the critique"


def told(chosen: Iterable[Option]) -> str:
    """Return what is done once these are chosen: “adds 2 objections, is about b and answers c”."""
    chosen = list(chosen)
    added = _added(chosen)
    said: dict[str, dict[str, None]] = {}
    for option in chosen:
        if option.says:
            said.setdefault(option.says, {})[option.o.address if option.o else "another"] = None
    pieces = [f"adds {added}"] if added else []
    return names([*pieces, *(f"{says} {names([*on])}" for says, on in said.items())]) or NOTHING


def button(chosen: Sequence[Option]) -> str:
    """Return what the button says that sends these: “Add 5 objections” or “Save: is about b”."""
    if any(option.says for option in chosen) or not _added(chosen):
        return f"Save: {told(chosen)}"
    return f"Add {_added(chosen)}"


def _added(chosen: Iterable[Option]) -> str:
    kinds = Counter(RAISES[option.value] for option in chosen if option.value in RAISES)
    return names([f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in sorted(kinds.items())])
