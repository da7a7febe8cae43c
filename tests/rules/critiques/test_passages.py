"""Which words of the essay a reply quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from critiques.prose.folding import Folded
from critiques.prose.passages import CONTEXT, GAP, find_passage, places_of
from forum.text import plain, render

ESSAY = plain(
    render(
        """Last month I gave a model *forty* papers. “Check everything” makes it pointless.[^1]
Twenty **drawn at [random](https://example.org)** speak for the other hundred – and eighty.
It’s a map drawn in a hurry… and then it was lost; the well-known `print(x)` of 5 000 claims.

Twice said is twice heard, they say. Twice said is twice heard, they say; so I stop.

Auditors have worked this way for a century. « Vingt affirmations tirées au sort » suffisent.

- A list has its first item here,
- and its second item there.

| What goes wrong | What I do |
|---|---|
| one of the twenty | read all of it |

/// details | How I counted them
By hand, and then once more by hand.
///

Двадцать случайных проверок говорят за остальные сто восемьдесят.
随机抽取的二十个句子足以代表其余的一百八十个句子。
עשרים בדיקות אקראיות מדברות בשביל כל השאר. Caf\u00e9 owners drew their own lots.

[^1]: A footnote says it with *fewer* words than the text.
""",
        "post-1",
    )
)
DRAWN = "Twenty drawn at random speak for the other hundred"
CASES = [
    # In quotation marks of every kind
    (f"You write “{DRAWN}”. No.", DRAWN),
    (f'You write "{DRAWN}."', DRAWN),
    (f"'{DRAWN}', you say", DRAWN),
    (f"‘{DRAWN}’, you say", DRAWN),
    (f"«\u00a0{DRAWN}\u00a0»", DRAWN),
    (f"»{DRAWN}«", DRAWN),
    (f"„{DRAWN}“ steht da", DRAWN),
    (f"‚{DRAWN}‘ steht da", DRAWN),
    (f"”{DRAWN}” står det", DRAWN),
    (f"「{DRAWN}」と", DRAWN),
    (f"『{DRAWN}』と", DRAWN),
    # Typed anew
    ("“It's a map drawn in a hurry”, you say", "It’s a map drawn in a hurry"),
    ("‘It's a map drawn in a hurry’, you say", "It’s a map drawn in a hurry"),
    ("“It’s a map drawn in a hurry... and then”", "It’s a map drawn in a hurry… and then"),
    ("“the other hundred -- and eighty”", "the other hundred – and eighty"),
    ("“the other hundred—and eighty”", "the other hundred – and eighty"),
    ("“the other hundred - and eighty.”", "the other hundred – and eighty"),
    ("“the well‑known print(x) of 5\u00a0000”", "the well-known print(x) of 5 000"),
    ("«Twenty drawn \u00a0 at\u2003random»", "Twenty drawn at random"),
    ("“Twenty dra\u00adwn at random\u200b speak”", "Twenty drawn at random speak"),
    ("“Cafe\u0301 owners drew their own lots”", "Café owners drew their own lots"),
    # Block quotes
    (
        "> Last month I gave a model\n> forty papers.\n\nDid you?",
        "Last month I gave a model forty papers",
    ),
    ("> Last month I gave a model\nforty papers.", "Last month I gave a model forty papers"),
    ("a) > Twenty drawn at random\n\nNo.", "Twenty drawn at random"),
    ("b) **Title**\n\n> Twenty drawn at random speak\n\nNo.", "Twenty drawn at random speak"),
    ("- > Twenty drawn at random speak\n- No.", "Twenty drawn at random speak"),
    ("> Bob says:\n>\n> > Twenty drawn at random speak\n>\n> Hm.", "Twenty drawn at random speak"),
    ("> Alice wrote:\n> Twenty drawn at random speak", "Twenty drawn at random speak"),
    ('> "Twenty drawn at random speak"', "Twenty drawn at random speak"),
    ("> “Check everything” makes it pointless.", "“Check everything” makes it pointless"),
    ("> **1.** She says “Twenty drawn at random speak”", "Twenty drawn at random speak"),
    # Marked up, on either side
    ("“Twenty *drawn* at random **speak**”", "Twenty drawn at random speak"),
    ("“[Twenty drawn](https://example.org) at random”", "Twenty drawn at random"),
    ("“the well-known `print(x)` of 5 000”", "the well-known print(x) of 5 000"),
    ("“makes it pointless.[^1] Twenty drawn”", "makes it pointless. Twenty drawn"),
    ("“makes it pointless. Twenty drawn[^9] at”", "makes it pointless. Twenty drawn at"),
    # A quotation in a quotation
    ("“Advice like that: ‘Check everything’ makes it pointless”", None),
    ("“papers. ‘Check everything’ makes it”", "papers. “Check everything” makes it"),
    ("“papers. “Check everything” makes it”", "papers. “Check everything” makes it"),
    ('"papers. "Check everything" makes it"', "papers. “Check everything” makes it"),
    # Where in the essay
    ("> the other hundred – and eighty. It’s a map", "the other hundred – and eighty. It’s a map"),
    ("> so I stop.\n>\n> Auditors have worked", "so I stop. Auditors have worked"),
    ("“first item here, and its second item”", "first item here, and its second item"),
    ("“one of the twenty read all of it”", "one of the twenty read all of it"),
    ("“By hand, and then once more”", "By hand, and then once more"),
    ("“A footnote says it with fewer words”", "A footnote says it with fewer words"),
    ("“Vingt affirmations tirées au sort”", "Vingt affirmations tirées au sort"),
    (
        "> «Vingt affirmations tirées au sort» suffisent",
        "« Vingt affirmations tirées au sort » suffisent",
    ),
    ("“Двадцать случайных проверок”", "Двадцать случайных проверок"),
    ("“随机抽取的二十个句子足以代表其余的一百八十”", "随机抽取的二十个句子足以代表其余的一百八十"),
    ("\u202b> עשרים בדיקות אקראיות\u202c", "עשרים בדיקות אקראיות"),
    ("> \u200fעשרים בדיקות אקראיות", "עשרים בדיקות אקראיות"),
    # Parts left out
    ("“Twenty drawn … the other hundred”", DRAWN),
    ("“Twenty drawn ... the other hundred”", DRAWN),
    ("“Twenty drawn […] the other hundred”", DRAWN),
    ("“Twenty drawn [...] the other hundred”", DRAWN),
    ("“Twenty drawn (…) speak … hundred”", DRAWN),
    ("“Twenty drawn (…) speak … the other hundred”", DRAWN),
    (
        "> …drawn at random speak for the other hundred…",
        "drawn at random speak for the other hundred",
    ),
    (
        "“Auditors have … « Vingt affirmations”",
        "Auditors have worked this way for a century. « Vingt affirmations",
    ),
    ("“the other hundred … Twenty drawn at”", None),
    ("“Twenty drawn … Twenty drawn at”", None),
    ("“Twenty drawn at random … and”", None),
    # Not once
    ("“Twice said is twice heard, they say”", None),
    ("“Twice said is twice heard … they say”", None),
    ("“is twice heard, they say … so I stop”", None),
    ("“twice heard, they say; so I stop”", "twice heard, they say; so I stop"),
    # Too short, or other words
    ("“drawn at random”", None),
    ("“drawn … at random”", None),
    ("“((((((((pointless))))))))”", None),
    ("“forty […] pointless […] lost”", None),
    ("“Thirty drawn at random speak for the other hundred”", None),
    ("“Twenty drawn at random speaks for the other hundred”", None),
    ("“twenty drawn at random speak for the other hundred”", None),
    (DRAWN, None),
    (f"`“{DRAWN}`", None),
    ("“”", None),
    ("> \n", None),
    ("", None),
]


@pytest.mark.parametrize(("source", "words"), CASES)
def test_a_quotation_of_twenty_characters_that_occurs_once_is_found(
    source: str, words: str | None
) -> None:
    found = find_passage(source, ESSAY)
    assert (found.exact if found else None) == words
    if found:
        end = found.start + len(found.exact)
        assert ESSAY[found.start : end] == found.exact
        assert found.prefix == ESSAY[max(0, found.start - CONTEXT) : found.start]
        assert found.suffix == ESSAY[end : end + CONTEXT]


def test_parts_stand_no_further_apart_than_a_paragraph() -> None:
    def found(between: int) -> bool:
        essay = f"The first of the parts{' x' * (between // 2)} the last of the parts"
        return find_passage("“The first of … the last of”", essay) is not None

    apart = GAP - len(" the parts ")
    assert found(apart)
    assert not found(apart + 2)


def test_the_first_quotation_that_is_found_counts() -> None:
    source = f"“Not in the essay at all, this” and “{DRAWN}” and “Auditors have worked this way”"
    found = find_passage(source, ESSAY)
    assert found and found.exact == DRAWN


def test_a_quotation_among_hundreds_is_looked_for_and_the_rest_is_left() -> None:
    own = "“These are my own words, number %d.” "
    few, many = ("".join(own % n for n in range(count)) for count in (150, 250))
    assert find_passage(f"{few}“{DRAWN}”", ESSAY)
    assert find_passage(f"{many}“{DRAWN}”", ESSAY) is None


SIGNS = st.text(st.sampled_from("ab .…'“”«» –-\u00ad\u200f\u0301é[^1]"), max_size=40)


@given(SIGNS, SIGNS, SIGNS)
def test_folding_tells_where_the_words_were(before: str, words: str, after: str) -> None:
    text = before + words + after
    folded = Folded(text)
    for start in range(len(folded.text)):
        begins, ends = folded.span(start, start + 1)
        assert 0 <= begins < ends <= len(text)
        assert folded.text[start] in Folded(text[begins:ends]).text
    assert folded.span(0, len(folded.text))[1] <= len(text)


@pytest.mark.parametrize(
    ("words", "count"),
    [("So it is", 0), ("twice", 2), ("so I stop", 1), ("“so I stop”", 1), ("...", 0), ("", 0)],
)
def test_words_given_by_hand_stand_in_as_many_places(words: str, count: int) -> None:
    assert len(places_of(words, ESSAY)) == count
