"""Moving, splitting and merging, and putting back: what is where, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from accounts.models import User
from critiques.actions.joins import join
from critiques.actions.purges import erase_words_of_essay
from critiques.actions.rounds import current_round
from critiques.actions.tags import reply_with_tags
from critiques.check import findings
from critiques.choices import Choice
from critiques.facts import refresh
from critiques.models import Holder, HolderEvent, Objection
from forum.actions.states import count_anew
from forum.faults import broken_trees
from forum.models import Post, Reply, State
from moderation.actions.moves import move, split, unmove, unsplit
from moderation.actions.purges import purge
from moderation.actions.removals import hide, restore
from staff.actions.undo import undo
from tests.cast import answer, moderator, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def shape(post: Post) -> list[tuple]:
    """Return the thread of a post in reading order: who stands beneath whom, how deep."""
    rows = Reply.objects.filter(post=post).order_by("created_at", "tree_id", "lft")
    roots = [row for row in rows if row.parent_id is None]
    return [
        (each.pk, each.parent_id, each.level, each.state)
        for root in roots
        for each in root.get_descendants(include_self=True)
    ]


def sound() -> None:
    assert list(broken_trees()) == []
    assert list(findings()) == []


Two = tuple[Post, Post, dict[str, Reply]]


@pytest.fixture(scope="module")
def made(kept_db: None) -> tuple[User, Two]:
    """Mina, and two essays; a thread of six beneath the first, one reply beneath the second."""
    alice, bob = person("alice"), person("bob")
    first, second = publish(alice, "One"), publish(alice, "Two")
    said = {"a": answer(bob, first, "a")}
    for name, above in [("b", "a"), ("c", "a"), ("d", "b"), ("e", "c"), ("f", "")]:
        said[name] = answer(bob, first, name, said.get(above))
    said["x"] = answer(bob, second, "x")
    return moderator(), (first, second, said)


@pytest.fixture
def mina(anew: tuple[User, Two]) -> User:
    return anew[0]


@pytest.fixture
def two(anew: tuple[User, Two]) -> Two:
    return anew[1]


def test_a_branch_goes_and_comes_back(two, mina):
    first, second, r = two
    before = shape(first), shape(second)
    moved = move(
        moderator=mina, reply_id=r["b"].pk, post_id=second.pk, parent_id=r["x"].pk, reason="There"
    )
    sound()
    assert [row[0] for row in shape(second)] == [r["x"].pk, r["b"].pk, r["d"].pk]
    unmove(moderator=mina, entry=moved, reason="Back")
    sound()
    assert (shape(first), shape(second)) == before


def test_a_branch_becomes_an_essay_and_a_reply_again(two, mina):
    first, _, r = two
    before = shape(first)
    entry = split(moderator=mina, reply_id=r["a"].pk, title="Of its own", reason="Grew")
    sound()
    essay = entry.other_post
    assert [row[0] for row in shape(essay)] == [r[name].pk for name in "bdce"]
    assert essay.body == "a"
    unsplit(moderator=mina, entry=entry, reason="Back")
    sound()
    assert shape(first) == before


def test_what_became_an_essay_is_no_reply_in_its_own_thread(two, mina):
    _, _, r = two
    entry = split(moderator=mina, reply_id=r["a"].pk, title="Of its own", reason="Grew")
    essay, place = entry.other_post, {"moderator": mina, "reply_id": r["a"].pk, "reason": "There"}
    moved = move(post_id=essay.pk, parent_id=r["d"].pk, **place)
    with pytest.raises(ValidationError, match="in the essay’s own thread"):
        unsplit(moderator=mina, entry=entry, reason="Back")
    sound()
    unmove(moderator=mina, entry=moved, reason="Back")
    unsplit(moderator=mina, entry=entry, reason="Back")
    sound()


def grown(two, beneath: int) -> tuple[Post, Post, Reply]:
    """Return the essays and a reply with so many beneath it, half of them directly."""
    first, second, r = two
    for n in range(beneath):
        above = r["f"] if n % 2 == 0 else Reply.objects.filter(parent=r["f"]).first()
        Reply.objects.create(
            post=first, parent=above, author=r["f"].author, body="x", html="x", html_version=1
        )
    count_anew(first)
    return first, second, r["f"]


@pytest.mark.counts
def test_erasing_an_essay_asks_as_often_with_many_replies_as_with_few(two, mina):
    ada = person("ada", role=User.Role.ADMIN)
    counts = []
    for beneath in (10, 300):
        with transaction.atomic():
            first, _, _ = grown(two, beneath)
            hide(moderator=mina, post_id=first.pk, reason="Copied")
            with CaptureQueriesContext(connection) as done:
                purge(admin=ada, post_id=first.pk, reason="Copied")
            counts.append(len(done))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


def objected(two, people: int) -> None:
    """Let so many people each have a main disagreement with both essays."""
    users = [person(f"critic{n}") for n in range(people)]
    for post in two[:2]:
        for user in users:
            reply = Reply.objects.create(post=post, author=user, body="x", html="x", html_version=1)
            number = post.objections.count() + 1
            objection = Objection.objects.create(
                post=post, number=number, claim="No", raised_in=reply, raiser=user
            )
            Holder.objects.create(
                objection=objection,
                post=post,
                user=user,
                state="hold",
                state_at=now(),
                is_main=True,
            )
            HolderEvent.objects.create(objection=objection, user=user, event="hold", reply=reply)
        current_round(post)
        refresh(post, *post.objections.all())
        count_anew(post)


@pytest.mark.counts
def test_merging_asks_as_often_with_many_main_disagreements_as_with_few(two, mina):
    by = {"moderator": mina, "reason": "Why not"}
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            first, second, _ = two
            objected(two, people)
            before = list(Holder.objects.order_by("pk").values())
            with CaptureQueriesContext(connection) as done:
                entry = join(post_id=first.pk, into=second.pk, **by)
            assert Holder.objects.filter(is_main=True).count() == people
            with CaptureQueriesContext(connection) as undone:
                undo(entry_id=entry.pk, **by)
            assert list(Holder.objects.order_by("pk").values()) == before
            join(post_id=first.pk, into=second.pk, **by)
            with CaptureQueriesContext(connection) as erased:
                erase_words_of_essay(first)
            counts.append((len(done), len(undone), len(erased)))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


@pytest.mark.counts
@pytest.mark.parametrize("act", ["move", "split", "join"])
def test_it_asks_as_often_for_many_replies_as_for_few(two, mina, act):
    counts = []
    for beneath in (10, 300):
        with transaction.atomic():
            first, second, top = grown(two, beneath)
            by = {"moderator": mina, "reason": "Why not"}
            with CaptureQueriesContext(connection) as done:
                if act == "move":
                    entry = move(reply_id=top.pk, post_id=second.pk, parent_id=None, **by)
                elif act == "split":
                    entry = split(reply_id=top.pk, title="Grown", **by)
                else:
                    entry = join(post_id=first.pk, into=second.pk, **by)
            with CaptureQueriesContext(connection) as undone:
                undo(entry_id=entry.pk, **by)
            counts.append((len(done), len(undone)))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("reply", "post", "parent", "says"),
    [
        ("a", "first", "d", "beneath itself"),
        ("a", "first", "a", "beneath itself"),
        ("b", "first", "a", "stands there already"),
        ("f", "first", None, "stands there already"),
        ("a", "second", "f", "in another essay"),
        ("a", "first", "x", "in another essay"),
        ("a", "hidden", None, "not public"),
        ("a", "first", "gone", "not public"),
    ],
)
def test_where_nothing_can_be_moved(two, mina, reply, post, parent, says):
    first, second, r = two
    hidden = publish(first.author, "Three")
    hide(moderator=mina, post_id=hidden.pk, reason="Copied")
    hide(moderator=mina, reply_id=r["e"].pk, reason="Rude")
    posts = {"first": first, "second": second, "hidden": hidden}
    r["gone"] = r["e"]
    before = shape(first), shape(second)
    with pytest.raises(ValidationError, match=says):
        move(
            moderator=mina,
            reply_id=r[reply].pk,
            post_id=posts[post].pk,
            parent_id=r[parent].pk if parent else None,
            reason="Why not",
        )
    assert (shape(first), shape(second)) == before
    sound()


def test_what_was_moved_again_is_not_put_back_first(two, mina):
    _, second, r = two
    by = {"moderator": mina, "reason": "Why not"}
    entry = move(reply_id=r["b"].pk, post_id=second.pk, parent_id=None, **by)
    move(reply_id=r["b"].pk, post_id=second.pk, parent_id=r["x"].pk, **by)
    with pytest.raises(ValidationError, match="moved again since"):
        unmove(moderator=mina, entry=entry, reason="Back")
    sound()


def test_what_it_stood_beneath_was_moved_since(two, mina):
    _, second, r = two
    by = {"moderator": mina, "reason": "Why not"}
    entry = move(reply_id=r["d"].pk, post_id=second.pk, parent_id=None, **by)
    move(reply_id=r["b"].pk, post_id=second.pk, parent_id=r["d"].pk, **by)
    with pytest.raises(ValidationError, match="take that back first"):
        unmove(moderator=mina, entry=entry, reason="Back")
    sound()


def test_what_cannot_be_merged(two, mina):
    first, second, r = two
    by = {"moderator": mina, "reason": "Why not"}
    with pytest.raises(ValidationError, match="Choose another"):
        join(post_id=first.pk, into=first.pk, **by)
    theirs = publish(r["a"].author, "By a critic")
    reply_with_tags(
        author=r["a"].author,
        post_id=second.pk,
        parent_id=None,
        body="No.",
        choices=[Choice("new", claim="No")],
    )
    with pytest.raises(ValidationError, match="Move the replies instead"):
        join(post_id=second.pk, into=theirs.pk, **by)
    join(post_id=first.pk, into=theirs.pk, **by)
    with pytest.raises(Post.DoesNotExist):
        join(post_id=first.pk, into=second.pk, **by)
    sound()


def test_an_essay_of_a_reply_is_no_reply_to_be_handled(two, mina):
    first, _, r = two
    by = {"moderator": mina, "reason": "Why not"}
    split(reply_id=r["a"].pk, title="Of its own", **by)
    with pytest.raises(ValidationError, match="essay of its own"):
        restore(reply_id=r["a"].pk, **by)
    with pytest.raises(ValidationError, match="Only a public reply"):
        split(reply_id=r["a"].pk, title="Again", **by)
    assert Reply.objects.get(pk=r["a"].pk).state == State.HIDDEN
    first.refresh_from_db()
    assert first.reply_count == 1
    sound()


def test_what_is_erased_as_an_essay_is_erased_as_a_reply(two, mina):
    _, _, r = two
    entry = split(moderator=mina, reply_id=r["a"].pk, title="Of its own", reason="Grew")
    hide(moderator=mina, post_id=entry.other_post_id, reason="Private")
    ada = person("ada", role=User.Role.ADMIN)
    purge(admin=ada, post_id=entry.other_post_id, reason="The law")
    row = Reply.objects.get(pk=r["a"].pk)
    assert (row.body, row.html, row.revisions.get().body) == ("", "", "")
    sound()
