"""“objection b”, “Einwand b”, “objection #6” and “[b]” in prose, as links to the objection."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from django.core.exceptions import ValidationError

from forum.markup.tags import tags
from forum.models.replies import REPLY_LIMIT
from forum.text import render_words

ADDRESS = r"(?:\d{0,3}[a-e]|#\d{1,6})"
# No letter of a word: not “e.g.”, “e-mail”, “d’un”, but “b’s”.
ALONE = r"(?!\w|-\w|\.\w|['’](?!s\b)\w)"
# Not in “ein Einwand d. h. …” and the like.
NO_SHORT_FORM = r"(?!\.(?:\s|&nbsp;)?\w\.)"
MENTION = re.compile(
    rf"\b[Oo]bjection(?:\s|&nbsp;)(?P<named>{ADDRESS}){ALONE}"
    rf"|\bEinwand(?:e?s)?(?:\s|&nbsp;)(?P<german>{ADDRESS}){ALONE}{NO_SHORT_FORM}"
    rf"|(?<![\w\]])\[(?P<bracketed>{ADDRESS})\](?![\w(\[])"
)
# A text without any of them mentions nothing.
SIGNS = ("bjection", "inwand", "[")
# Text inside these is left as it is.
SKIPPED = frozenset({"a", "code", "math", "pre", "summary"})
# As much as is read around a mention, and what does not part it from the words there.
AROUND = 200
INLINE = re.compile(r"</?(?:a|code|del|em|span|strong)\b[^<>]*>")
ANY_TAG = re.compile(r"<[^<>]*>")

# After “objection a” a word goes on with an article (“objection a friend raised”), unless it is one
# of these, or looks like a verb (“objection a fails”).
NO_ARTICLE_BEFORE = re.compile(
    r"\b(?:an|another|any|each|every|further|new|no|one|other|some|such|without)\s+$", re.I
)
OPENERS = " \t\n\u00a0\"'“‘„«("
# “so-called” is no “so”.
WORD = re.compile(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
# These go on with either: “objection a still stands”, “objection a still open question raises”.
ADVERBS = frozenset("never not now rather really still then thus".split())
WHILE = re.compile(r"while\W+(?:after|ago|back|before|later|longer|now|since|yet)\b", re.IGNORECASE)
GOES_ON = frozenset(
    "about above again alone already also although always am and are as at be because been"
    " before being below beneath but by can cannot could couldn despite did didn do does doesn"
    " don for from had hadn has hasn have he her here how however i if in into is isn it itself"
    " like may might must my nor of on only or our over shall she"
    " should shouldn since so than that the their there therefore they though to"
    " together too under unless until was wasn we were weren what when where whether which while"
    " whilst who whose why will with won would wouldn yet you your".split()
)
NOUNS = re.compile(r".*(?:as|ics|is|ss|us)|arms|lens|means|news|sales|series|species|sports")


class Linked(Protocol):
    """What stands at an address of its own, as an objection does."""

    @property
    def url(self) -> str: ...


def mentioned(html: str) -> set[str]:
    """Return the addresses (“b”, “2b”, “#6”) that a rendered text mentions."""
    return {_address(match) for match in _mentions(html)}


def mentioned_in(source: str) -> set[str]:
    """Return the addresses that a text mentions which is not rendered, nor need be publishable.

    Of one that is too long for a reply, none: it would be rendered for nothing.
    """
    if len(source) > REPLY_LIMIT or not any(each in source for each in SIGNS):
        return set()
    try:
        return mentioned(render_words(source, "draft"))
    except ValidationError:
        return set()


def link_mentions(html: str, cards: Mapping[str, Linked]) -> str:
    """Return rendered HTML with each mention of an objection in `cards`, by address, linked."""
    if not any(each in html for each in SIGNS):
        return html
    if not MENTION.search(html):
        return html
    pieces, done = [], 0
    for match in _mentions(html):
        if card := cards.get(_address(match)):
            pieces += [html[done : match.start()], f'<a href="{card.url}">{match[0]}</a>']
            done = match.end()
    return "".join([*pieces, html[done:]])


def _address(match: re.Match[str]) -> str:
    return match["named"] or match["german"] or match["bracketed"]


def _mentions(html: str) -> Iterator[re.Match[str]]:
    for match in _in_text(html):
        before, after = html[: match.start()][-AROUND:], html[match.end() :][:AROUND]
        if _is_meant(match, _words(before), _words(after)):
            yield match


def _is_meant(match: re.Match[str], before: str, after: str) -> bool:
    """Whether it means the objection, by the words around it.

    In “[a]ll men” it is a part of a word, in “an objection a friend raised” an article; German has
    no word that is but an a.
    """
    if match["bracketed"]:
        return not (before[-1:].isalnum() or after[:1].isalnum())
    if match["german"] or match["named"] != "a":
        return not after[:1].isalnum()
    if NO_ARTICLE_BEFORE.search(before):
        return False
    rest = after.lstrip(OPENERS) if after[:1].isspace() else ""
    if (word := WORD.match(rest)) is None:
        return not after[:1].isalnum()
    if word[0].lower() in ADVERBS:
        second = WORD.match(rest, word.end() + 1) if rest[word.end() :][:1].isspace() else None
        return second is None or second[0].lower() in ADVERBS or _goes_on(second[0])
    return _goes_on(word[0]) and not WHILE.match(rest)


def _goes_on(word: str) -> bool:
    """Whether it goes on after the name of an objection: a verb, or one of the small words."""
    is_verb = word.endswith("s") and word.islower() and not NOUNS.fullmatch(word)
    return is_verb or word.lower() in GOES_ON


def _in_text(html: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a mention in HTML, not in its tags, nor in what is left as it is."""
    done = inside = 0
    for tag in tags(html):
        if not inside:
            yield from MENTION.finditer(html, done, tag.start)
        done = tag.end
        if tag.name in SKIPPED:
            inside += -1 if tag.closes else 1
    if not inside:
        yield from MENTION.finditer(html, done)


def _words(html: str) -> str:
    """Return the words of a piece of HTML; what parts blocks is a full stop."""
    return ANY_TAG.sub(". ", INLINE.sub("", html).replace("<br>", " "))
