"""What may stand in rendered text: everything else is taken out, by two different parsers."""

import re
from collections.abc import Callable

import bleach
import nh3
import regex

from forum.markup import mathml
from forum.markup.images import OF_IMAGES
from forum.markup.links import is_allowed

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_TAGS = frozenset(
    "a blockquote br code dd del details div em figcaption figure h2 h3 h4 h5 h6 hr img li ol p"
    " picture pre section source span strong summary sup table tbody td th thead tr ul".split()
)
_ATTRIBUTES = {
    "a": {"href", "title", "class", "aria-label"},
    "div": {"class", "tabindex", "role", "aria-label"},
    **{heading: {"id"} for heading in _HEADINGS},
    "img": set("alt decoding height loading sizes src srcset title width".split()),
    "li": {"id"},
    "ol": {"start"},
    "pre": {"class", "tabindex"},
    "section": {"class", "id", "aria-label"},
    "source": {"sizes", "srcset", "type"},
    "span": {"class"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
}
_DIRECTED = "blockquote details h2 h3 h4 h5 h6 li ol p summary table td th ul".split()
for _tag in _DIRECTED:
    _ATTRIBUTES[_tag] = _ATTRIBUTES.get(_tag, set()) | {"dir"}
_SCHEMES = frozenset({"http", "https", "mailto"})
_CLASSES = {
    "a": re.compile(r"footnote-(?:ref|backref)|heading-link"),
    "div": re.compile(r"table-scroll"),
    "pre": re.compile(r"highlight"),
    "section": re.compile(r"point|footnotes"),
    "span": re.compile(r"[a-z][a-z0-9]{0,3}|formula|fault"),
    "td": re.compile(r"cell-(?:left|center|right)"),
    "th": re.compile(r"cell-(?:left|center|right)"),
}
# What stands before a text's key in the ids of its elements, and behind it.
_NOTHING, _NUMBER = re.compile(""), re.compile(r"-\d+")
_OWN_IDS = {
    **dict.fromkeys(_HEADINGS, (_NOTHING, regex.compile(r"--[\p{L}\p{M}\p{N}-]{1,80}"))),
    "li": (re.compile("fn:p"), _NUMBER),
    "section": (_NOTHING, re.compile(r"-[a-z]\d*")),
    "sup": (re.compile(r"fnref\d*:p"), _NUMBER),
}


def sanitise(html: str, key: str) -> str:
    """A first pass over HTML from Markdown, before code is put in; `finish` must follow."""
    allowed = _attribute_filter(key)
    safe: str = bleach.clean(
        html,
        tags=_TAGS,
        attributes=lambda tag, name, value: (
            name in _ATTRIBUTES.get(tag, ()) and allowed(tag, name, value) is not None
        ),
        protocols=_SCHEMES,
        strip=True,
        strip_comments=True,
    )
    return safe


def finish(html: str, key: str) -> str:
    """The last pass over everything; its output is what is stored and shown."""
    return nh3.clean(
        html,
        tags=_TAGS | mathml.ELEMENTS,
        attributes=_ATTRIBUTES | mathml.ATTRIBUTES,
        attribute_filter=_attribute_filter(key),
        url_schemes=set(_SCHEMES),
        link_rel="nofollow ugc noopener",
        strip_comments=True,
    )


def _attribute_filter(key: str) -> Callable[[str, str, str], str | None]:
    def allowed(tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return value if is_allowed(value) else None
        if name == "dir":
            return value if value in ("ltr", "rtl") else None
        if tag in ("img", "source") and name in OF_IMAGES:
            return value if OF_IMAGES[name].fullmatch(value) else None
        if name == "class":
            return value if tag in _CLASSES and _CLASSES[tag].fullmatch(value) else None
        if name == "id":
            return value if _is_own_id(key, tag, value) else None
        return value

    return allowed


def _is_own_id(key: str, tag: str, value: str) -> bool:
    """Whether an element of this text may have it as its id: no text has another's."""
    before, own, after = value.partition(key)
    if not own or tag not in _OWN_IDS:
        return False
    first, last = _OWN_IDS[tag]
    return bool(first.fullmatch(before) and last.fullmatch(after))
