"""Of what somebody was told that they may still read: asked whenever it is shown or counted.

So what is hidden, taken back or decided meanwhile is neither, and is there again where it comes
back. What was done by somebody who left is not told any more.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from critiques.models import ClaimVersion, HolderEvent, Objection, Outcome, Position, Proposal
from critiques.querysets.positions import heard
from forum.models import Post, PostRevision, Reply, Thanks
from notifications.words import Thing


def shown_to(viewer: Any) -> Q:
    """Return the notifications of `viewer` about what they may read now."""
    posts = Post.objects.known_to(viewer).readable_by(viewer)
    objections = Objection.objects.known_to(viewer).filter(struck_at=None)
    known = {"objection__in": objections.values("pk")}
    asked = Q(outcome="", objection__raiser=viewer.pk) | Q(
        outcome=Outcome.REFUSED, proposer=viewer.pk
    )
    rows = {
        Thing.REPLY: Reply.objects.readable_by(viewer),
        Thing.ESSAY: posts,
        Thing.CLICKS: posts,
        Thing.REVISION: PostRevision.objects.readable_by(viewer).filter(
            post__in=posts.values("pk")
        ),
        Thing.POSITION: Position.objects.filter(heard(), **known),
        Thing.LINE: HolderEvent.objects.filter(**known),
        Thing.PROPOSAL: Proposal.objects.filter(asked, **known),
        Thing.WORDING: ClaimVersion.objects.filter(**known),
        Thing.MERGE: objections.filter(merged_into__isnull=False),
        Thing.THANKS: Thanks.objects.got_by(viewer),
    }
    shown = Q(pk__in=[])
    for thing, found in rows.items():
        shown |= Q(thing=thing) & Q(Exists(found.order_by().filter(pk=OuterRef("number"))))
    # As a subquery: a join would read everybody.
    gone = User.objects.filter(pk=OuterRef("actor"), left_at__isnull=False)
    return shown & ~Q(Exists(gone))
