"""Where on the site a reply is best read, and where its points went."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from critiques.models import PointsDecision, Position, Tag
from critiques.record.sentences import names
from critiques.terms import IN_PART
from critiques.words import Act, Event, Stance
from forum.models import Reply
from threads.branches import CAP, LEVELS
from threads.chips import said_in
from threads.page_numbers import page_of

IN_FAVOUR = "Your reply stands in favour of the essay."
RAISED = "raised"
DEEDS = {
    Act.RAISE: RAISED,
    Act.SUPPORT: RAISED,
    Act.ANSWER: "answered",
    Act.ASK: "asked about",
    Act.DISCUSS: "wrote about",
    Act.CONCEDE: "agreed with",
    IN_PART: "agreed in part with",
    Act.DECLINE: "won’t pursue",
    Act.WITHDRAW: "took back",
    Event.REAFFIRM: "still dispute",
    Event.SATISFIED: "are satisfied on",
}


def place_of(reply: Reply, viewer: Any, query: str = "") -> str:
    """Return the address of a reply: its page of the thread, or its own page where it is deep.

    The reply was written or read just now. One query.
    """
    anchor = f"#reply-{reply.pk}"
    if reply.level >= LEVELS or reply.lft > 2 * CAP:
        return f"{reply.get_absolute_url()}{f'?{query}' if query else ''}{anchor}"
    page = page_of(reply, viewer)
    asked = "&".join(filter(None, [f"page={page}" if page > 1 else "", query]))
    return f"{reply.post.get_absolute_url()}{f'?{asked}' if asked else ''}{anchor}"


def placed(reply: Reply, *, is_author: bool) -> SafeString | str:
    """Return what a reply now does, each objection linked: “Your points are a, b and 2a.”

    Its writer is the essay's author or not.
    """
    tags = list(Tag.objects.filter(reply=reply).select_related("objection").order_by("point", "pk"))
    in_favour = PointsDecision.objects.in_favour().filter(reply=reply).exists()
    if not tags:
        return IN_FAVOUR if in_favour else "Left as plain text."
    answers = Position.objects.filter(reply=reply, position=Stance.CONCEDED_IN_PART)
    in_part = set(answers.values_list("objection", flat=True)) if is_author else set()
    said = {} if is_author else said_in(reply.pk)
    links: dict[str, dict[str, None]] = {}
    for tag in tags:
        what = IN_PART if tag.objection_id in in_part else tag.act
        what = said.get(tag.objection_id, what) if tag.act == Act.DISCUSS else what
        links.setdefault(DEEDS[what], {})[_link(tag)] = None
    mine = list(links.pop(RAISED, {}))
    said = [_yours(mine, tags)] if mine else []
    if links:
        said.append(f"You {names([f'{did} {names(list(to))}' for did, to in links.items()])}.")
    if in_favour:
        said.append(IN_FAVOUR)
    # What is joined was escaped.
    return mark_safe(" ".join(said))  # noqa: S308


def _yours(mine: list[str], tags: list[Tag]) -> str:
    if not any(tag.point for tag in tags):
        return f"Your reply is {mine[0]}."
    return f"Your point{'s are' if len(mine) > 1 else ' is'} {names(mine)}."


def _link(tag: Tag) -> SafeString:
    objection = tag.objection
    name = objection.address
    if not tag.point and tag.act in (Act.RAISE, Act.SUPPORT):
        name = f"{objection.kind} {name}"
    return format_html('<a href="{}">{}</a>', objection.get_absolute_url(), name)
