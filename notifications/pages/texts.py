"""What each notice says, and where it leads."""

from typing import Any

from critiques.models import Objection
from critiques.record.desk import ASKED, desk_url
from forum.addresses import in_thread
from forum.models import Post, Thanks
from notifications.models import Notification
from notifications.pages import sayings
from notifications.pages.facts import NoticeFacts
from notifications.pages.lines import NoticeText
from notifications.pages.replies import of_essay, of_reply, of_thanks
from notifications.words import Reason, Thing
from threads.pages.lists.thanks import place_of_thanks
from web.addresses import address_of

OUTSIDE_REPLIES = {
    Thing.POSITION: sayings.of_position,
    Thing.LINE: sayings.of_line,
    Thing.REVISION: sayings.of_revision,
    Thing.PROPOSAL: sayings.of_proposal,
    Thing.WORDING: sayings.of_wording,
    Thing.MERGE: sayings.of_merge,
}
# By what look-up an objection is found of which something is told.
OF_OBJECTION = {
    Thing.POSITION: "positions",
    Thing.LINE: "events",
    Thing.PROPOSAL: "proposals",
    Thing.WORDING: "versions",
    Thing.MERGE: "pk",
    Thing.REVISION: "receipts__revision",
}


def told_of(row: Notification, facts: NoticeFacts, viewer: Any) -> NoticeText | None:
    """Return what a notice says, as things are now; None where that is nothing any more."""
    if row.thing == Thing.REPLY:
        return of_reply(row.number, facts, viewer, followed=row.reason == Reason.THREAD)
    if row.thing == Thing.ESSAY:
        return of_essay(row.number, facts, viewer)
    if row.thing == Thing.THANKS:
        return of_thanks(row.number, facts)
    if row.thing == Thing.CLICKS:
        return sayings.of_clicks(row.number, row.day, facts)
    return OUTSIDE_REPLIES[Thing(row.thing)](row.number, facts)


def destination_of(row: Notification, viewer: Any) -> str:
    """Return the address of what a notice is about. Two queries at most, none for a reply.

    Raises ObjectDoesNotExist where it is gone.
    """
    if row.thing == Thing.REPLY:
        return in_thread(row.number)
    if row.thing == Thing.ESSAY:
        return Post.objects.known_to(viewer).get(pk=row.number).get_absolute_url()
    if row.thing == Thing.CLICKS:
        return address_of("critique", row.number)
    if row.thing == Thing.THANKS:
        got = Thanks.objects.got_by(viewer).select_related("writer")
        return place_of_thanks(got.get(pk=row.number))
    found = Objection.objects.known_to(viewer).filter(
        **{OF_OBJECTION[Thing(row.thing)]: row.number}
    )
    objection = found.order_by("number")[:1].get()
    if row.thing == Thing.REVISION:
        # Where those who share it are asked.
        row_there = f"row-{objection.post_id}-{objection.number}"
        return desk_url(tab=ASKED, row=row_there)
    return objection.get_absolute_url()
