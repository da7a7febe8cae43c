"""Bare web addresses: how far they go, in every script."""

import re
from unicodedata import category

# Where an address may begin: not within a word of Latin letters, nor within another address; behind
# the sign that sets it in italics.
START = r"(?i:(?<![a-z0-9@])(?<![a-z0-9]_)(?:https?://|www\.))(?=[^\W_])"
# What is in no address: white space, controls, directions and signs that are not seen, but joiners
# of letters; what Markdown or HTML reads; and stops that close a sentence where no space follows.
_END = (
    r"\s\x00-\x1f\x7f<>\"`\\*\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc"
    r"\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f\uff61\uff64"
)
BARE = rf"{START}[^{_END}]{{1,2000}}"

_BRACKETS = "() [] {} “” „“ «» ‹› （） ［］ ｛｝ 「」 『』 【】 〈〉 《》 〔〕 〖〗 ｢｣ ｟｠"
_PAIRS = {pair[0]: pair[1] for pair in _BRACKETS.split()}
_CLOSING = frozenset(_PAIRS.values())
_BRACKET = re.compile(f"[{re.escape(''.join({*_PAIRS, *_CLOSING}))}]")
# More of them are no address that anybody wrote.
_MOST_BRACKETS = 50
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PATH = re.compile("[/?#]")
_PATH_FOLLOWS = re.compile(r"(?::\d{1,5})?(?=[/?#]|$)")
# The last part of a name, where letters of another script go on right behind Latin ones.
_LATIN_END = re.compile(r"\.(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})(?=[^\x00-\x7f]|$)", re.IGNORECASE)
_NAME_SIGNS = frozenset("-.·・\u200c\u200d\u0f0b")
# Of punctuation, what an address may end with.
_LAST = frozenset("-/#@")


def address_end(link: str) -> int:
    """Return how many signs of what `BARE` matches are the address.

    The others are punctuation behind it, and brackets that are not closed or not opened in it.
    """
    start = match.end() if (match := _SCHEME.match(link)) else 0
    end, whole = _balanced(link, _end_of_host(link, start))
    while end > start and end not in whole and _is_behind(link[end - 1]):
        end -= 1
    return end if end > start else 0


def _end_of_host(link: str, start: int) -> int:
    """Return where the name of a host ends, or of the whole link where a path follows it."""
    path = _PATH.search(link, start)
    host_end = path.start() if path else len(link)
    host = link[start:host_end]
    for at, sign in enumerate(host, start):
        if sign == "@" or (sign == ":" and "@" in host[at - start :]):
            continue
        if sign == ":":
            return len(link) if _PATH_FOLLOWS.match(link, at) else at
        if not (sign in _NAME_SIGNS or category(sign)[0] in "LMN"):
            return at
    if not path and (latin := _LATIN_END.search(link, start)):
        return latin.end()
    return len(link)


def _balanced(link: str, limit: int) -> tuple[int, set[int]]:
    """Return where brackets stop to fit, and behind which of them one that was opened is closed."""
    opened: list[tuple[str, int]] = []
    closed: set[int] = set()
    for count, bracket in enumerate(_BRACKET.finditer(link, 0, limit)):
        sign, at = bracket[0], bracket.start()
        if count == _MOST_BRACKETS:
            limit = at
            break
        if opened and opened[-1][0] == sign:
            opened.pop()
            closed.add(at + 1)
        elif sign in _PAIRS:
            opened.append((_PAIRS[sign], at))
        else:
            limit = at
            break
    return (opened[0][1] if opened else limit), closed


def _is_behind(sign: str) -> bool:
    """Return whether a sign at the end of an address is not its own: a stop, a quote, a joiner."""
    if sign in "~|^":
        return True
    return sign not in _LAST and (category(sign)[0] == "P" or category(sign) in ("Cf", "Zs"))
