"""Our own discussion file, format rejoinder/1, as a plan."""

from datetime import datetime

from django.utils import timezone

from critiques.models.receipts import WORDS_LIMIT
from forum.models.posts import BODY_LIMIT, IN_SHORT_LIMIT, TITLE_LIMIT, TOPIC_LENGTH, TOPICS_LIMIT
from transfer.fields import Reader
from transfer.parse.closings import bars_of, closing_words_of, closings_of
from transfer.parse.letters import rounds_of
from transfer.parse.objections import objections_of
from transfer.parse.replies import replies_of, with_raising
from transfer.parse.threads import people_of
from transfer.plan import DiscussionPlan, ReceiptPlan, ReplyPlan, RevisionPlan
from transfer.values import Json, json_of, text_of, wrong
from web.writing import one_line

FORMAT = "rejoinder/1"


def parse(text: str) -> DiscussionPlan:
    """Return the plan of a file in our own format.

    Raises ValidationError with the line and column, or the path, of the first thing wrong.
    """
    top = Reader(json_of(text), "")
    if top.raw("format") != FORMAT:
        raise top.wrong("format", f"expected “{FORMAT}”.")
    post = top.object("post")
    title = post.phrase("title", limit=TITLE_LIMIT)
    author = post.name("author")
    in_short = post.line("in_short", limit=IN_SHORT_LIMIT, default="")
    body = post.text("body", limit=BODY_LIMIT)
    published = post.moment("published") or timezone.now()
    revisions = _revisions(post, (title, in_short, body), published)
    replies = replies_of(top, published)
    objections = objections_of(top, author, replies, len(revisions))
    rounds = rounds_of(top, objections)
    replies, objections = with_raising(replies, objections)
    _check_numbers(replies, revisions, {each.number for each in objections})
    _check_favours(replies, author)
    bars = bars_of(post, author)
    barred = {bar.user: post.at(f"bars[{n}].user") for n, bar in enumerate(bars)}
    topics = {_topic(value, place) for value, place in post.items("tags")}
    if len(topics) > TOPICS_LIMIT:
        raise post.wrong("tags", f"up to {TOPICS_LIMIT} topics.")
    return DiscussionPlan(
        title=title,
        author=author,
        body=body,
        in_short=in_short,
        published=published,
        topics=tuple(sorted(topics)),
        locked=post.moment("locked"),
        pinned=post.moment("pinned"),
        revisions=tuple(revisions),
        rounds=tuple(rounds),
        replies=tuple(replies),
        objections=tuple(objections),
        closing_words=closing_words_of(post),
        closings=closings_of(post),
        bars=bars,
        people=people_of(author, post.at("author"), replies, objections, barred),
        place=post.at("body"),
    )


def _revisions(
    post: Reader, wording: tuple[str, str, str], published: datetime
) -> list[RevisionPlan]:
    title, in_short, body = wording
    found = []
    for expected, item in enumerate(post.objects("revisions"), 1):
        if item.number("number") not in (None, expected):
            raise item.wrong("number", f"expected revision {expected}.")
        found.append(
            RevisionPlan(
                number=expected,
                title=item.phrase("title", limit=TITLE_LIMIT, default=title),
                # Null where moderators removed this wording.
                body=None if item.is_null("body") else item.text("body", limit=BODY_LIMIT),
                created=item.moment("created") or published,
                in_short=item.line(
                    "in_short",
                    limit=IN_SHORT_LIMIT,
                    default="" if item.has("in_short") else in_short,
                ),
                note=item.phrase("note", limit=200, default=""),
                substantive=item.flag("substantive"),
                receipts=_receipts(item, expected),
                place=item.place,
            )
        )
    last = found[-1] if found else None
    if last and (last.title, last.in_short, last.body) != wording:
        raise post.wrong(
            "revisions", "the last one has to be the post’s own title, body and words in short."
        )
    return found or [RevisionPlan(1, title, body, published, in_short)]


def _receipts(revision: Reader, number: int) -> tuple[ReceiptPlan, ...]:
    found: dict[int, ReceiptPlan] = {}
    for item in revision.objects("receipts"):
        objection = item.number("objection")
        if objection is None or objection in found or number == 1:
            raise item.wrong("", "expected another objection, of a second or later revision.")
        words = item.line("words", limit=WORDS_LIMIT, default="")
        found[objection] = ReceiptPlan(objection, words, item.time("created"))
    return tuple(found.values())


def _check_favours(replies: list[ReplyPlan], author: str) -> None:
    for each in replies:
        if each.favours and each.other:
            raise wrong(f"{each.place}.favours", "a reply in favour is no other comment.")
        if each.favours and each.author.lower() == author.lower():
            raise wrong(f"{each.place}.favours", "the essay’s own author can’t be in favour of it.")


def _check_numbers(
    replies: list[ReplyPlan], revisions: list[RevisionPlan], numbers: set[int]
) -> None:
    named = [(f"{r.place}.former_tags", t.objection) for r in replies for t in r.former_tags]
    named += [
        (f"post.revisions[{each.number - 1}].receipts", receipt.objection)
        for each in revisions
        for receipt in each.receipts
    ]
    for place, number in named:
        if number not in numbers:
            raise wrong(place, f"there is no objection {number}.")


def _topic(value: Json, place: str) -> str:
    name = one_line(text_of(value, place, 10 * TOPIC_LENGTH)).lower()
    if len(name) > TOPIC_LENGTH or "," in name:
        raise wrong(place, f"expected a topic of up to {TOPIC_LENGTH} characters.")
    return name
