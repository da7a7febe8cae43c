"""Which revision of the essay a reply was written to."""

from bisect import bisect_right
from datetime import datetime

from critiques.record.receipts import difference
from forum.models import Post, PostRevision


class EssayRevisions:
    """The times at which an essay was revised. One query, none for one never revised."""

    def __init__(self, post: Post) -> None:
        self.post = post.pk
        self.times: list[datetime] = []
        if post.revision > 1:
            revisions = PostRevision.objects.filter(post=post).order_by("number")
            self.times = list(revisions.values_list("created_at", flat=True))

    def older(self, written_at: datetime) -> tuple[str, str]:
        """Return “revision 1” and what changed since, for a reply to an older revision, or ""."""
        number = bisect_right(self.times, written_at)
        if not 0 < number < len(self.times):
            return "", ""
        return f"revision {number}", difference(self.post, number, len(self.times))
