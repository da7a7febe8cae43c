"""What replies no longer do to an objection, as its history tells it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import pgettext_lazy

from accounts.models.shown_names import shown_name_of
from accounts.statements import Statement
from critiques.models import FormerTag
from critiques.record.historyline import Line, line_of
from critiques.terms import deeds_for
from critiques.words import Act
from forum.models import Reply

FORMERLY = {
    Act.ANSWER: pgettext_lazy("after a name", "no longer answers it in their reply"),
    Act.ASK: pgettext_lazy("after a name", "no longer asks about it in their reply"),
    Act.DISCUSS: pgettext_lazy("after a name", "no longer speaks of it in their reply"),
}


class FormerAct(NamedTuple):
    """What somebody’s reply no longer does to an objection."""

    act: str
    removed_at: datetime
    name: str


def former_acts(post_id: int, objection: int) -> list[FormerAct]:
    """Return those on an objection to a post in replies that the public can read. One query."""
    rows = _former.rows(None, post_id, objection)
    return [FormerAct(act, at, shown_name_of(name, username)) for act, at, name, username in rows]


@Statement
def _former(_: Any, post_id: int, objection: int) -> QuerySet[Any, tuple[Any, ...]]:
    heard = Reply.objects.heard_on(post_id).filter(pk=OuterRef("reply"))
    tags = FormerTag.objects.filter(Exists(heard), objection=objection)
    author = ("reply__author__display_name", "reply__author__username")
    return tags.order_by("removed_at", "pk").values_list("act", "removed_at", *author)


def no_longer_done(kind: str, former: Iterable[FormerAct]) -> Iterator[Line]:
    """Yield the lines of them in the history of an objection or a question."""
    unshared = deeds_for(kind).no_longer_shares
    for each in former:
        what = unshared if each.act == Act.SUPPORT else str(FORMERLY[Act(each.act)])
        yield line_of(each.removed_at, "withdrawn", what, each.name)
