"""The line of what was found, as HTML: printed by a function, as a page has twenty of them."""

from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from critiques.pages.letters import sigil
from search.models import IndexEntry
from search.pages.lines import FoundLine

Of = IndexEntry.Of


def markup(line: FoundLine, *, within: bool) -> SafeString:
    """Return a line; `within` is whether it stands beneath the title of its essay."""
    heading = "h3" if within else "h2"
    words = f'<p dir="auto">{line.excerpt}</p>' if line.excerpt else ""
    # Titles and excerpts are safe, as is what `critiques` prints; all else that people wrote is
    # escaped.
    return mark_safe(  # noqa: S308
        f'<li class="found" data-found="{line.kind}">'
        f"<{heading}>{_head(line, within)}</{heading}>{_beneath(line, within)}{words}</li>\n"
    )


def _head(line: FoundLine, within: bool) -> str:
    if line.kind == Of.REPLY:
        return f'<a href="{escape(line.url)}">{_whose(line, within)}</a>'
    sign = f"{sigil(line.objection)} " if line.objection else ""
    return f'{sign}<a href="{escape(line.url)}" dir="auto">{line.title}</a>'


def _whose(line: FoundLine, within: bool) -> str:
    if within:
        said = gettext('<bdi>%(name)s</bdi><span class="vh"> on “<bdi>%(title)s</bdi>”</span>')
    else:
        said = gettext("<bdi>%(name)s</bdi> on “<bdi>%(title)s</bdi>”")
    return said % {"name": escape(line.writer.shown_name), "title": line.title}


def _beneath(line: FoundLine, within: bool) -> str:
    status = ""
    if line.objection:
        status = render_to_string("parts/status.html", {"o": line.objection}).strip()
        status = f"<p>{status}</p>"
    note = f", {escape(line.note)}" if line.note else ""
    return f'{status}<p class="help">{_said(line, within)}{note}</p>'


def _said(line: FoundLine, within: bool) -> str:
    said = {
        "name": escape(line.writer.shown_name),
        "iso": line.iso,
        "day": escape(line.when),
        "url": escape(line.essay_url),
        "essay": escape(line.essay),
    }
    if line.kind == Of.PERSON:
        name = escape(line.writer.username)
        words = gettext('%(name)s, here since <time datetime="%(iso)s">%(day)s</time>')
        return words % (said | {"name": name})
    if line.kind == Of.REPLY:
        return gettext('Reply, <time datetime="%(iso)s">%(day)s</time>') % said
    if line.objection is None:
        words = gettext('Essay by <bdi>%(name)s</bdi>, <time datetime="%(iso)s">%(day)s</time>')
        return words % said
    return _of_objection(line.kind, within) % said


def _of_objection(kind: str, within: bool) -> str:
    question = kind == "question"
    if within and question:
        return gettext('Question by <bdi>%(name)s</bdi>, <time datetime="%(iso)s">%(day)s</time>')
    if within:
        return gettext('Objection by <bdi>%(name)s</bdi>, <time datetime="%(iso)s">%(day)s</time>')
    if question:
        return gettext(
            'Question by <bdi>%(name)s</bdi>, <time datetime="%(iso)s">%(day)s</time>, '
            'on “<a href="%(url)s" dir="auto">%(essay)s</a>”'
        )
    return gettext(
        'Objection by <bdi>%(name)s</bdi>, <time datetime="%(iso)s">%(day)s</time>, '
        'on “<a href="%(url)s" dir="auto">%(essay)s</a>”'
    )
