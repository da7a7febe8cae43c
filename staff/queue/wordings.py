"""Which wordings of a text or a claim were reported, and what changed in each since."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from critiques.record.sentences import names
from forum.differences.changes import TextPiece
from forum.differences.difference import changes_between
from forum.models import Post, PostRevision, Reply, ReplyRevision
from forum.text import excerpt
from moderation.models import Report

EXCERPT = 600
# So much is shown of what changed; both wordings stand in full elsewhere.
MOST_CHANGED = 2_000
ERASED = gettext_lazy("Its words were erased.")

Wordings = dict[tuple[type, int, int], PostRevision | ReplyRevision]


class ReportedWording(NamedTuple):
    """A wording that was reported: which and by whom, its words, and what changed since."""

    heading: str
    text: str
    # What is left of it now, in a sentence; empty where it is the present wording.
    left: str = ""
    since: list[TextPiece] = []
    # Where all of it stands, beside the present wording.
    url: str = ""
    # The number of an earlier wording that can be removed alone; 0 for none.
    removable: int = 0


def earlier_wordings(
    reports: Iterable[Report], posts: dict[int, Post], replies: dict[int, Reply]
) -> Wordings:
    """Return the earlier wordings that these reports mean, and the present ones of the same texts.

    Two queries at most, none where nothing was changed since.
    """
    essays, answers = Q(pk=None), Q(pk=None)
    for report in reports:
        text: Post | Reply = replies[report.reply_id] if report.reply_id else posts[report.post_id]
        if report.revision in (None, text.revision):
            continue
        if isinstance(text, Reply):
            answers |= Q(reply=text.pk, number__in=(report.revision, text.revision))
        else:
            essays |= Q(post=text.pk, number__in=(report.revision, text.revision))
    found: Wordings = {}
    if essays != Q(pk=None):
        revisions = PostRevision.objects.filter(essays).defer("plain")
        found |= {(Post, each.post_id, each.number): each for each in revisions}
    if answers != Q(pk=None):
        revised = ReplyRevision.objects.filter(answers).defer("plain")
        found |= {(Reply, each.reply_id, each.number): each for each in revised}
    return found


def reported_wordings(
    text: Post | Reply, present: str, reports: list[Report], found: Wordings
) -> list[ReportedWording]:
    """Return the wordings of a text that were reported, the earliest first, the present one last.

    `present` is the beginning of the text as it is. Empty where nothing was changed since.
    """
    by_number: dict[int | None, list[str]] = {}
    for report in reports:
        number = text.revision if _is_present(report, text) else report.revision
        by_number.setdefault(number, []).append(report.reporter.shown_name)
    if set(by_number) <= {text.revision}:
        return []
    said = []
    for number in sorted(filter(None, by_number)):
        who = names(by_number[number])
        if number == text.revision:
            said_of = {"number": number, "names": who}
            heading = (
                gettext("The text as it is, revision %(number)d, reported by %(names)s") % said_of
            )
            said.append(ReportedWording(heading, present or str(ERASED)))
        else:
            said.append(_earlier(text, number, who, found))
    if None in by_number:
        who = names(by_number[None])
        heading = gettext("The text as it is; it was changed since %(names)s reported it")
        said.append(
            ReportedWording(heading % {"names": who}, present or str(ERASED), url=_history(text))
        )
    return said


def reported_claims(claim: str, url: str, reports: list[Report]) -> list[ReportedWording]:
    """Return the same for a claim, which is at `url`: reports keep what it was."""
    by_claim: dict[str, list[str]] = {}
    for report in reports:
        by_claim.setdefault(report.claim or claim, []).append(report.reporter.shown_name)
    if set(by_claim) <= {claim}:
        return []
    return [
        ReportedWording(
            gettext("The claim as it is, reported by %(names)s") % {"names": names(who)}, said
        )
        if said == claim
        else _with_changes(
            gettext("As %(names)s reported it") % {"names": names(who)}, said, claim, url
        )
        for said, who in by_claim.items()
    ]


def _is_present(report: Report, text: Post | Reply) -> bool:
    """Whether it means the text as it is: nobody noted it of old, but nothing was changed since."""
    unchanged = text.edited_at is None or text.edited_at <= report.created_at
    return report.revision == text.revision or (report.revision is None and unchanged)


def _earlier(text: Post | Reply, number: int, who: str, found: Wordings) -> ReportedWording:
    old, new = (found[type(text), text.pk, each] for each in (number, text.revision))
    about = {"number": number, "names": who}
    heading = gettext("Revision %(number)d, reported by %(names)s") % about
    url = f"{_history(text)}?from={number}&to={text.revision}"
    said = _with_changes(heading, old.source, new.source, url)
    if old.hidden_at:
        heading = gettext("Revision %(number)d, reported by %(names)s; removed by moderators")
        return said._replace(heading=heading % about)
    return said._replace(removable=number if said.since else 0)


def _with_changes(heading: str, old: str, new: str, url: str) -> ReportedWording:
    if not old:
        return ReportedWording(heading, str(ERASED))
    words, pieces = excerpt(old, EXCERPT), changes_between(old, new)
    kinds = {piece.kind for piece in pieces if piece.text.strip()}
    if kinds <= {"same", "folded"}:
        return ReportedWording(heading, words, gettext("It says the same now."), [], url)
    left = gettext("Some of these words are no longer there.")
    if "del" not in kinds:
        left = gettext("All these words are still there; others came.")
    elif not kinds & {"same", "folded"}:
        left = gettext("The reported words are no longer there.")
    return ReportedWording(heading, words, left, _shortened(pieces), url)


def _shortened(pieces: list[TextPiece]) -> list[TextPiece]:
    """Return the changes without what is far from them, as far as there is room."""
    room, shown = MOST_CHANGED, []
    for kind, text in pieces:
        said = " … " if kind == "folded" else excerpt(text, room)
        shown.append(TextPiece("same" if kind == "folded" else kind, said))
        room -= len(said)
        if room <= 0:
            break
    return shown


def _history(text: Post | Reply) -> str:
    return reverse(f"{type(text).__name__.lower()}-revisions", args=[text.pk])
