"""Excerpts are whole sentences; an exchange is folded where it is long."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critiques.prose.excerpts import HARD, whole_sentences, without_claim
from critiques.record.exchange.folding import runs_of
from critiques.record.exchange.moves import ToldMove

SENTENCE = "This sentence has forty characters in it. "


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("All of it.", 80, "All of it."),
        ("", 80, ""),
        (SENTENCE * 3, 90, (SENTENCE * 2).strip()),
        (SENTENCE * 3, 45, SENTENCE.strip()),
        (SENTENCE * 3, 10, SENTENCE.strip()),
        ("Fair. " + SENTENCE * 3, 30, f"Fair. {SENTENCE}".strip()),
        ("J. S. Mill argues the opposite. " + SENTENCE, 35, "J. S. Mill argues the opposite."),
        ("Prof. Kant et al. agree. " + SENTENCE, 28, "Prof. Kant et al. agree."),
        ("He asks: “Why?” Nobody knows it. " + SENTENCE, 16, "He asks: “Why?” Nobody knows it."),
        ("これは間違いです。そうです。" * 3, 10, "これは間違いです。"),
        ("x" * 900, 80, "x" * (HARD - 1) + "…"),
    ],
)
def test_an_excerpt_is_whole_sentences(text: str, length: int, expected: str) -> None:
    assert whole_sentences(text, length) == expected


@given(st.lists(st.sampled_from(["Yes.", "Why not?", "So it is!", SENTENCE.strip()]), min_size=1))
def test_nothing_is_cut_within_a_sentence(sentences: list[str]) -> None:
    text = " ".join(sentences)
    for length in (1, 20, 60, 200):
        excerpt = whole_sentences(text, length)
        assert excerpt and text.startswith(excerpt)
        assert text == excerpt or text[len(excerpt) :].startswith(" ")
        assert excerpt[-1] in ".?!"


@pytest.mark.parametrize(
    ("text", "claim", "expected"),
    [
        ("Few can be drawn. And so on.", "Few can be drawn", "And so on."),
        ("Few can be drawn.", "Few can be drawn", ""),
        ("Few can be drawn, I think. So.", "Few can be drawn", "Few can be drawn, I think. So."),
        ("Nobody rests here now. And so on.", "Nobody rests here now: they tire", "And so on."),
        ("Something else. And so on.", "Few can be drawn", "Something else. And so on."),
    ],
)
def test_the_claim_stands_once(text: str, claim: str, expected: str) -> None:
    assert without_claim(text, claim) == expected


def moves(acts: str) -> list[ToldMove]:
    """Moves by the first letters of who makes them and of what they do."""
    names = {"A": "alice", "B": "bob", "D": "dave"}
    told = {"r": "raise", "a": "answer", "s": "support", "f": "reaffirm"}
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        ToldMove(told[act[1]], names[act[0]], "", "", start + timedelta(days=n))
        for n, act in enumerate(acts.split())
    ]


@pytest.mark.parametrize(
    ("acts", "shown"),
    [
        ("Br", "x"),
        ("Br Aa Da Bf Aa", "xxxxx"),
        ("Br Ds Ds Ds Ds Ds Ds", "x..xxxx"),
        ("Br Aa Ds Ds Ds Ds Ds", "xx..xxx"),
        ("Br Aa Da Bf Ds Ds Ds", "xxxx..x"),
        ("Br Aa Aa Da Da Bf Bf Aa", "x...xxxx"),
    ],
)
def test_five_moves_are_shown_and_the_others_folded_where_they_stand(acts: str, shown: str) -> None:
    found = runs_of(moves(acts), "alice", "/elsewhere/")
    assert "".join(("." if run.folded else "x") * len(run.moves) for run in found) == shown
    assert [move for run in found for move in run.moves] == moves(acts), "none is lost"
    assert all(a.folded != b.folded for a, b in pairwise(found))
    assert {run.url for run in found} == {""}


@pytest.mark.parametrize(("count", "url"), [(25, ""), (26, "/elsewhere/"), (400, "/elsewhere/")])
def test_of_very_many_those_that_would_be_folded_are_read_elsewhere(count: int, url: str) -> None:
    every = moves("Br " + "Ds " * (count - 1))
    first, folded, last = runs_of(every, "alice", "/elsewhere/")
    assert (first.url, folded.url, last.url) == ("", url, "")
    assert (len(first.moves), len(folded.moves), len(last.moves)) == (1, count - 5, 4)
