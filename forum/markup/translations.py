"""What the site says within the HTML of texts, in the language of who reads it."""

import re
from html import escape
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language, gettext

from forum.markup.corrections import TABLE, TABLE_OF
from forum.markup.footnotes import BACK, BACK_TO_USE, NOTES
from forum.markup.formulas import FORMULA, TOO_MANY
from forum.markup.headings import LINK
from forum.markup.mathml import FAULTS


class _Place(NamedTuple):
    """Markup in which the site says something, with what is put in."""

    before: str
    said: str
    after: str

    @property
    def pattern(self) -> str:
        return re.escape(self.before) + _pattern(self.said) + re.escape(self.after)


# As `render` alone writes them: in what people wrote no “<” stands but as “&lt;”, and in attributes
# no “"” but as “&quot;”. The title of a box is not among them: it may be theirs.
_PLACES = (
    _Place('<a aria-label="', LINK, '" class="heading-link"'),
    _Place('<a aria-label="', BACK, '" class="footnote-backref"'),
    _Place('<a aria-label="', BACK_TO_USE, '" class="footnote-backref"'),
    _Place('<section aria-label="', NOTES, '" class="footnotes"'),
    _Place('<div aria-label="', TABLE, '" class="table-scroll"'),
    _Place('<div aria-label="', TABLE_OF, '" class="table-scroll"'),
    *(_Place(f'<span class="fault"> {FORMULA}: ', said, "</span>") for said in FAULTS),
    _Place(f'<span class="fault"> {FORMULA}: ', TOO_MANY, "</span>"),
)


def _pattern(said: str) -> str:
    """Return what finds a text of the site’s in HTML, whatever is put in."""
    found = re.escape(escape(said, quote=False))
    return re.sub(r"%\\\((\w+)\\\)s", r"""(?P<\1>[^"<>]*)""", found)


# Each of them has one of these.
_SAYS, _FAULT = 'aria-label="', 'class="fault"'
_EACH = [re.compile(place.pattern) for place in _PLACES]
_ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "", each.pattern) for each in _EACH))


def translated(html: str) -> str:
    """Return rendered HTML with what the site says in it in the language of who reads.

    It is kept in the site’s own. What people wrote is never touched.
    """
    # Most texts have none of it, and that is seen sooner than who reads in which language.
    if _SAYS not in html and _FAULT not in html:
        return html
    if get_language() in (None, settings.LANGUAGE_CODE):
        return html
    return _ANY.sub(lambda found: _said(found[0]), html)


def _said(written: str) -> str:
    for place, pattern in zip(_PLACES, _EACH, strict=True):
        if found := pattern.fullmatch(written):
            before = place.before.replace(f"{FORMULA}:", f"{escape(gettext(FORMULA))}:")
            said = escape(gettext(place.said)) % found.groupdict()
            return f"{before}{said}{place.after}"
    return written
