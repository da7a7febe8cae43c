"""What a line of the log was done to, in words that give away nothing that was removed."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Self

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext

from accounts.permissions import may
from critiques.models import Objection
from critiques.words import Kind
from forum.models import Post, Reply
from forum.models.topics import topics_in_use
from forum.topics import TopicLink
from moderation.models import TOPICAL, LogAct, LogEntry, TopicEdit
from staff.log.deeds import where_of
from staff.log.places import LoggedWay, way_in, ways_of

# An objection, or a question, as pages call it, and another, on an essay; then the same of the
# person concerned.
NUMBERED = {
    Kind.OBJECTION: gettext_lazy("objection %(address)s on %(essay)s"),
    Kind.QUESTION: gettext_lazy("question %(address)s on %(essay)s"),
}
TWO_NUMBERED = {
    Kind.OBJECTION: gettext_lazy("objection %(address)s and %(other)s on %(essay)s"),
    Kind.QUESTION: gettext_lazy("question %(address)s and %(other)s on %(essay)s"),
}
YOURS_NUMBERED = {
    Kind.OBJECTION: gettext_lazy("your objection %(address)s on %(essay)s"),
    Kind.QUESTION: gettext_lazy("your question %(address)s on %(essay)s"),
}
YOURS_TWO_NUMBERED = {
    Kind.OBJECTION: gettext_lazy("your objection %(address)s and %(other)s on %(essay)s"),
    Kind.QUESTION: gettext_lazy("your question %(address)s and %(other)s on %(essay)s"),
}


class LoggedObjection(NamedTuple):
    """Which kind an objection is of, and what pages call it."""

    kind: str
    address: str


class Seen(NamedTuple):
    """What a viewer may read or know of, of all that some lines speak of."""

    posts: set[int]
    replies: set[int]
    # By the essays where they stood, and their numbers.
    objections: dict[tuple[int, int], LoggedObjection]
    topics: set[int]
    # Whether the viewer gives people roles, and so may take that back.
    appoints: bool
    # From where to where replies went within their essays, by the lines that say so.
    ways: Mapping[int, LoggedWay] = {}

    @classmethod
    def load(cls, viewer: Any, entries: Iterable[LogEntry]) -> Self:
        """Look up what these lines speak of. Five queries at most."""
        entries = list(entries)
        ways = ways_of(entries)
        posts = {each.post_id for each in entries} | {each.other_post_id for each in entries}
        replies = {each.reply_id for each in entries if each.reply_id}
        replies |= {place.reply for way in ways.values() for place in way if place.reply}
        numbers = {each.objection for each in entries if each.objection is not None}
        readable = Post.objects.readable_by(viewer).filter(pk__in=posts - {None})
        known = Reply.objects.known_to(viewer).filter(pk__in=replies)
        numbers |= {each.other_objection for each in entries if each.objection is not None}
        objections = Objection.objects.filter(post__in=posts - {None}, number__in=numbers - {None})
        edits = [_topic_edit(each) for each in entries]
        topics = topics_in_use().filter(pk__in={each.topic_id for each in edits if each})
        named = objections.only("post", "number", "kind", "letter", "round")
        return cls(
            set(readable.values_list("pk", flat=True)),
            set(known.values_list("pk", flat=True)) if replies else set(),
            {(o.post_id, o.number or 0): LoggedObjection(o.kind, o.address) for o in named}
            if numbers
            else {},
            set(topics.values_list("pk", flat=True)) if any(edits) else set(),
            may(viewer, "moderation.appoint"),
            ways,
        )

    def title(self, post: Post) -> str:
        """The title of an essay, where it may be read."""
        return title_of(post if post.pk in self.posts else None)

    def url(self, post: Post) -> str:
        """The address of an essay, where it may be read."""
        return post.get_absolute_url() if post.pk in self.posts else ""

    def reply_url(self, reply_id: int) -> str:
        """The address of a reply, where it may be known."""
        return reverse("reply-permalink", args=[reply_id]) if reply_id in self.replies else ""

    def objection_url(self, entry: LogEntry) -> str:
        """The address of the objection that a line is about, where its essay may be read."""
        readable = entry.post_id in self.posts
        return reverse("objection", args=[entry.post_id, entry.objection]) if readable else ""


def title_of(post: Post | None) -> str:
    """Return a title in quotes, its own being single ones then; without an essay, what it is."""
    if post is None:
        return gettext("an essay")
    return gettext("“%(title)s”") % {"title": post.title.replace("“", "‘").replace("”", "’")}


def target_of(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    """Return what a line was done to, and its address, or “” where it is not to be known."""
    name = entry.person.shown_name if entry.person else ""
    if entry.post is None:
        return _topic(entry, seen) if entry.act in TOPICAL else _no_text(entry, name)
    said = {"name": name, "essay": seen.title(entry.post), "count": entry.count - 1}
    url = seen.url(entry.post)
    if entry.objection is not None:
        return _numbered(entry, seen, NUMBERED, TWO_NUMBERED), seen.objection_url(entry)
    if entry.reply_id:
        reply = gettext("a reply by %(name)s")
        if entry.count > 1:
            reply = ngettext(
                "a reply by %(name)s and %(count)d more",
                "a reply by %(name)s and %(count)d more",
                entry.count - 1,
            )
        return reply % said + _wording(entry), seen.reply_url(entry.reply_id)
    if entry.act in (LogAct.LIFT, LogAct.UNLIFT):
        return gettext("%(name)s beneath %(essay)s") % said, url
    essay = said["essay"] if url else gettext("an essay by %(name)s") % said
    return f"{essay}{_wording(entry)}", url


def yours(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    """Return the same as `target_of`, said to the person concerned."""
    if entry.post is None:
        return pgettext("whom", "you"), ""
    said, url = {"essay": seen.title(entry.post)}, seen.url(entry.post)
    if entry.objection is not None:
        return _numbered(entry, seen, YOURS_NUMBERED, YOURS_TWO_NUMBERED), seen.objection_url(entry)
    if entry.reply_id:
        reply = gettext("your reply on %(essay)s") % said
        return reply + _wording(entry), seen.reply_url(entry.reply_id)
    if entry.act in (LogAct.LIFT, LogAct.UNLIFT):
        return gettext("you beneath %(essay)s") % said, url
    essay = gettext("your essay %(essay)s") % said if url else gettext("your essay")
    return essay + _wording(entry), url


def other_of(entry: LogEntry, seen: Seen) -> tuple[str, str] | None:
    """Return the address and the words for where it is now, if it went somewhere."""
    if entry.other_post is None:
        return None
    if way := seen.ways.get(entry.pk):
        return "", way_in(way, seen.title(entry.other_post), seen.replies)
    return seen.url(entry.other_post), where_of(entry, seen.title(entry.other_post))


def _no_text(entry: LogEntry, name: str) -> tuple[str, str]:
    if entry.person is None:
        texts = ngettext("one text", "%(count)d texts at once", max(entry.count, 1))
        return texts % {"count": entry.count}, ""
    return name, entry.person.get_absolute_url()


def _topic(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    edit = _topic_edit(entry)
    if edit is None or edit.topic_id not in seen.topics:
        return gettext("a topic"), ""
    said = gettext("the topic %(topic)s") % {"topic": edit.topic.name}
    return said, TopicLink.of(edit.topic.name, edit.topic.slug).url


def _topic_edit(entry: LogEntry) -> TopicEdit | None:
    return getattr(entry, "topic_edit", None)


def _wording(entry: LogEntry) -> str:
    """Return which wording it was done to, or which was reported where it was changed since."""
    if entry.revision is None or entry.act in (LogAct.HIDE_CLOSING, LogAct.SHOW_CLOSING):
        return ""
    said = gettext("(reported as revision %(number)d)")
    if entry.act in (LogAct.HIDE_WORDING, LogAct.SHOW_WORDING):
        said = gettext("(revision %(number)d)")
    elif entry.objection is not None:
        said = gettext("(reported as wording %(number)d)")
    return f" {said % {'number': entry.revision}}"


def _numbered(
    entry: LogEntry, seen: Seen, alone: Mapping[Kind, Promise], pairs: Mapping[Kind, Promise]
) -> str:
    one, other = (
        seen.objections.get((entry.post_id, number), LoggedObjection(Kind.OBJECTION, f"#{number}"))
        for number in (entry.objection, entry.other_objection)
    )
    said = {"address": one.address, "other": other.address, "essay": seen.title(entry.post)}
    return (pairs if entry.other_objection else alone)[Kind(one.kind)] % said + _wording(entry)
