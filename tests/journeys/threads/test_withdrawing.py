"""Somebody takes back an essay, a reply or a draft, and is told first what that does."""

import pytest

from critiques.actions.holders import shares
from critiques.models import Holder, Objection
from forum.actions.replies import post_reply
from forum.models import Post
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def carol(db):
    return person("carol")


def share(user, post: Post, number: int) -> None:
    url = f"/posts/{post.pk}/objections/{number}/share/"
    assert browser_of(user).post(url).status_code == 302


def says(user, path: str) -> str:
    """What the page that asks says; it has a form that does it."""
    page = browser_of(user).get(path)
    assert page.status_code == 200
    assert "csrfmiddlewaretoken" in form_fields(page, path.rstrip("/").rpartition("/")[2])
    return text_of(page)


def test_a_withdrawn_essay_keeps_its_thread(alice, bob):
    post = publish(alice, "Secret thesis", "Something rash.")
    place(bob, answer(bob, post, "Bob’s careful reply:\n\na) It is rash."))
    path = f"/posts/{post.pk}/withdraw/"
    asked = says(alice, path)
    assert "The thread stays, with 1 reply and its critique (1 objection, 1 unresolved)" in asked
    assert "can’t be undone" in asked
    post.refresh_from_db()
    assert post.state == "visible", "asking does nothing"

    response = browser_of(alice).post(path)
    assert response.headers["location"] == f"/posts/{post.pk}/post/"
    page = browser_of(bob).get(f"/posts/{post.pk}/post/")
    assert "Bob’s careful reply:" in text_of(page)
    assert "Something rash." not in page.content.decode()
    assert "Secret thesis" not in page.content.decode()
    assert "Something rash." in text_of(browser_of(alice).get(f"/posts/{post.pk}/post/"))
    refused = browser_of(bob).post(f"/posts/{post.pk}/reply/", {"body": "More."})
    assert refused.status_code == 422
    assert "withdrawn" in text_of(refused)
    assert browser_of(alice).get(path).status_code == 403, "there is nothing left to withdraw"


def test_an_essay_without_replies_goes_altogether(alice, bob):
    post = publish(alice)
    assert "its page goes too" in says(alice, f"/posts/{post.pk}/withdraw/")
    gone = browser_of(alice).post(f"/posts/{post.pk}/withdraw/", follow=True)
    assert "its page is gone too" in text_of(gone)
    assert browser_of(bob).get(f"/posts/{post.pk}/").status_code == 404


def test_only_its_author_is_asked(alice, bob, essay):
    reply = answer(bob, essay, "Mine.")
    mina = moderator()
    for path, author in ((f"/posts/{essay.pk}", alice), (f"/replies/{reply.pk}", bob)):
        assert browser_of(None).get(f"{path}/withdraw/").status_code == 302
        for other in {alice, bob, mina} - {author}:
            assert browser_of(other).get(f"{path}/withdraw/").status_code == 403
            assert browser_of(other).post(f"{path}/withdraw/").status_code == 403
    assert browser_of(bob).get("/replies/999/withdraw/").status_code == 404


def test_what_others_share_stays_in_their_words(alice, bob, carol, essay):
    reply = answer(bob, essay, "a) Too long.\nb) Too short.")
    place(bob, reply)
    for n in range(5):
        share(person(f"critic{n}"), essay, 1)
    answer(carol, essay, "Beneath.", reply)
    path = f"/replies/{reply.pk}/withdraw/"
    asked = says(bob, path)
    assert "1 reply beneath it stays." in asked
    assert (
        "a Too long Critic0, Critic1, Critic2 and 2 more share it too: it stays, in their words."
        in asked
    )
    assert "b Too short Nobody else shares it: it is taken back" in asked

    assert browser_of(bob).post(path).status_code == 302
    shared, alone = (browser_of(carol).get(f"/posts/{essay.pk}/objections/{n}/") for n in (1, 2))
    assert "Too long" in text_of(shared)
    assert "Too short" not in text_of(alone) and "Taken back" in text_of(alone)
    assert not Holder.objects.filter(user=bob, state="hold").exists()


