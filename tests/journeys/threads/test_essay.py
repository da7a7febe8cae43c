"""Alice drafts, previews, publishes and revises an essay."""

import re
from types import ModuleType
from urllib.parse import unquote

import pytest
from django import urls
from django.views import View

from forum.addresses import reachable
from forum.models import Post
from tests.cast import answer, browser_of, form_fields, moderator, publish, text_of

pytestmark = pytest.mark.django_db


def test_from_draft_to_publication(alice, bob):
    client = browser_of(alice)
    form = form_fields(client.get("/posts/new/"), "post")
    written = form | {"title": "On *drafts*", "body": "A **first** try.", "topics": "Writing, AI"}

    preview = client.post("/posts/new/", written | {"preview": "1"})
    assert "<strong>first</strong>" in preview.content.decode()
    assert not Post.objects.exists()

    saved = client.post("/posts/new/", written | {"draft": "1"})
    post = Post.objects.get()
    assert saved.headers["location"] == f"/posts/{post.pk}/edit/"
    assert browser_of(bob).get(f"/posts/{post.pk}/post/").status_code == 404
    assert "On *drafts*" not in text_of(browser_of(None).get("/"))

    form = form_fields(client.get(f"/posts/{post.pk}/edit/"), "post")
    assert form["topics"] == "ai, writing"
    published = client.post(f"/posts/{post.pk}/edit/", form)
    assert published.headers["location"] == f"/posts/{post.pk}/on-drafts/"
    page = browser_of(None).get(published.headers["location"])
    assert "On *drafts*" in text_of(page)
    index = text_of(browser_of(None).get("/?tag=ai"))
    assert "On *drafts*" in index and "No objections yet." in index
    assert "On *drafts*" not in text_of(browser_of(None).get("/?tag=reading"))


def test_the_same_form_sent_twice_makes_one_post(alice):
    client = browser_of(alice)
    form = form_fields(client.get("/posts/new/"), "post") | {"title": "Once", "body": "Only."}
    places = {client.post("/posts/new/", form).headers["location"] for _ in range(2)}
    assert len(places) == Post.objects.count() == 1


def test_a_wrong_slug_redirects(alice):
    post = publish(alice, "Right slug")
    for wrong in (f"/posts/{post.pk}/wrong/", f"/posts/{post.pk}/"):
        response = browser_of(None).get(wrong + "?sort=newest")
        assert response.headers["location"] == f"/posts/{post.pk}/right-slug/?sort=newest"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Edit", "edit-post"),
        ("Critique!", "critique-post"),
        ("…", "post"),
        ("Über die Güte", "über-die-güte"),
        ("word " * 30, ("word-" * 16)[:-1]),
    ],
)
def test_every_title_has_an_address_that_works(alice, title, slug):
    post = publish(alice, title.strip())
    assert unquote(post.get_absolute_url()) == f"/posts/{post.pk}/{slug}/"
    assert browser_of(None).get(post.get_absolute_url()).status_code == 200


def words_beneath_a_post() -> list[str]:
    """Return what stands where a slug stands in the address of another page."""
    routes = [str(each.pattern) for each in urls.get_resolver().url_patterns]
    found = [re.fullmatch(r"posts/<number:post_id>/([^<>/]+)/", route) for route in routes]
    return [each[1] for each in found if each]


def test_security_54_an_essay_may_have_any_word_of_the_routes_as_its_title(alice):
    words = words_beneath_a_post()
    assert {"edit", "purge", "reply", "manage"} <= set(words)
    for number, word in enumerate(words):
        wide = "".join(chr(ord(each) + 0xFEE0) if each.isalpha() else each for each in word)
        title = (word.capitalize(), word.upper(), f"“{word}!”", wide)[number % 4]
        post = publish(alice, title, f"About {word}.")
        for stored in (post.slug, word):
            Post.objects.filter(pk=post.pk).update(slug=stored)
            response = browser_of(None).get(f"/posts/{post.pk}/", follow=True)
            assert response.redirect_chain == [(f"/posts/{post.pk}/{word}-post/", 302)]
            assert f"About {word}." in text_of(response)


def test_a_route_to_come_takes_its_word_too(settings):
    post = Post(pk=7, title="Later", slug="later", state="visible")
    assert post.get_absolute_url() == "/posts/7/later/"
    words, site = ("later", "later-post"), ModuleType("later")
    later = [urls.path(f"posts/<number:n>/{word}/", View.as_view()) for word in words]
    site.urlpatterns = [*later, *urls.get_resolver().url_patterns]
    settings.ROOT_URLCONF = site
    reachable.cache_clear()
    assert post.get_absolute_url() == "/posts/7/later-post-post/"
    reachable.cache_clear()


def test_every_edit_is_a_revision_to_compare(alice, bob):
    post = publish(alice, body="Twenty checks are enough.")
    client = browser_of(alice)
    unchanged = browser_of(bob).get(f"/posts/{post.pk}/revisions/")
    assert "not been changed" in text_of(unchanged)
    assert 'type="radio"' not in unchanged.content.decode(), "there is nothing to compare"
    form = form_fields(client.get(f"/posts/{post.pk}/edit/"), "post")
    changed = form | {"body": "Thirty checks are enough.", "note": "More of them"}
    assert client.post(f"/posts/{post.pk}/edit/", changed).status_code == 302
    page = browser_of(bob).get(f"/posts/{post.pk}/revisions/").content.decode()
    assert "<del>Twenty</del>" in page and "<ins>Thirty</ins>" in page
    assert "More of them" in page
    for head in ("From", "To", "Revision"):
        assert f'<th scope="col">{head}</th>' in page

    stale = client.post(f"/posts/{post.pk}/edit/", form | {"body": "Forty are."})
    assert stale.status_code == 409
    assert "Forty are." in stale.content.decode(), "what was typed is kept"
    assert "Thirty checks are enough." in stale.content.decode(), "and theirs is beside it"
    post.refresh_from_db()
    assert post.body == "Thirty checks are enough."


