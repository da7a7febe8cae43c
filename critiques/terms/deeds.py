"""What is done to objections and to questions, after the name of who does it."""

from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, pgettext_lazy

from critiques.words import Kind


class DeedWords(NamedTuple):
    """What holders say of it, what moderators do to it, and what a reply no longer does.

    Most of it is the same of both in English; other languages have a gender for each.
    """

    satisfied: str
    disputes: str
    takes_back: str
    took_back: str
    took_back_on: str
    removed: str
    put_back: str
    separated: str
    made_part: str
    no_longer_shares: str


DEEDS = {
    Kind.OBJECTION: DeedWords(
        satisfied=pgettext_lazy("of an objection, after a name", "is satisfied: this answers it"),
        disputes=pgettext_lazy("after a name", "still disputes it"),
        takes_back=pgettext_lazy("of an objection, after a name", "takes it back"),
        took_back=pgettext_lazy("of an objection, after a name", "took it back"),
        took_back_on=pgettext_lazy("of an objection, after a name", "took it back, %(day)s"),
        removed=pgettext_lazy("of an objection, after a name", "removed it"),
        put_back=pgettext_lazy("of an objection, after a name", "put it back"),
        separated=pgettext_lazy("of an objection, after a name", "made it stand by itself again"),
        made_part=pgettext_lazy("of an objection, after a name", "made it part of %(address)s"),
        no_longer_shares=pgettext_lazy(
            "of an objection, after a name", "no longer shares it in their reply"
        ),
    ),
    Kind.QUESTION: DeedWords(
        satisfied=pgettext_lazy("of a question, after a name", "is satisfied: this answers it"),
        disputes=pgettext_lazy("after a name", "still asks it"),
        takes_back=pgettext_lazy("of a question, after a name", "takes it back"),
        took_back=pgettext_lazy("of a question, after a name", "took it back"),
        took_back_on=pgettext_lazy("of a question, after a name", "took it back, %(day)s"),
        removed=pgettext_lazy("of a question, after a name", "removed it"),
        put_back=pgettext_lazy("of a question, after a name", "put it back"),
        separated=pgettext_lazy("of a question, after a name", "made it stand by itself again"),
        made_part=pgettext_lazy("of a question, after a name", "made it part of %(address)s"),
        no_longer_shares=pgettext_lazy(
            "of a question, after a name", "no longer shares it in their reply"
        ),
    ),
}


def deeds_for(kind: str) -> DeedWords:
    """Return what is done to an objection or a question, in the language of who asks."""
    return _deeds_in(get_language(), Kind(kind))


@cache
def _deeds_in(language: str, kind: Kind) -> DeedWords:
    return DeedWords(*map(str, DEEDS[kind]))
