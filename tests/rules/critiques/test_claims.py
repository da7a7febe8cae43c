"""A claim in one sentence, from what people write."""

import pytest

from critiques.prose.claims import claim_from

CASES = [
    ("a) A lean stays hidden. It always does.", "A lean stays hidden"),
    ("A lean stays hidden", "A lean stays hidden"),
    ("b) You may be right, but people tire after an hour.", "People tire after an hour"),
    ("You may be right; however, people tire after an hour.", "People tire after an hour"),
    ("It reads well – though nobody has checked the numbers.", "Nobody has checked the numbers"),
    ("Whilst the idea is good, I doubt the numbers.", "I doubt the numbers"),
    (
        "Although it is short, dense and clear, the essay never says who draws.",
        "The essay never says who draws",
    ),
    ("While I agree.", "While I agree"),
    ("It failed, but why?", "It failed, but why?"),
    ("**c)** *Why* is `random` enough?", "Why is random enough?"),
    ("See e.g. the second table. It is wrong.", "See e.g. the second table"),
    ("The 3.5 % is wrong. So is the rest.", "The 3.5 % is wrong"),
    ("(a) “Twenty are enough.” They are not.", "“Twenty are enough.”"),
    ("Несогласен с этим. Совсем.", "Несогласен с этим"),
    ("the table is wrong", "The table is wrong"),
    ("a) > Twenty are enough.\n> > So said Bob.\n\nThey are not.", "They are not"),
    ("They say:\n\n> Twenty are enough.\n\nThey are not.", "They say: They are not"),
    ("a) > Twenty are enough.", "Twenty are enough"),
]


@pytest.mark.parametrize(("source", "claim"), CASES)
def test_the_claim_is_the_main_clause_of_the_first_sentence(source: str, claim: str) -> None:
    assert claim_from(source) == claim


def test_a_long_claim_is_cut_at_a_word() -> None:
    claim = claim_from("a) " + "and so it goes on " * 40)
    assert len(claim) <= 200
    assert claim.endswith("…")
    assert set(claim.rstrip("…").split()) <= {"And", "and", "so", "it", "goes", "on"}
