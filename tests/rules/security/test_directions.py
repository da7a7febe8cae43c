"""Whatever people wrote runs in its own direction, wherever it is printed.

The site has a word of Hebrew at the start of every text. Where a page prints it, the element says
that its direction is that of its words, or what it stands in does.
"""

from collections import defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product

import pytest
from django.apps import apps
from django.db.models import F, JSONField, Value
from django.db.models.functions import Concat, Replace
from django.urls import resolve

from accounts.models import User
from tests.cast import browser_of
from tests.examples import LONG
from tests.routes import ROUTES
from tests.rules.security.test_nothing_leaks import addresses
from tests.rules.security.text_columns import TEXT_COLUMNS

pytestmark = pytest.mark.django_db

WORD = "שלום"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Sentences of the house with a name in them, perhaps with a reason: they run as the house does.
OURS = frozenset("branch help modnote reply--gone status title turn".split())
# No words: what is written in Latin letters, and what only the program reads.
NO_WORDS = frozenset(
    "username email timezone language password kind address place slug among html plain version"
    " state snapshot point_hash passage_prefix passage_suffix".split()
)


# Names are written first, the log is never changed; what a database looks for words in has a form
# of its own on each.
ELSEWHERE = frozenset({"accounts.User", "moderation.LogEntry", "search.IndexEntry.words"})


class Sweep(HTMLParser):
    """Collects where words stand in an element that leaves them the direction of the page.

    And what ends within something else: then no browser knows what stands in what.
    """

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.found: set[str] = set()
        self.seen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and WORD in (said.get("value") or "") and said.get("type") != "hidden":
            self.open.append((tag, said))
            self.handle_data(WORD)
            self.open.pop()
        if tag not in VOID:
            self.open.append((tag, said))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] != tag:
            self.found.add(f"</{tag}> where <{self.open[-1][0]}> is open")
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if WORD not in data or self.open[-1][0] in ("title", "script", "style", "option", "text"):
            return
        if any("vh" in (said.get("class") or "").split() for _, said in self.open):
            return
        self.seen += 1
        if not self._has_direction():
            path = [f"{tag}.{said.get('class') or ''}".rstrip(".") for tag, said in self.open[-3:]]
            self.found.add(f"{' > '.join(path)}: {' '.join(data.split())[:60]}")

    def _has_direction(self) -> bool:
        classes = {each for _, said in self.open for each in (said.get("class") or "").split()}
        return bool(classes & OURS) or any(tag == "bdi" or "dir" in said for tag, said in self.open)


def in_hebrew() -> None:
    """Put a word of Hebrew before every text that somebody wrote."""
    User.objects.update(display_name=Concat(Value(f"{WORD} "), F("username")))
    for column in TEXT_COLUMNS:
        label, _, name = column.rpartition(".")
        model = apps.get_model(label)
        field = model._meta.get_field(name)
        if {column, label} & ELSEWHERE or name in NO_WORDS or isinstance(field, JSONField):
            continue
        if field.max_length and field.max_length < 20:
            continue
        rows = model.objects.exclude(**{name: ""}).exclude(**{f"{name}__isnull": True})
        rows.update(**{name: Concat(Value(f"{WORD} "), F(name))})
    for model in (apps.get_model("forum.Post"), apps.get_model("forum.Reply")):
        model.objects.update(html=Replace("html", Value("<p>"), Value(f'<p dir="rtl">{WORD} ')))


def pages() -> Iterator[tuple[str, str]]:
    """Yield an address of each kind, and who is asked to look; a long run tries more."""
    kinds = defaultdict(list)
    for url in addresses():
        kinds[resolve(url.partition("?")[0]).view_name].append(url)
    for urls in kinds.values():
        several = {*urls[:2], *urls[len(urls) // 2 :][:2], *urls[-2:]}
        if LONG:
            yield from product(several, ("mina", "alice", "bob"))
        else:
            # Who moderates is shown what nobody else reads.
            yield urls[-1], "mina"


def test_words_run_in_their_own_direction_on_every_page(site) -> None:
    in_hebrew()
    browsers = {who: browser_of(User.objects.get(username=who)) for who in ("mina", "alice", "bob")}
    wrong: dict[str, str] = {}
    seen = 0
    for url, who in pages():
        response = browsers[who].get(url, follow=True)
        if response.status_code == 200 and "text/html" in response.headers["content-type"]:
            sweep = Sweep()
            sweep.feed(b"".join(response).decode())
            seen += sweep.seen
            for each in sweep.found:
                wrong.setdefault(each.split(": ")[0], f"{url} {who} {each}")
    assert seen > 300 and len(ROUTES) > 50
    assert not wrong, "\n".join(sorted(wrong.values()))
