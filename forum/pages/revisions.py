"""Every wording of a text, and what changed between two of them."""

import re
from dataclasses import dataclass
from typing import Any, Self

from diff_match_patch import diff_match_patch
from django.http import Http404

from forum.dates import minute
from forum.models import Post, PostRevision, Reply, ReplyRevision

DIFF_SECONDS = 0.5
WORD = re.compile(r"\s+|\w+|[^\w\s]")
# Of text that did not change, what stands around a change; the rest is folded.
AROUND = 160
# Beyond the surrogates, which may not stand alone; room for a million words.
FIRST = 0xE000


@dataclass(frozen=True)
class RevisionLine:
    """One wording in the list of them."""

    number: int
    when: str
    note: str
    substantive: bool


@dataclass(frozen=True)
class Change:
    """A stretch of text: `kind` is same, folded (the same, but far from any change), del or ins."""

    kind: str
    text: str


@dataclass(frozen=True)
class RevisionsPage:
    """Every wording of a text, newest first, and the changes between two. Four queries."""

    title: str
    back: str
    lines: list[RevisionLine]
    old: int
    new: int
    changes: list[Change]

    @classmethod
    def of_post(cls, *, viewer: Any, post_id: int, old: str, new: str) -> Self:
        """Load it for a post that `viewer` may read; raises Post.DoesNotExist."""
        post = Post.objects.readable_by(viewer).get(pk=post_id)
        revisions = list(PostRevision.objects.filter(post=post).order_by("-number"))
        return cls._load(post.title, post.get_absolute_url(), revisions, old, new)

    @classmethod
    def of_reply(cls, *, viewer: Any, reply_id: int, old: str, new: str) -> Self:
        """Load it for a reply that `viewer` may read; raises Reply.DoesNotExist."""
        reply = Reply.objects.readable_by(viewer).select_related("author").get(pk=reply_id)
        revisions = list(ReplyRevision.objects.filter(reply=reply).order_by("-number"))
        title = f"{reply.author.shown_name}’s reply"
        return cls._load(title, reply.get_absolute_url(), revisions, old, new)

    @classmethod
    def _load(cls, title: str, back: str, revisions: list[Any], old: str, new: str) -> Self:
        by_number = {str(each.number): each for each in revisions}
        if (old and old not in by_number) or (new and new not in by_number) or not revisions:
            raise Http404("There is no such revision.")
        after = by_number.get(new, revisions[0])
        before = by_number.get(old) or by_number.get(str(after.number - 1), after)
        return cls(
            title=title,
            back=back,
            lines=[
                RevisionLine(
                    number=each.number,
                    when=minute(each.created_at),
                    note=getattr(each, "note", ""),
                    substantive=getattr(each, "substantive", False),
                )
                for each in revisions
            ],
            old=before.number,
            new=after.number,
            changes=changes_between(_source(before), _source(after)),
        )


def changes_between(before: str, after: str) -> list[Change]:
    """Return the difference of two texts, word by word; coarser after half a second."""
    differ = diff_match_patch()
    differ.Diff_Timeout = DIFF_SECONDS
    # Each distinct word stands as one character, so that words are never torn.
    words: dict[str, str] = {}
    one, two = (
        "".join(words.setdefault(word, chr(FIRST + len(words))) for word in WORD.findall(text))
        for text in (before, after)
    )
    spelt = {sign: word for word, sign in words.items()}
    changes = differ.diff_main(one, two)
    kinds = {-1: "del", 0: "same", 1: "ins"}
    found = [(kinds[kind], "".join(map(spelt.__getitem__, text))) for kind, text in changes]
    if [kind for kind, _ in found] == ["same"]:
        return [Change("same", found[0][1])]
    return [
        part
        for place, (kind, text) in enumerate(found)
        for part in _folded(kind, text, first=place == 0, last=place == len(found) - 1)
    ]


def _folded(kind: str, text: str, *, first: bool, last: bool) -> list[Change]:
    """Return a stretch with what stands far from any change folded, at whole words."""
    head = 0 if first else AROUND
    tail = 0 if last else AROUND
    if kind != "same" or len(text) < 4 * AROUND:
        return [Change(kind, text)]
    start = text.find(" ", head) if head else 0
    end = text.rfind(" ", 0, len(text) - tail) if tail else len(text)
    parts = [("same", text[:start]), ("folded", text[start:end]), ("same", text[end:])]
    return [Change(kind, part) for kind, part in parts if part]


def _source(revision: Any) -> str:
    title = getattr(revision, "title", "")
    return f"{title}\n\n{revision.body}" if title else revision.body
