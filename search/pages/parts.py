"""The parts of what was typed, and how each was understood, in words."""

from typing import NamedTuple

from django.utils.translation import gettext, pgettext_lazy

from search.grammar import Filter, Wanted

KINDS = {
    "essay": pgettext_lazy("what is looked for", "essays"),
    "reply": pgettext_lazy("what is looked for", "replies"),
    "objection": pgettext_lazy("what is looked for", "objections"),
    "question": pgettext_lazy("what is looked for", "questions"),
    "person": pgettext_lazy("what is looked for", "people"),
    "title": pgettext_lazy("what is looked for", "in titles, claims and names"),
}
STATUSES = {
    "open": pgettext_lazy("status of an objection", "open"),
    "answered": pgettext_lazy("status of an objection", "answered"),
    "contested": pgettext_lazy("status of an objection", "contested"),
    "disputed": pgettext_lazy("status of an objection", "disputed"),
    "settled": pgettext_lazy("status of an objection", "settled"),
    "conceded": pgettext_lazy("status of an objection", "conceded"),
    "agreed": pgettext_lazy("status of an objection", "agreed"),
    "declined": pgettext_lazy("status of an objection", "declined"),
    "not-pursued": pgettext_lazy("status of an objection", "not pursued"),
    "withdrawn": pgettext_lazy("status of an objection", "withdrawn"),
    "taken-back": pgettext_lazy("status of an objection", "taken back"),
    "merged": pgettext_lazy("status of an objection", "merged"),
    "struck": pgettext_lazy("status of an objection", "struck"),
    "unresolved": pgettext_lazy("status of an objection", "unresolved"),
}


class UnderstoodPart(NamedTuple):
    """A part of what was typed: what it means, and where one finds the same without it."""

    words: str
    url: str


def told(part: Wanted | Filter) -> str:
    """Return what a part was understood as."""
    if isinstance(part, Filter):
        told = {
            "author": gettext("by %(name)s") % {"name": part.value},
            "topic": gettext("about %(topic)s") % {"topic": part.value},
            "status": STATUSES.get(part.value, part.value),
            "letter": gettext("objection %(letter)s") % {"letter": part.value},
            "in": KINDS.get(part.value, part.value),
        }[part.name]
    else:
        words = {"words": part.typed.removeprefix("-").strip('"“”„*')}
        told = (gettext("beginning %(words)s…") if part.begins else gettext("“%(words)s”")) % words
    return gettext("not %(what)s") % {"what": told} if part.minus else str(told)