def test_what_one_shares_by_two_replies_stays_shared(alice, bob, carol, essay):
    raised = answer(carol, essay, "a) Too long.")
    place(carol, raised)
    first, second = (answer(bob, essay, f"a) {words}", raised) for words in ("Yes.", "Indeed."))
    for reply in (first, second):
        place(bob, reply, to_a="1")
    path = "/replies/{}/withdraw/"
    assert "objections it speaks of" not in says(bob, path.format(first.pk))
    browser_of(bob).post(path.format(first.pk))
    assert Objection.objects.get().holder_count == 2
    assert "a Too long You no longer share it." in says(bob, path.format(second.pk))
    browser_of(bob).post(path.format(second.pk))
    assert Objection.objects.get().holder_count == 1


def test_an_answer_goes_with_the_reply_that_gave_it(alice, bob, essay):
    raised = answer(bob, essay, "a) Too long.")
    place(bob, raised)
    reply = answer(alice, essay, "It is.", raised, **{"objection-1": "answer"})
    assert Objection.objects.get().status == "answered"
    path = f"/replies/{reply.pk}/withdraw/"
    assert "a Too long Your answer to it goes too." in says(alice, path)
    browser_of(alice).post(path)
    assert Objection.objects.get().status == "open"


def test_an_answer_that_the_author_adopted_goes_too(alice, bob, carol, essay):
    raised = answer(bob, essay, "a) Too long.")
    place(bob, raised)
    reply = answer(carol, essay, "a) It is not.", raised)
    place(carol, reply, to_a="answer-1")
    position = {"stance": "answered", "reply": reply.pk}
    url = f"/posts/{essay.pk}/objections/1/position/"
    assert browser_of(alice).post(url, position).status_code == 302
    assert Objection.objects.get().status == "answered"
    assert "speaks for the essay’s author here" in says(carol, f"/replies/{reply.pk}/withdraw/")


def test_only_its_author_throws_a_draft_away(alice, bob):
    client = browser_of(alice)
    client.post("/posts/new/", {"title": "Hasty", "body": "Words.", "topics": "ai", "draft": "1"})
    post = Post.objects.get()
    path = f"/posts/{post.pk}/discard/"
    assert path in client.get(f"/posts/{post.pk}/edit/").content.decode()
    assert "Only you have ever seen “Hasty”" in says(alice, path)
    for other in (bob, moderator()):
        assert browser_of(other).get(path).status_code == 404
        assert browser_of(other).post(path).status_code == 404
    assert client.post(f"/posts/{post.pk}/withdraw/").status_code == 422
    assert Post.objects.filter(state="draft").exists()
    assert "Thrown away: New essay “Hasty”" in text_of(client.post(path, follow=True))
    assert not Post.objects.exists()


def test_what_was_published_meanwhile_is_not_thrown_away(alice):
    post = publish(alice)
    path = f"/posts/{post.pk}/discard/"
    assert browser_of(alice).get(path).status_code == 404
    assert browser_of(alice).post(path).status_code == 404
    post.refresh_from_db()
    assert post.state == "visible"


@pytest.mark.parametrize("critics", [1, 30])
def test_asking_costs_the_same_whatever_hangs_on_it(
    alice, bob, essay, critics, django_assert_num_queries
):
    reply = answer(bob, essay, "\n".join(f"{letter}) Point {letter}." for letter in "abcde"))
    place(bob, reply)
    for n in range(critics):
        critic = person(f"critic{n}")
        shares.share(user=critic, post_id=essay.pk, number=n % 5 + 1)
        post_reply(author=critic, post_id=essay.pk, parent_id=reply.pk, body="Beneath.")
    writes_essays, writes_replies = browser_of(alice), browser_of(bob)
    # The session, its user, and what waits for them.
    session = 3
    with django_assert_num_queries(session + 3):
        writes_essays.get(f"/posts/{essay.pk}/withdraw/")
    with django_assert_num_queries(session + 9):
        writes_replies.get(f"/replies/{reply.pk}/withdraw/")
