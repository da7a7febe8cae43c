"""What of a discussion is its reader's own: what they hold, what they have marked to find it again,
as worth reading, to hear more of it or no more, and when they were last here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Q, QuerySet, Value
from django.utils.translation import gettext

from accounts.statements import Statement
from critiques.models import Holder
from critiques.words import HOLDING
from forum.models import Bookmark, Follow, Mute, Post, State, Visit, Vote
from web.addresses import address_of
from web.following import FOLLOWED, MUTED, FollowControl

VISIT, HELD, BOOKMARK, VOTE, FOLLOW, MUTE, MUTED_BRANCH, MUTED_PERSON = range(1, 9)
# What stands before the text of a reply, and before what is beneath it.
HEAD = "</header>\n"
OPEN, FOLDED = '<details class="branch" open>', '<details class="branch">'


class Muted(NamedTuple):
    """Of whom a reader hears no more, and of which replies with all beneath them."""

    people: Collection[int] = ()
    branches: Collection[int] = ()

    @property
    def any(self) -> bool:
        """Whether anything is muted."""
        return bool(self.people or self.branches)

    def folded(
        self, pieces: list[str], replies: Iterable[tuple[str, int, str]], *, but: int | None = None
    ) -> list[str]:
        """Return the `pieces_of` replies with what is muted folded; what is beneath somebody’s
        reply stays in sight.

        `replies` are their numbers, writers and states. `but` is a reply that was asked for.
        """
        if not self.any:
            return pieces
        found = list(pieces)
        for place, (pk, author, state) in enumerate(replies):
            number = int(pk)
            if number == but:
                continue
            text, beneath = 1 + 3 * place, 2 + 3 * place
            branch = number in self.branches
            if (branch or author in self.people) and state == State.VISIBLE:
                found[text] = _folded(
                    found[text], gettext("Muted branch") if branch else gettext("Muted")
                )
            if branch:
                found[beneath] = found[beneath].replace(OPEN, FOLDED, 1)
        return found


NOT_MUTED = Muted()


class Marks(NamedTuple):
    """Which replies, and None for the essay; how that is followed, and what is muted of them; the
    objections that the reader holds, and their last visit, if there was one."""

    bookmarked: frozenset[int | None] = frozenset()
    worth: frozenset[int | None] = frozenset()
    state: str = ""
    muted: Muted = NOT_MUTED
    held: frozenset[int | None] = frozenset()
    visit: Visit | None = None

    def control(self, post_id: int) -> FollowControl:
        """Return what can be pressed at the essay, to follow or mute it."""
        return FollowControl(
            address_of("post-following", post_id), gettext("this essay"), self.state
        )


NONE = Marks()


@Statement
def _here(viewer: Any, post_id: int) -> QuerySet:
    here, own = Q(post=post_id) | Q(reply__post=post_id), {"user": viewer}
    visits = Visit.objects.filter(post=post_id, part=Visit.Part.THREAD, **own)
    held = Holder.objects.filter(post=post_id, state__in=HOLDING, **own)
    mutes = Mute.objects.filter(**own)
    return _kind(VISIT, visits, "pk", "at", "before", "seen_at").union(
        _kind(HELD, held, "objection"),
        _kind(BOOKMARK, Bookmark.objects.filter(here, **own), "reply"),
        _kind(VOTE, Vote.objects.filter(here, **own), "reply"),
        _kind(FOLLOW, Follow.objects.filter(post=post_id, stopped_at=None, **own), "post"),
        _kind(MUTE, mutes.filter(post=post_id), "post"),
        _kind(MUTED_BRANCH, mutes.filter(reply__post=post_id), "reply"),
        _kind(MUTED_PERSON, mutes.filter(person__isnull=False), "person"),
        all=True,
    )


def _kind(kind: int, rows: QuerySet, of: str, *moments: Any) -> QuerySet:
    """Return rows of one kind in the columns of all: of what, and the moments of a visit."""
    moments = moments or (Value(None, DateTimeField()),) * 3
    return rows.order_by().values_list(Value(kind), of, *moments)


def marks_in(post: Post, viewer: Any) -> Marks:
    """Return what `viewer` has marked of `post` and its replies, and what else is their own.

    One query if signed in, else none.
    """
    if viewer is None or not viewer.is_authenticated:
        return NONE
    of: dict[int, set[int | None]] = defaultdict(set)
    visit = None
    for kind, pk, *moments in _here.rows(viewer, post.pk):
        of[kind].add(pk)
        if kind == VISIT:
            at, before, seen_at = moments
            visit = Visit(at=at, before=before, seen_at=seen_at)
    return Marks(
        bookmarked=frozenset(of[BOOKMARK]),
        worth=frozenset(of[VOTE]),
        state=MUTED if of[MUTE] else FOLLOWED if of[FOLLOW] else "",
        muted=Muted(of[MUTED_PERSON], of[MUTED_BRANCH]),
        held=frozenset(of[HELD]),
        visit=visit,
    )


def _folded(piece: str, words: str) -> str:
    """Return the piece of a reply that has its text, with that folded."""
    head, text = piece[: len(HEAD)], piece[len(HEAD) :]
    return f'{head}<details class="fold"><summary>{words}</summary>{text}</details>\n'
