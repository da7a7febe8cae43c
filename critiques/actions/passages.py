"""Keeping passages in their places: when the essay is revised, and by hand."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.permissions import check_right
from accounts.rights import check_may_write
from critiques.actions.holders.holders import check_live
from critiques.check import misplaced
from critiques.locks import lock_objection
from critiques.models import Objection
from critiques.prose.passages import Passage, only_place, passage_at, places_of
from forum.actions.checks import check_open
from forum.limits import count_act
from forum.models import Post, PostRevision, Reply

# Of an objection that is about no passage.
NONE = {
    "passage": "",
    "passage_prefix": "",
    "passage_suffix": "",
    "passage_start": None,
    "passage_revision": None,
    "passage_from_id": None,
    "passage_state": "",
}
COLUMNS = list(NONE)
NOWHERE = gettext_lazy(
    "These words don’t stand in the essay as it is now. Copy them from there, letter by letter."
)
TWICE = gettext_lazy(
    "These words stand in the essay more than once. Add the words before or after them."
)


def anchor(objection: Objection, passage: Passage, *, revision: int) -> None:
    """Write in memory that `objection` is about `passage` of a revision of the essay."""
    objection.passage, objection.passage_start = passage.exact, passage.start
    objection.passage_prefix, objection.passage_suffix = passage.prefix, passage.suffix
    objection.passage_revision, objection.passage_state = revision, "exact"
    objection.passage_from = None


def follow_revision(*, post: Post, revision: PostRevision) -> None:
    """Find the passages in a new revision, where their very words stand once; else they are lost.

    What is lost stays so, with its old words, until a person says where it is now. The post must
    be locked.
    """
    follow(list(Objection.objects.filter(post=post, passage_state="exact")), revision)


def repair_passages(post: Post) -> None:
    """Find the passages that are not where they say, as after a revision; the post is locked."""
    if wrong := misplaced(post):
        follow(wrong, post.revisions.get(number=post.revision))


def reanchor(*, user: User, post_id: int, number: int, words: str) -> Objection:
    """Say which words of the essay, as it is now, an objection is about; "" for none.

    Raises PermissionDenied unless `user` raised it or moderates, or wrote the essay and the words
    are lost; Objection.DoesNotExist; or ValidationError where the words do not stand in the essay
    exactly once, or nothing here can be changed.
    """
    check_may_write(user)
    with transaction.atomic():
        objection = lock_objection(viewer=user, post_id=post_id, number=number)
        _check_may_anchor(user, objection)
        check_live(objection)
        if not user.is_moderator:
            check_open(objection.post, user)
        count_act("wordings", user)
        if words.strip():
            post = objection.post
            plain = post.revisions.get(number=post.revision).plain
            anchor(objection, _only_passage(words, plain), revision=post.revision)
        else:
            for name, value in NONE.items():
                setattr(objection, name, value)
        objection.save(update_fields=COLUMNS)
    return objection


def follow(objections: list[Objection], revision: PostRevision) -> None:
    """Find these passages, which were elsewhere, in a revision, or mark them as lost."""
    for objection in objections:
        at = only_place(objection.passage, revision.plain)
        if at is None:
            objection.passage_state = "lost"
        else:
            found = passage_at(revision.plain, at, len(objection.passage))
            anchor(objection, found, revision=revision.number)
    Objection.objects.bulk_update(objections, COLUMNS, batch_size=500)


def _check_may_anchor(user: User, objection: Objection) -> None:
    check_right(user, "critiques.anchor", objection)
    readable = Reply.objects.readable_by(user).filter(pk=objection.raised_in_id)
    if not readable.exists():
        raise PermissionDenied(
            gettext("The reply that raised this is gone; its passage stays as it is.")
        )


def _only_passage(words: str, plain: str) -> Passage:
    places = places_of(words, plain)
    if len(places) != 1:
        raise ValidationError(TWICE if places else NOWHERE)
    start, end = places[0]
    return passage_at(plain, start, end - start)
