"""What moderators put beneath something answers it nowhere: its writer answered something else."""

import json

import pytest

from accounts.models import User
from forum.models import Post, Reply
from moderation.models import LogEntry
from notifications.fanout import tell_waiting
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.moderators import undo, words
from tests.rules.transfer.test_discussion_round_trip import goes_round
from tests.worlds.made import parts
from tests.worlds.whole_critique import by_command

pytestmark = pytest.mark.django_db

HERE = "A moderator moved it here."


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, User | Post | Reply]:
    """Alice answers Bob's objection; Carol writes of something else, to which Dave says no."""
    people = {name: person(name) for name in ("alice", "bob", "carol", "dave")}
    alice, bob, carol, dave = people.values()
    essay = publish(alice, "Twenty checks", "Twenty checks are enough.")
    critic = answer(bob, essay, "a) Checks cost time.")
    place(bob, critic)
    reply = answer(alice, essay, "They save more.", critic, **{"objection-1": "answer"})
    aside = answer(carol, essay, "The kettle in the ward is loud.")
    no = answer(dave, essay, "That is nonsense.", aside)
    said = {"essay": essay, "critic": critic, "reply": reply, "aside": aside, "no": no}
    return people | said | {"mina": moderator(), "other": publish(dave, "On lists", "Lists.")}


alice, bob, carol, dave, mina = parts("alice bob carol dave mina")
essay, other, critic, reply, aside, no = parts("essay other critic reply aside no")


def move(by: User, which: Reply, **where: object) -> None:
    sent = {"reason": "It belongs there", **where}
    response = browser_of(by).post(f"/replies/{which.pk}/move/", sent)
    assert response.status_code == 302, text_of(response)


def merge(by: User, source: Post, into: Post) -> None:
    sent = {"reason": "They are one", "into": str(into.pk)}
    response = browser_of(by).post(f"/posts/{source.pk}/merge/", sent)
    assert response.status_code == 302, text_of(response)


def exchange(post: Post) -> list[str]:
    """Return what is told of the one objection, wherever it is."""
    number = post.objections.get().number
    pages = (f"/posts/{post.pk}/critique/", f"/posts/{post.pk}/objections/{number}/")
    printed = by_command(post, "markdown").decode().replace("**", "")
    return [*(words(None, page) for page in pages), printed]


def test_an_exchange_says_that_it_was_put_there(essay, reply, no, mina):
    assert all("nonsense" not in told for told in exchange(essay))
    move(mina, no, beneath=reply.pk)
    for told in exchange(essay):
        told = told.replace("Dave ,", "Dave,")
        assert "Not answered by Alice: Dave, moved here by a moderator, " in told
    undo(mina)
    assert all("nonsense" not in told for told in exchange(essay))


def test_a_thread_says_to_whom_it_was_written_only_where_it_was(essay, reply, no, mina):
    page = f"/posts/{essay.pk}/{essay.slug}/"
    assert "Dave to Carol , level 2" in words(None, page)
    move(mina, no, beneath=reply.pk)
    told = words(None, page)
    assert "Dave level 3" in told
    assert "Dave to" not in told


@pytest.mark.parametrize("told", ["before", "after"])
def test_nobody_is_told_that_it_replies_to_them(
    essay, critic, reply, alice, bob, carol, mina, told
):
    kettle = answer(carol, essay, "And the kettle?", reply)
    if told == "before":
        tell_waiting()
        assert "Carol replied to your reply" in words(alice, "/notifications/")
    move(mina, kettle, beneath=critic.pk)
    tell_waiting()
    for who in alice, bob:
        page = words(who, "/notifications/")
        assert "Carol wrote in this discussion And the kettle?" in page
        assert "Carol replied to your reply" not in page


def test_its_points_go_nowhere_unless_their_writer_says_so(essay, critic, aside, alice, mina):
    listed = answer(alice, essay, "a) The kettle is new.", aside)
    move(mina, listed, beneath=critic.pk)
    step = browser_of(alice).get(f"/replies/{listed.pk}/points/")
    assert form_fields(step, "points")["to-a"] == "none"


def test_points_written_to_another_essay_object_to_none(other, aside, essay, carol, mina):
    listed = answer(carol, other, "a) Lists are good.")
    merge(mina, other, essay)
    step = browser_of(carol).get(f"/replies/{listed.pk}/points/")
    assert form_fields(step, "points")["to-a"] == "none"


def test_the_mark_stays_where_its_old_place_is_gone(essay, other, reply, aside, no, carol, mina):
    move(mina, no, beneath=reply.pk)
    merge(mina, essay, other)
    own = answer(carol, other, "To the lists.")
    # Dave's, and both on top that were written to the essay that is no more.
    page = f"/posts/{other.pk}/{other.slug}/"
    assert words(None, page).count(HERE) == 3
    assert HERE not in words(None, f"/replies/{own.pk}/").partition("To the lists")[0]
    assert "moved here by a moderator" in exchange(other)[0]
    goes_round(other.pk)
    told = json.loads(by_command(other, "json"))["replies"]
    assert [each.get("moved", False) for each in told] == [True, False, True, True, False]
    undo(mina)
    assert HERE not in words(None, page)
    assert words(None, f"/posts/{essay.pk}/{essay.slug}/").count(HERE) == 1
    undo(mina, entry=LogEntry.objects.earliest("pk"))
    assert HERE not in words(None, f"/posts/{essay.pk}/{essay.slug}/")


def test_a_mark_that_was_there_before_is_there_after(critic, reply, aside, no, mina):
    for to in (critic, reply, aside):
        move(mina, no, beneath=to.pk)
    first, second, third = LogEntry.objects.order_by("pk")
    for entry, is_moved in (third, True), (second, True), (first, False):
        undo(mina, entry=entry)
        assert Reply.objects.get(pk=no.pk).moved is is_moved
