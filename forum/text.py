"""Text made safe: what people write, rendered, and read back as plain words."""

import re
from collections.abc import Iterable, Mapping

from forum.lettered import find_points
from forum.markup.code.fences import find_fences
from forum.markup.code.highlighting import Highlighter
from forum.markup.document import Document
from forum.markup.formulas import without_unseen
from forum.markup.images import NO_IMAGES, Images
from forum.markup.limits import check_limits, refuse_depth
from forum.markup.markers import without_marker
from forum.markup.marks import MarkedPassage, mark
from forum.markup.outline import words_of
from forum.markup.quotes import attributed_html, own_html, standing_html
from forum.markup.sanitise import finish, sanitise
from forum.markup.tags import point_sections
from forum.sources import check_characters
from web.writing import TextKind, check_shows, whole_signs
from web.writing import shows_nothing as shows_no_sign

RENDERER_VERSION: int = 7

_TAG = re.compile("<[^<>]*>")


def render(source: str, key: str, among: str = "", images: Images = NO_IMAGES) -> str:
    """Safe HTML of Markdown; headings have ids, lettered points are sections.

    `key` ("reply-57", "post-3", "preview") begins every id, so that texts share a page; `among`
    are the letters above it that its points answer; `images` are those that it may show. Raises
    ValidationError that names the limit, how much there was, where, and what to do.
    """
    return _rendered(source, key, Highlighter(), among, images)


def render_words(source: str, key: str, among: str = "") -> str:
    """The same with all code plain, for who reads only the words, part by part of a text."""
    return _rendered(source, key, Highlighter(most=0), among)


def with_chips(html: str, chips: Mapping[str, str], key: str) -> str:
    """Rendered HTML with each snippet put first in the section of the point of its label.

    `html` is what `render` gave for the same `key`; snippets are trusted HTML. Labels without a
    section are left out.
    """
    snippets = {f"{key}-{label}": snippet for label, snippet in chips.items()}
    pieces, done = [], 0
    for section in point_sections(html):
        pieces += [html[done : section.start], snippets.get(section.id, "")]
        done = section.start
    return "".join([*pieces, html[done:]])


def point_labels(html: str) -> list[str]:
    """The labels of the points in rendered HTML, in order."""
    return [section.label for section in point_sections(html)]


def point_html(html: str, label: str) -> str:
    """What rendered HTML has of one point, all of it where it has no such point."""
    found = [each for each in point_sections(html) if each.label == label]
    return html[found[0].start : found[0].end] if found else html


def outside_points(html: str) -> str:
    """What rendered HTML has outside of its points."""
    ends = [0, *(each.end for each in point_sections(html))]
    starts = [*(each.start for each in point_sections(html)), len(html)]
    return "".join(html[end:start] for end, start in zip(ends, starts, strict=True))


def plain(html: str) -> str:
    """The text content of rendered HTML, each run of white space as one space.

    Blocks are separated by a space; footnote numbers in the text and links back are left out.
    """
    return words_of(html)


def own_words(html: str) -> str:
    """The words that are its writer’s own: none of its block quotes, and none that are struck.

    What is shown beside a name asks this: an excerpt doesn’t tell whose words begin a text.
    """
    return plain(own_html(html))


def attributed_words(html: str) -> str:
    """The words that are not struck, with quotation marks around each block quote.

    The same where others’ words are part of what is shown, or all that there is.
    """
    return plain(attributed_html(html))


def untagged(html: str) -> str:
    """What rendered HTML has between its tags, at little cost: to count its words."""
    return _TAG.sub(" ", html)


def repeatable(html: str) -> str:
    """The words of rendered HTML as a claim may repeat them.

    As they stand; and without markers of points, without what is struck, without what is quoted.
    """
    readings = map(_without_markers, (html, standing_html(html), own_html(html)))
    return "\n".join(dict.fromkeys((plain(html), *readings)))


def shows_nothing(html: str) -> bool:
    """Whether rendered HTML has not one sign that is seen, and no image."""
    return "<img " not in html and shows_no_sign(plain(without_unseen(html)))


def render_shown(
    source: str, key: str, among: str = "", images: Images = NO_IMAGES, *, what: TextKind
) -> str:
    """Safe HTML as `render` gives it, of a text that is to be read by others.

    Raises ValidationError (code "empty") where nothing of it would be seen, too; `what` it is
    tells how.
    """
    html = render(source, key, among, images)
    if "<img " not in html:
        check_shows(plain(without_unseen(html)) or "\0", refusal=what.unseen)
    return html


def with_passages(html: str, passages: Iterable[MarkedPassage]) -> str:
    """Rendered HTML with each passage in marks of its own, and its note behind it.

    `html` is what `render` gave; a passage whose words do not stand where it says is left out.
    """
    return mark(html, passages)


def excerpt(text: str, length: int) -> str:
    """The text in at most `length` characters, cut after a whole word with “…”."""
    if len(text) <= length:
        return text
    kept = text[: max(length - 1, 0)]
    words = kept if text[len(kept)].isspace() else kept.rpartition(" ")[0]
    # Where a script sets no spaces, the last one may be far back.
    kept = words if 2 * len(words) >= length else whole_signs(text, len(kept))
    return kept.rstrip(" ,.;:–—-") + "…"


def _without_markers(html: str) -> str:
    pieces, done = [], 0
    for section in point_sections(html):
        point = without_marker(f"{plain(html[section.start : section.end])} ")
        pieces += [plain(html[done : section.start]), point.strip()]
        done = section.end
    return " ".join(filter(None, [*pieces, plain(html[done:])]))


def _rendered(
    source: str,
    key: str,
    highlighter: Highlighter,
    among: str = "",
    images: Images = NO_IMAGES,
) -> str:
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    check_characters(source)
    lines = source.split("\n")
    check_limits(lines, find_fences(lines))
    try:
        points = [(point.label, point.start) for point in find_points(source, among)]
        document = Document(source, key, highlighter, points, images)
        return finish(document.with_code(sanitise(document.html(), key)), key).strip()
    except RecursionError:
        refuse_depth()
