"""The buttons at an essay, a branch, a person and a topic, as they stand with somebody."""

from typing import Any

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext
from taggit.models import Tag as Topic

from accounts.models import User
from forum.models import Follow, Mute
from web.addresses import address_of
from web.following import FOLLOWED, MUTED, FollowControl


def control_of_essay(viewer: Any, post_id: int) -> FollowControl:
    """Return what can be pressed at an essay. One query."""
    url = address_of("post-following", post_id)
    return FollowControl(url, gettext("this essay"), _state(viewer, post=post_id))


def control_of_person(viewer: Any, person: User) -> FollowControl:
    """Return what can be pressed at a person. One query."""
    url = address_of("profile-following", person.username)
    return FollowControl(url, person.shown_name, _state(viewer, person=person))


def control_of_branch(viewer: Any, reply_id: int, what: str) -> FollowControl:
    """Return what can be pressed at a reply, for `what` is beneath it. One query."""
    muted = Mute.objects.filter(user=viewer, reply=reply_id).exists()
    url = address_of("reply-mute", reply_id)
    return FollowControl(url, what, MUTED if muted else "", follows=False)


def control_of_topic(viewer: Any, topic: Topic) -> FollowControl:
    """Return what can be pressed at a topic. One query."""
    followed = Follow.objects.filter(user=viewer, topic=topic).exists()
    url = reverse("topic-following", args=[topic.slug])
    return FollowControl(url, gettext("this topic"), FOLLOWED if followed else "", mutes=False)


def _state(viewer: Any, **what: Any) -> str:
    followed = Follow.objects.filter(user=viewer, stopped_at=None, **what)
    muted = Mute.objects.filter(user=viewer, **what)
    both = followed.values_list(Value(FOLLOWED)).union(muted.values_list(Value(MUTED)), all=True)
    found = {state for (state,) in both}
    return MUTED if MUTED in found else FOLLOWED if found else ""
