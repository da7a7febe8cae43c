"""Essays and replies as entries of feeds: the whole text, as the public reads it now."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Max, Q
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext

from feeds.absolute import absolute
from feeds.newest import readable_replies
from forum.models import Post, Reply
from forum.text import excerpt, own_words
from web.atom import AtomEntry
from web.sentences import with_html
from web.urns import urn

TITLE = 80
# So much is sent at once, in characters of HTML: older entries are left out beyond that.
WHOLE = 300_000


def post_entries(posts: Sequence[int], origin: str, site: UUID) -> list[AtomEntry]:
    """Return essays, in the order of their numbers here. Two queries, none for none.

    An essay is to be read again when its author says that a revision changed what it claims.
    """
    if not posts:
        return []
    found = Post.objects.readable_by(None).filter(pk__in=posts).select_related("author")
    changed = Max("revisions__created_at", filter=Q(revisions__substantive=True))
    texts = found.annotate(changed=changed).prefetch_related("topics").in_bulk()
    return [_post(texts[pk], origin, site) for pk in posts if pk in texts]


def reply_entries(replies: Sequence[int], origin: str, site: UUID) -> list[AtomEntry]:
    """Return replies, in the order of their numbers here. One query, none for none.

    Nobody says of an edit of a reply whether it matters, and most put a word right: it stays read.
    """
    if not replies:
        return []
    found = readable_replies().select_related("author", "post__author").in_bulk(replies)
    return [_reply(found[pk], origin, site) for pk in replies if pk in found]


def fitting(entries: Iterable[AtomEntry]) -> list[AtomEntry]:
    """Return the first entries, as many as are sent at once; one in any case."""
    found: list[AtomEntry] = []
    room = WHOLE
    for each in entries:
        room -= len(each.html)
        if found and room < 0:
            break
        found.append(each)
    return found


def _post(post: Post, origin: str, site: UUID) -> AtomEntry:
    path, published = post.get_absolute_url(), post.published_at or post.created_at
    return AtomEntry(
        id=urn(site, "post", post.pk),
        title=post.title,
        url=f"{origin}{path}",
        html=absolute(post.html, origin, path),
        published=published,
        updated=max(published, post.changed or published),
        author=post.author.shown_name,
        author_url=f"{origin}{post.author.get_absolute_url()}",
        summary=post.in_short,
        topics=sorted(topic.name for topic in post.topics.all()),
    )


def _reply(reply: Reply, origin: str, site: UUID) -> AtomEntry:
    path, name, post = reply.get_absolute_url(), reply.author.shown_name, reply.post
    words = excerpt(own_words(reply.html), TITLE)
    where = format_html('<a href="{}{}">{}</a>', origin, post.get_absolute_url(), post.public_title)
    on = format_html("<p>{}</p>\n", with_html(pgettext("an essay", "On %(essay)s"), essay=where))
    return AtomEntry(
        id=urn(site, "reply", reply.pk),
        title=f"{name}: {words}" if words else gettext("A reply by %(name)s") % {"name": name},
        url=f"{origin}{path}#reply-{reply.pk}",
        html=on + absolute(reply.html, origin, path),
        published=reply.created_at,
        updated=reply.created_at,
        author=name,
        author_url=f"{origin}{reply.author.get_absolute_url()}",
    )
