"""After an upgrade every text is as the present renderer has it, and nothing else has changed."""

from io import StringIO

import pytest
from django.core.management import call_command

from forum.models import Post, PostRevision, Reply
from forum.text import RENDERER_VERSION
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

POINTS = "a) Once.\nb) Twice."


def render_texts() -> tuple[str, str]:
    said, refused = StringIO(), StringIO()
    call_command("render_texts", stdout=said, stderr=refused)
    return said.getvalue().strip(), refused.getvalue().strip()


def outdate() -> None:
    """Let every text be as an earlier renderer left it."""
    old = {"html": "<p>Old.</p>", "html_version": RENDERER_VERSION - 1}
    Post.objects.update(**old, opening="Old.")
    Reply.objects.update(**old)


def stored() -> list[tuple]:
    posts = Post.objects.order_by("pk").values_list(
        "pk", "html", "opening", "revision", "edited_at"
    )
    replies = Reply.objects.order_by("pk").values_list("pk", "html", "revision", "edited_at")
    return [*posts, *replies, *PostRevision.objects.values_list("pk", "plain")]


def test_every_text_is_as_if_written_now():
    alice, bob = person("alice"), person("bob")
    post = publish(alice, body="## Part\n\nIt has [a way](#part) to $x^2$.")
    publish(alice, title="Another")
    listed = answer(bob, post, POINTS)
    answer(alice, post, "b) Never.", listed)
    rude = answer(bob, post, "Rude.")
    hide(moderator=moderator(), reason="Why.", reply_id=rude.pk)
    before = stored()
    seen = browser_of(None).get(post.get_absolute_url()).content
    outdate()
    assert b"Old." not in seen and stored() != before
    assert render_texts() == ("Rendered anew: 5 texts.", "")
    assert stored() == before
    again = browser_of(None).get(post.get_absolute_url()).content.decode()
    assert "Old." not in again and 'id="reply-' in again
    assert render_texts() == ("Rendered anew: 0 texts.", "")


def test_what_is_refused_keeps_what_it_has():
    alice = person("alice")
    post = publish(alice)
    answer(alice, post, "Well.")
    outdate()
    Post.objects.update(body=">" * 500 + " Deep.")
    said, refused = render_texts()
    assert said == "Rendered anew: 1 text."
    assert refused.startswith(f"Left as it is. Post {post.pk}: ")
    assert Post.objects.get().html == "<p>Old.</p>"


def test_a_text_without_words_stays_without():
    alice = person("alice")
    post = publish(alice)
    reply = answer(alice, post, "Well.")
    outdate()
    Reply.objects.filter(pk=reply.pk).update(body="", html="")
    render_texts()
    assert Reply.objects.get(pk=reply.pk).html == ""
