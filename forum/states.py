"""What state a post or a reply can be in; one field on each."""

from django.db import models


class State(models.TextChoices):
    """Where a text stands between being written and being gone."""

    DRAFT = "draft"
    PENDING = "pending"
    VISIBLE = "visible"
    AUTO_HIDDEN = "auto_hidden"
    HIDDEN = "hidden"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"


# What its writer may still change or withdraw.
CHANGEABLE = (State.VISIBLE, State.PENDING)
# Gone for the public, but leaving a tombstone where others have answered.
TOMBSTONES = (State.AUTO_HIDDEN, State.HIDDEN, State.WITHDRAWN, State.PURGED)
# A withdrawn post keeps its thread; a hidden one takes it along.
TOMBSTONE_POSTS = (State.WITHDRAWN, State.PURGED)
