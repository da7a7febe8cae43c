"""What is stored of objections against what people did: found where it differs, and mended."""

from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from critiques.actions.curation import merge
from critiques.actions.holders.shares import choose_main, say, share
from critiques.actions.passages import reanchor
from critiques.actions.positions import take_position
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Holder, HolderEvent, Objection, Round, Tag
from critiques.words import Event, Stance
from forum.models import Post
from tests.cast import moderator, person, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db: None) -> Post:
    """An essay with five lettered objections, two without, and a question; 7 is part of 1."""
    alice, bob, carol, mina = person("alice"), person("bob"), person("carol"), moderator()
    post = publish(alice)
    choices = [Choice("new", claim=f"Claim {n}") for n in range(7)]
    choices.append(Choice("question", claim="Why?"))
    reply_with_tags(author=bob, post_id=post.pk, parent_id=None, body="No.", choices=choices)
    share(user=carol, post_id=post.pk, number=1)
    choose_main(user=carol, post_id=post.pk, number=1)
    share(user=carol, post_id=post.pk, number=2)
    take_position(author=alice, post_id=post.pk, number=1, stance=Stance.DECLINED, text="No.")
    say(user=bob, post_id=post.pk, number=1, event=Event.REAFFIRM)
    say(user=bob, post_id=post.pk, number=3, event=Event.SATISFIED)
    reanchor(user=bob, post_id=post.pk, number=2, words="An essay")
    merge(moderator=mina, post_id=post.pk, number=7, into=1, reason="The same.")
    return post


@pytest.fixture
def post(anew: Post) -> Post:
    return anew


def check(*arguments: str) -> tuple[int, str]:
    """Run the command; return its exit code and what it printed."""
    out = StringIO()
    try:
        call_command("check_critiques", *arguments, stdout=out, stderr=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def stored() -> list:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Objection, Holder, HolderEvent, Round, Tag)
    ]


def of(post: Post, number: int) -> Objection:
    return Objection.objects.get(post=post, number=number)


def change(model, where: dict, **to) -> Callable[[], None]:
    return lambda: model.objects.filter(**where).update(**to)


def test_what_the_actions_leave_is_sound(post: Post) -> None:
    before = stored()
    assert check("--repair") == (0, "All objections are as the events say.\n")
    assert stored() == before


DERIVED = {
    "status": change(Objection, {"number": 1}, status="open"),
    "merged": change(Objection, {"number": 7}, status="open"),
    "where it counts": change(Objection, {"number": 7}, whole=None),
    "holder count": change(Objection, {"number": 2}, holder_count=5),
    "main count": change(Objection, {"number": 1}, main_count=0),
    "holder's state": change(Holder, {"objection__number": 3}, state="hold"),
    "no holder": lambda: Holder.objects.filter(objection__number=4).delete(),
    "main without holding": change(Holder, {"objection__number": 3}, is_main=True),
    "passage": change(Objection, {"number": 2}, passage_start=3),
    "passage of no revision": change(Objection, {"number": 2}, passage_revision=7),
    "count of replies": change(Post, {}, reply_count=7),
    "a further event": lambda: HolderEvent.objects.create(
        objection=Objection.objects.get(number=5),
        user=Objection.objects.get(number=5).raiser,
        event=Event.WITHDRAW,
    ),
}


@pytest.mark.parametrize("damage", DERIVED.values(), ids=DERIVED)
def test_what_follows_is_found_and_mended(post: Post, damage: Callable[[], None]) -> None:
    facts = {"status", "holder_count", "main_count", "whole", "passage_start", "passage_revision"}
    sound = list(Objection.objects.order_by("pk").values("pk", *facts))
    damage()
    damaged = stored()
    code, said = check()
    assert code == 1 and said.startswith(f"Post {post.pk}: "), said
    assert stored() == damaged, "without --repair nothing is written"
    code, said = check("--repair")
    assert code == 0 and said.endswith("Repaired: 1 posts.\n"), said
    assert check()[0] == 0
    if damage is not DERIVED["a further event"]:
        assert list(Objection.objects.order_by("pk").values("pk", *facts)) == sound


UNMENDABLE = {
    "are numbered": change(Objection, {"number": 8}, number=9),
    "its rounds are": change(Round, {"number": 1}, number=2),
    "has letter": change(Objection, {"number": 4}, round=3),
    "has a letter but no number": change(Objection, {"number": 5}, number=None),
    "was raised in reply": lambda: Tag.objects.filter(objection__number=2).delete(),
    "shares it without an event": (
        lambda: HolderEvent.objects.filter(objection__number=2, user__username="carol").delete()
    ),
    "but wrote the essay": lambda: Post.objects.update(author=Objection.objects.first().raiser),
    "merged into itself": lambda: Objection.objects.filter(number=1).update(
        merged_into=Objection.objects.get(number=7)
    ),
}


@pytest.mark.parametrize("words", UNMENDABLE)
def test_what_cannot_be_mended_is_said(post: Post, words: str) -> None:
    UNMENDABLE[words]()
    code, said = check()
    assert code == 1 and words in said
    code, said = check("--repair")
    assert code == 1 and f"{words}" in said and "can’t be repaired" in said


def test_merged_into_an_objection_to_another_post(post: Post) -> None:
    other = publish(post.author, title="Another")
    choices = [Choice("new", claim="Elsewhere")]
    bob = of(post, 1).raiser
    reply_with_tags(author=bob, post_id=other.pk, parent_id=None, body="No.", choices=choices)
    Objection.objects.filter(post=post, number=2).update(merged_into=of(other, 1))
    code, said = check()
    assert code == 1 and "objection 2 is merged into an objection to another post" in said


@pytest.fixture
def without_constraints(db: None) -> Iterator[None]:
    """Let in what the database itself would refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = 1")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = 0")
        else:
            connection.check_constraints()  # a table with some to check can't be altered
            for name in ("letter_with_round", "question_without_letter"):
                cursor.execute(f"ALTER TABLE critiques_objection DROP CONSTRAINT {name}")
            yield


@pytest.mark.usefixtures("without_constraints")
def test_what_the_database_refuses_is_found_all_the_same(post: Post) -> None:
    Objection.objects.filter(number=8).update(round=1, letter="f")
    code, said = check()
    assert code == 1
    assert "objection 8 has letter f of round 1" in said
    assert "objection 8 is a question with a letter" in said


@pytest.mark.parametrize(
    "broken",
    [{"letter": "f"}, {"letter": None}, {"round": None}, {"letter": "a"}, {"kind": "question"}],
)
def test_the_database_refuses_letters_out_of_place(post: Post, broken: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(number=2).update(**broken)
