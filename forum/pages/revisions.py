"""Every wording of a text, and what changed between two of them."""

import re
from dataclasses import dataclass
from typing import Any, Self

from diff_match_patch import diff_match_patch
from django.http import Http404
from django.urls import reverse

from accounts.permissions import may
from forum.dates import minute
from forum.models import Post, PostRevision, Reply, ReplyRevision
from forum.visibility import revisions_readable_by

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
    # Removed by moderators; whether the viewer may read it all the same; where they remove it, or
    # put it back.
    hidden: bool
    readable: bool
    act_url: str


@dataclass(frozen=True)
class Change:
    """A stretch of text: `kind` is same, folded (the same, but far from any change), del or ins."""

    kind: str
    text: str


@dataclass(frozen=True)
class RevisionsPage:
    """Every wording of a text, newest first, and the changes between two. Five queries."""

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
        revisions = PostRevision.objects.filter(post=post)
        return cls._load(post.title, post, revisions, viewer, old, new)

    @classmethod
    def of_reply(cls, *, viewer: Any, reply_id: int, old: str, new: str) -> Self:
        """Load it for a reply that `viewer` may read; raises Reply.DoesNotExist."""
        reply = Reply.objects.readable_by(viewer).select_related("author").get(pk=reply_id)
        revisions = ReplyRevision.objects.filter(reply=reply)
        title = f"{reply.author.shown_name}’s reply"
        return cls._load(title, reply, revisions, viewer, old, new)

    @classmethod
    def _load(
        cls, title: str, text: Post | Reply, wordings: Any, viewer: Any, old: str, new: str
    ) -> Self:
        every = list(wordings.order_by("-number"))
        readable = set(
            wordings.filter(revisions_readable_by(viewer, text.author_id)).values_list(
                "pk", flat=True
            )
        )
        revisions = [each for each in every if each.pk in readable]
        staff = may(viewer, "moderation.moderate")
        by_number = {str(each.number): each for each in revisions}
        if not {old, new} - {""} <= {str(each.number) for each in every} or not revisions:
            raise Http404("There is no such revision.")
        # What was removed gives way to the next that can be read.
        later = [each for each in revisions if new and each.number >= int(new)]
        after = later[-1] if later else revisions[0]
        earlier = next((each for each in revisions if each.number < after.number), after)
        before = by_number.get(old, earlier)
        return cls(
            title=title,
            back=text.get_absolute_url(),
            lines=[
                RevisionLine(
                    number=each.number,
                    when=minute(each.created_at),
                    note=getattr(each, "note", "") if each.pk in readable else "",
                    substantive=getattr(each, "substantive", False),
                    hidden=each.hidden_at is not None,
                    readable=each.pk in readable,
                    act_url=_act_url(text, each) if staff else "",
                )
                for each in every
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


def _act_url(text: Post | Reply, wording: PostRevision | ReplyRevision) -> str:
    """Return where a moderator removes an earlier wording, or puts it back; empty for the last."""
    if wording.number == text.revision:
        return ""
    kind = "post" if isinstance(text, Post) else "reply"
    act = "hide" if wording.hidden_at is None else "show"
    return reverse(f"{kind}-revision-{act}", args=[text.pk, wording.number])


def _source(revision: Any) -> str:
    title = getattr(revision, "title", "")
    return f"{title}\n\n{revision.body}" if title else revision.body
