"""What withdrawing an essay or a reply does, said before it is done."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy, ngettext, ngettext_lazy

from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.dependents import Resting, resting_on
from critiques.record.sentences import brief, more_of, names
from critiques.words import ANSWERS, Act, Kind
from forum.actions.checks import check_may_withdraw, check_own_reply
from forum.markup.headings import from_level
from forum.markup.translations import translated
from forum.models import Post, Reply

NAMED = 3


class Outcomes(NamedTuple):
    """What becomes of an objection, or of a question, when what was said of it is withdrawn."""

    # Of one that was raised: with `%(names)s`, by how many these are.
    others: Any
    again: str
    nobody: str
    # Of one that was joined.
    less: str
    last: str


OUTCOMES = {
    Kind.OBJECTION: Outcomes(
        others=ngettext_lazy(
            "%(names)s shares it too: it stays, in their words.",
            "%(names)s share it too: it stays, in their words.",
            "count",
        ),
        again=gettext_lazy("You share it by another reply too: it stays."),
        nobody=gettext_lazy(
            "Nobody else shares it: it is taken back, and its claim is no longer shown."
        ),
        less=gettext_lazy("You no longer share it."),
        last=gettext_lazy("You no longer share it; nobody does then."),
    ),
    Kind.QUESTION: Outcomes(
        others=ngettext_lazy(
            "%(names)s asks it too: it stays, in their words.",
            "%(names)s ask it too: it stays, in their words.",
            "count",
        ),
        again=gettext_lazy("You ask it by another reply too: it stays."),
        nobody=gettext_lazy(
            "Nobody else asks it: it is taken back, and its claim is no longer shown."
        ),
        less=gettext_lazy("You no longer ask it."),
        last=gettext_lazy("You no longer ask it; nobody does then."),
    ),
}


class WithdrawalLine(NamedTuple):
    """What becomes of one objection."""

    o: ObjectionCard
    says: str


@dataclass(frozen=True)
class WithdrawingPage:
    """A text, what goes with it, and what becomes of the objections that it speaks of.

    Three queries for an essay, nine for a reply, whatever the size; one more where a reply that
    raised an objection was withdrawn before.
    """

    title: str
    what: str
    html: SafeString
    says: list[str]
    lines: list[WithdrawalLine]
    back: str

    @classmethod
    def of_post(cls, *, viewer: Any, post_id: int) -> Self:
        """Load it for an essay's author.

        Raises Post.DoesNotExist, PermissionDenied, or ValidationError where it is not public.
        """
        post = Post.objects.known_to(viewer).get(pk=post_id)
        check_may_withdraw(viewer, post)
        says = [gettext("Readers no longer see its title and text; you and moderators still do.")]
        if post.reply_count:
            cards = cards_for([post.pk], viewer).values()
            says += [_stays(post.reply_count, brief(cards) if cards else "")]
        else:
            says += [gettext("Nobody has replied, so its page goes too.")]
        return cls(
            title=gettext("Withdraw your essay?"),
            what=post.title,
            # Made safe when it was written.
            html=mark_safe(translated(post.html)),  # noqa: S308
            says=says,
            lines=[],
            back=post.get_absolute_url(),
        )

    @classmethod
    def of_reply(cls, *, viewer: Any, reply_id: int) -> Self:
        """Load it for a reply's writer.

        Raises Reply.DoesNotExist, PermissionDenied, or ValidationError where it is not public.
        """
        reply = Reply.objects.known_to(viewer).select_related("post").get(pk=reply_id)
        check_own_reply(viewer, reply)
        cards = cards_for([reply.post_id], viewer)
        beneath = reply.get_descendants().public().count()
        says = [gettext("Readers no longer see its text; you and moderators still do.")]
        if beneath:
            stay = ngettext(
                "%(count)d reply beneath it stays.", "%(count)d replies beneath it stay.", beneath
            )
            says += [stay % {"count": beneath}]
        return cls(
            title=gettext("Withdraw your reply?"),
            what=gettext("Your reply"),
            # Made safe when it was written.
            html=mark_safe(translated(from_level(reply.html, 2))),  # noqa: S308
            says=says,
            lines=[
                WithdrawalLine(cards[pk], said)
                for pk, resting in resting_on(reply).items()
                if pk in cards and (said := _says(resting, cards[pk]))
            ],
            back=f"{reply.get_absolute_url()}#reply-{reply.pk}",
        )


def _says(resting: Resting, card: ObjectionCard) -> str:
    """Return what becomes of an objection when the reply on which this rests is withdrawn."""
    words, others = OUTCOMES[Kind(card.kind)], resting.others
    said = []
    if Act.RAISE in resting.acts and others:
        said += [words.others % {"names": _named(others), "count": len(others)}]
    elif Act.RAISE in resting.acts and resting.held and not resting.alone:
        said += [str(words.again)]
    elif Act.RAISE in resting.acts:
        said += [str(words.nobody)]
    elif resting.alone:
        said += [str(words.less if others else words.last)]
    if not resting.acts.isdisjoint(ANSWERS):
        said += [gettext("Your answer to it goes too.")]
    if resting.adopted:
        said += [gettext("Your reply speaks for the essay’s author here; that answer goes too.")]
    return " ".join(said)


def _named(people: list[str]) -> str:
    if len(people) > NAMED + 1:
        people = [*people[:NAMED], more_of(len(people) - NAMED)]
    return names(people)


def _stays(replies: int, critique: str) -> str:
    """Return what stays of an essay: its replies, and its critique where it has one."""
    said = ngettext(
        "The thread stays, with %(count)d reply. Nobody can reply or object any more.",
        "The thread stays, with %(count)d replies. Nobody can reply or object any more.",
        replies,
    )
    if critique:
        said = ngettext(
            "The thread stays, with %(count)d reply and its critique (%(critique)s). "
            "Nobody can reply or object any more.",
            "The thread stays, with %(count)d replies and its critique (%(critique)s). "
            "Nobody can reply or object any more.",
            replies,
        )
    return said % {"count": replies, "critique": critique}
