"""Erasing what critique repeats of a text that is erased; in the transaction that erases it."""

from django.db.models import Q

from critiques.actions.passages import NONE
from critiques.models import (
    ClaimVersion,
    ClosingWord,
    FormerNumber,
    FormerTag,
    Holder,
    HolderEvent,
    Objection,
    Position,
    Proposal,
    Receipt,
    Tag,
)
from forum.models import Post, Reply
from moderation.models import Report


def erase_words_of_reply(reply: Reply) -> None:
    """Erase the claims that a reply raised, and its writer's wordings of what it spoke of.

    Letters, holders and others' wordings stay, and so does what others quoted of it in replies of
    their own; the post must be locked.
    """
    raised = Objection.objects.filter(raised_in=reply)
    raised.update(claim="")
    ClaimVersion.objects.filter(objection__in=raised).update(text="")
    # A proposal is of one thing; without its words it is none.
    Proposal.objects.filter(objection__in=raised).exclude(claim="").delete()
    for post, number in raised.values_list("post", "number"):
        Report.objects.filter(post=post, objection=number).update(reason="", claim="")
    tags, former = Tag.objects.filter(reply=reply), FormerTag.objects.filter(reply=reply)
    given = {*tags.values_list("wording", flat=True), *former.values_list("wording", flat=True)}
    own = Holder.objects.filter(user=reply.author_id)
    own.filter(objection__in=tags.values("objection")).update(wording="", would_satisfy="")
    said = HolderEvent.objects.filter(user=reply.author_id)
    said.filter(Q(reply=reply) | Q(objection__in=tags.values("objection"))).update(text="")
    # What it no longer speaks of has its words still.
    own.filter(wording__in=given - {""}).update(wording="")
    tags.update(wording=""), former.update(wording="")
    Position.objects.filter(reply=reply, author=reply.author_id).update(text="", reason="")


def erase_words_of_essay(post: Post) -> None:
    """Erase the essay's words where objections and receipts quote them, and the author's closing
    words; the post must be locked."""
    about = Objection.objects.filter(Q(post=post) | Q(passage_from__post=post))
    about.update(**NONE)
    former = list(FormerNumber.objects.filter(post=post, entry__isnull=False))
    for each in former:
        each.was |= NONE
    FormerNumber.objects.bulk_update(former, ["was"], batch_size=500)
    Receipt.objects.filter(revision__post=post).update(words="")
    ClosingWord.objects.filter(post=post).update(text="")
