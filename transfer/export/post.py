"""The post of a discussion, for its file: its revisions, and to whom it was closed."""

from collections.abc import Iterator, Mapping

from critiques.models import Closing, ClosingWord, Receipt
from forum.models import Bar, Post
from transfer.values import Item, time_of
from web.pieces import gathered

# Wordings of an essay that are in memory together.
BATCH = 20


def post_item(post: Post, numbers: dict[int, int]) -> Item:
    """Return the post for the file, its revisions as an iterator.

    `numbers` are the objections’, by id.
    """
    given = Receipt.objects.filter(objection__in=numbers).order_by("created_at", "pk")
    receipts = gathered(given, "revision_id")
    closings = [_closing(each) for each in Closing.objects.filter(post=post)]
    barred = Bar.objects.filter(post=post, user__left_at=None).select_related("user")
    said = ClosingWord.objects.filter(post=post).order_by("number")
    bars = [_bar(each) for each in barred]
    return {
        "title": post.title,
        "author": post.author.username,
        "body": post.body,
        "in_short": post.in_short,
        "closing": [_word(each) for each in said] or None,
        "tags": sorted(post.topics.names()),
        "published": time_of(post.published_at),
        "locked": time_of(post.locked_at),
        "pinned": time_of(post.pinned_at),
        "revisions": _revisions(post, receipts, numbers),
        **({"closings": closings} if closings else {}),
        **({"bars": bars} if bars else {}),
    }


def _revisions(
    post: Post, receipts: Mapping[int, list[Receipt]], numbers: dict[int, int]
) -> Iterator[Item]:
    for revision in post.revisions.iterator(BATCH):
        public = revision.hidden_at is None
        given = [
            {
                "objection": numbers[each.objection_id],
                "words": each.words if public else "",
                "created": time_of(each.created_at),
            }
            for each in receipts.get(revision.pk, [])
        ]
        yield {
            "number": revision.number,
            "title": revision.title if public else None,
            "body": revision.body if public else None,
            "in_short": revision.in_short if public else None,
            "created": time_of(revision.created_at),
            "note": revision.note if public else "",
            "substantive": revision.substantive,
            **({"receipts": given} if given else {}),
        }


def _word(word: ClosingWord) -> Item:
    public = word.hidden_at is None
    return {"text": word.text if public else None, "created": time_of(word.created_at)}


def _closing(closing: Closing) -> Item:
    return {
        "reason": closing.reason,
        "closed": time_of(closing.closed_at),
        "reopened": time_of(closing.reopened_at),
    }


def _bar(bar: Bar) -> Item:
    return {
        "user": bar.user.username,
        "reason": bar.reason,
        "barred": time_of(bar.barred_at),
        "lifted": time_of(bar.lifted_at),
    }
