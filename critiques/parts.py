"""What became part of an objection."""

from collections.abc import Iterable

from critiques.models import Objection


def parts_of(objection: Objection) -> list[Objection]:
    """Return what became part of an objection, or of a part of it, by number. One query."""
    merged = Objection.objects.filter(post=objection.post_id, merged_into__isnull=False)
    return parts_among(objection.pk, list(merged.select_related("raiser", "merged_into")))


def parts_among(pk: int, merged: Iterable[Objection]) -> list[Objection]:
    """Return those of `merged` that became part of objection `pk`, or of a part of it."""
    parts = [each for each in merged if each.merged_into_id == pk]
    for part in parts:
        parts += [each for each in merged if each.merged_into_id == part.pk]
    return sorted(parts, key=lambda each: each.number or 0)
