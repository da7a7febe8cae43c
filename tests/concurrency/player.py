"""One of many who critique one essay at once: `player.py ROOM HOW_MANY WHO MOVES`.

All of them begin together, as writers do. Each makes as many random moves as WHO, or as the
author or the moderator where a move is theirs, and prints what was made and what was refused. Any
other exception ends it with exit code 1. `player.py check` raises where the essay breaks a law.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path

import django

django.setup()

from django.core.exceptions import (  # noqa: E402 (after the set-up)
    ObjectDoesNotExist,
    PermissionDenied,
    ValidationError,
)

from forum.models import Post  # noqa: E402
from tests.concurrency.writer import wait_for_others  # noqa: E402
from tests.sequences.laws import check_rows  # noqa: E402
from tests.sequences.moves import MOVES  # noqa: E402
from tests.sequences.readers import check_readers  # noqa: E402
from tests.sequences.rows import Rows  # noqa: E402
from tests.sequences.scene import Scene  # noqa: E402

# What everybody came for happens oftener than the rest.
FAVOURITES = [each for each in MOVES if each.__name__ in ("object_to_it", "share", "merge")]
# One of these, and the others would stand idle.
ENDINGS = "leave bar_or_lift withdraw_essay hide_or_restore_essay lock_or_unlock".split()
OFTEN = [each for each in [*MOVES, *5 * FAVOURITES] if each.__name__ not in ENDINGS]
WORDS_EACH = 10_000


def play(who: str, count: int) -> dict[str, Counter[str]]:
    """Make moves; return how often each was made, and how often it was refused."""
    made: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    first_word = 1 + WORDS_EACH * int(who.removeprefix("c"))
    scene = Scene(Post.objects.get().pk, first_word=first_word)
    for _ in range(count):
        move = random.choice(OFTEN)
        try:
            move(scene, who, random.randint(1, 9), random.randint(1, 9))
            made[move.__name__] += 1
        except (ObjectDoesNotExist, PermissionDenied, ValidationError):
            refused[move.__name__] += 1
        except AssertionError:
            # It looks at the last word; somebody else has had it meanwhile.
            made[move.__name__] += 1
    return {"made": made, "refused": refused}


def check() -> None:
    """Raise AssertionError where the essay breaks a law, or tells what it may not."""
    rows = Rows.of(Post.objects.get().pk)
    check_rows(rows)
    check_readers(rows, everything=True)


if __name__ == "__main__":
    if sys.argv[1] == "check":
        check()
    else:
        room, how_many, who, moves = sys.argv[1:]
        random.seed(who)
        wait_for_others(Path(room), int(how_many))
        json.dump(play(who, int(moves)), sys.stdout)
