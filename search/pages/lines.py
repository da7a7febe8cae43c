"""A line for each text that was found: what it is, whose and of when, and the part that fits."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from critiques.record.cards import ObjectionCard, card
from critiques.record.hydration import hydrated
from forum.models import State
from search.excerpts import excerpt, marked
from search.grammar import Wanted
from search.models import IndexEntry
from search.pages.texts import (
    found_essays,
    found_objections,
    found_people,
    found_replies,
    found_texts,
    titled,
)
from search.ranking import RankedEntry
from web.dates import day, iso

Of = IndexEntry.Of
HIDDEN = {
    State.PENDING: gettext_lazy("waits for a moderator"),
    State.AUTO_HIDDEN: gettext_lazy("hidden by reports"),
    State.HIDDEN: gettext_lazy("removed by moderators"),
    State.REJECTED: gettext_lazy("not published"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
}


class FoundLine(NamedTuple):
    """One of what was found: an essay, a reply, an objection, a question or a person."""

    pk: int
    kind: str
    title: SafeString
    url: str
    writer: User
    at: datetime
    # What it stands beneath, if that is not itself.
    essay: str
    essay_url: str
    # Why others don’t see it, where that is so.
    note: str = ""
    objection: ObjectionCard | None = None
    excerpt: SafeString = SafeString()

    @property
    def when(self) -> str:
        """The day, as readers see it."""
        return day(self.at)

    @property
    def iso(self) -> str:
        """The moment, for machines."""
        return iso(self.at)


def lines_of(
    found: Sequence[RankedEntry], wanted: Sequence[Wanted], viewer: Any
) -> list[FoundLine]:
    """Return the lines of what `viewer` may find, in this order. Eleven queries at most."""
    texts = dict(found_texts.rows(None, [each.pk for each in found]))
    lines: dict[tuple[str, int], FoundLine] = {}
    for kind, make in _MAKERS.items():
        ids = [each.of for each in found if each.kind == kind]
        lines |= {(kind, line.pk): line for line in make(ids, wanted, viewer)}
    # What was hidden a moment ago has no line any more.
    return [
        lines[each.kind, each.of]._replace(excerpt=excerpt(texts.get(each.pk, ""), wanted))
        for each in found
        if (each.kind, each.of) in lines
    ]


def _essays(ids: Sequence[int], wanted: Sequence[Wanted], viewer: Any) -> Iterator[FoundLine]:
    for post in found_essays.rows(viewer, ids):
        title, url = marked(post.title, wanted), post.get_absolute_url()
        note, at = str(HIDDEN.get(post.state, "")), post.published_at or post.created_at
        yield FoundLine(post.pk, Of.ESSAY, title, url, post.author, at, post.title, url, note)


def _replies(ids: Sequence[int], wanted: Sequence[Wanted], viewer: Any) -> Iterator[FoundLine]:
    replies = found_replies.rows(viewer, ids)
    essays = _essays_of((reply.post_id for reply in replies), viewer)
    for reply in replies:
        essay, url = essays[reply.post_id]
        here, note = (
            f"{reply.get_absolute_url()}#reply-{reply.pk}",
            str(HIDDEN.get(reply.state, "")),
        )
        writer, at = reply.author, reply.created_at
        title = marked(essay, ())
        yield FoundLine(reply.pk, Of.REPLY, title, here, writer, at, essay, url, note)


def _objections(ids: Sequence[int], wanted: Sequence[Wanted], viewer: Any) -> Iterator[FoundLine]:
    found = hydrated(found_objections.rows(viewer, ids), viewer) if ids else []
    essays = _essays_of((each.post_id for each in found), viewer)
    for each in found:
        shown, (essay, url) = card(each, viewer), essays[each.post_id]
        title, at = marked(shown.claim, wanted), each.created_at
        line = FoundLine(each.pk, shown.kind, title, shown.url, each.raiser, at, essay, url)
        yield line._replace(objection=shown)


def _people(ids: Sequence[int], wanted: Sequence[Wanted], viewer: Any) -> Iterator[FoundLine]:
    for user in found_people.rows(viewer, ids):
        name, url, since = (
            marked(user.shown_name, wanted),
            user.get_absolute_url(),
            user.date_joined,
        )
        yield FoundLine(user.pk, Of.PERSON, name, url, user, since, gettext("People"), "")


_MAKERS = {
    Of.ESSAY: _essays,
    Of.REPLY: _replies,
    Of.OBJECTION: _objections,
    Of.PERSON: _people,
}


def _essays_of(ids: Iterable[int], viewer: Any) -> dict[int, tuple[str, str]]:
    """Return the title of each essay, if `viewer` may read it, and its address."""
    return {
        post.pk: (post.title if post.readable else post.public_title, post.get_absolute_url())
        for post in titled.rows(viewer, sorted(set(ids)))
    }
