"""What the masthead says of moderation."""

from typing import Any

from django.db.models import QuerySet

from moderation.models import Act, Move, Notice, Report


def unseen_notices(person: Any) -> QuerySet:
    """Return what moderators told `person` that they have not seen."""
    return Notice.objects.filter(person=person.pk, seen_at=None)


def unseen_answers(person: Any) -> QuerySet:
    """Return the reports of `person` that moderators answered, and that answer is not seen."""
    answered = Report.objects.exclude(answer="").exclude(decision=None)
    return answered.filter(reporter=person.pk, answer_seen_at=None)


def naming(post_id: int) -> set[int]:
    """Return the posts that say of replies that they went to this one. One query."""
    moves = Move.objects.filter(target=post_id, entry__act__in=(Act.MOVE, Act.SPLIT))
    return set(moves.values_list("source", flat=True)) - {post_id}
