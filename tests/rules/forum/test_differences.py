"""What changed between two texts: nothing is lost, it is told by words, and soon found."""

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forum.differences import changes as finding
from forum.differences import difference as keeping
from forum.differences.changes import (
    AROUND,
    MOST_CHANGES,
    STEPS,
    STEPS_A_CHARACTER,
    Stretch,
    TextPiece,
    changes,
    difference,
)
from forum.differences.difference import changes_between
from forum.differences.steps import Steps
from forum.differences.subsequence import shortest
from forum.differences.words import words
from web.page_cache import page_cache

LONG = "Nothing changes in all of these words. " * 60
LONGEST = 100_000
FIRST = "The first paragraph says that twenty checks are enough for most who read."
SECOND = "A second one, about something else entirely: ovens, thermometers and bread."
THIRD = "Third and last: a conclusion that follows from what was said above, or does not."
FAMILY = "👨\u200d👩\u200d👧"
# Few words, so that much is the same and little of it once.
FEW = st.lists(st.sampled_from(["a", "b", "word", " ", "\n", "!", "他", "e\u0301"])).map("".join)
TEXTS = st.text(max_size=200) | FEW


def found(before: str, after: str) -> list[TextPiece]:
    return changes(before, after, difference(before, after))


def sides(told: list[TextPiece]) -> tuple[str, str]:
    return (
        "".join(c.text for c in told if c.kind != "ins"),
        "".join(c.text for c in told if c.kind != "del"),
    )


def changed(before: str, after: str) -> list[tuple[str, str]]:
    return [tuple(each) for each in found(before, after) if each.kind in ("del", "ins")]


@given(TEXTS, TEXTS)
@example("", "")
@example("a" * 700, "a" * 699)
def test_both_texts_can_be_read_from_their_difference(before: str, after: str) -> None:
    told = found(before, after)
    assert sides(told) == (before, after)
    assert all(each.text for each in told), "no stretch is empty"
    assert not [pair for pair in pairwise(told) if pair[0][0] == pair[1][0]]


@given(TEXTS, TEXTS, st.integers(0, 300))
def test_with_however_few_steps(before: str, after: str, most: int) -> None:
    steps = Steps(most)
    told = changes(before, after, difference(before, after, steps))
    assert sides(told) == (before, after)
    assert steps.taken <= most


