"""What the public counts and lists says nothing of what it may not read."""

import pytest

from forum.models import Post, Reply
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.moderators import report
from web.page_cache import page_cache

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def public_pages(essay: Post) -> dict[str, str]:
    """Return every page of the essay that counts, lists or names, as a visitor gets it."""
    page_cache.clear()
    paths = [
        "/",
        "/?sort=new",
        "/?sort=unanswered",
        essay.get_absolute_url(),
        f"/posts/{essay.pk}/critique/",
        f"/posts/{essay.pk}/critique/other/",
        f"/posts/{essay.pk}/critique.json",
        f"/posts/{essay.pk}/critique.csv",
        f"/posts/{essay.pk}/objections/1/",
        "/u/bob/",
        "/u/erin/",
    ]
    visitor = browser_of(None)
    return {path: visitor.get(path).content.decode() for path in paths}


@pytest.mark.parametrize("state", ["pending", "rejected", "auto_hidden"])
def test_security_3_what_was_never_public_is_counted_nowhere(state):
    """A leaf that is not public leaves every page as if it had never been written."""
    alice, bob, erin = person("alice"), person("bob"), person("erin")
    essay = publish(alice, "Twenty checks")
    raised = answer(bob, essay, "a) Twenty is few.")
    place(bob, raised)
    publish(erin, "Something else")
    before = public_pages(essay)
    was = Post.objects.values("active_at", "reply_count").get(pk=essay.pk)
    unseen = answer(erin, essay, "I say so too.", raised)
    Reply.objects.filter(pk=unseen.pk).update(state=state)
    Post.objects.filter(pk=essay.pk).update(**was)  # as it is for a reply that starts so
    assert public_pages(essay) == before


def test_security_3_what_is_removed_leaves_the_counts():
    """After a removal each count, holder and name is as before the reply was written."""
    alice, bob, erin, mina = person("alice"), person("bob"), person("erin"), moderator()
    essay = publish(alice, "Twenty checks")
    raised = answer(bob, essay, "a) Twenty is few.")
    place(bob, raised)
    publish(erin, "Something else")
    before = public_pages(essay)
    joins = answer(erin, essay, "I say so too.", raised)
    place(erin, joins, to_reply="1")
    report(bob, joins, "Not so")
    assert public_pages(essay) != before
    browser_of(mina).post(f"/replies/{joins.pk}/hide/", {"reason": "Not so"})
    after = public_pages(essay)
    for path, page in before.items():
        if path in ("/", "/?sort=new", "/?sort=unanswered", essay.get_absolute_url()):
            assert after[path] == page, path
