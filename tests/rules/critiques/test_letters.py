"""Letters and rounds: who gets one, when the next five come, and that none is ever reassigned."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accounts.models import User
from critiques.actions.curation import merge, strike, unmerge, unstrike
from critiques.actions.holders.shares import choose_main, say, share
from critiques.actions.positions import take_position
from critiques.actions.rounds import open_round
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Holder, Objection, Round
from critiques.words import Event, Stance
from forum.actions.changes import revise_post
from forum.models import Post
from moderation.models import LogEntry
from tests.cast import answer, moderator, person, place, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(db: None) -> Post:
    return publish(person("alice"))


@pytest.fixture
def bob(db: None) -> User:
    return person("bob")


@pytest.fixture
def carol(db: None) -> User:
    return person("carol")


@pytest.fixture
def mina(db: None) -> User:
    return moderator()


def object_to(post: Post, who: User, count: int = 1, does: str = "new") -> list[int]:
    """Raise that many objections in one reply; return their numbers."""
    before = set(Objection.objects.values_list("number", flat=True))
    choices = [Choice(does, claim=f"Claim {len(before) + n}") for n in range(count)]
    reply_with_tags(author=who, post_id=post.pk, parent_id=None, body="No.", choices=choices)
    numbers = Objection.objects.order_by("number").values_list("number", flat=True)
    return [number for number in numbers if number not in before]


def addresses(post: Post) -> list[str]:
    return [objection.address for objection in Objection.objects.filter(post=post)]


def rounds(post: Post) -> list[str]:
    return list(Round.objects.filter(post=post).values_list("cause", flat=True))


def do(action, post: Post, who: User, number: int, **more) -> None:
    actor = "moderator" if who.is_moderator else "user"
    reason = {"reason": "A reason."} if who.is_moderator else {}
    action(**{actor: who}, post_id=post.pk, number=number, **reason, **more)


def test_the_sixth_has_none_and_is_complete(post: Post, bob: User) -> None:
    object_to(post, bob, 6)
    assert addresses(post) == ["a", "b", "c", "d", "e", "#6"]
    sixth = Objection.objects.get(number=6)
    assert (sixth.status, sixth.holder_count, sixth.round) == ("open", 1, None)


def test_each_post_has_letters_of_its_own(post: Post, bob: User) -> None:
    object_to(post, bob)
    other = publish(post.author, title="Another")
    object_to(other, bob)
    assert addresses(other) == ["a"]


def test_questions_get_no_letter(post: Post, bob: User, carol: User) -> None:
    object_to(post, bob, 2, does="question")
    do(share, post, carol, 1)
    object_to(post, bob, 1)
    assert addresses(post) == ["#1", "#2", "a"]
    assert rounds(post) == ["first"]


def test_a_second_holder_opens_the_next_round(post: Post, bob: User, carol: User) -> None:
    object_to(post, bob, 8)
    do(share, post, carol, 7)
    assert addresses(post) == ["a", "b", "c", "d", "e", "2b", "2a", "2c"]
    assert rounds(post) == ["first", "automatic"]


def test_joining_by_a_reply_opens_it_too(post: Post, bob: User, carol: User) -> None:
    object_to(post, bob, 6)
    reply_with_tags(
        author=carol,
        post_id=post.pk,
        parent_id=None,
        body="So do I.",
        choices=[Choice("same", number=6)],
    )
    assert addresses(post)[-1] == "2a"


def test_a_main_disagreement_opens_it(post: Post, bob: User) -> None:
    object_to(post, bob, 6)
    do(choose_main, post, bob, 1)
    assert rounds(post) == ["first"], "b has its letter already"
    do(choose_main, post, bob, 6)
    assert addresses(post)[-1] == "2a"


def test_merging_can_bring_the_second_holder(
    post: Post, bob: User, carol: User, mina: User
) -> None:
    object_to(post, bob, 6)
    object_to(post, carol)
    do(merge, post, mina, 7, into=6)
    assert addresses(post)[-2:] == ["2a", "#7"]


@pytest.mark.parametrize(
    "standing",
    [
        {"approved_at": None},
        {"suspended_until": timezone.now() + timedelta(days=1)},
        {"left_at": timezone.now()},
    ],
    ids=lambda standing: next(iter(standing)),
)
def test_who_is_not_in_good_standing_does_not_count(
    post: Post, bob: User, carol: User, standing: dict
) -> None:
    object_to(post, bob, 6)
    User.objects.filter(pk=bob.pk).update(**standing)
    Holder.objects.filter(user=bob, objection__number=6).update(is_main=True)
    do(share, post, carol, 6)
    assert rounds(post) == ["first"]
    do(share, post, person("dave"), 6)
    assert rounds(post) == ["first", "automatic"]


def test_at_most_one_round_a_day_opens_by_itself(post: Post, bob: User, carol: User) -> None:
    object_to(post, bob, 6)
    do(share, post, carol, 6)
    object_to(post, bob, 5)
    assert addresses(post)[-5:] == ["2b", "2c", "2d", "2e", "#11"]
    do(share, post, carol, 11)
    assert addresses(post)[-1] == "#11"
    Round.objects.filter(number=2).update(opened_at=timezone.now() - timedelta(hours=25))
    do(share, post, person("dave"), 11)
    assert addresses(post)[-1] == "3a"


def test_the_author_opens_one_at_once(post: Post, bob: User, carol: User) -> None:
    with pytest.raises(ValidationError):
        open_round(actor=post.author, post_id=post.pk)
    object_to(post, bob, 6)
    with pytest.raises(PermissionDenied):
        open_round(actor=carol, post_id=post.pk)
    open_round(actor=post.author, post_id=post.pk)
    assert addresses(post)[-1] == "2a"
    object_to(post, bob, 1)
    assert addresses(post)[-1] == "2b"
    open_round(actor=post.author, post_id=post.pk)
    with pytest.raises(ValidationError):
        open_round(actor=post.author, post_id=post.pk)
    assert rounds(post) == ["first", "author", "author"]


def test_a_moderator_opens_one_with_a_reason(post: Post, bob: User, mina: User) -> None:
    object_to(post, bob, 6)
    with pytest.raises(ValidationError):
        open_round(actor=mina, post_id=post.pk)
    assert rounds(post) == ["first"]
    open_round(actor=mina, post_id=post.pk, reason="Six good points.")
    assert addresses(post)[-1] == "2a"
    assert LogEntry.objects.get().reason == "Six good points."


@pytest.mark.parametrize("substantive", [True, False])
def test_a_substantive_revision_opens_one(post: Post, bob: User, substantive: bool) -> None:
    object_to(post, bob, 6)
    revise_post(
        author=post.author,
        post_id=post.pk,
        title=post.title,
        body="Another essay.",
        topics=[],
        note="",
        substantive=substantive,
        base_revision=1,
    )
    expected = ["a", "b", "c", "d", "e", "2a" if substantive else "#6"]
    assert addresses(post) == expected, "letters are never reset"


def test_letters_go_to_the_unresolved_most_held_then_oldest(
    post: Post, bob: User, carol: User
) -> None:
    object_to(post, bob, 13)
    take_position(
        author=post.author, post_id=post.pk, number=6, stance=Stance.CONCEDED, text="Indeed."
    )
    do(say, post, bob, 7, event=Event.WITHDRAW)
    do(share, post, carol, 12)
    lettered = Objection.objects.filter(round=2).order_by("letter")
    assert [objection.number for objection in lettered] == [12, 8, 9, 10, 11]


def test_a_letter_struck_before_anybody_joined_goes_to_the_next(
    post: Post, bob: User, mina: User
) -> None:
    object_to(post, bob, 5)
    do(strike, post, mina, 2)
    assert addresses(post)[1] == "b", "it is given away only when somebody needs it"
    object_to(post, bob, 2)
    assert addresses(post) == ["a", "#2", "c", "d", "e", "b", "#7"]
    do(unstrike, post, mina, 2)
    assert addresses(post) == ["a", "#2", "c", "d", "e", "b", "#7"]


def test_put_back_in_time_it_keeps_its_letter(post: Post, bob: User, mina: User) -> None:
    object_to(post, bob, 2)
    do(strike, post, mina, 1)
    do(unstrike, post, mina, 1)
    object_to(post, bob)
    assert addresses(post) == ["a", "b", "c"]


def test_a_letter_that_others_use_stays(post: Post, bob: User, carol: User, mina: User) -> None:
    """Held by another (even one who took it back), answered, merged into, merged, hidden."""
    object_to(post, bob, 4)
    object_to(post, carol)
    do(share, post, carol, 1)
    do(say, post, carol, 1, event=Event.WITHDRAW)
    take_position(
        author=post.author, post_id=post.pk, number=2, stance=Stance.DECLINED, text="Elsewhere."
    )
    do(merge, post, mina, 5, into=3)
    do(say, post, bob, 4, event=Event.WITHDRAW)
    for number in (1, 2, 3):
        do(strike, post, mina, number)
    object_to(post, bob)
    assert addresses(post) == ["a", "b", "c", "d", "e", "#6"]


def test_separating_keeps_the_letter(post: Post, bob: User, mina: User) -> None:
    object_to(post, bob, 3)
    do(merge, post, mina, 2, into=1)
    object_to(post, bob)
    do(unmerge, post, mina, 2)
    assert addresses(post) == ["a", "b", "c", "d"]


def test_a_posted_letter_is_ignored(post: Post, bob: User) -> None:
    reply = answer(bob, post, "It is not so.", letter="e", round="7")
    place(bob, reply, to_reply="new", claim_reply="It is not so", letter="d", letter_reply="d")
    assert addresses(post) == ["a"]
