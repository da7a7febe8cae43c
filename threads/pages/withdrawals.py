"""What withdrawing an essay or a reply does, said before it is done."""

from dataclasses import dataclass
from typing import Any, NamedTuple, Self

from django.utils.safestring import SafeString, mark_safe

from critiques.record.cards import ObjectionCard, cards_for
from critiques.record.dependents import Resting, resting_on
from critiques.record.sentences import brief, names
from critiques.words import ANSWERS, Act, Kind
from forum.actions.checks import check_may_withdraw, check_own_reply
from forum.markup.headings import from_level
from forum.models import Post, Reply

NAMED = 3


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
        says = ["Readers no longer see its title and text; you and moderators still do."]
        if post.reply_count:
            cards = cards_for([post.pk], viewer).values()
            stays = _counted(post.reply_count, "reply", "replies")
            stays += f" and its critique ({brief(cards)})" if cards else ""
            says += [f"The thread stays, with {stays}. Nobody can reply or object any more."]
        else:
            says += ["Nobody has replied, so its page goes too."]
        return cls(
            title="Withdraw your essay?",
            what=post.title,
            # Made safe when it was written.
            html=mark_safe(post.html),  # noqa: S308
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
        says = ["Readers no longer see its text; you and moderators still do."]
        if beneath:
            stay = "stays" if beneath == 1 else "stay"
            says += [f"{_counted(beneath, 'reply', 'replies').capitalize()} beneath it {stay}."]
        return cls(
            title="Withdraw your reply?",
            what="Your reply",
            # Made safe when it was written.
            html=mark_safe(from_level(reply.html, 2)),  # noqa: S308
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
    one, many = ("asks", "ask") if card.kind == Kind.QUESTION else ("shares", "share")
    others = resting.others
    said = []
    if Act.RAISE in resting.acts and others:
        does = one if len(others) == 1 else many
        said += [f"{_named(others)} {does} it too: it stays, in their words."]
    elif Act.RAISE in resting.acts and resting.held and not resting.alone:
        said += [f"You {many} it by another reply too: it stays."]
    elif Act.RAISE in resting.acts:
        said += [f"Nobody else {one} it: it is taken back, and its claim is no longer shown."]
    elif resting.alone:
        said += [f"You no longer {many} it{'' if others else '; nobody does then'}."]
    if not resting.acts.isdisjoint(ANSWERS):
        said += ["Your answer to it goes too."]
    if resting.adopted:
        said += ["Your reply speaks for the essay’s author here; that answer goes too."]
    return " ".join(said)


def _named(people: list[str]) -> str:
    if len(people) > NAMED + 1:
        people = [*people[:NAMED], f"{len(people) - NAMED} more"]
    return names(people)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
