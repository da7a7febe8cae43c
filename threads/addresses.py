"""Where on the site a reply is best read, and where its points went."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext_lazy

from critiques.models import PointsDecision, Position, Tag
from critiques.record.sentences import names
from critiques.terms import IN_PART, NAMED
from critiques.words import Act, Event, Kind, Stance
from forum.models import Reply
from threads.branches import CAP, LEVELS
from threads.page_numbers import page_of
from threads.replies.chips import said_in

RAISED = "raised"
# Behind “You”, several with “and” between them.
DEEDS = {
    Act.RAISE: RAISED,
    Act.SUPPORT: RAISED,
    Act.ANSWER: pgettext_lazy("behind “You”", "answered %(objections)s"),
    Act.ASK: pgettext_lazy("behind “You”", "asked about %(objections)s"),
    Act.DISCUSS: pgettext_lazy("behind “You”", "wrote about %(objections)s"),
    Act.CONCEDE: pgettext_lazy("behind “You”", "agreed with %(objections)s"),
    IN_PART: pgettext_lazy("behind “You”", "agreed in part with %(objections)s"),
    Act.DECLINE: pgettext_lazy("behind “You”", "won’t pursue %(objections)s"),
    Act.WITHDRAW: pgettext_lazy("behind “You”", "took back %(objections)s"),
    Event.REAFFIRM: pgettext_lazy("behind “You”", "still dispute %(objections)s"),
    Event.SATISFIED: pgettext_lazy("behind “You”", "are satisfied on %(objections)s"),
}
OF_QUESTIONS = {Event.REAFFIRM: pgettext_lazy("behind “You”", "still ask %(objections)s")}


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
        return _in_favour() if in_favour else gettext("Left as plain text.")
    answers = Position.objects.filter(reply=reply, position=Stance.CONCEDED_IN_PART)
    in_part = set(answers.values_list("objection", flat=True)) if is_author else set()
    said = {} if is_author else said_in(reply.pk)
    links: dict[str, dict[str, None]] = {}
    for tag in tags:
        what = IN_PART if tag.objection_id in in_part else tag.act
        what = said.get(tag.objection_id, what) if tag.act == Act.DISCUSS else what
        deeds = DEEDS | OF_QUESTIONS if tag.objection.kind == Kind.QUESTION else DEEDS
        links.setdefault(str(deeds[what]), {})[_link(tag)] = None
    mine = list(links.pop(RAISED, {}))
    said = [_yours(mine, tags)] if mine else []
    if links:
        told = [did % {"objections": names(list(to))} for did, to in links.items()]
        said.append(gettext("You %(deeds)s.") % {"deeds": names(told)})
    if in_favour:
        said.append(_in_favour())
    # What is joined was escaped.
    return mark_safe(" ".join(said))  # noqa: S308


def _yours(mine: list[str], tags: list[Tag]) -> str:
    if not any(tag.point for tag in tags):
        return gettext("Your reply is %(objection)s.") % {"objection": mine[0]}
    said = ngettext("Your point is %(objections)s.", "Your points are %(objections)s.", len(mine))
    return said % {"objections": names(mine)}


def _in_favour() -> str:
    return gettext("Your reply stands in favour of the essay.")


def _link(tag: Tag) -> SafeString:
    objection = tag.objection
    name = objection.address
    if not tag.point and tag.act in (Act.RAISE, Act.SUPPORT):
        name = NAMED[Kind(objection.kind)] % {"address": name}
    return format_html('<a href="{}">{}</a>', objection.get_absolute_url(), name)
