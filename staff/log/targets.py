"""What a line of the log was done to, in words that give away nothing that was removed."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from django.urls import reverse

from accounts.permissions import may
from critiques.models import Objection
from forum.models import Post, Reply
from forum.models.topics import topics_in_use
from forum.topics import TopicLink
from moderation.models import TOPICAL, LogAct, LogEntry, TopicEdit

# How an act speaks of where something is now.
WHERE = {LogAct.SPLIT: "as", LogAct.UNSPLIT: "into", LogAct.JOIN: "into", LogAct.UNJOIN: "from"}
# Said before what it was done to, where the other essay is named after that.
BEFORE = {LogAct.JOIN: "merged", LogAct.UNJOIN: "separated"}
# Said of a thing named before, where the word for it stands inside.
OF_IT = {
    LogAct.AUTO_HIDE: "held it back",
    LogAct.REJECT: "turned it down",
    LogAct.WARN: "kept it, with a warning,",
}


class Seen(NamedTuple):
    """What a viewer may read or know of, of all that some lines speak of."""

    posts: set[int]
    replies: set[int]
    kinds: dict[tuple[int, int], str]
    topics: set[int]
    # Whether the viewer gives people roles, and so may take that back.
    appoints: bool

    @classmethod
    def load(cls, viewer: Any, entries: Iterable[LogEntry]) -> Self:
        """Look up what these lines speak of. Four queries at most."""
        entries = list(entries)
        posts = {each.post_id for each in entries} | {each.other_post_id for each in entries}
        replies = {each.reply_id for each in entries if each.reply_id}
        numbers = {each.objection for each in entries if each.objection is not None}
        readable = Post.objects.readable_by(viewer).filter(pk__in=posts - {None})
        known = Reply.objects.known_to(viewer).filter(pk__in=replies)
        objections = Objection.objects.filter(post__in=posts - {None}, number__in=numbers)
        edits = [_topic_edit(each) for each in entries]
        topics = topics_in_use().filter(pk__in={each.topic_id for each in edits if each})
        numbered = objections.values_list("post", "number", "kind")
        return cls(
            set(readable.values_list("pk", flat=True)),
            set(known.values_list("pk", flat=True)) if replies else set(),
            {(post, number): kind for post, number, kind in numbered} if numbers else {},
            set(topics.values_list("pk", flat=True)) if any(edits) else set(),
            may(viewer, "moderation.appoint"),
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
        return "an essay"
    return f"“{post.title.replace('“', '‘').replace('”', '’')}”"


def done(entry: LogEntry) -> str:
    """Return what was done, before what it was done to."""
    if entry.act == LogAct.WARN and entry.post is None and entry.person is not None:
        return "warned"
    return BEFORE.get(LogAct(entry.act)) or entry.get_act_display()


def done_to_it(entry: LogEntry) -> str:
    """Return what was done, said of something or somebody named before."""
    if entry.post is None:
        return f"{done(entry)} them"
    return OF_IT.get(LogAct(entry.act)) or f"{done(entry)} it"


def target_of(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    """Return what a line was done to, and its address, or “” where it is not to be known."""
    name = entry.person.shown_name if entry.person else ""
    if entry.post is None:
        return _topic(entry, seen) if entry.act in TOPICAL else _no_text(entry, name)
    title, url = seen.title(entry.post), seen.url(entry.post)
    if entry.objection is not None:
        return _numbered(entry, seen) + _wording(entry), seen.objection_url(entry)
    if entry.reply_id:
        more = f" and {entry.count - 1} more" if entry.count > 1 else ""
        return f"a reply by {name}{more}{_wording(entry)}", seen.reply_url(entry.reply_id)
    if entry.act in (LogAct.LIFT, LogAct.UNLIFT):
        return f"{name} beneath {title}", url
    return (title if url else f"an essay by {name}") + _wording(entry), url


def yours(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    """Return the same as `target_of`, said to the person concerned."""
    if entry.post is None:
        return "you", ""
    title, url = seen.title(entry.post), seen.url(entry.post)
    if entry.objection is not None:
        return f"your {_numbered(entry, seen)}{_wording(entry)}", seen.objection_url(entry)
    if entry.reply_id:
        return f"your reply on {title}{_wording(entry)}", seen.reply_url(entry.reply_id)
    if entry.act in (LogAct.LIFT, LogAct.UNLIFT):
        return f"you beneath {title}", url
    return (f"your essay {title}" if url else "your essay") + _wording(entry), url


def other_of(entry: LogEntry, seen: Seen) -> tuple[str, str] | None:
    """Return the address and the words for where it is now, if it went somewhere."""
    if entry.other_post is None:
        return None
    where = WHERE.get(LogAct(entry.act), "to")
    return seen.url(entry.other_post), f"{where} {seen.title(entry.other_post)}"


def _no_text(entry: LogEntry, name: str) -> tuple[str, str]:
    if entry.person is None:
        return f"{entry.count} texts at once" if entry.count > 1 else "one text", ""
    return name, entry.person.get_absolute_url()


def _topic(entry: LogEntry, seen: Seen) -> tuple[str, str]:
    edit = _topic_edit(entry)
    if edit is None or edit.topic_id not in seen.topics:
        return "a topic", ""
    return f"the topic {edit.topic.name}", TopicLink.of(edit.topic.name, edit.topic.slug).url


def _topic_edit(entry: LogEntry) -> TopicEdit | None:
    return getattr(entry, "topic_edit", None)


def _wording(entry: LogEntry) -> str:
    """Return which wording it was done to, or which was reported where it was changed since."""
    if entry.revision is None or entry.act in (LogAct.HIDE_CLOSING, LogAct.SHOW_CLOSING):
        return ""
    if entry.act in (LogAct.HIDE_WORDING, LogAct.SHOW_WORDING):
        return f" (revision {entry.revision})"
    kind = "wording" if entry.objection is not None else "revision"
    return f" (reported as {kind} {entry.revision})"


def _numbered(entry: LogEntry, seen: Seen) -> str:
    kind = seen.kinds.get((entry.post_id, entry.objection), "objection")
    other = f" and #{entry.other_objection}" if entry.other_objection else ""
    return f"{kind} #{entry.objection}{other} on {seen.title(entry.post)}"
