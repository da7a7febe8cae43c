"""Which way each block of a text runs, by the first letter of it that has a direction."""

from xml.etree.ElementTree import Element

import regex

from forum.markup.markers import without_marker

_RIGHT = r"\p{Bidi_Class=R}\p{Bidi_Class=AL}"
_RIGHT_TO_LEFT = regex.compile(f"[{_RIGHT}]")
_STRONG = regex.compile(rf"(?P<right>[{_RIGHT}])|\p{{Bidi_Class=L}}")
# Not what only holds blocks, beside what the house puts there.
_BLOCKS = frozenset("p ul ol li blockquote h2 h3 h4 h5 h6 table th td details summary".split())
# What may run the other way than the words around it, as addresses may: it does not say how these
# run.
_PASSED_OVER = frozenset({"code", "pre", "math", "sup"})
# As much of a block as may be a marker, and the first letter behind it.
_BEGINNING = 400


def runs_right_to_left(text: str) -> bool:
    """Return whether any of a text does."""
    return _RIGHT_TO_LEFT.search(text) is not None


def set_directions(root: Element, token: str) -> None:
    """Say of each block of a parsed text which way it runs, where it is not as the one around it.

    The marker of a point does not count, nor code and formulas, some of which are a `token` yet.
    """
    waiting = [(root, "ltr")]
    while waiting:
        parent, around = waiting.pop()
        for child in parent:
            direction = around
            if child.tag in _BLOCKS:
                direction = _direction(child, token) or around
                if direction != around:
                    child.set("dir", direction)
            waiting.append((child, direction))


def _direction(block: Element, token: str) -> str | None:
    words = _beginning(block, _BEGINNING, token).lstrip()
    strong = _STRONG.search(without_marker(words))
    return strong and ("rtl" if strong["right"] else "ltr")


def _beginning(element: Element, most: int, token: str) -> str:
    """Return the first words in an element, up to about `most` characters."""
    found = (element.text or "")[:most]
    if found.startswith(token):
        return ""
    for child in element:
        if len(found) >= most:
            break
        if child.tag not in _PASSED_OVER and not _is_address(child):
            found += _beginning(child, most - len(found), token)
        found += (child.tail or "")[:most]
    return found


def _is_address(element: Element) -> bool:
    return element.tag == "a" and element.get("href", "").endswith(element.text or "#")
