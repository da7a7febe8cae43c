"""The feeds, each with its title, the page that it is of, and its newest entries."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from taggit.models import Tag as Topic

from accounts.models import User
from critiques.pages.absence import title_of
from critiques.pages.essay import readable_post
from critiques.record.reading import reading_of
from critiques.record.sentences import headline
from feeds.critique import critique_entries
from feeds.entries import fitting, post_entries, reply_entries
from feeds.newest import Newest, newest_in
from forum.topics import TopicLink
from web.addresses import address_of
from web.atom import AtomDocument
from web.urns import site_id, urn


def site_feed(newest: Newest, origin: str) -> AtomDocument:
    """Return the feed of all essays. Three queries."""
    site = site_id()
    return AtomDocument(
        id=urn(site, "posts"),
        title="Rejoinder",
        subtitle=gettext("Essays, and what readers object to them."),
        url=f"{origin}/",
        feed_url=f"{origin}{address_of('feed-posts')}",
        entries=fitting(post_entries(newest.posts, origin, site)),
    )


def topic_feed(newest: Newest, slug: str, origin: str) -> AtomDocument:
    """Return the feed of a topic. Four queries. Raises Http404 where no public essay has it."""
    if not newest.posts:
        raise Http404("There is no essay on that.")
    topic, site = Topic.objects.get(slug=slug), site_id()
    return AtomDocument(
        id=urn(site, "topic", topic.pk),
        title=gettext("%(topic)s · Rejoinder") % {"topic": topic.name},
        subtitle=gettext("Essays on %(topic)s.") % {"topic": topic.name},
        url=f"{origin}{TopicLink.of(topic.name, topic.slug).url}",
        feed_url=f"{origin}{reverse('feed-topic', args=[slug])}",
        entries=fitting(post_entries(newest.posts, origin, site)),
    )


def person_feed(newest: Newest, username: str, origin: str) -> AtomDocument:
    """Return the feed of what somebody writes. Five queries at most."""
    person, site = User.objects.named(username).get(), site_id()
    posts = post_entries(newest.posts, origin, site)
    written = [*posts, *reply_entries(newest.replies, origin, site)]
    return AtomDocument(
        id=urn(site, "person", person.pk),
        title=gettext("%(name)s · Rejoinder") % {"name": person.shown_name},
        subtitle=gettext("Essays and replies by %(name)s.") % {"name": person.shown_name},
        url=f"{origin}{person.get_absolute_url()}",
        feed_url=f"{origin}{address_of('feed-person', person.username)}",
        entries=fitting(sorted(written, key=lambda each: each.published, reverse=True)),
    )


def thread_feed(post_id: int, origin: str) -> AtomDocument:
    """Return the feed of an essay and its thread: it first, where it may be read. Six queries."""
    post, site = readable_post(None, post_id), site_id()
    essay = post_entries([post.pk], origin, site)
    return AtomDocument(
        id=urn(site, "thread", post.pk),
        title=gettext("“%(title)s” and its replies · Rejoinder") % {"title": title_of(post)},
        subtitle=gettext("The essay by %(name)s, and the latest replies to it.")
        % {"name": post.author.shown_name},
        url=f"{origin}{post.get_absolute_url()}",
        feed_url=f"{origin}{address_of('feed-thread', post.pk)}",
        entries=fitting([*essay, *reply_entries(newest_in(post), origin, site)]),
    )


def critique_feed(post_id: int, origin: str) -> AtomDocument:
    """Return the feed of what becomes of the objections to an essay.

    Two queries, and those of `critique_entries`.
    """
    post, site = readable_post(None, post_id), site_id()
    reading = reading_of(post, None)
    return AtomDocument(
        id=urn(site, "critique", post.pk),
        title=gettext("Critique of “%(title)s” · Rejoinder") % {"title": title_of(post)},
        subtitle=headline(reading.cards.values()),
        url=f"{origin}{address_of('critique', post.pk)}",
        feed_url=f"{origin}{address_of('feed-critique', post.pk)}",
        entries=fitting(critique_entries(reading, origin, site)),
    )
