"""Inline text is read by our own patterns, and by those built in that look at each sign once."""

import re

import pymdownx.magiclink
import pymdownx.tilde
import pytest
from markdown import inlinepatterns

from forum.markup.code.highlighting import Highlighter
from forum.markup.document import Document
from forum.text import render

# Of Python-Markdown itself: a class, and the only expression it may have here.
BUILT_IN = {
    "escape": (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE),
    "linebreak": (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE),
    "em_strong": (inlinepatterns.DelimiterProcessor, r"\*|_"),
    "nl": (inlinepatterns.SubstituteTagInlineProcessor, r"\n"),
}
# What our own classes take from there: one sign, or signs between which the same is not looked for.
BORROWED = {
    inlinepatterns.BACKTICK_RE,
    inlinepatterns.LINK_RE,
    inlinepatterns.IMAGE_LINK_RE,
    inlinepatterns.REFERENCE_RE,
    inlinepatterns.IMAGE_REFERENCE_RE,
    inlinepatterns.AUTOLINK_RE,
    inlinepatterns.AUTOMAIL_RE,
}


def patterns() -> dict[str, object]:
    registry = Document("", "reply-1", Highlighter(), [])._md.inlinePatterns
    return {item.name: registry[item.name] for item in registry._priority}


def foreign() -> set[str]:
    """Return every expression of the package whose classes ours derive from."""
    found: set[str] = set()
    for module in (pymdownx.magiclink, pymdownx.tilde):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str):
                found.add(value)
            for each in getattr(value, "PATTERNS", ()):
                found.add(each.pattern.pattern)
    return found


def expressions(pattern: object) -> list[str]:
    return [pattern.pattern, *(each.pattern.pattern for each in getattr(pattern, "PATTERNS", ()))]


def test_every_pattern_is_ours_or_one_of_few() -> None:
    for name, pattern in patterns().items():
        if name in BUILT_IN:
            assert (type(pattern), pattern.pattern) == BUILT_IN[name]
        else:
            assert type(pattern).__module__.startswith("forum.markup."), name
    assert BUILT_IN.keys() < patterns().keys()


def test_security_52_no_expression_of_another_package_is_in_force() -> None:
    others = foreign()
    assert len(others) > 20
    for name, pattern in patterns().items():
        assert not others & {each for each in expressions(pattern) if len(each) > 2}, name


def test_what_our_patterns_look_for_ends_somewhere() -> None:
    """No repeat without an end but over signs of a kind that cannot begin it anew."""
    for name, pattern in patterns().items():
        for each in expressions(pattern):
            if name not in BUILT_IN and each not in BORROWED:
                assert not re.search(r"(?<!\\)[*+](?![^\[]*\])", each), f"{name}: {each}"


@pytest.mark.parametrize("escaped", ["\\``", "\\``` ", "\\````", "\\\\\\`` "])
@pytest.mark.parametrize("behind", ["x", "x\u0301 ", "*a* "], ids=["word", "accents", "emphasis"])
def test_security_17_code_is_not_looked_for_to_the_end(
    monkeypatch: pytest.MonkeyPatch, escaped: str, behind: str
) -> None:
    looked_at = 0
    find = inlinepatterns.BacktickInlineProcessor.find_code_spans

    def counted(self: object, start: int, text: str) -> tuple[int, int | None]:
        nonlocal looked_at
        looked_at += len(text) - start
        return find(self, start, text)

    monkeypatch.setattr(inlinepatterns.BacktickInlineProcessor, "find_code_spans", counted)
    most = min(2999 // escaped.count(sign) for sign in "`\\")
    source = escaped * most + (behind * 100_000)[: 95_000 if "*" not in behind else 9_000]
    render(source[:100_000], "reply-1")
    assert most * 100 < looked_at <= 50 * 100_000


def test_code_of_a_paragraph_is_code() -> None:
    words = "word " * 400 + "x"
    assert render(f"`{words}` ``a`b`` \\``", "reply-1").count("<code>") == 2


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("~~a~~", "<p><del>a</del></p>"),
        ("a ~~ b ~~ c", "<p>a ~~ b ~~ c</p>"),
        ("~a~", "<p>~a~</p>"),
        (r"\~~a~~", "<p>~~a~~</p>"),
        (r"~~a\~~", "<p>~~a~~</p>"),
        ("~~~a~~~", "<p>~~~a~~~</p>"),
        ("@alice a/b#1 !2 a@1234567", "<p>@alice a/b#1 !2 a@1234567</p>"),
    ],
)
def test_signs_that_other_packages_read(source: str, html: str) -> None:
    assert render(source, "reply-1") == html
