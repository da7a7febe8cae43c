"""Why somebody is told of what was not said to them: they follow it, and where they may stop."""

from django.utils.translation import gettext_lazy

from forum.models import Post
from notifications.models import Notification
from notifications.words import Reason
from web.addresses import address_of

WHYS = {
    Reason.THREAD: gettext_lazy("You follow this essay"),
    Reason.PERSON: gettext_lazy("You follow its author"),
    Reason.TOPIC: gettext_lazy("You follow its topic"),
    Reason.FOLLOWED: gettext_lazy("You follow the objection"),
}


def why_of(row: Notification, post: Post) -> tuple[str, str]:
    """Return it in words, and the address where that is changed; empty where one is spoken to.

    `post` is the essay that it is about, with its author.
    """
    words = str(WHYS.get(Reason(row.reason), ""))
    if row.reason == Reason.THREAD:
        return words, address_of("post-following", post.pk)
    if row.reason == Reason.PERSON:
        return words, address_of("profile-following", post.author.username)
    lists = {Reason.TOPIC: "topics", Reason.FOLLOWED: "objections"}
    return words, f"{address_of('following')}?of={lists[Reason(row.reason)]}" if words else ""
