"""What the public may read, told again from the rows; and what the pages tell it."""

from collections.abc import Iterable, Iterator

from django.test import Client

from tests.sequences.rows import Row, Rows
from tests.sequences.scene import WORD
from web.page_cache import page_cache

HOLDING = ("hold", "reaffirm")


def check_readers(rows: Rows, *, everything: bool) -> None:
    """Raise AssertionError where a page tells the public what it may not read.

    `everything` looks at every kind of page that is about the post and its people; without it at
    the thread and the summary.
    """
    secret = secrets(rows)
    for url in addresses(rows, everything=everything):
        response = Client().get(url)
        assert response.status_code < 500, url
        told = set(WORD.findall(response.content.decode()))
        assert not told & secret, f"{url} tells {sorted(told & secret)}"
        if everything and "/essay/" in url:
            page_cache.clear()
            anew = Client().get(url).content.decode()
            assert set(WORD.findall(anew)) == told, f"{url} is out of date"


def secrets(rows: Rows) -> set[str]:
    """Return the words that the public may not read anywhere."""
    texts = list(_texts(rows))
    public = _words(text for text, is_public in texts if is_public)
    return _words(text for text, _ in texts) - public


def addresses(rows: Rows, *, everything: bool) -> list[str]:
    """Return where the public reads of a post."""
    post = f"/posts/{rows.post.id}"
    found = [f"{post}/essay/", f"{post}/critique/"]
    if everything:
        found += ["/", "/moderation/log/", f"{post}/revisions/"]
        found += [f"{post}/critique/{kind}/" for kind in ("placed", "inherited", "other")]
        found += [f"{post}/critique.{kind}" for kind in ("json", "md", "csv", "argdown", "jsonld")]
        found += [f"{post}/objections/{each.number}/" for each in rows.objections.values()]
        gone = [pk for pk in rows.replies if not rows.is_public(pk)]
        found += [f"/replies/{pk}/" for pk in {*gone, *list(rows.replies)[:3]}]
        found += [f"/replies/{pk}/revisions/" for pk in {*gone, *list(rows.replies)[:1]}]
        found += [f"/u/{each.username}/" for each in rows.people.values()]
    return found


def _texts(rows: Rows) -> Iterator[tuple[str, bool]]:
    """Yield every text of the post's, with whether some page may show it to the public."""
    there = rows.post.state in ("visible", "withdrawn")
    for each in rows.revisions:
        yield each.body, rows.post.state == "visible"
    for each in rows.reply_revisions:
        yield each.body, there and rows.is_public(each.reply_id)
    for each in rows.versions:
        yield each.text, there and _claim_is_public(rows, rows.objections[each.objection_id])
    for each in rows.objections.values():
        yield each.claim, there and _claim_is_public(rows, each)
    for each in rows.proposals:
        yield each.claim, there and _claim_is_public(rows, rows.objections[each.objection_id])
    for each in (*rows.tags, *rows.former_tags):
        yield each.wording, there and rows.is_public(each.reply_id)
    for each in rows.holders:
        yield each.wording, there and _wording_is_public(rows, each)
        yield each.would_satisfy, there
    for each in rows.positions:
        yield each.text, there and rows.is_public(each.reply_id)
    for each in rows.receipts:
        yield each.words, there


def _claim_is_public(rows: Rows, objection: Row) -> bool:
    """Hidden with its reply, gone where it was withdrawn and nobody else holds it."""
    state = rows.replies[objection.raised_in_id].state
    if objection.struck_at or state not in ("visible", "withdrawn"):
        return False
    words = rows.last_words(rows.group(objection.id)).values()
    return state == "visible" or any(word in HOLDING for word in words)


def _wording_is_public(rows: Rows, holder: Row) -> bool:
    """Not where it came with a reply that is gone."""
    came_with = [
        each.reply_id
        for each in (*rows.tags, *rows.former_tags)
        if (each.objection_id, each.wording) == (holder.objection_id, holder.wording)
    ]
    return all(rows.is_public(reply) for reply in came_with)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}