@given(st.lists(st.integers(0, 3), min_size=1), st.lists(st.integers(0, 3), min_size=1))
def test_the_shortest_way_is_the_shortest(old: list[int], new: list[int]) -> None:
    pairs = shortest(old, new, Steps(10**9))
    assert all(old[one] == new[two] for one, two in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one, two in product(range(len(old)), range(len(new))):
        best = max(longest[one][two + 1], longest[one + 1][two])
        same = longest[one][two] + 1 if old[one] == new[two] else 0
        longest[one + 1][two + 1] = max(best, same)
    assert len(pairs) == longest[-1][-1]


@given(TEXTS)
@example(f"{FAMILY}{FAMILY} 🇩🇪🇫🇷 👍🏽 हिन्दी में می‌خواهم")
def test_pieces_of_a_text_are_all_of_it(text: str) -> None:
    assert "".join(words(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Twenty are few.", "Thirty are few.", [("del", "Twenty"), ("ins", "Thirty")]),
        ("One, two.", "One, two, three.", [("ins", ", three")]),
        ("これは間違いです。", "これは正解です。", [("del", "間違い"), ("ins", "正解")]),
        ("cafe\u0301 noir", "cafe noir", [("del", "cafe\u0301"), ("ins", "cafe")]),
        ("हिन्दी में", "हिन्दू में", [("del", "हिन्दी"), ("ins", "हिन्दू")]),
        (f"So {FAMILY}.", "So 👨.", [("del", FAMILY), ("ins", "👨")]),
        ("Go 🇩🇪🇫🇷.", "Go 🇩🇰🇫🇷.", [("del", "🇩🇪"), ("ins", "🇩🇰")]),
        ("Yes 👍🏽.", "Yes 👍.", [("del", "👍🏽"), ("ins", "👍")]),
        ("العدل أساس الملك هنا", "العدل أساس الحكم هنا", [("del", "الملك"), ("ins", "الحكم")]),
        ("It is. It was. It ends.", "It is. It ends.", [("del", "It was. ")]),
        ("One.\n\nTwo.", "One.\n\nOr two.\n\nTwo.", [("ins", "Or two.\n\n")]),
        (
            f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nAn end.",
            f"{THIRD}\n\n{FIRST}\n\n{SECOND}\n\nAn end.",
            [("ins", f"{THIRD}\n\n"), ("del", f"{THIRD}\n\n")],
        ),
        (f"{FIRST} {SECOND}", f"{THIRD} {SECOND}", [("del", FIRST[:-1]), ("ins", THIRD[:-1])]),
        (
            f"So {FAMILY}.\n\n{FIRST}\n\nAn end.",
            "So 👨.\n\nAn end.",
            [("del", FAMILY), ("ins", "👨"), ("del", f"{FIRST}\n\n")],
        ),
        (
            f"So {FAMILY}.\n\nAn end.",
            f"So 👨.\n\n{FIRST}\n\nAn end.",
            [("del", FAMILY), ("ins", "👨"), ("ins", f"{FIRST}\n\n")],
        ),
        ("A wholly different thing", "The other; one", None),
    ],
)
def test_what_changed_is_told_by_words(before: str, after: str, told: list | None) -> None:
    assert changed(before, after) == (told or [("del", before), ("ins", after)])


def essay(size: int, seed: int = 1) -> list[str]:
    """Return words as languages have them: few often, many seldom."""
    chance = random.Random(seed)
    known = [
        "".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(2000)
    ]
    weights = [1 / (rank + 1) for rank in range(2000)]
    return chance.choices(known, weights, k=size // 6)


@pytest.mark.parametrize("between", [" ", "\n\n"], ids=["in one paragraph", "in many"])
def test_scattered_edits_of_an_essay_are_told_one_by_one(between: str) -> None:
    old = essay(20_000)
    new = [f"edited{n}" if n % 40 == 20 else word for n, word in enumerate(old)]
    texts = [
        between.join(" ".join(side[at : at + 80]) for at in range(0, len(side), 80))
        for side in (old, new)
    ]
    told = changed(*texts)
    assert [text for kind, text in told if kind == "ins"] == [w for w in new if w not in old]
    assert sum(len(text) for kind, text in told if kind == "del") < len(texts[0]) / 20


def test_scattered_edits_of_a_text_without_spaces_too() -> None:
    chance = random.Random(2)
    old = [chr(0x4E00 + int(chance.paretovariate(0.5)) % 2000) for _ in range(20_000)]
    new = ["改" if n % 100 == 50 else sign for n, sign in enumerate(old)]
    told = changed("".join(old), "".join(new))
    assert sum(len(text) for _, text in told) < 1000


HOSTILE: dict[str, Callable[[int], tuple[str, str]]] = {
    "one sign repeated": lambda n: (f"x{'!' * (n - 2)}y", f"z{'!' * (n - 1000)}w"),
    "one word repeated": lambda n: ("word " * (n // 5), "word " * (n // 7)),
    "one word repeated between others": lambda n: (
        f"a {'word ' * (n // 6)}b",
        f"c {'word ' * (n // 7)}d",
    ),
    "two words by turns": lambda n: ("ab ba " * (n // 6), "ba ab " * (n // 6)),
    "signs by turns": lambda n: ("!?" * (n // 2), "?!" * (n // 2 - 5)),
    "halves that change places": lambda n: ("!?" * (n // 4) + ".," * (n // 4), ".,!?" * (n // 4)),
    "other periods": lambda n: ("!?," * (n // 3), "!?,." * (n // 4)),
    "random signs": lambda n: (signs(n, 1), signs(n, 2)),
    "random words": lambda n: (" ".join(essay(n, 1))[:n], " ".join(essay(n, 2))[:n]),
    "all different": lambda n: (
        " ".join(map(str, range(n // 7))),
        " ".join(map(str, range(n, n + n // 7))),
    ),
    "backwards": lambda n: (
        " ".join(map(str, range(n // 7))),
        " ".join(map(str, reversed(range(n // 7)))),
    ),
    "every second word": lambda n: (
        " ".join(f"u{i} x" for i in range(n // 9)),
        " ".join(f"u{i} y" for i in range(n // 9)),
    ),
    "no spaces": lambda n: ("a" * n, "b" * n),
    "lines": lambda n: ("a\n" * (n // 2), "b\n" * (n // 2)),
    "random lines": lambda n: (signs(n // 2, 1, "ab", "\n"), signs(n // 2, 2, "ab", "\n")),
    "script without spaces": lambda n: (signs(n, 1, "一二三"), signs(n, 2, "一二三")),
    "accents": lambda n: ("a\u0301\u0302" * (n // 3), "b\u0302\u0301" * (n // 3)),
    "gaps in gaps": lambda n: (nested(n, 1), nested(n, 2)),
}


def signs(size: int, seed: int, of: str = "!?", between: str = "") -> str:
    return between.join(random.Random(seed).choices(of, k=size))


def nested(size: int, seed: int) -> str:
    """Words of which some are the same only within what the others leave between them."""
    chance = random.Random(seed)
    return " ".join(
        f"w{chance.randrange(size // 2**k)}" for k in range(8) for _ in range(size // 56)
    )


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_security_43_a_difference_takes_no_more_steps_than_its_texts_allow(texts: Callable) -> None:
    before, after = texts(LONGEST)
    assert LONGEST / 2 < max(len(before), len(after)) <= LONGEST
    most = STEPS + STEPS_A_CHARACTER * (len(before) + len(after))
    assert most <= 3 * LONGEST
    steps = Steps(most)
    told = difference(before, after, steps)
    assert steps.taken <= most
    assert sides(changes(before, after, told)) == (before, after)
    assert len(told) <= 3 * MOST_CHANGES + 3


@pytest.mark.parametrize("texts", HOSTILE.values(), ids=HOSTILE)
def test_steps_are_what_is_done(texts: Callable) -> None:
    """Every line that runs is counted here, so that no work goes without its step."""
    size = 6000
    before, after = texts(size)
    steps = Steps(3 * size)
    with lines_run() as ran:
        difference(before, after, steps)
    assert ran[0] <= 40 * size, f"{ran[0] / size:.1f} lines for a character"


@contextmanager
def lines_run() -> Iterator[list[int]]:
    """Count the lines of the differences' own modules that run meanwhile."""
    ran = [0]
    own = str(Path(finding.__file__).parent)

    def line(frame: Any, event: str, _: Any) -> Any:
        ran[0] += event == "line"
        return line

    def call(frame: Any, event: str, _: Any) -> Any:
        return line if frame.f_code.co_filename.startswith(own) else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield ran
    finally:
        sys.settrace(before)


def test_what_is_far_from_a_change_is_folded() -> None:
    before, after = f"{LONG}old {LONG}", f"{LONG}new {LONG}"
    told = found(before, after)
    assert [c.kind for c in told] == ["folded", "same", "del", "ins", "same", "folded"]
    assert all(AROUND <= len(c.text) < AROUND + 50 for c in told if c.kind == "same")
    assert sides(told) == (before, after)


@pytest.mark.parametrize("sign", ["w", "字", "\u00a0", "-", "e\u0301"])
def test_folding_finds_its_place_where_there_is_no_space(sign: str) -> None:
    same = sign * 3000
    told = found(f"old {same} old {same} old", f"new {same} new {same} new")
    kinds = ["del", "ins", "same", "folded", "same"]
    assert [c.kind for c in told] == [*kinds, *kinds, "del", "ins"]
    assert all(AROUND <= len(c.text) < AROUND + 50 for c in told if c.kind == "same")
    assert not [c for c in told if c.text.startswith("\u0301")]
    assert sum(len(c.text) for c in told if c.kind in ("same", "folded")) == 2 * len(same) + 4


def test_a_text_that_stands_alone_is_shown_whole() -> None:
    assert [c.kind for c in found(LONG, LONG)] == ["same"]


def test_a_difference_is_found_once_and_kept_without_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str]] = []

    def counted(before: str, after: str) -> list[Stretch]:
        asked.append((before, after))
        return difference(before, after)

    kept: dict[str, str] = {}
    monkeypatch.setattr(keeping, "difference", counted)
    monkeypatch.setattr(page_cache, "put", lambda key, text, *_: kept.update({key: text}))
    monkeypatch.setattr(page_cache, "get", lambda *keys: {k: kept[k] for k in keys if k in kept})
    for _ in range(3):
        assert sides(changes_between("One secret.", "One word.")) == ("One secret.", "One word.")
    assert len(asked) == 1
    assert "secret" not in repr(kept) and len(kept) == 1
    changes_between("One word.", "One secret.")
    changes_between("One secret", ".One word.")
    assert len(asked) == 3, "texts that differ are kept apart"


def test_where_only_lines_end_anew_it_can_be_seen() -> None:
    told = found("One. Two.", "One.\n\nTwo.")
    assert [(c.kind, c.breaks) for c in told if c.kind != "same"] == [("del", False), ("ins", True)]
