"""What somebody found worth reading, and where that puts an essay in the list of the best.

An essay counts as though it had been published later than it was: thirty days for the first nine
who found it worth reading, sixty for ninety-nine. So a good essay stays near the top for weeks,
the first votes matter most, and none stays there for ever. The order of any two changes by votes
alone, not by the time that passes, and so it is stored and has an index. It is the ranking that
Reddit’s sources call “hot” (logarithm of votes, plus age by a constant), without votes against,
and with a constant for essays in place of links: 30 days where Reddit has 12.5 hours.
"""

from datetime import datetime, timedelta
from math import log10

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from forum.models.posts import Post
from forum.models.replies import Reply

# By how much ten times as many votes count as later.
TENFOLD = timedelta(days=30)


class Vote(models.Model):
    """Somebody found an essay or a reply worth reading, whether they agree or not.

    Nobody is shown whose it is. How many a text has is counted on its own row, in the same
    transaction; `check_votes` holds the two together.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="vote_post_once"),
            models.UniqueConstraint(fields=["user", "reply"], name="vote_reply_once"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) ^ Q(reply__isnull=True), name="vote_of_one"
            ),
        ]

    def __str__(self) -> str:
        return f"A vote for {self.post or self.reply}"


def top_moment(published_at: datetime, votes: int) -> datetime:
    """Return as of when an essay counts that so many found worth reading."""
    return published_at + TENFOLD * log10(1 + votes)
