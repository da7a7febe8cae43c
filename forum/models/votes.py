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

from forum.models.marks import TextMark

# By how much ten times as many votes count as later.
TENFOLD = timedelta(days=30)


class Vote(TextMark):
    """Somebody found an essay or a reply worth reading, whether they agree or not.

    Nobody is shown whose it is. How many a text has is counted on its own row, in the same
    transaction; `check_votes` holds the two together.
    """

    def __str__(self) -> str:
        return f"A vote for {self.post or self.reply}"


def top_moment(published_at: datetime, votes: int) -> datetime:
    """Return as of when an essay counts that so many found worth reading."""
    return published_at + TENFOLD * log10(1 + votes)
