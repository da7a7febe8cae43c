"""The same form sent again: the same text is there once, and another text is never dropped."""

import pytest
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import answer, browser_of, form_fields, person, publish, text_of
from tests.forms import forms_of, links_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

NEW = "/posts/new/"


@pytest.fixture(scope="module")
def made(kept_db):
    alice, bob = person("alice"), person("bob")
    return {"alice": alice, "bob": bob, "essay": publish(alice)}


alice, bob, essay = parts("alice bob essay")


def test_another_text_by_the_same_form_is_a_new_reply_and_said(essay: Post, bob: User):
    client = browser_of(bob)
    form = form_fields(client.get(essay.get_absolute_url()), "reply") | {"body": "First."}
    url = f"/posts/{essay.pk}/reply/"
    [first] = {client.post(url, form)["location"] for _ in range(2)}
    changed = form | {"body": "Changed since."}
    [second] = {client.post(url, changed)["location"] for _ in range(2)}
    assert first != second
    assert [*Reply.objects.order_by("pk").values_list("body", flat=True)] == [
        "First.",
        "Changed since.",
    ]
    page = client.get(second).content.decode()
    before = Reply.objects.earliest("pk")
    told = ("what you sent with the same form before", f"/replies/{before.pk}/#reply-{before.pk}")
    assert told in list(links_of(page))
    browser_of(bob).post(
        f"/replies/{before.pk}/edit/", {"body": "Edited since.", "base_revision": "1"}
    )
    assert client.post(url, form)["location"] == first, "it is still what that form said"
    essay.locked_at = timezone.now()
    essay.save()
    assert client.post(url, form)["location"] == first, "it came before the discussion was closed"
    assert client.post(url, form | {"body": "Third."}).status_code == 422


def test_a_draft_by_the_same_form_takes_the_new_text(alice: User):
    client = browser_of(alice)
    form = form_fields(client.get(NEW), "post") | {"title": "Begun", "body": "First.", "draft": "1"}
    saved = client.post(NEW, form)["location"]
    assert client.post(NEW, form)["location"] == saved
    assert client.post(NEW, form | {"body": "Changed."})["location"] == saved
    draft = Post.objects.get(state="draft")
    assert draft.body == "Changed."
    stale = client.post(NEW, form | {"topics": "late"})
    assert stale.status_code == 409, "it was saved again since"
    assert "Changed." in text_of(stale) and "changed elsewhere" in text_of(stale)
    again = form_of(stale)
    assert again.action == f"/posts/{draft.pk}/edit/"
    assert client.post(again.action, again.fields | {"draft": "1"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.body, [*draft.topics.names()]) == ("First.", ["late"])
    assert Post.objects.filter(state="draft").count() == 1


def test_a_published_form_with_another_text_is_told_and_loses_nothing(alice: User):
    client = browser_of(alice)
    form = form_fields(client.get(NEW), "post") | {"title": "Once", "body": "First."}
    first = client.post(NEW, form)["location"]
    assert client.post(NEW, form)["location"] == first
    told = client.post(NEW, form | {"body": "Changed since."})
    post = Post.objects.latest("pk")
    assert told.status_code == 409
    assert "published “Once” already" in text_of(told) and "First." in text_of(told)
    assert ("Edit that essay", f"/posts/{post.pk}/edit/") in list(links_of(told.content.decode()))
    again = form_of(told)
    assert again.fields["body"] == "Changed since."
    second = client.post(again.action, again.fields)["location"]
    assert second != first and client.post(NEW, again.fields)["location"] == second
    post.refresh_from_db()
    assert post.body == "First."


def test_a_stale_tab_of_a_draft_overwrites_nothing(alice: User):
    client = browser_of(alice)
    client.post(NEW, {"title": "Begun", "body": "Words.", "draft": "1"})
    url = f"/posts/{Post.objects.latest('pk').pk}/edit/"
    one, two = (form_fields(client.get(url), "post") for _ in range(2))
    assert client.post(url, one | {"body": "By one.", "draft": "1"}).status_code == 302
    assert client.post(url, one | {"body": "By one.", "draft": "1"}).status_code == 302
    for button in ({"draft": "1"}, {}):
        stale = client.post(url, two | {"body": "By two."} | button)
        assert stale.status_code == 409
        assert "By one." in text_of(stale) and form_of(stale).fields["body"] == "By two."
        assert Post.objects.latest("pk").body == "By one."
    chosen = client.post(url, form_of(stale).fields)
    assert chosen.status_code == 302, "seen beside the other, it may take its place"
    assert Post.objects.latest("pk").body == "By two."


def test_a_form_of_a_draft_that_was_published_meanwhile_revises_it(alice: User):
    client = browser_of(alice)
    client.post(NEW, {"title": "Begun", "body": "Words.", "draft": "1"})
    post = Post.objects.latest("pk")
    url = f"/posts/{post.pk}/edit/"
    stale = form_fields(client.get(url), "post") | {"body": "Typed in the other tab."}
    assert client.post(url, form_fields(client.get(url), "post")).status_code == 302
    told = client.post(url, stale)
    assert told.status_code == 409 and "revision 1 is the latest" in text_of(told)
    assert client.post(url, form_of(told).fields).status_code == 302
    post.refresh_from_db()
    assert (post.state, post.body, post.revision) == ("visible", "Typed in the other tab.", 2)


def test_an_edit_sent_twice_is_one_and_a_stale_one_can_be_saved_knowingly(essay: Post, bob: User):
    reply, client = answer(bob, essay, "First."), browser_of(bob)
    url = f"/replies/{reply.pk}/edit/"
    form = form_fields(client.get(url), "reply-edit")
    for _ in range(2):
        assert client.post(url, form | {"body": "Second."}).status_code == 302
    stale = client.post(url, form | {"body": "Third."})
    assert stale.status_code == 409 and "Second." in text_of(stale)
    assert client.post(url, form_fields(stale, "reply-edit")).status_code == 302
    reply.refresh_from_db()
    assert (reply.body, reply.revision) == ("Third.", 3)


@pytest.mark.parametrize(
    ("path", "hidden"),
    [
        ("/posts/new/", "token"),
        ("/posts/{post}/edit/", "base_revision"),
        ("/posts/{post}/edit/", "token"),
        ("/posts/{post}/reply/", "token"),
        ("/posts/{post}/reply/", "parent"),
        ("/replies/{reply}/edit/", "base_revision"),
        ("/replies/{reply}/edit/", "token"),
    ],
)
def test_what_is_wrong_with_a_hidden_field_is_said_at_the_head(essay: Post, alice, path, hidden):
    reply, client = answer(alice, essay, "First."), browser_of(alice)
    url = path.format(post=essay.pk, reply=reply.pk)
    form = forms_of(client.get(url).content.decode())[-1].fields
    typed = form | {"title": "Title", "body": "Typed.", hidden: "nonsense"}
    refused = client.post(url, typed)
    page = refused.content.decode()
    assert refused.status_code == 422 and "Typed." in page
    head = page.partition('role="alert"')[2].partition("</div>")[0]
    assert any(what in head for what in ("send it again", "save again", "choose another")), head
    if hidden != "parent":
        again = forms_of(page)[-1]
        assert client.post(again.action or url, again.fields).status_code == 302


def form_of(response):
    [form] = [each for each in forms_of(response.content.decode()) if each.kind == "post"]
    return form
