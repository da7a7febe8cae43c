"""What a form of points says that it will do, before it is sent.

`tells.js` says it again while somebody chooses, in the same words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from critiques.choices import RAISES
from critiques.record.sentences import names
from critiques.words import Kind
from threads.points.options import Option

NOTHING = gettext_lazy("adds nothing to the critique")


def told(chosen: Iterable[Option]) -> str:
    """Return what is done once these are chosen: “adds 2 objections, is about b and answers c”."""
    chosen = list(chosen)
    added = _added(chosen)
    said: dict[str, dict[str, None]] = {}
    for option in chosen:
        if option.says:
            on = option.o.address if option.o else pgettext("an objection", "another")
            said.setdefault(option.says, {})[on] = None
    pieces = [gettext("adds %(objections)s") % {"objections": added}] if added else []
    pieces += [f"{says} {names([*on])}" for says, on in said.items()]
    return names(pieces) or str(NOTHING)


def button(chosen: Sequence[Option]) -> str:
    """Return what the button says that sends these: “Add 5 objections” or “Save: is about b”."""
    if any(option.says for option in chosen) or not _added(chosen):
        return gettext("Save: %(deeds)s") % {"deeds": told(chosen)}
    return gettext("Add %(objections)s") % {"objections": _added(chosen)}


def _added(chosen: Iterable[Option]) -> str:
    kinds = Counter(RAISES[option.value] for option in chosen if option.value in RAISES)
    objections, questions = kinds[Kind.OBJECTION], kinds[Kind.QUESTION]
    said = (
        (objections, ngettext("%(count)d objection", "%(count)d objections", objections)),
        (questions, ngettext("%(count)d question", "%(count)d questions", questions)),
    )
    return names([what % {"count": count} for count, what in said if count])
