"""Where replies went that moderators moved, as a line at the place where they stood."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from accounts.statements import Statement
from forum.models import Post, State
from moderation.models import LogAct, Move
from web.sentences import with_html


class Pointer(NamedTuple):
    """One line: how many replies went where; `pk` is the reply that old links lead to.

    It is 0 where that stands in the same discussion still.
    """

    pk: int
    told: SafeString


class Pointers(NamedTuple):
    """Lines beneath a reply (0: on top of the thread), and in place of what became an essay."""

    moved: dict[int, list[Pointer]]
    made: dict[int, Pointer]


def pointers_of(post: Post) -> Pointers:
    """Return what was moved from `post`, or within it. One query."""
    moved: dict[int, list[Pointer]] = defaultdict(list)
    made: dict[int, Pointer] = {}
    seen = set()
    for each in _moves.rows(None, post.pk):
        if each.entry.act == LogAct.SPLIT:
            essay = _named(each.reply_id, each.reply.essay)
            told = with_html(gettext("Made an essay: %(essay)s"), essay=essay)
            made[each.reply_id] = Pointer(each.reply_id, told)
            continue
        here = each.reply.post_id == post.pk
        if each.reply_id not in seen and not _is_back(each):
            essay = _named(each.reply_id, each.reply.post)
            count = each.entry.count
            told = _moved_within(each.reply_id, count) if here else _moved_to(essay, count)
            moved[each.parent_id or 0].insert(0, Pointer(0 if here else each.reply_id, told))
        seen.add(each.reply_id)
    return Pointers(dict(moved), made)


def _is_back(move: Move) -> bool:
    return (move.reply.post_id, move.reply.parent_id) == (move.source_id, move.parent_id)


@Statement
def _moves(_: None, post_id: int) -> QuerySet:
    moves = Move.objects.filter(
        source=post_id, entry__reversed_by=None, entry__act__in=(LogAct.MOVE, LogAct.SPLIT)
    )
    texts = ("body", "html")
    apart = [f"reply__{of}{text}" for of in ("", "post__", "essay__") for text in texts]
    related = moves.select_related("entry", "reply__post", "reply__essay")
    return related.defer(*apart).order_by("-pk")


def _moved_to(essay: SafeString, count: int) -> SafeString:
    said = ngettext(
        "%(count)s reply was moved to %(essay)s",
        "%(count)s replies were moved to %(essay)s",
        count,
    )
    return with_html(said, count=count, essay=essay)


def _moved_within(pk: int, count: int) -> SafeString:
    said = ngettext(
        "%(count)s reply was moved %(within)s",
        "%(count)s replies were moved %(within)s",
        count,
    )
    within = gettext("within this discussion")
    link = format_html('<a href="/replies/{}/?in=thread">{}</a>', pk, within)
    return with_html(said, count=count, within=link)


def _named(pk: int, post: Post | None) -> SafeString:
    """Return an essay’s name for everybody: a link to the reply there, if it is public."""
    if post is not None and post.state == State.VISIBLE:
        title = gettext("“%(title)s”") % {"title": post.title}
        return format_html('<a href="/replies/{}/" dir="auto">{}</a>', pk, title)
    return format_html("<bdi>{}</bdi>", gettext("an essay that is not public"))
