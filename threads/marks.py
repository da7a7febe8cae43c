"""What a reader has marked in a discussion: to find it again, as worth reading, to hear more of it
or no more.
"""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext

from accounts.statements import Statement
from forum.models import Bookmark, Follow, Mute, Post, State, Vote
from web.addresses import address_of
from web.following import FOLLOWED, MUTED, FollowControl

BOOKMARK, VOTE, FOLLOW, MUTE, MUTED_BRANCH, MUTED_PERSON = range(1, 7)
# What stands before the text of a reply, and before what is beneath it.
HEAD = "</header>\n"
OPEN, FOLDED = '<details class="branch" open>', '<details class="branch">'


class Muted(NamedTuple):
    """Of whom a reader hears no more, and of which replies with all beneath them."""

    people: Collection[int] = ()
    branches: Collection[int] = ()

    def folded(
        self, pieces: list[str], replies: Iterable[tuple[str, int, str]], *, but: int | None = None
    ) -> list[str]:
        """Return the `pieces_of` replies with what is muted folded; what is beneath somebody’s
        reply stays in sight.

        `replies` are their numbers, writers and states. `but` is a reply that was asked for.
        """
        if not self.people and not self.branches:
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
    """Which replies, and None for the essay; how that is followed, and what is muted of them."""

    bookmarked: frozenset[int | None] = frozenset()
    worth: frozenset[int | None] = frozenset()
    state: str = ""
    muted: Muted = NOT_MUTED

    def has_any(self, reply: int) -> bool:
        """Whether this reply is marked."""
        return reply in self.bookmarked or reply in self.worth

    def control(self, post_id: int) -> FollowControl:
        """Return what can be pressed at the essay, to follow or mute it."""
        return FollowControl(
            address_of("post-following", post_id), gettext("this essay"), self.state
        )


NONE = Marks()


@Statement
def _here(viewer: Any, post_id: int) -> QuerySet:
    here = Q(post=post_id) | Q(reply__post=post_id)
    follows = Follow.objects.filter(user=viewer, post=post_id, stopped_at=None)
    mutes = Mute.objects.filter(user=viewer)
    people = mutes.filter(person__isnull=False)
    return (
        Bookmark.objects.filter(here, user=viewer)
        .values_list("reply", Value(BOOKMARK))
        .union(
            Vote.objects.filter(here, user=viewer).values_list("reply", Value(VOTE)),
            follows.values_list("post", Value(FOLLOW)),
            mutes.filter(post=post_id).values_list("post", Value(MUTE)),
            mutes.filter(reply__post=post_id).values_list("reply", Value(MUTED_BRANCH)),
            people.values_list("person", Value(MUTED_PERSON)),
        )
    )


def marks_in(post: Post, viewer: Any) -> Marks:
    """Return what `viewer` has marked of `post` and its replies.

    One query if signed in, else none.
    """
    if viewer is None or not viewer.is_authenticated:
        return NONE
    found: dict[int, set[int | None]] = {}
    for pk, what in _here.rows(viewer, post.pk):
        found.setdefault(what, set()).add(pk)
    of = {kind: frozenset(pks) for kind, pks in found.items()}
    return Marks(
        bookmarked=of.get(BOOKMARK, frozenset()),
        worth=of.get(VOTE, frozenset()),
        state=MUTED if MUTE in of else FOLLOWED if FOLLOW in of else "",
        muted=Muted(of.get(MUTED_PERSON, ()), of.get(MUTED_BRANCH, ())),
    )


def _folded(piece: str, words: str) -> str:
    """Return the piece of a reply that has its text, with that folded."""
    head, text = piece[: len(HEAD)], piece[len(HEAD) :]
    return f'{head}<details class="fold"><summary>{words}</summary>{text}</details>\n'
