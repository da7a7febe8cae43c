"""Whom a text names: “@alice” in its writer’s own words."""

import re

from accounts.models import User
from forum.markup.tags import tags

NAME = re.compile(r"(?<![\w@/.+-])@([A-Za-z0-9_-]{2,30})(?![\w@])")
# Text inside these is not said to anybody: code, a link’s words, what others said.
SKIPPED = frozenset({"a", "blockquote", "code", "math", "pre"})
# Whoever names more people than that talks to nobody.
MOST = 20


def named_in(html: str) -> set[str]:
    """Return the names that a rendered text calls people by, in small letters, the first twenty."""
    if "@" not in html:
        return set()
    names: dict[str, None] = {}
    done = inside = 0
    for start, end, name, closes in [
        *((tag.start, tag.end, tag.name, tag.closes) for tag in tags(html)),
        (len(html), len(html), "", False),
    ]:
        if not inside:
            names |= dict.fromkeys(each.lower() for each in NAME.findall(html, done, start))
        done = end
        if name in SKIPPED:
            inside += -1 if closes else 1
    return set(list(names)[:MOST])


def people_named_in(html: str) -> set[int]:
    """Return the ids of who is called by these names. One query, none where there is no name."""
    names = named_in(html)
    people = User.objects.filter(username__lower__in=names) if names else User.objects.none()
    return set(people.values_list("pk", flat=True))
