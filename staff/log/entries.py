"""Lines of the log as they are read, a page at once."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from moderation.models import LogEntry

PAGE = 50
PARTS = 20  # of what was done to many at once; the others stand on the line's own page


def newest(entries: QuerySet, start: int, end: int) -> list[LogEntry]:
    """Return lines of the log, newest first, as `log_line` wants them. Two queries.

    In one, a database would join all of the log with all that it speaks of, and then look for them.
    """
    chosen = entries.order_by("-created_at", "-pk").values_list("pk", flat=True)[start:end]
    return read_lines(list(chosen))


def read_lines(chosen: list[int]) -> list[LogEntry]:
    """Return the lines with these ids, newest first, as `log_line` wants them. One query."""
    lines = with_people(LogEntry.objects.filter(pk__in=chosen))
    return list(lines.order_by("-created_at", "-pk"))


def with_people(entries: QuerySet) -> QuerySet:
    """Let few lines come with all that `log_line` says of them.

    `parts_stand` is one of their parts that nobody took back, `last_part` the last that is shown
    where there are more.
    """
    parts = LogEntry.objects.filter(part_of=OuterRef("pk")).order_by("pk").values("pk")
    return entries.annotate(
        parts_stand=Subquery(parts.filter(reversed_by=None)[:1]),
        last_part=Subquery(parts[PARTS - 1 : PARTS]),
    ).select_related(
        "actor",
        "person",
        "post",
        "reply",
        "other_post",
        "part_of",
        "reverses",
        "reversed_by",
        "appeal_decided__entry",
        "topic_edit__topic",
    )


def first_parts(entries: list[LogEntry]) -> list[LogEntry]:
    """Return the parts that are shown of these lines, read `with_people`. Two queries."""
    shown = Q(pk=None)
    for each in entries:
        if each.last_part:
            shown |= Q(part_of=each, pk__gt=each.pk, pk__lte=each.last_part)
        elif each.count > 1:
            shown |= Q(part_of=each)
    chosen = list(LogEntry.objects.filter(shown).order_by("pk").values_list("pk", flat=True))
    return list(with_people(LogEntry.objects.filter(pk__in=chosen)).order_by("pk"))
