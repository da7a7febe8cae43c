"""What is stored and what is quoted: source checked, words read back, chips put in."""

import pytest
from django.core.exceptions import ValidationError

from forum.actions.kinds import REPLY
from forum.sources import clean_source
from forum.text import (
    RENDERER_VERSION,
    attributed_words,
    excerpt,
    own_words,
    plain,
    render,
    with_chips,
)


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    assert clean_source(" a\r\nb\rc\t\n ", limit=40, what=REPLY) == " a\nb\nc\t\n "


@pytest.mark.parametrize(
    "source, code, words",
    [
        ("", "empty", "Write something first."),
        (" \n\t\u00a0", "empty", "Write something first."),
        ("a\nb\0", "character", "Line 2 holds a NUL"),
        ("\ud800", "character", "Line 1 holds half"),
        ("👍" * 12, "too_long", "The reply has 12 characters, 2 more than the 10"),
    ],
)
def test_refused_source(source: str, code: str, words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_source(source, limit=10, what=REPLY)
    assert refusal.value.code == code
    assert words in refusal.value.messages[0]


def test_the_limit_is_in_code_points_after_line_ends_are_made_lf() -> None:
    assert clean_source("👍\r\n" * 5, limit=10, what=REPLY) == "👍\n" * 5


@pytest.mark.parametrize("source", ["\0", "\udfff"])
def test_render_refuses_what_cannot_be_stored(source: str) -> None:
    with pytest.raises(ValidationError):
        render(source, "reply-1")


def test_plain_reads_words_with_blocks_apart_and_notes_left_out() -> None:
    source = "# One\nTwo[^1] *th*ree\nfour\n\n- five\n- six &amp; <b>\n\n[^1]: Note  here"
    words = "One Two three four five six & <b> Note here"
    assert plain(render(source, "reply-1")) == words


def test_plain_of_tables_boxes_and_code() -> None:
    source = "a | b\n--|--\n1 | 2\n\n/// details | Title\nInside\n///\n\n```py\nx = 1\n```"
    assert plain(render(source, "reply-1")) == "a b 1 2 Title Inside x = 1"


@pytest.mark.parametrize(
    "source, own, attributed",
    [
        ("> One.\n\nTwo.", "Two.", "“One.” Two."),
        ("> One.\n>\n> > Two.\n\n> - Three", "", "“One. Two. Three”"),
        ("Four\n> **One**\n\nTwo", "Four Two", "Four “One” Two"),
        ("- > One\n- Two\n\n~~Three > four~~", "Two", "“One” Two"),
        ("~~One~~ two. ~~*Three*\nfour~~\n\n> ~~Five~~ six", "two.", "two. “six”"),
        ("> ~~One~~\n\n`~~two~~` 1 < 2", "~~two~~ 1 < 2", "~~two~~ 1 < 2"),
    ],
)
def test_words_beside_a_name_are_its_own_or_in_quotation_marks(
    source: str, own: str, attributed: str
) -> None:
    html = render(source, "reply-1")
    assert (own_words(html), attributed_words(html)) == (own, attributed)


@pytest.mark.parametrize(
    "text, length, cut",
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("onetwothree", 5, "onet…"),
    ],
)
def test_an_excerpt_is_cut_at_a_word(text: str, length: int, cut: str) -> None:
    assert excerpt(text, length) == cut


def test_chips_stand_first_in_their_sections() -> None:
    html = render("a) one\nb) two\na) three", "reply-5")
    chips = {"a": "<p>A</p>", "a2": "<p>\\1</p>", "z": "<p>Z</p>"}
    assert with_chips(html, chips, "reply-5") == (
        '<section class="point" id="reply-5-a"><p>A</p>\n<p>a) one</p>\n</section>\n'
        '<section class="point" id="reply-5-b">\n<p>b) two</p>\n</section>\n'
        '<section class="point" id="reply-5-a2"><p>\\1</p>\n<p>a) three</p>\n</section>'
    )
    assert with_chips(html, chips, "reply-55") == html


def test_chips_cannot_be_drawn_elsewhere() -> None:
    forged = '<section class="point" id="reply-5-a">'
    source = f"{forged}\n\n`{forged}`\n\n[x](/ '{forged}')\n\n```html\n{forged}\n```"
    html = render(source, "reply-5")
    assert with_chips(html, {"a": "CHIP"}, "reply-5") == html


def test_the_renderer_has_a_version() -> None:
    assert RENDERER_VERSION >= 1
