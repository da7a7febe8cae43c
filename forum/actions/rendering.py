"""Rendering texts anew that an earlier renderer rendered, for a command after an upgrade."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from accounts.models import User
from forum import signals
from forum.actions.images import images_of
from forum.actions.profiles import biography_html, write_biography
from forum.actions.wordings import opening_of
from forum.locks import lock_post_for_repair
from forum.models import Biography, Post, Reply, TopicWording
from forum.text import RENDERER_VERSION, render

BATCH = 100


def outdated_posts() -> Iterator[int]:
    """Yield the ids of the posts of which a text was rendered by an earlier renderer."""
    ids = Post.objects.filter(html_version__lt=RENDERER_VERSION).values_list("pk")
    beneath = Reply.objects.filter(html_version__lt=RENDERER_VERSION).values_list("post")
    yield from sorted(pk for (pk,) in ids.order_by().union(beneath.order_by()))


def render_anew(*, post_id: int) -> tuple[int, list[str]]:
    """Render an essay and the replies to it anew where an earlier renderer did, in whatever state.

    Words, revisions and anchors stay as they are. What this renderer refuses keeps its HTML.
    Returns how many texts were written, and a line for each that was refused.
    """
    written, refused, done = 0, [], 0
    for text in _essay(post_id):
        written += _render(post_id, [text], refused)
    while batch := list(_replies(post_id).filter(pk__gt=done)[:BATCH]):
        written += _render(post_id, batch, refused)
        done = batch[-1].pk
    if written:
        with transaction.atomic():
            lock_post_for_repair(post_id=post_id)
            signals.discussion_written.send(Post, post=Post.objects.get(pk=post_id))
    return written, refused


def render_descriptions() -> tuple[int, list[str]]:
    """Render anew what was said of topics; return the same."""
    written, refused = 0, []
    for each in TopicWording.objects.filter(html_version__lt=RENDERER_VERSION).order_by("pk"):
        try:
            html = render(each.body, f"topic-{each.topic_id}") if each.body else ""
        except ValidationError as error:
            refused.append(f"Topic {each.topic_id}, wording {each.number}: {error.messages[0]}")
            continue
        # Its words are never changed.
        changes = {"html": html, "html_version": RENDERER_VERSION}
        written += TopicWording.objects.filter(pk=each.pk).update(**changes)
    return written, refused


def render_biographies() -> tuple[int, list[str]]:
    """Render anew what people say of themselves; return the same."""
    written, refused = 0, []
    current = Biography.objects.filter(user=OuterRef("pk"), html_version=RENDERER_VERSION)
    for pk in User.objects.exclude(bio="").exclude(Exists(current)).values_list("pk", flat=True):
        with transaction.atomic():
            person = User.objects.select_for_update().get(pk=pk)
            try:
                write_biography(person, biography_html(person, person.bio))
                written += 1
            except ValidationError as error:
                refused.append(f"The profile of {person.username}: {error.messages[0]}")
    return written, refused


def _essay(post_id: int) -> list[Post]:
    return list(Post.objects.filter(pk=post_id, html_version__lt=RENDERER_VERSION))


def _replies(post_id: int):
    found = Reply.objects.filter(post=post_id, html_version__lt=RENDERER_VERSION)
    return found.order_by("pk").only("pk", "body", "among", "html_version")


def _render(post_id: int, texts: list[Post] | list[Reply], refused: list[str]) -> int:
    """Return how many were written. What is written meanwhile by its writer is theirs."""
    rendered = []
    for text in texts:
        name, among = ("post", "") if isinstance(text, Post) else ("reply", text.among)
        try:
            html = (
                render(text.body, f"{name}-{text.pk}", among, images_of(text)) if text.body else ""
            )
        except ValidationError as error:
            refused.append(f"{name.capitalize()} {text.pk}: {error.messages[0]}")
            continue
        rendered.append((text, html))
    written = 0
    with transaction.atomic():
        lock_post_for_repair(post_id=post_id)
        for text, html in rendered:
            changes = {"html": html, "html_version": RENDERER_VERSION}
            if isinstance(text, Post):
                changes["opening"] = opening_of(html)
            same = type(text).objects.filter(pk=text.pk, body=text.body)
            written += same.filter(html_version=text.html_version).update(**changes)
    return written
