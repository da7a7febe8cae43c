"""The passages that objections are about, without the words that moderators removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.utils.translation import gettext

from critiques.models import Objection
from forum.models import PostRevision


def removed() -> str:
    """Return what stands for words that moderators removed."""
    return gettext("[removed by moderators]")


def taken_back() -> str:
    """Return what stands for a claim that was taken back with its reply."""
    return gettext("[taken back with its reply]")


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """Words of a revision of the essay; without `start` it is not known where they stand.

    `exact` is None where moderators removed the wording that had them.
    """

    exact: str | None
    prefix: str
    suffix: str
    start: int | None
    revision: int | None
    state: str

    @property
    def words(self) -> str:
        """The words, or what stands for them."""
        return removed() if self.exact is None else self.exact


class Anchor(NamedTuple):
    """The passage of the essay as it is now that an objection is about, and its id there."""

    id: str
    start: int
    words: str


def shown_passages(objections: Iterable[Objection], viewer: Any) -> dict[int, ShownPassage]:
    """Return them by the objection’s id, as far as `viewer` may read them, knowing the essays.

    What the essay as it is now says is public; what was lost is as public as its wording. No query
    where nothing was lost, else one; one more where moderators removed such a wording.
    """
    about = [each for each in objections if each.passage_state]
    removed = _removed([each for each in about if each.passage_state == "lost"], viewer)
    now = _words_of({each.post_id for each in about if each.pk in removed})
    return {
        each.pk: _bare(each, now[each.post_id]) if each.pk in removed else _whole(each)
        for each in about
    }


def _removed(lost: list[Objection], viewer: Any) -> set[int]:
    """Return which of these are about words of a wording that moderators removed."""
    if not lost:
        return set()
    asked = Q(pk__in={each.passage_from_id for each in lost} - {None})
    asked |= Q(post__in={each.post_id for each in lost})
    rows = PostRevision.objects.filter(asked).removed_for(viewer)
    gone = set(rows.values_list("pk", flat=True))
    by_number = set(rows.values_list("post", "number"))
    return {
        each.pk
        for each in lost
        if each.passage_from_id in gone
        or (each.passage_from_id is None and (each.post_id, each.passage_revision) in by_number)
    }


def _words_of(posts: set[int]) -> dict[int, str]:
    """Return the text of these essays as they are now."""
    if not posts:
        return {}
    now = PostRevision.objects.filter(post__in=posts, number=F("post__revision"))
    return dict(now.values_list("post", "plain"))


def _whole(objection: Objection) -> ShownPassage:
    return ShownPassage(
        # Imported without its words, it was removed where it comes from.
        exact=objection.passage or None,
        prefix=objection.passage_prefix,
        suffix=objection.passage_suffix,
        start=objection.passage_start,
        revision=objection.passage_revision,
        state=objection.passage_state,
    )


def _bare(objection: Objection, now: str) -> ShownPassage:
    """Return what may be read of a passage: its words alone, where the essay has them again."""
    stands = objection.passage != "" and objection.passage in now
    return ShownPassage(
        exact=objection.passage if stands else None,
        prefix="",
        suffix="",
        start=None,
        revision=objection.passage_revision,
        state=objection.passage_state,
    )