def test_saving_without_a_change_is_no_revision(alice):
    post = publish(alice)
    client = browser_of(alice)
    client.post(
        f"/posts/{post.pk}/edit/", form_fields(client.get(f"/posts/{post.pk}/edit/"), "post")
    )
    post.refresh_from_db()
    assert (post.revision, post.edited_at) == (1, None)


def test_only_the_author_edits(alice, bob):
    post = publish(alice)
    assert browser_of(bob).get(f"/posts/{post.pk}/edit/").status_code == 403
    assert browser_of(None).get(f"/posts/{post.pk}/edit/").status_code == 302


def test_a_preview_is_shown_whatever_is_wrong_elsewhere(alice):
    client = browser_of(alice)
    written = {"title": "On topics", "body": "A **first** try.", "preview": "1"}
    long = "x" * 31
    preview = client.post("/posts/new/", written | {"topics": f"ai, {long}"})
    page = preview.content.decode()
    assert preview.status_code == 422
    assert "<strong>first</strong>" in page and "too long for a topic" in page
    form = form_fields(preview, "post")
    assert (form["title"], form["body"]) == ("On topics", "A **first** try.")
    assert form["topics"] == f"ai, {long}", "nothing that was typed is lost"

    untitled = client.post("/posts/new/", written | {"title": ""})
    assert untitled.status_code == 422
    assert "<strong>first</strong>" in untitled.content.decode()
    post = publish(alice)
    revised = client.post(f"/posts/{post.pk}/edit/", written | {"topics": long, "base_revision": 1})
    assert "<strong>first</strong>" in revised.content.decode()
    too_long = client.post("/posts/new/", written | {"body": "x" * 100_001, "topics": long})
    assert too_long.status_code == 422 and "too long for a topic" in text_of(too_long)
    assert 'class="preview"' not in too_long.content.decode()


def test_enter_in_a_field_never_publishes(alice):
    """A browser presses the first button of a form when Enter is typed in a field."""
    client = browser_of(alice)
    client.post("/posts/new/", {"title": "Begun", "body": "Words.", "draft": "1"})
    post = Post.objects.get()
    for path, name in (("/posts/new/", "preview"), (f"/posts/{post.pk}/edit/", "draft")):
        assert first_button(client.get(path)) == name
    client.post(f"/posts/{post.pk}/edit/", {"title": "Begun", "body": "Words."})
    assert first_button(client.get(f"/posts/{post.pk}/edit/")) == "preview"


def test_a_visitor_keeps_what_they_typed():
    lost = browser_of(None).post("/posts/new/", {"title": "Visitor", "body": "Kept."})
    assert lost.status_code == 403 and "Kept." in lost.content.decode()


def test_a_locked_discussion_says_so_at_the_door(alice, bob):
    post = publish(alice)
    reply = answer(bob, post, "a) A point.")
    paths = {
        f"/posts/{post.pk}/edit/": alice,
        f"/replies/{reply.pk}/edit/": bob,
        f"/replies/{reply.pk}/points/": bob,
    }
    for path, writer in paths.items():
        assert browser_of(writer).get(path).status_code == 200
        assert path in browser_of(writer).get(post.get_absolute_url()).content.decode()
    locked = browser_of(moderator()).post(f"/posts/{post.pk}/lock/", {"reason": "Enough"})
    assert locked.status_code == 302
    for path, writer in paths.items():
        refused = browser_of(writer).get(path)
        assert refused.status_code == 403
        assert "This discussion is locked" in text_of(refused)
        page = browser_of(writer).get(post.get_absolute_url())
        assert path not in page.content.decode()
        assert "no edits" in text_of(page)
    typed = {"title": "T", "body": "Typed before.", "base_revision": 1}
    for path, writer in list(paths.items())[:2]:
        refused = browser_of(writer).post(path, typed)
        assert refused.status_code == 422
        assert form_fields(refused, "post" if writer == alice else "reply-edit")["body"] == (
            "Typed before."
        )


def first_button(response) -> str:
    """Return what the first button of the essay's form is named."""
    form = response.content.decode().partition('data-form="post"')[2]
    return re.search(r'<button\b[^>]*\bname="(\w+)"|<button', form)[1]


@pytest.mark.parametrize("title", ["Twenty checks", "Zwölf Prüfungen genügen", "意識について", "…"])
def test_an_address_is_made_as_django_makes_it(alice, title: str) -> None:
    """Without asking for its route each time, and so that every program can read it."""
    post = publish(alice, title)
    assert post.get_absolute_url() == urls.reverse("post", args=[post.pk, post.shown_slug])
    assert post.get_absolute_url().isascii()
    assert browser_of(None).get(post.get_absolute_url()).status_code == 200
    reply = answer(alice, post, "One.")
    assert reply.get_absolute_url() == urls.reverse("reply-permalink", args=[reply.pk])
