"""One of many who critique one essay at once: `player.py ROOM HOW_MANY WHO MOVES`.

All of them begin together, as writers do: each with a move of FIRST that nothing the others do then
can prevent. When all have made it, each makes as many random moves as WHO, or as the author or the
moderator where a move is theirs. Any exception but a refusal of these ends it with exit code 1.
`player.py open` raises what the first moves act on; `player.py check` raises where the essay breaks
a law.
"""

import random
import sys
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from django.core.exceptions import (
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)

from critiques.choices import Choice
from forum.models import Post
from tests.concurrency.writer import wait_for_others
from tests.sequences import moves
from tests.sequences.laws import check_rows
from tests.sequences.moves import MOVES
from tests.sequences.readers import check_readers
from tests.sequences.rows import Rows
from tests.sequences.scene import Scene

# What everybody came for happens oftener than the rest.
FAVOURITES = [each for each in MOVES if each.__name__ in ("object_to_it", "share", "merge")]
# One of these, and the others would stand idle.
ENDINGS = "leave bar_or_lift withdraw_essay hide_or_restore_essay lock_or_unlock".split()
OFTEN = [each for each in [*MOVES, *5 * FAVOURITES] if each.__name__ not in ENDINGS]
WORDS_EACH = 10_000
# Each about objections of its own among those of `open`; all who come later make the last.
FIRST = (
    (moves.merge, 1, 2),
    (moves.strike, 3, 1),
    (moves.join_by_reply, 4, 1),
    (moves.open_a_round, 1, 3),
    (moves.object_to_it, 1, 2),
)


def scene_of(who: str) -> Scene:
    """The essay, for somebody whose words are found nowhere else."""
    return Scene(Post.objects.get().pk, first_word=1 + WORDS_EACH * int(who.removeprefix("c")))


def play(scene: Scene, who: str, count: int) -> None:
    """Make random moves, some of which are refused."""
    for _ in range(count):
        # An AssertionError looks at the last word; somebody else has had it meanwhile.
        with suppress(ObjectDoesNotExist, PermissionDenied, ValidationError, AssertionError):
            random.choice(OFTEN)(scene, who, random.randint(1, 9), random.randint(1, 9))


def check() -> None:
    """Raise AssertionError where the essay breaks a law, or tells what it may not."""
    rows = Rows.of(Post.objects.get().pk)
    check_rows(rows)
    check_readers(rows, everything=True)


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check()
    elif sys.argv[1] == "open":
        # Seven, so that two wait for the letters of the next round.
        scene = Scene(Post.objects.get().pk, first_word=WORDS_EACH * 100)
        scene.write("mo", *(Choice("new", claim=scene.words("Claim")) for _ in range(7)))
    else:
        room, how_many, who, count = sys.argv[1:]
        random.seed(who)
        scene = scene_of(who)
        move, one, two = FIRST[min(int(who.removeprefix("c")), len(FIRST) - 1)]
        wait_for_others(Path(room, "first"), int(how_many))
        move(scene, who, one, two)
        wait_for_others(Path(room, "then"), int(how_many))
        play(scene, who, int(count))
