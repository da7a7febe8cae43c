"""Which revisions of the essay replies were written to."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from critiques.record.receipts import difference
from critiques.record.sentences import names
from forum.models import Post, PostRevision
from web.dates import day
from web.sentences import with_html

# Of so many revisions it is said until when they were the essay.
FEW = 5


class OlderRevision(NamedTuple):
    """An earlier revision that replies were written to: until which day, and what changed since."""

    number: int
    until: str
    url: str


class EssayRevisions:
    """The times at which an essay was revised. One query, none for one never revised."""

    def __init__(self, post: Post) -> None:
        self.post = post.pk
        self.times: list[datetime] = []
        if post.revision > 1:
            revisions = PostRevision.objects.filter(post=post).order_by("number")
            self.times = list(revisions.values_list("created_at", flat=True))

    def older(self, written: Iterable[datetime]) -> list[OlderRevision]:
        """Return the latest earlier revisions that replies of these moments were written to."""
        last = len(self.times)
        numbers = {bisect_right(self.times, at) for at in written}
        return [
            OlderRevision(number, day(self.times[number]), difference(self.post, number, last))
            for number in sorted(numbers)[-FEW:]
            if 0 < number < last
        ]


def told_of(older: Sequence[OlderRevision]) -> SafeString:
    """Return in one sentence until when which revision was the essay; nothing for none."""
    if not older:
        return SafeString()
    first = pgettext(
        "the first of several", 'before %(day)s is <a href="%(url)s">on revision %(number)d</a>'
    )
    other = pgettext("after others", 'before %(day)s <a href="%(url)s">on revision %(number)d</a>')
    said = [
        (other if place else first) % {"day": each.until, "url": each.url, "number": each.number}
        for place, each in enumerate(older)
    ]
    # Days, addresses and numbers, in sentences of our own.
    parts = mark_safe(names(said))  # noqa: S308
    return with_html(gettext("What was written %(parts)s of the essay."), parts=parts)
