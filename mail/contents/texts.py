"""What people wrote, as mails have it: in their own words, whole or to the end of a sentence."""

from typing import NamedTuple

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from critiques.prose.excerpts import whole_sentences
from feeds.absolute import absolute
from forum.markup.tags import HtmlTag, tags
from forum.markup.translations import translated
from forum.text import plain
from web.sentences import with_html

# So many characters of a text are in a mail; programs cut off, or hide, what is much longer.
WHOLE = 12_000
VOID = frozenset("area br col hr img input source track wbr".split())
PICTURES = frozenset(("picture", "source"))


class MailedText(NamedTuple):
    """A text for both parts of a mail; `cut` where there is more of it on the site."""

    text: str
    html: SafeString
    cut: bool


def mailed(body: str, html: str, path: str) -> MailedText:
    """Return a text of `body` and its rendered HTML, which stands at `path` on the site."""
    text, whole = body, _without_pictures(html)
    if len(body) > WHOLE:
        text = whole_sentences(body, WHOLE)
    end = _end_of_blocks(whole, WHOLE * 2)
    is_cut = len(text) < len(body) or end < len(whole)
    shown = whole[:end] or f"<p>{escape(whole_sentences(plain(html), WHOLE))}</p>"
    made = absolute(translated(shown), settings.SITE_URL, path)
    return MailedText(text.strip(), mark_safe(made), is_cut)  # noqa: S308 (safe as it was written)


def quoted(text: str) -> str:
    """Return a text with a mark before all that a mail program may show as a line.

    So nobody writes lines that look like the mail’s own.
    """
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _end_of_blocks(html: str, most: int) -> int:
    """Return where the last block ends that is within the first `most` characters."""
    if len(html) <= most:
        return len(html)
    depth = end = 0
    for tag in tags(html):
        if tag.end > most:
            break
        if tag.name not in VOID:
            depth += -1 if tag.closes else 1
        if not depth:
            end = tag.end
    return end


def _without_pictures(html: str) -> str:
    """Return rendered HTML with words in the place of pictures, which mail programs may not get."""
    pieces, done = [], 0
    for tag in tags(html):
        if tag.name in PICTURES or tag.name == "img":
            pieces += [html[done : tag.start], _words_of(tag) if tag.name == "img" else ""]
            done = tag.end
    return "".join([*pieces, html[done:]])


def _words_of(image: HtmlTag) -> str:
    shown = image.get("alt")
    said = gettext("[picture: %(words)s]") if shown else gettext("[picture]")
    return with_html(said, words=shown)
