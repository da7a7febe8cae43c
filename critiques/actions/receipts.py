"""Saying which objections a revision of the essay answers."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from accounts.rights import check_may_write
from critiques.actions.holders.holders import check_live
from critiques.facts import refresh
from critiques.models import Objection, Position, Receipt
from critiques.models.receipts import WORDS_LIMIT
from critiques.querysets.positions import heard
from critiques.signals import receipts_given
from critiques.words import Stance
from forum.actions.checks import check_may_revise
from forum.limits import count_act
from forum.locks import lock_post
from forum.models import PostRevision
from forum.sources import clean_line
from web.writing import TextKind

CONCESSIONS = (Stance.CONCEDED, Stance.CONCEDED_IN_PART)

CHANGE = TextKind(
    gettext_lazy(
        "Keep what you quote of the change to %(limit)s characters; yours has %(length)s."
    ),
    gettext_lazy(
        "What you quote of the change has only signs that nobody can see. "
        "Write something that shows."
    ),
)


def give_receipts(
    *, author: User, post_id: int, revision: int, answered: Mapping[int, str]
) -> list[Receipt]:
    """Say that a revision was made because of objections, and return the new receipts.

    `answered` has their numbers, each with the words of the essay that changed for it, or "". One
    that has a receipt for this revision already is left as it is. A receipt is the author's
    answer, unless they have conceded the objection: then the concession stands. Raises
    PermissionDenied, Post.DoesNotExist, PostRevision.DoesNotExist or ValidationError.
    """
    check_may_write(author)
    words = {
        number: clean_line(text, limit=WORDS_LIMIT, what=CHANGE)
        for number, text in answered.items()
    }
    with transaction.atomic():
        post = lock_post(viewer=author, post_id=post_id)
        check_may_revise(author, post)
        wording = PostRevision.objects.get(post=post, number=revision)
        if revision == 1:
            raise ValidationError(
                gettext("The first version answers nobody yet; revise the essay first.")
            )
        objections = Objection.objects.filter(post=post, number__in=words).order_by("number")
        found = {objection.number: objection for objection in objections}
        if missing := sorted(set(words) - set(found)):
            raise ValidationError(
                gettext("There is no objection %(number)d to this essay.") % {"number": missing[0]}
            )
        given = set(wording.receipts.values_list("objection__number", flat=True))
        if fresh := found.keys() - given:
            count_act("positions", author, times=len(fresh))
        made = []
        for number, objection in found.items():
            if number in given:
                continue
            objection.post = post
            check_live(objection)
            made.append(
                Receipt.objects.create(revision=wording, objection=objection, words=words[number])
            )
            if not _conceded(objection):
                Position.objects.create(
                    objection=objection,
                    author=author,
                    position=Stance.ANSWERED,
                    revision=wording,
                )
        if made:
            refresh(post, *(receipt.objection for receipt in made))
            receipts_given.send(PostRevision, revision=wording)
    return made


def _conceded(objection: Objection) -> bool:
    last = objection.positions.filter(heard()).last()
    return last is not None and last.position in CONCESSIONS
