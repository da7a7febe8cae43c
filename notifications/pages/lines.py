"""A line of the page of notices: who did what, as a whole sentence, with the words themselves."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from critiques.record.cards import ObjectionCard
from critiques.record.sentences import some
from notifications.pages.deeds import named
from web.sentences import with_html

# So many claims are quoted; of more there are the letters.
MOST = 5


class NoticeQuote(NamedTuple):
    """Words as they stand on record, and what they are said of: “objection b”, or “”."""

    of: str
    words: str


# A sentence about so many people, `%(who)s`, in the language of the moment.
Saying = Callable[[int], str]


def always(sentence: str) -> Saying:
    """Return a sentence that is about one person alone, or is the same of several."""
    return lambda _: sentence


class NoticeText(NamedTuple):
    """What one thing says: its essay, whose doing it is, what they do, in their words.

    The sentence is `said`, in which stands besides what is `about` it. `beneath` is the reply or
    essay to which it is a plain reply, if it is one: several of these are told in one line.
    """

    post_id: int
    who: str
    said: Saying
    quotes: tuple[NoticeQuote, ...] = ()
    beneath: str = ""
    about: Mapping[str, str] = {}

    @property
    def words(self) -> str:
        """The sentence."""
        return self.of([self.who])[0]

    @property
    def html(self) -> SafeString:
        """The same as HTML."""
        return self.of([self.who])[1]

    def of(self, people: Sequence[str], times: int = 1) -> tuple[str, SafeString]:
        """Return the sentence about these people, who did it so many times, also as HTML."""
        said, who = self.said(len(people)), some(people)
        words = said % {"who": who, **self.about}
        html = with_html(said, who=format_html("<bdi>{}</bdi>", who), **self.about)
        if times > len(people):
            often = ngettext("%(said)s, %(count)s time", "%(said)s, %(count)s times", times)
            words = often % {"said": words, "count": times}
            html = with_html(often, said=html, count=times)
        return words, html


@dataclass(frozen=True)
class NoticeLine:
    """One line: what it `says`, as HTML, and in `words`.

    `until` is the newest of the notices that it tells, all of which it reads.

    `why` says of what is followed that it is, and `why_url` leads to where that ends.
    """

    pk: int
    until: int
    says: SafeString
    words: str
    quotes: tuple[NoticeQuote, ...]
    when: str
    iso: str
    is_new: bool
    why: str = ""
    why_url: str = ""


def claims_of(cards: Iterable[ObjectionCard]) -> tuple[NoticeQuote, ...]:
    """Return what objections claim, as their reader may see it, five at most: nobody knows them by
    their letters."""
    return tuple(NoticeQuote(named(card), card.claim) for card in list(cards)[:MOST])
