"""Erasing what critique repeats of a text that is erased; in the transaction that erases it."""

from critiques.models import ClaimVersion, Holder, Objection, Proposal, Receipt, Tag
from forum.models import Post, Reply


def erase_words_of_reply(reply: Reply) -> None:
    """Erase the claims that a reply raised, and its writer's wordings of what it spoke of.

    Letters, holders and others' wordings stay; the post must be locked.
    """
    raised = Objection.objects.filter(raised_in=reply)
    raised.update(claim="")
    ClaimVersion.objects.filter(objection__in=raised).update(text="")
    # A proposal is of one thing; without its words it is none.
    Proposal.objects.filter(objection__in=raised).exclude(claim="").delete()
    Tag.objects.filter(reply=reply).update(wording="")
    spoken_of = Tag.objects.filter(reply=reply).values("objection")
    own = Holder.objects.filter(objection__in=spoken_of, user=reply.author_id)
    own.update(wording="", would_satisfy="")


def erase_words_of_essay(post: Post) -> None:
    """Erase the essay's words where objections and receipts quote them; the post must be locked."""
    Objection.objects.filter(post=post).update(
        passage="",
        passage_prefix="",
        passage_suffix="",
        passage_start=None,
        passage_revision=None,
        passage_from=None,
        passage_state="",
    )
    Receipt.objects.filter(objection__post=post).update(words="")
