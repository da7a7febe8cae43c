"""While somebody types, the site shows the text as it will look where it is to stand."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.limits.rates import read_limit
from forum.actions.images import upload_image
from forum.models import Draft, Post
from tests.cast import answer, browser_of, person, place, publish
from tests.rules.images.files import picture
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db
TEXT = "## So\n\nOn [b]: no.\n\na) **One**.\nc) Three[^1].\n\n[^1]: $x^2$"


@pytest.fixture(scope="module")
def made(kept_db):
    """Alice's essay with two objections of Bob's, and one that she has not published."""
    alice, bob, *_ = people = [person(name) for name in ("alice", "bob", "carol", "dave")]
    essay = publish(alice, "Twenty checks")
    said = answer(bob, essay, "a) Too few.\nb) Too slow.\nc) Too dear.")
    place(bob, said)
    browser_of(alice).post("/posts/new/", {"title": "Begun", "body": "Words.", "draft": "1"})
    return {
        "essay": essay,
        "said": said,
        "begun": Post.objects.get(state="draft"),
        "people": {each.username: each for each in people},
    }


essay, said, begun, people = parts("essay said begun people")


def ask(client: Client, where: Any, body: str = TEXT) -> Any:
    return client.post(f"/drafts/{where}/preview/", {"body": body})


def test_a_preview_is_what_is_posted(essay, said, people) -> None:
    carol, dave = browser_of(people["carol"]), browser_of(people["dave"])
    shown = ask(carol, f"reply-{said.pk}-reply").json()
    assert shown["words"] == 9 and shown["minutes"] == 1
    assert not Draft.objects.exists() and essay.replies.count() == 1
    carol.post(f"/posts/{essay.pk}/reply/", {"body": TEXT, "parent": said.pk})
    reply = essay.replies.latest("pk")
    link = f'<a href="/posts/{essay.pk}/objections/2/">[b]</a>'
    assert link in shown["html"] and link in dave.get(f"/replies/{reply.pk}/").content.decode()
    # Its headings stand beneath no other.
    unlinked = shown["html"].replace(link, "[b]").replace("h3", "h4")
    assert unlinked.replace("preview", f"reply-{reply.pk}") == reply.html
    # A reply that is changed answers the letters above it as when it was posted.
    assert ask(carol, f"reply-{reply.pk}").json() == shown


def test_an_essay_shows_the_pictures_that_its_writer_may_see(begun, people) -> None:
    hers = upload_image(uploader=people["alice"], file=SimpleUploadedFile("a.png", picture()))
    body = f"![](image:{hers.digest})\n\n![](image:{'0' * 32})"
    shown = ask(browser_of(people["alice"]), f"essay-{begun.pk}", body).json()
    assert hers.digest in shown["html"] and len(shown["remarks"]) == 2
    shown = ask(browser_of(people["bob"]), f"new-{uuid4()}", body).json()
    assert hers.digest not in shown["html"]


@pytest.mark.parametrize(
    ("name", "where", "body", "status"),
    [
        ("", "essay-{essay}-reply", TEXT, 302),
        ("bob", "essay-{begun}", TEXT, 404),
        ("bob", "essay-{begun}-reply", TEXT, 404),
        ("bob", "essay-{essay}", TEXT, 403),
        ("carol", "reply-{said}", TEXT, 403),
        ("bob", "reply-999", TEXT, 404),
        ("bob", "essay-{essay}-reply", " ", 422),
        ("bob", "essay-{essay}-reply", "x" * 40_001, 422),
        ("bob", "new-6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "x" * 100_001, 422),
    ],
)
def test_what_may_not_be_written_is_not_shown(
    essay, said, begun, people, name: str, where: str, body: str, status: int
) -> None:
    client = browser_of(people[name]) if name else Client()
    where = where.format(essay=essay.pk, said=said.pk, begun=begun.pk)
    response = ask(client, where, body)
    assert response.status_code == status
    assert status == 404 or status == 302 or response.json().keys() == {"said"}


def test_previews_have_a_limit_and_need_a_post(settings, essay, people) -> None:
    settings.LIMITS = {**settings.LIMITS, "previews": read_limit("LIMIT", "1/hour; 1/hour;")}
    bob = browser_of(people["bob"])
    where = f"essay-{essay.pk}-reply"
    assert [ask(bob, where).status_code for _ in "ab"] == [200, 429]
    assert bob.get(f"/drafts/{where}/preview/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = bob.cookies
    assert ask(strict, where).status_code == 403
