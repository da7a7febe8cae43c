"""Kialo's text export as a plan: the thesis is the essay, every claim a reply."""

import re
from datetime import timedelta

from django.utils import timezone

from critiques.models.objections import CLAIM_LIMIT
from critiques.words import Act, Event, Kind
from forum.models.posts import BODY_LIMIT, TITLE_LIMIT
from forum.models.replies import REPLY_LIMIT
from forum.sources import clean_source
from forum.text import excerpt, plain, render_words, shows_nothing
from transfer.objection_plan import EventPlan, ObjectionPlan
from transfer.parse.letters import with_letters
from transfer.parse.threads import letters_above
from transfer.plan import DiscussionPlan, ReplyPlan, RevisionPlan, TagPlan
from transfer.values import refused_at, wrong
from web.writing import TextKind
from web.writing import shows_nothing as has_no_sign

WRITER = "kialo"
TITLE = re.compile(r"^Discussion (?:Title|Name):\s*(.+)$")
CLAIM = re.compile(r"^(\d+(?:\.\d+)*)\.(?:\s+(?:(Pro|Con)(?:\s*:\s*|$))?(.*))?$", re.IGNORECASE)
LINK = re.compile(r"^->\s*See\s+(\d+(?:\.\d+)*)\.?$", re.IGNORECASE)
# In Kialo these are signs like others at the start of a claim: “> 50 %”, “1984. A year”, “- 5 °C”.
BLOCK = re.compile(r"^(?:(\d{1,9})(?=\.\s)|(?=>|[+*-]\s|#{1,6}\s))")
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
    title, thesis, thesis_at = "", "", ""
    claims: dict[str, ReplyPlan] = {}
    raised: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"line {number}, column 1"
        if not title:
            title = _title(line, place)
            continue
        match = CLAIM.match(line.strip())
        if not match:
            raise wrong(place, "expected a claim like “1.2. Con: …”.")
        address, side = match[1], (match[2] or "").capitalize()
        words = BLOCK.sub(r"\1\\", match[3] or "")
        if not thesis:
            if address != "1":
                raise wrong(place, "expected the thesis, claim 1.")
            thesis, thesis_at = _clean(words, BODY_LIMIT, place), place
            continue
        parent = address.rpartition(".")[0]
        if address in claims or address == "1":
            raise wrong(place, f"claim {address} is given twice.")
        if parent != "1" and parent not in claims:
            raise wrong(place, f"its parent, claim {parent or 'of ' + address}, is missing.")
        created = now + timedelta(microseconds=number)
        tags: tuple[TagPlan, ...] = ()
        if parent == "1" and side == "Con":
            raised[address] = len(raised) + 1
            tags = (TagPlan(Act.RAISE, raised[address], created),)
        elif parent in raised and side:
            act = Act.SUPPORT if side == "Pro" else Act.ANSWER
            tags = (TagPlan(act, raised[parent], created),)
        claims[address] = ReplyPlan(
            id=address,
            parent=None if parent == "1" else parent,
            author=WRITER,
            body=_clean(words, REPLY_LIMIT, place),
            created=created,
            favours=parent == "1" and side == "Pro",
            among=letters_above(claims.get(parent)),
            tags=tags,
            place=place,
            see=match[1] if (match := LINK.match(words.strip())) else None,
        )
    if not thesis:
        raise wrong(
            f"line {len(lines)}, column 1", "expected a title line and the thesis, claim 1."
        )
    for claim in claims.values():
        if claim.see and claim.see != "1" and claim.see not in claims:
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
        place=thesis_at,
        once=True,
    )


def _title(line: str, place: str) -> str:
    match = TITLE.match(line.strip())
    if not match:
        raise wrong(place, "expected “Discussion Title: …”.")
    return _clean(match[1], TITLE_LIMIT, place)


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
