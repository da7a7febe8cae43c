"""No page of the site tells outsiders what they may not read, nor keeps it from insiders."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple
from zlib import crc32

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import resolve

from critiques.models import Proposal
from critiques.record.coverage import KINDS
from forum.models import Draft, Post, Reply
from mail.stopping import stop_url
from mail.words import MailKind
from moderation.models import LogEntry
from notifications.models import Notification
from tests.cast import browser_of
from tests.examples import LONG, examples
from tests.routes import ROUTES, address_of, arguments_of
from tests.rules.security.roles_table import TABLE, never
from tests.rules.security.text_columns import NO_WORDS, TEXT_COLUMNS
from tests.worlds.canaries import leaks, marked
from transfer.documents.formats import SUFFIXES

pytestmark = pytest.mark.django_db

OUTSIDERS = ("anonymous", "dave", "erin")
NUMBERS = [1, 2, 3, 4]
# Addresses that take more than their path.
QUERIES = {
    "index": ["?sort=new", "?sort=unanswered", "?sort=top", "?page=2"],
    "post": ["?sort=newest", "?sort=discussed", "?sort=top", "?posted=1"],
    "post-revisions": ["?from=1&to=2", "?to=1"],
    "reply-revisions": ["?from=1&to=2", "?to=1"],
    "reply-permalink": ["?after=1"],
    "objections-like": ["?claim=one+thing", "?claim=in+other+words"],
    "desk": ["?show=asked", "?page=2"],
    "topics": ["?q=late", "?page=2"],
    "topic": ["?sort=new", "?sort=unanswered"],
    "search": [
        *(f"?q={each}" for each in ("html", "claim", "title", "name+in:people", "author:gina")),
        *(f"?q=-nowhere+in:{each}" for each in ("essays", "replies", "objections&as=threads")),
    ],
    "search-suggestions": ["?q=zq", "?q=gin", "?q=topic:z"],
    "moderation-log": ["?act=hide", "?act=strike", "?person=bob", "?moderator=mina", "?post=1"],
    "moderation-log-feed": ["?act=hide", "?person=alice", "?post=1"],
}


def addresses() -> Iterator[str]:
    """Yield every address that the site's routes make of what there is.

    Of a route that only takes forms one is enough to see that it shows nothing, and of replies that
    were not written to an essay one for each essay; what takes more than its path is given it at
    every fourth of its addresses. A long run tries them all.
    """
    posts = list(Post.objects.values_list("pk", flat=True))
    replies = list(Reply.objects.values_list("pk", flat=True))
    values = {
        "post_id": posts,
        "reply_id": replies,
        "notification_id": list(Notification.objects.values_list("pk", flat=True)),
        "entry_id": list(LogEntry.objects.values_list("pk", flat=True)),
        "number": NUMBERS,
        "address": ["a", "b", "c", "d"],
        "slug": ["post", "open"],
        "revision": [1, 2],
        "proposal_id": list(Proposal.objects.values_list("pk", flat=True)),
        "kind": list(KINDS),
        "suffix": list(SUFFIXES),
        "topic": ["early", "late"],
        "username": ["alice", "bob", "carol"],
        "key": ["x"],
        "uidb36": ["1"],
        "pk": [1],
        "session_id": [1],
        "appeal_id": [1],
        "thanks_id": [1],
        "place": [each.place for each in Draft.objects.all()],
        "digest": ["0" * 32],
        "file": ["480.webp"],
        "token": [stop_url(EmailAddress(pk=1), MailKind.ADDRESSED).split("/")[-2]],
    }
    assert QUERIES.keys() <= {name for name, _ in ROUTES}
    for name, route in ROUTES:
        wanted = arguments_of(route)
        assert set(wanted) <= values.keys(), f"say what to put into {name}: {route}"
        # Proposals are made of the first objection; one other number for each is enough.
        fewer = {"number": NUMBERS[:2]} if "proposal_id" in wanted else {}
        every = [
            address_of(route, dict(zip(wanted, chosen, strict=True)))
            for chosen in product(*((values | fewer)[each] for each in wanted))
        ]
        if not LONG and every and takes_only_forms(name, every[0]):
            every = every[:1]
        for n, url in enumerate(every):
            yield url
            for turn, query in enumerate(QUERIES.get(name, [])):
                if LONG or len(every) < 4 or (n + turn) % 4 == 0:
                    yield url + query
    homes = dict(Reply.objects.values_list("pk", "post"))
    for post in posts:
        others = [reply for reply in replies if homes[reply] != post]
        for reply in replies if LONG else [*(set(replies) - set(others)), *others[:1]]:
            yield f"/posts/{post}/reply/?parent={reply}"


@cache
def takes_only_forms(name: str, url: str) -> bool:
    """Whether the route called `name` shows nothing; asked once of each route."""
    return Client().get(url).status_code == 405


def test_security_48_every_column_of_text_says_what_it_is_and_who_may_read_it():
    """A new column has to say so, too; then, if it is a copy, it needs a canary."""
    found = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField) and not field.choices
    }
    assert found == TEXT_COLUMNS.keys()
    assert {each.source for each in TEXT_COLUMNS.values()} - {""} <= found


def test_every_copy_holds_a_canary(site):
    copies = {name for name, each in TEXT_COLUMNS.items() if each.source}
    assert copies - marked == NO_WORDS


class Told(NamedTuple):
    """How a page was answered, and the canaries in it."""

    status: int
    leaks: set[str]


@pytest.fixture(scope="module")
def told_to(site) -> Callable[[str], dict[str, Told]]:
    """Return what each address tells a viewer; each is read once."""

    @cache
    def told(viewer: str) -> dict[str, Told]:
        client = browser_of(getattr(site, viewer, None))
        every = [url for url in addresses() if LONG or is_opened_by(viewer, url)]
        responses = ((url, client.get(url)) for url in every)
        return {url: Told(found.status_code, leaks(found)) for url, found in responses}

    return told


def is_opened_by(viewer: str, url: str) -> bool:
    """Whether somebody opens it in a short run: visitors what shows what there is, and Erin half.

    Forms, and whatever else Dave sees as visitors do, are divided among the three.
    """
    name = resolve(url.partition("?")[0]).view_name
    is_read = name not in TABLE or TABLE[name].post is never
    turn = crc32(url.encode())
    mine = OUTSIDERS[turn % len(OUTSIDERS)] == viewer
    return mine or (is_read and viewer in ("anonymous", "erin")[: 1 + turn // 3 % 2])


@pytest.mark.parametrize("viewer", OUTSIDERS)
def test_security_1_2_5_outsiders_are_told_nothing(told_to, viewer):
    """Dave has no part in any discussion; Erin wrote beneath what is gone."""
    told = told_to(viewer)
    assert {url: each for url, each in told.items() if each.status >= 500 or each.leaks} == {}
    statuses = [each.status for each in told.values()]
    assert statuses.count(200) > 60, "the pages were really read"


def test_caches_that_others_warmed_tell_nothing(site):
    """Who may read everything reads every page first; then outsiders read the same pages."""
    visitor, mina = browser_of(None), browser_of(site.mina)
    urls = list(addresses())[:: examples(5, 1)]
    seen = set().union(*(leaks(mina.get(url)) for url in urls))
    assert len(seen) > 20, "there was something to keep"
    told = {url: visitor.get(url) for url in urls}
    assert sum(each.status_code == 200 for each in told.values()) > 20, "pages were really read"
    assert {url: found for url, each in told.items() if (found := leaks(each))} == {}


def test_a_topic_of_hidden_essays_is_as_unknown_as_any(site):
    topic = site.hidden.topics.first()
    client = browser_of(site.dave)
    known, unknown = (
        client.get("/", {"tag": name}).content.decode().replace(name, "")
        for name in (topic.name, "nobody-used-this")
    )
    assert known == unknown


def test_insiders_read_what_is_theirs(site):
    for viewer, path, words in (
        ("alice", f"/posts/{site.hidden.pk}/post/", {"zqx-post-title", "zqx-post-html"}),
        ("mina", f"/posts/{site.hidden.pk}/post/", {"zqx-post-title", "zqx-post-html"}),
        ("alice", f"/posts/{site.withdrawn.pk}/post/", {"zqx-post-title", "zqx-post-html"}),
        ("mina", f"/posts/{site.withdrawn.pk}/revisions/", {"zqx-postrevision-body"}),
        ("gina", "/drafts/", {"zqx-draft-body"}),
        ("alice", f"/posts/{site.draft.pk}/edit/", {"zqx-post-title", "zqx-post-body"}),
        ("bob", f"/replies/{site.hidden_reply.pk}/", {"zqx-reply-html"}),
        ("mina", f"/replies/{site.hidden_reply.pk}/", {"zqx-reply-html"}),
        ("bob", f"/replies/{site.withdrawn_reply.pk}/revisions/", {"zqx-replyrevision-body"}),
        ("mina", f"/posts/{site.open.pk}/critique/", {"zqx-objection-claim"}),
        ("mina", "/moderation/", {"zqx-report-reason"}),
        ("mina", "/search/?q=author:bob+in:replies", {"zqx-reply-html"}),
        ("mina", "/search/?q=in:essays", {"zqx-post-title", "zqx-post-html"}),
        ("mina", "/search/?q=in:objections", {"zqx-objection-claim"}),
        ("bob", "/search/?q=author:bob+in:replies", {"zqx-reply-html"}),
        ("bob", "/account/decisions/", {"zqx-appeal-text"}),
    ):
        response = browser_of(getattr(site, viewer)).get(path, follow=True)
        assert response.status_code == 200, (viewer, path)
        found = {re.sub(r"-\d*$", "", word) for word in leaks(response)}
        assert words <= found, (viewer, path, found)


def test_the_author_of_an_essay_is_an_outsider_to_hidden_replies(site):
    for path in (f"/posts/{site.open.pk}/open/", f"/replies/{site.hidden_reply.pk}/", "/desk/"):
        found = leaks(browser_of(site.alice).get(path))
        own = f"zqx-reply-html-{site.agreeing.pk}"
        assert {each for each in found if "reply-html" in each} <= {own}, found
    url = f"/replies/{site.hidden_reply.pk}/revisions/"
    assert browser_of(site.alice).get(url).status_code == 404


@pytest.mark.parametrize("critic", ["bob", "carol", "dave"])
def test_a_desk_shows_critics_no_essay_that_is_gone(site, critic):
    """Alice has answered what they hold, on essays and in replies that are not public now."""
    for tab in ("", "?show=asked"):
        page = browser_of(getattr(site, critic)).get(f"/desk/{tab}")
        found = {word for word in leaks(page) if re.match("zqx-(post|receipt|position)", word)}
        assert page.status_code == 200 and found == set()
