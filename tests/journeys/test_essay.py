"""Alice drafts, previews, publishes, revises and withdraws an essay."""

import pytest

from forum.models import Post
from tests.cast import answer, browser_of, form_fields, publish, text_of

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
    assert post.slug == slug
    assert browser_of(None).get(post.get_absolute_url()).status_code == 200


def test_every_edit_is_a_revision_to_compare(alice, bob):
    post = publish(alice, body="Twenty checks are enough.")
    client = browser_of(alice)
    form = form_fields(client.get(f"/posts/{post.pk}/edit/"), "post")
    changed = form | {"body": "Thirty checks are enough.", "note": "More of them"}
    assert client.post(f"/posts/{post.pk}/edit/", changed).status_code == 302
    page = browser_of(bob).get(f"/posts/{post.pk}/revisions/").content.decode()
    assert "<del>Twenty</del>" in page and "<ins>Thirty</ins>" in page
    assert "More of them" in page

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


def test_only_the_author_edits_or_withdraws(alice, bob):
    post = publish(alice)
    assert browser_of(bob).get(f"/posts/{post.pk}/edit/").status_code == 403
    assert browser_of(bob).post(f"/posts/{post.pk}/withdraw/").status_code == 403
    assert browser_of(None).get(f"/posts/{post.pk}/edit/").status_code == 302


def test_a_withdrawn_essay_keeps_its_thread(alice, bob):
    post = publish(alice, "Secret thesis", "Something rash.")
    answer(bob, post, "Bob’s careful reply.")
    response = browser_of(alice).post(f"/posts/{post.pk}/withdraw/")
    assert response.headers["location"] == f"/posts/{post.pk}/post/"
    page = browser_of(bob).get(f"/posts/{post.pk}/post/")
    assert "Bob’s careful reply." in text_of(page)
    assert "Something rash." not in page.content.decode()
    assert "Secret thesis" not in page.content.decode()
    assert "Something rash." in text_of(browser_of(alice).get(f"/posts/{post.pk}/post/"))
    refused = browser_of(bob).post(f"/posts/{post.pk}/reply/", {"body": "More."})
    assert refused.status_code == 422
    assert "withdrawn" in text_of(refused)
