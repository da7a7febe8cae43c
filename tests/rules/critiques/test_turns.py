"""Whose move an objection is: the rules as a table, and what a discussion makes of them."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from critiques.actions.positions import take_position
from critiques.pages.essay import readable_post
from critiques.record.reading import reading_of
from critiques.record.turns import Turn, turn_of
from critiques.status import Said, Word, status_of
from critiques.words import Stance
from forum.models import Post
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator
from tests.rules.critiques.test_status import OF_PART, POSITIONS, SAYINGS, WORDS

ALICE, BOB, CAROL = 1, 2, 3
PEOPLE = {"alice": ALICE, "bob": BOB, "carol": CAROL}
START = datetime(2026, 1, 1, 9, tzinfo=UTC)

# What was said, one thing a minute, and whose move it then is: since which of them, whose, and
# who of those has written since. “alice writes” is a reply about something else.
TABLE = [
    ("bob holds", "author 0 alice"),
    ("bob holds, alice writes", "author 0 alice+"),
    ("bob holds, bob writes", "author 0 alice"),
    ("bob holds, carol holds", "author 0 alice"),
    ("bob holds, answered", "holders 1 bob"),
    ("bob holds, answered, bob writes", "holders 1 bob+"),
    ("bob holds, carol holds, answered, carol writes", "holders 2 bob carol+"),
    ("bob holds, conceded_in_part", "holders 1 bob"),
    ("bob holds, carol holds, answered, carol satisfied", "holders 2 bob"),
    ("bob holds, answered, answered", "holders 2 bob"),
    ("bob holds, answered, bob reaffirms", "author 2 alice"),
    ("bob holds, answered, bob reaffirms, bob reaffirms", "author 2 alice"),
    ("bob holds, answered, bob reaffirms, alice writes", "author 2 alice+"),
    ("bob holds, answered, bob reaffirms, answered", "holders 3 bob"),
    ("bob holds, answered, bob reaffirms, answered, bob reaffirms", "author 4 alice"),
    ("bob holds, answered, bob satisfied, bob holds", "author 3 alice"),
    ("bob holds, answered, carol holds", "author 2 alice"),
    ("bob holds, answered, bob reaffirms, declined", "holders 3 bob"),
    ("bob holds, conceded, bob reaffirms", "author 2 alice"),
    ("bob holds, declined", ""),
    ("bob holds, conceded", ""),
    ("bob holds, answered, bob satisfied", ""),
    ("bob holds, bob withdraws", ""),
    ("bob holds, answered, carol holds a part", "holders 1 bob carol+"),
    ("bob holds, answered, carol holds a part, carol reaffirms", "author 3 alice"),
    ("bob holds, answered, bob reaffirms, bob holds a part", "author 2 alice"),
]


def turn(story: str) -> Turn:
    words, said, wrote = [], [], {}
    for minute, each in enumerate(story.split(", ")):
        at = START + timedelta(minutes=minute)
        who, _, what = each.removesuffix(OF_PART).rpartition(" ")
        what = WORDS.get(what, what)
        wrote[PEOPLE[who or "alice"]] = at
        if what in POSITIONS:
            words.append(Word(what, at))
        elif what in SAYINGS:
            said.append(Said(PEOPLE[who], what, at, of=1 if each.endswith(OF_PART) else 0))
    status = status_of(merged=False, struck=False, said=said, words=words)
    return turn_of(
        status=status, author=ALICE, raised_at=START, words=words, said=said, wrote=wrote
    )


def told(turn: Turn) -> str:
    if turn.since is None:
        return turn.whose
    names = {pk: name for name, pk in PEOPLE.items()}
    people = [f"{names[pk]}{'+' * (pk in turn.back)}" for pk in turn.people]
    return " ".join([turn.whose, str((turn.since - START).seconds // 60), *people])


@pytest.mark.parametrize(("story", "expected"), TABLE)
def test_table(story: str, expected: str) -> None:
    assert told(turn(story)) == expected


@pytest.mark.parametrize("status", ["merged", "struck", "clarified", "settled", "withdrawn"])
def test_what_is_resolved_is_nobodys_move(status: str) -> None:
    said = [Said(BOB, "hold", START)]
    asked = {"author": ALICE, "raised_at": START, "words": [], "said": said, "wrote": {}}
    assert turn_of(status=status, **asked) == Turn("")
    assert turn_of(status="asked", **asked).whose == "author"


def test_a_word_at_the_moment_of_an_answer_is_said_after_it() -> None:
    words, later = [Word("answered", START)], [Said(BOB, "reaffirm", START)]
    asked = {"author": ALICE, "raised_at": START, "words": words, "wrote": {}}
    assert turn_of(status="contested", said=later, **asked).whose == "author"
    earlier = [Said(BOB, "hold", START)]
    assert turn_of(status="answered", said=earlier, **asked).whose == "holders"


@pytest.mark.django_db
def test_in_a_discussion_it_is_told_who_has_been_back(post: Post) -> None:
    alice, bob = (User.objects.get(username=name) for name in ("alice", "bob"))

    def told_now() -> list[tuple[str, str, bool]]:
        reading = reading_of(readable_post(None, post.pk), None)
        turns = (reading.turn(pk) for pk in reading.cards)
        people = {alice.pk: "alice", bob.pk: "bob"}
        return [(t.whose, " ".join(map(people.get, t.people)), bool(t.back)) for t in turns]

    assert told_now() == [("author", "alice", False)] * 2
    answer(alice, post, "Something else first.")
    assert told_now() == [("author", "alice", True)] * 2
    in_part = {"stance": Stance.CONCEDED_IN_PART, "text": "So it is."}
    take_position(author=alice, post_id=post.pk, number=1, **in_part)
    assert told_now() == [("holders", "bob", False), ("author", "alice", True)]
    hide(moderator=moderator(), reply_id=answer(bob, post, "Rude.").pk, reason="Why.")
    assert told_now()[0] == ("holders", "bob", False), "what nobody reads is not told of"
    answer(bob, post, "I will look at it.")
    assert told_now()[0] == ("holders", "bob", True)
    stands = f"/posts/{post.pk}/objections/1/stands/"
    assert browser_of(bob).post(stands).status_code == 302
    assert told_now()[0] == ("author", "alice", False)
