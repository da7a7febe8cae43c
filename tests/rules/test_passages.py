"""Which words of the essay a reply quotes."""

import pytest

from critiques.passages import find_passage

ESSAY = (
    "Last month I gave a model forty papers. “Check everything” makes it pointless. "
    "Twenty drawn at random speak for the other hundred. It’s a map drawn in a hurry. "
    "Twice said is twice heard, they say. Twice said is twice heard, they say."
)
CASES = [
    (
        "You write “Twenty drawn at random speak for the other hundred”. No.",
        "Twenty drawn at random speak for the other hundred",
    ),
    (
        'You write "Twenty drawn at random speak for the other hundred."',
        "Twenty drawn at random speak for the other hundred",
    ),
    (
        "> Last month I gave a model\n> forty papers.\n\nDid you?",
        "Last month I gave a model forty papers",
    ),
    ("a) > Twenty drawn at random\n\nNo.", "Twenty drawn at random"),
    ("“It's a map drawn in a hurry”, you say", "It’s a map drawn in a hurry"),
    ("«Twenty drawn   at random speak»", "Twenty drawn at random speak"),
    ("“drawn at random”", None),
    ("“Twice said is twice heard, they say”", None),
    ("“Thirty drawn at random speak for the other hundred”", None),
    ("Twenty drawn at random speak for the other hundred", None),
    ("", None),
]


@pytest.mark.parametrize(("source", "words"), CASES)
def test_a_quotation_of_twenty_characters_that_occurs_once_is_found(
    source: str, words: str | None
) -> None:
    found = find_passage(source, ESSAY)
    assert (found.exact if found else None) == words
    if found:
        assert ESSAY[found.start : found.start + len(found.exact)] == found.exact
        assert ESSAY[: found.start].endswith(found.prefix)
        assert ESSAY[found.start + len(found.exact) :].startswith(found.suffix)
