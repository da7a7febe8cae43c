"""A kept page of a thread, opened once a process: what most may do to most of its replies is put in
then, and what differs for one reader is found without a look at each reply.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from forum.models import Post, State
from threads.composer import Composer
from threads.marks import Marks
from threads.news.arrivals import NewMarks, NewReplies, Printed
from threads.news.bar import newsbar
from threads.replies.footer_facts import PublicReader, ReplyFacts
from threads.replies.footers import footer, footer_of_most
from web.page_cache import UNPACKED

# Stands where something of the viewer's own belongs, and between pieces: no text has it.
GAP = "\0"


class OpenedThread(NamedTuple):
    """A page of a thread in pieces, with what is a reader’s own between them: first the line above
    the list, and then three for each reply, its footer in their middle.

    It is shared: nobody may change it. Replies are named by their places on the page.
    """

    pieces: list[bytes]
    facts: list[ReplyFacts]
    until: int
    places: dict[int | None, int]
    by_writer: dict[int, list[int]]
    raising: list[int]
    not_public: list[int]

    def unlike_most(self, reader: PublicReader) -> set[int]:
        """Return the replies to which a reader may do something else than most may do to most."""
        marked = reader.marks.bookmarked | reader.marks.worth
        found = {self.places[pk] for pk in marked if pk in self.places}
        found.update(self.by_writer.get(reader.who, ()), self.not_public)
        return found if reader.writes else found.union(self.raising)

    def new_in(self, news: NewReplies) -> NewMarks:
        """Return what of the new replies is here."""
        return news.among(Printed(r.pk, r.parent, r.author, r.came, r.behind) for r in self.facts)


@lru_cache(UNPACKED)
def opened(kept: bytes, most: str) -> OpenedThread:
    """Return a page as it was kept; `most` is the `footer_of_most` replies."""
    *pieces, described = kept.split(GAP.encode())
    until, rows = json.loads(described)
    facts = [ReplyFacts(*row) for row in rows]
    pieces[5:-1:6] = [most.format(r.pk, escape(r.name), r.when).encode() for r in facts]
    by_writer = defaultdict(list)
    for place, each in enumerate(facts):
        by_writer[each.author].append(place)
    return OpenedThread(
        pieces=pieces,
        facts=facts,
        until=until,
        places={int(each.pk): place for place, each in enumerate(facts)},
        by_writer=dict(by_writer),
        raising=[place for place, each in enumerate(facts) if each.share],
        not_public=[place for place, each in enumerate(facts) if each.state != State.VISIBLE],
    )


def page_for(
    viewer: Any,
    kept: bytes,
    *,
    post: Post,
    marks: Marks,
    told: Mapping[str, str],
    composer: Composer,
    csrf_token: Any,
) -> bytes:
    """Return a kept page of the thread of `post` with what is its viewer’s own.

    `marks` is that, and `told` what is told them at a reply, by its number.
    """
    reader = PublicReader(viewer.pk, viewer.pk == post.author_id, marks)
    page = opened(kept, footer_of_most(reader, post.pk, composer, csrf_token))
    pieces = page.pieces.copy()
    news = NewReplies.load(viewer, post.pk, page.until, marks.visit)
    new = page.new_in(news).saying(told)
    pieces[1] = newsbar(news, new, post.pk, csrf_token).encode()
    for place in page.unlike_most(reader):
        own = footer(page.facts[place].footer(reader), post.pk, composer, csrf_token)
        pieces[5 + 6 * place] = own.encode()
    if new.beneath or new.new or told:
        numbers = [each.pk for each in page.facts]
        pieces[3:-1:6] = [each.encode() for each in new.marks(numbers)]
        pieces[7:-1:6] = [each.encode() for each in new.counts(numbers)]
    if marks.muted.any:
        replies = ((each.pk, each.author, each.state) for each in page.facts)
        printed = [each.decode() for each in pieces[2::2]]
        pieces[2::2] = [each.encode() for each in marks.muted.folded(printed, replies)]
    return b"".join(pieces)
