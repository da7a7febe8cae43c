"""Kialo's text export as a plan: the thesis is the essay, every claim a reply."""

from collections.abc import Container
from datetime import datetime, timedelta

from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Act, Event, Kind
from forum.models.posts import BODY_LIMIT, TITLE_LIMIT
from forum.models.replies import REPLY_LIMIT
from forum.sources import clean_source
from forum.text import excerpt, plain, render_words, shows_nothing
from transfer.objection_plan import EventPlan, ObjectionPlan
from transfer.parse.kialo_lines import ClaimLine, claim_line, place_of, title_in
from transfer.parse.letters import with_letters
from transfer.parse.threads import letters_above
from transfer.plan import DiscussionPlan, ReplyPlan, RevisionPlan, TagPlan
from transfer.values import refused_at, wrong
from web.writing import TextKind
from web.writing import shows_nothing as has_no_sign

WRITER = "kialo"
THESIS = "1"
CLAIM_TEXT = TextKind(
    "The claim has %(length)s characters, %(more)s more than the %(limit)s that fit. "
    "Shorten it or split it.",
    "The claim has only signs that nobody can see. Write something that shows.",
)


def parse(text: str, author: str) -> DiscussionPlan:
    """Return the plan of an export; `author` is to own the post.

    A top-level Pro is in favour, a top-level Con raises an objection, a claim directly below one
    supports it (Pro) or answers it (Con). Raises ValidationError with the line of the first thing
    wrong.
    """
    if author.lower() == WRITER:
        raise wrong("--author", f"“{WRITER}” writes the claims; the post needs another owner.")
    now = timezone.now()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    written = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip()]
    title = _title(*written[0]) if written else ""
    claimed = (claim_line(*each) for each in written[1:])
    first = next(claimed, None)
    if first is None:
        raise wrong(place_of(len(lines)), "expected a title line and the thesis, claim 1.")
    if first.address != THESIS:
        raise wrong(first.place, "expected the thesis, claim 1.")
    thesis = _clean(first.words, BODY_LIMIT, first.place)
    claims: dict[str, ReplyPlan] = {}
    raised: dict[str, int] = {}
    for each in claimed:
        _check_place(each, claims)
        created = now + timedelta(microseconds=each.number)
        claims[each.address] = ReplyPlan(
            id=each.address,
            parent=None if each.above == THESIS else each.above,
            author=WRITER,
            body=_clean(each.words, REPLY_LIMIT, each.place),
            created=created,
            favours=each.above == THESIS and each.side == "Pro",
            among=letters_above(claims.get(each.above)),
            tags=_tags(each, raised, created),
            place=each.place,
            see=each.link,
        )
    for claim in claims.values():
        if claim.see and claim.see != THESIS and claim.see not in claims:
            raise wrong(claim.place, f"it points to claim {claim.see}, which is missing.")
    return DiscussionPlan(
        title=title,
        author=author,
        body=thesis,
        published=now,
        revisions=(RevisionPlan(1, title, thesis, now),),
        rounds=((1, now),) if raised else (),
        replies=tuple(claims.values()),
        objections=tuple(_objections(claims, raised, thesis)),
        people={author: "--author", WRITER: "the claims"},
        place=first.place,
        once=True,
    )


def _title(number: int, line: str) -> str:
    place = place_of(number)
    return _clean(title_in(line, place), TITLE_LIMIT, place)


def _check_place(line: ClaimLine, claims: Container[str]) -> None:
    """Raise ValidationError unless it is a new claim beneath one of these, or the thesis."""
    address, above = line.address, line.above
    if address in claims or address == THESIS:
        raise wrong(line.place, f"claim {address} is given twice.")
    if above != THESIS and above not in claims:
        raise wrong(line.place, f"its parent, claim {above or 'of ' + address}, is missing.")


def _tags(line: ClaimLine, raised: dict[str, int], created: datetime) -> tuple[TagPlan, ...]:
    """Return what a claim does to an objection; one that raises one gets the next number."""
    if line.above == THESIS and line.side == "Con":
        raised[line.address] = len(raised) + 1
        return (TagPlan(Act.RAISE, raised[line.address], created),)
    if line.above in raised and line.side:
        act = Act.SUPPORT if line.side == "Pro" else Act.ANSWER
        return (TagPlan(act, raised[line.above], created),)
    return ()


def _clean(words: str, limit: int, place: str) -> str:
    if not words.strip():
        raise wrong(place, "this claim has no text.")
    nothing = wrong(place, "of this claim nothing is shown: as Markdown it is empty.")
    if has_no_sign(words):
        raise nothing
    with refused_at(place):
        source = clean_source(words.strip(), limit=limit, what=CLAIM_TEXT)
        html = render_words(source, "claim")
    if shows_nothing(html):
        raise nothing
    return source


def _said(claim: ReplyPlan, claims: dict[str, ReplyPlan], thesis: str) -> str:
    """Return the words of a claim, or of what it links to, as far as that goes."""
    passed = {claim.id}
    while claim.see and claim.see not in passed:
        if claim.see not in claims:
            return thesis
        passed.add(claim.see)
        claim = claims[claim.see]
    return claim.body or ""


def _objections(
    claims: dict[str, ReplyPlan], raised: dict[str, int], thesis: str
) -> list[ObjectionPlan]:
    found = []
    for address, number in raised.items():
        claim = claims[address]
        text = plain(render_words(_said(claim, claims, thesis), "claim"))
        found.append(
            ObjectionPlan(
                number=number,
                kind=Kind.OBJECTION,
                round=None,
                letter=None,
                claim=excerpt(text, CLAIM_LIMIT),
                created=claim.created,
                raised_in=address,
                events=(EventPlan(WRITER, Event.HOLD, claim.created, address),),
            )
        )
    return with_letters(found, set(raised.values()), rounds=1)
