"""The buttons by which somebody follows an objection."""

from typing import Any

from django.utils.translation import gettext

from critiques.models import ObjectionFollow
from critiques.words import Kind
from web.addresses import address_of
from web.following import FOLLOWED, FollowControl


def control_of_objection(
    viewer: Any, objection: int, kind: str, post_id: int, number: int
) -> FollowControl:
    """Return what can be pressed at an objection, or a question, with this number. One query."""
    followed = ObjectionFollow.objects.filter(user=viewer, objection=objection).exists()
    url = address_of("objection-following", post_id, number)
    what = gettext("this question") if kind == Kind.QUESTION else gettext("this objection")
    return FollowControl(url, what, FOLLOWED if followed else "", mutes=False)
