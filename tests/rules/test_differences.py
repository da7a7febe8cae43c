"""What changed between two texts: nothing is lost, and what is far from a change is folded."""

from hypothesis import given
from hypothesis import strategies as st

from forum.pages.revisions import AROUND, changes_between

LONG = "Nothing changes in all of these words. " * 60


def sides(before: str, after: str) -> tuple[str, str]:
    changes = changes_between(before, after)
    return (
        "".join(c.text for c in changes if c.kind != "ins"),
        "".join(c.text for c in changes if c.kind != "del"),
    )


@given(st.text(max_size=200), st.text(max_size=200))
def test_both_texts_can_be_read_from_their_difference(before, after):
    assert sides(before, after) == (before, after)


def test_what_is_far_from_a_change_is_folded():
    before, after = f"{LONG}old {LONG}", f"{LONG}new {LONG}"
    changes = changes_between(before, after)
    assert [c.kind for c in changes] == ["folded", "same", "del", "ins", "same", "folded"]
    assert all(AROUND <= len(c.text) < AROUND + 50 for c in changes if c.kind == "same")
    assert sides(before, after) == (before, after)


def test_a_text_that_stands_alone_is_shown_whole():
    assert [c.kind for c in changes_between(LONG, LONG)] == ["same"]
