"""What a reply says, as whom it concerns is told of it."""

from typing import Any

from django.utils.translation import gettext, ngettext

from critiques.record.cards import ObjectionCard
from critiques.record.sayings.quotes import quote_of
from critiques.words import Act
from forum.models import Post, Reply
from notifications.mentions import named_in
from notifications.pages.deeds import deed
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import NoticeQuote, NoticeText, Saying, always, claims_of
from threads.replies.chips import NO_ACTS, Acts, Chip


def of_reply(
    number: int, facts: NoticeFacts, viewer: Any, *, followed: bool = False
) -> NoticeText | None:
    """Return what it says, as it is now: that it once said more is not told.

    `followed` is whether it is told to who follows the essay.
    """
    reply = facts.replies.get(number)
    post = facts.posts.get(reply.post_id) if reply else None
    if reply is None or post is None:
        return None
    acts = facts.chips.acts.get(number, NO_ACTS)
    said = _by_act(acts)
    who = reply.author.shown_name
    answered = reply.parent.author_id if reply.parent else post.author_id
    # Nobody wrote it to whom a moderator put it beneath.
    to_me = answered == viewer.pk and not reply.moved
    if said:
        does = ", ".join(deed(what, cards) for what, cards in said.items())
        says = gettext("%(who)s %(does)s")
        if to_me and reply.parent:
            says = gettext("%(who)s %(does)s in reply to you")
        raised = said.get(Act.RAISE)
        quotes = claims_of(raised or (card for cards in said.values() for card in cards))
        # What raises an objection says it by the claim.
        quotes += () if raised else _words(reply, post, acts, of=who)
        return NoticeText(post.pk, who, always(says), quotes, about={"does": does})
    quotes = _words(reply, post, acts)
    if to_me:
        beneath = f"reply-{reply.parent_id}" if reply.parent else f"essay-{post.pk}"
        return NoticeText(post.pk, who, _replied(reply), quotes, beneath)
    if viewer.username.lower() in named_in(reply.html):
        return NoticeText(post.pk, who, always(gettext("%(who)s mentioned you")), quotes)
    beneath = f"followed-{reply.parent_id}" if followed else ""
    return NoticeText(post.pk, who, _wrote, quotes, beneath)


def of_essay(number: int, facts: NoticeFacts, viewer: Any) -> NoticeText | None:
    """Return that an essay names its reader, if it still does."""
    post = facts.posts.get(number)
    if post is None:
        return None
    named = viewer.username.lower() in named_in(post.html)
    quotes = (NoticeQuote("", post.introduction),)
    says = gettext("%(who)s wrote this essay")
    if named:
        says = gettext("%(who)s mentioned you in this essay")
    return NoticeText(post.pk, post.author.shown_name, always(says), quotes)


def of_thanks(number: int, facts: NoticeFacts) -> NoticeText | None:
    """Return what its reader is thanked for; several lines for one text are told together."""
    thanks = facts.thanks.get(number)
    if thanks is None:
        return None
    reply = thanks.reply
    return NoticeText(
        reply.post_id if reply else thanks.post_id,
        thanks.giver.shown_name,
        _thanked_for_reply if reply else _thanked_for_essay,
        (NoticeQuote("", thanks.words),),
        beneath=f"thanks-for-{f'reply-{reply.pk}' if reply else 'essay'}",
    )


def _replied(reply: Reply) -> Saying:
    return _replied_to_reply if reply.parent else _replied_to_essay


def _replied_to_reply(people: int) -> str:
    return ngettext("%(who)s replied to your reply", "%(who)s replied to your reply", people)


def _replied_to_essay(people: int) -> str:
    return ngettext("%(who)s replied to your essay", "%(who)s replied to your essay", people)


def _wrote(people: int) -> str:
    return ngettext("%(who)s wrote in this discussion", "%(who)s wrote in this discussion", people)


def _thanked_for_reply(people: int) -> str:
    return ngettext(
        "%(who)s thanked you for your reply", "%(who)s thanked you for your reply", people
    )


def _thanked_for_essay(people: int) -> str:
    return ngettext(
        "%(who)s thanked you for your essay", "%(who)s thanked you for your essay", people
    )


def _chips(acts: Acts) -> list[Chip]:
    return [*(chip for chips in acts.points.values() for chip in chips), *acts.whole]


def _by_act(acts: Acts) -> dict[str, list[ObjectionCard]]:
    said: dict[str, list[ObjectionCard]] = {}
    for chip in _chips(acts):
        if chip.o is not None:
            cards = said.setdefault(chip.what, [])
            cards += [chip.o] if chip.o not in cards else []
    return said


def _words(reply: Reply, post: Post, acts: Acts, of: str = "") -> tuple[NoticeQuote, ...]:
    """Return its own words, or those of the first point that goes to an objection."""
    label = next((chip.local for chip in _chips(acts) if chip.local), "")
    return (NoticeQuote(of, quote_of(reply, post, label).text),)
