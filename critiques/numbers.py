"""The numbers of a post's objections, none of which is ever given twice."""

from django.db.models import Max

from critiques.models import FormerNumber, Objection
from forum.models import Post


def next_number(post: Post) -> int:
    """Return the number of the next objection to a post, which must be locked. Two queries."""
    given = [
        model.objects.filter(post=post).aggregate(last=Max("number"))["last"] or 0
        for model in (Objection, FormerNumber)
    ]
    return max(given) + 1
