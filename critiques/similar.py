"""Which objections of a post somebody found alike."""

from collections import defaultdict

from critiques.models import Similar


def similar_in(post_id: int) -> dict[int, set[int]]:
    """Return the ids of the objections that each objection of a post is similar to. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = Similar.objects.filter(first__post=post_id).values_list("first", "second")
    for first, second in pairs:
        found[first].add(second)
        found[second].add(first)
    return found
