"""What was found, and how what was typed was understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self
from urllib.parse import urlencode

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from forum.models.topics import topics_in_use
from forum.topics import TopicLink, topic_links
from search.grammar import Filter, Query, understood
from search.pages.lines import FoundLine, lines_of
from search.pages.markup import markup
from search.pages.parts import UnderstoodPart, told
from search.ranking import BLOCK, ranked
from web.addresses import address_of

PAGE = 20
TEXTS, THREADS = "texts", "threads"
# Of what was typed, in the title.
LONGEST_SHOWN = 60


class FoundThread(NamedTuple):
    """What was found beneath one essay; without a title of people, who stand by themselves."""

    title: str
    url: str
    lines: list[FoundLine]

    @property
    def printed(self) -> SafeString:
        """The lines, as HTML."""
        return mark_safe(  # noqa: S308 (each is safe)
            "".join(markup(line, within=bool(self.title)) for line in self.lines)
        )


class SearchLink(NamedTuple):
    """A way to show it."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class SearchPage:
    """A page of what somebody may find; without any words how to look for something.

    Three queries for what is found, one or two for each kind of text that is shown, and
    one where a topic is asked for.
    """

    typed: str
    title: str
    parts: list[UnderstoodPart]
    is_cut: bool
    # The topics that were asked for, where there are such.
    topics: list[TopicLink]
    shows: list[SearchLink]
    threads: list[FoundThread]
    # How much there is, in words.
    count: str
    # The same with words that begin so, where that may find more.
    wider_url: str
    first_url: str
    older_url: str

    @property
    def is_asked(self) -> bool:
        """Whether there was anything to look for."""
        return bool(self.parts)

    @classmethod
    def load(cls, *, viewer: Any, typed: str, show: str, after: str) -> Self:
        """Look for what was typed, whatever it is. Raises Http404 where `after` is no place."""
        typed = " ".join(typed.replace("\0", " ").split())
        query = understood(typed)
        show = THREADS if show == THREADS else TEXTS
        found = ranked(query, viewer, after, PAGE) if query.parts else None
        lines = lines_of(found.found, query.wanted, viewer) if found else []
        shown, kept = typed[:LONGEST_SHOWN], {"as": show} if show == THREADS else {}
        return cls(
            typed=typed,
            title=_title(shown, after) if query.parts else gettext("Search"),
            parts=[
                UnderstoodPart(told(part), _url(query.without(part), **kept))
                for part in query.parts
            ],
            is_cut=query.is_cut,
            topics=_topics(query),
            shows=[
                SearchLink(label, _url(typed, **asked), show == name)
                for name, label, asked in (
                    (TEXTS, gettext("Texts"), {}),
                    (THREADS, gettext("By essay"), {"as": THREADS}),
                )
            ],
            threads=_threads(lines) if show == THREADS else [FoundThread("", "", lines)],
            count=_count(found.count) if found else "",
            wider_url=_wider(query, kept) if found and found.count is not None else "",
            first_url=_url(typed, **kept) if after else "",
            older_url=_url(typed, **kept, after=found.older) if found and found.older else "",
        )


def _title(words: str, after: str) -> str:
    title = gettext("Search: %(words)s") % {"words": words}
    return title + gettext(", more") if after else title


def _url(typed: str, **more: str) -> str:
    return f"{address_of('search')}?{urlencode({'q': typed, **more})}"


def _topics(query: Query) -> list[TopicLink]:
    """Return the topics that a query asks for, as the public knows them. One query for any."""
    asked = [each for each in query.parts if isinstance(each, Filter) and each.name == "topic"]
    names = [each.value.lower() for each in asked if not each.minus]
    return topic_links(topics_in_use().filter(name__in=names)) if names else []


def _count(count: int | None) -> str:
    if count is None:
        return gettext("More than %(number)d found, the best of the newest first.") % {
            "number": BLOCK
        }
    if not count:
        return gettext("Nothing found.")
    return ngettext("%(count)d found.", "%(count)d found.", count) % {"count": count}


def _wider(query: Query, kept: dict[str, str]) -> str:
    """Return where words are found that begin with the last one; empty where it is no lone word."""
    wanted = query.wanted
    if not wanted or wanted[-1].begins or len(wanted[-1].words) > 1 or '"' in wanted[-1].typed:
        return ""
    last = wanted[-1]
    return _url(
        " ".join(f"{part.typed}*" if part is last else part.typed for part in query.parts), **kept
    )


def _threads(lines: Sequence[FoundLine]) -> list[FoundThread]:
    """Return lines by their essay, each where the first of it stands."""
    by_essay: dict[str, FoundThread] = {}
    for line in lines:
        thread = FoundThread(line.essay, line.essay_url, [])
        by_essay.setdefault(line.essay_url, thread).lines.append(line)
    return list(by_essay.values())
