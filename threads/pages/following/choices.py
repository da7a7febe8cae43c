"""One thing that somebody may follow or mute, with its buttons: for whoever comes from a mail."""

from dataclasses import dataclass
from typing import NamedTuple, Self

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from accounts.models import User
from critiques.models import Objection
from critiques.pages.follow_control import control_of_objection
from critiques.words import Kind
from forum.addresses import in_thread
from forum.models import Post, Reply, State
from forum.models.topics import topics_in_use
from threads.pages.following.controls import (
    control_of_branch,
    control_of_essay,
    control_of_person,
    control_of_topic,
)
from web.following import FOLLOWED, MUTED, FollowControl
from web.sentences import with_html


class FollowWords(NamedTuple):
    """What is said of a kind of thing: how it stands with somebody, with what it is called as
    `%(what)s`, and what its buttons do."""

    followed: str | Promise
    muted: str | Promise
    neither: str | Promise
    help: str | Promise


ESSAY = FollowWords(
    gettext_lazy("You follow this essay."),
    gettext_lazy("You have muted this essay."),
    gettext_lazy("You neither follow nor mute this essay."),
    gettext_lazy(
        "Who follows an essay is told of each reply in it. Who mutes it hears nothing more of it, "
        "whatever is said there."
    ),
)
PERSON = FollowWords(
    gettext_lazy("You follow %(what)s."),
    gettext_lazy("You have muted %(what)s."),
    gettext_lazy("You neither follow nor mute %(what)s."),
    gettext_lazy(
        "Who follows somebody is told of their new essays. Who mutes somebody is told of nothing "
        "that they do, and finds their replies folded. They do not learn of it."
    ),
)
BRANCH = FollowWords(
    "",
    gettext_lazy("You have muted %(what)s."),
    gettext_lazy("You have not muted %(what)s."),
    gettext_lazy("Who mutes a branch is told of nothing in it, and finds it folded."),
)
TOPIC = FollowWords(
    gettext_lazy("You follow this topic."),
    "",
    gettext_lazy("You don’t follow this topic."),
    gettext_lazy("Who follows a topic is told of each new essay on it."),
)
OF_OBJECTION = gettext_lazy(
    "Who follows an objection is told what becomes of it: answers, the author’s word, what its "
    "critics say, other wordings, merging."
)
OBJECTION = FollowWords(
    gettext_lazy("You follow this objection."),
    "",
    gettext_lazy("You don’t follow this objection."),
    OF_OBJECTION,
)
QUESTION = FollowWords(
    gettext_lazy("You follow this question."),
    "",
    gettext_lazy("You don’t follow this question."),
    OF_OBJECTION,
)


class FollowRow(NamedTuple):
    """A thing: how it stands with the viewer, what its buttons do, and these."""

    told: SafeString
    help: str
    control: FollowControl


@dataclass(frozen=True)
class FollowPage:
    """What somebody may follow or mute at one address; `url` leads to where that is read."""

    title: str
    url: str
    rows: tuple[FollowRow, ...]

    @classmethod
    def of_essay(cls, viewer: User, post_id: int) -> Self:
        """Load it for an essay and who wrote it. Four queries. Raises Post.DoesNotExist."""
        posts = Post.objects.known_to(viewer).exclude(state=State.DRAFT)
        post = posts.select_related("author").get(pk=post_id)
        rows = [_row(control_of_essay(viewer, post.pk), ESSAY)]
        if post.author_id != viewer.pk and post.author.left_at is None:
            rows.append(_row(control_of_person(viewer, post.author), PERSON))
        return cls(post.public_title, post.get_absolute_url(), tuple(rows))

    @classmethod
    def of_reply(cls, viewer: User, reply_id: int) -> Self:
        """Load it for a reply and who wrote it. Three queries. Raises Reply.DoesNotExist."""
        replies = Reply.objects.known_to(viewer).with_readable(viewer).select_related("author")
        reply = replies.get(pk=reply_id)
        writer = reply.author
        readable = reply.readable and reply.essay_id is None
        title, beneath = gettext("This reply"), gettext("this reply and all beneath it")
        if readable:
            name = writer.shown_name
            title = gettext("%(name)s’s reply") % {"name": name}
            title = title[0].upper() + title[1:]
            beneath = gettext("%(name)s’s reply and all beneath it") % {"name": name}
        rows = [_row(control_of_branch(viewer, reply.pk, beneath), BRANCH)]
        if readable and writer.pk != viewer.pk and writer.left_at is None:
            rows.append(_row(control_of_person(viewer, writer), PERSON))
        url = in_thread(reply.pk)
        return cls(title, url, tuple(rows))

    @classmethod
    def of_person(cls, viewer: User, username: str) -> Self:
        """Load it for somebody else. Two queries. Raises User.DoesNotExist."""
        people = User.objects.named(username).filter(left_at=None).exclude(pk=viewer.pk)
        person = people.get()
        row = _row(control_of_person(viewer, person), PERSON)
        return cls(person.shown_name, person.get_absolute_url(), (row,))

    @classmethod
    def of_topic(cls, viewer: User, slug: str) -> Self:
        """Load it for a topic. Two queries. Raises Topic.DoesNotExist."""
        topic = topics_in_use().get(slug=slug.replace("\0", ""))
        url = reverse("topic", args=[topic.slug])
        return cls(topic.name, url, (_row(control_of_topic(viewer, topic), TOPIC),))

    @classmethod
    def of_objection(cls, viewer: User, post_id: int, number: int) -> Self:
        """Load it for an objection. Two queries. Raises Objection.DoesNotExist."""
        known = Objection.objects.known_to(viewer)
        objection = known.get(post=post_id, number=number)
        control = control_of_objection(viewer, objection.pk, objection.kind, post_id, number)
        words, title = QUESTION, gettext("Question %(address)s")
        if objection.kind == Kind.OBJECTION:
            words, title = OBJECTION, gettext("Objection %(address)s")
        title %= {"address": objection.address}
        return cls(title, objection.get_absolute_url(), (_row(control, words),))


def _row(control: FollowControl, words: FollowWords) -> FollowRow:
    told = {FOLLOWED: words.followed, MUTED: words.muted}.get(control.state, words.neither)
    what = format_html("<bdi>{}</bdi>", control.what)
    return FollowRow(with_html(str(told), what=what), str(words.help), control)
