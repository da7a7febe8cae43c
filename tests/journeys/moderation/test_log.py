"""The public log: anybody reads what was done and why, finds it, follows it, and no more."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from critiques.actions.curation import merge, strike
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection
from forum.actions.states import count_anew
from forum.models import Post, Reply, State
from moderation.actions.log import write_log
from moderation.actions.removals import hide, hide_branch
from moderation.actions.threads import set_thread
from moderation.models import LogAct, LogEntry
from staff.actions.undo import undo
from staff.log.filters import KINDS
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.moderators import RUDE, words

LOG = "/moderation/log/"
ATOM = "{http://www.w3.org/2005/Atom}"


def shown(query: str = "", viewer: User | None = None) -> list[int]:
    """Return the lines that a page of the log has, in order."""
    page = browser_of(viewer).get(LOG + query)
    assert page.status_code == 200, query
    return [line.pk for line in page.context["page"].lines]


def at(moment: datetime, **what: object) -> LogEntry:
    return write_log(act=LogAct.LOCK, reason="Because", created_at=moment, **what)


def test_every_act_can_be_looked_for() -> None:
    acts = [act for group in KINDS.values() for act in group]
    assert sorted(acts) == sorted(LogAct)


def test_the_log_is_looked_through(essay: Post, rude: Reply, mina: User) -> None:
    other = publish(person("dave"), "Another")
    hidden = hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    locked = set_thread(
        moderator=moderator("max"), post_id=essay.pk, act=LogAct.LOCK, reason="Calm"
    )
    pinned = set_thread(moderator=mina, post_id=other.pk, act=LogAct.PIN, reason="Read this")
    earlier = at(datetime(2026, 3, 31, 23, 59, tzinfo=UTC), actor=mina, post=essay)
    later = at(datetime(2026, 4, 1, tzinfo=UTC), actor=mina, post=essay)
    of_now = [pinned, locked, hidden]
    for query, expected in (
        ("", [*of_now, later, earlier]),
        ("?act=hide", [hidden]),
        ("?act=nonsense", [*of_now, later, earlier]),
        ("?moderator=MAX", [locked]),
        ("?moderator=nobody", []),
        ("?moderator=%00", [*of_now, later, earlier]),
        ("?person=bob", [hidden]),
        (f"?post={other.pk}", [pinned]),
        ("?month=2026-03", [earlier]),
        ("?month=2026-04&moderator=mina", [later]),
        ("?month=2026-04&moderator=max", []),
    ):
        assert shown(query) == [each.pk for each in expected], query
    chosen = browser_of(None).get(f"{LOG}?act=lock&month=2026-04").content.decode()
    assert '<option value="lock" selected>' in chosen
    assert '<option value="2026-04" selected>April 2026</option>' in chosen
    assert "Nothing of the kind" in words(None, f"{LOG}?moderator=nobody")


@pytest.mark.parametrize(
    "query",
    "?month=March ?month=2026-13 ?month=2026-1 ?month=0000-01 ?month=9999-12 ?post=x ?post=99 "
    "?page=0 ?page=x".split(),
)
def test_what_is_no_address_is_not_found(query: str, db: None) -> None:
    assert Client().get(LOG + query).status_code == 404
    feed = 200 if "page" in query else 404
    assert Client().get(f"{LOG}feed/{query}").status_code == feed


def test_what_is_hidden_is_not_looked_for_by_its_essay(essay: Post, mina: User) -> None:
    entry = hide(moderator=mina, post_id=essay.pk, reason="Copied")
    assert browser_of(person("dave")).get(f"{LOG}?post={essay.pk}").status_code == 404
    for insider in (mina, essay.author):
        assert shown(f"?post={essay.pk}", insider) == [entry.pk]


def test_a_page_has_fifty_lines_and_keeps_what_was_asked(essay: Post, mina: User) -> None:
    for n in range(52):
        at(timezone.now() - timedelta(minutes=n), actor=mina, post=essay)
    first = browser_of(None).get(f"{LOG}?act=lock")
    assert len(first.context["page"].lines) == 50
    older = first.context["page"].older_url
    assert older.startswith(f"{LOG}?act=lock&after=")
    assert older.replace("&", "&amp;") in first.content.decode()
    second = browser_of(None).get(older).context["page"]
    assert len(second.lines) == 2
    back = browser_of(None).get(second.newer_url).context["page"]
    assert back.lines == first.context["page"].lines and "act=lock" in second.newer_url
    numbered = browser_of(None).get(f"{LOG}?act=lock&page=2").context["page"]
    assert numbered.lines == second.lines, "an address of old"


def test_what_was_done_to_many_is_one_line(essay: Post, rude: Reply, mina: User) -> None:
    beneath = [answer(person(name), essay, "Why?", rude) for name in ("dave", "erin")]
    entry = hide_branch(moderator=mina, reply_id=rude.pk, reason="Off topic")
    assert shown() == shown("?act=hide") == [entry.pk]
    page = words(None, LOG)
    assert "removed a reply by Bob and 2 more" in page
    assert "Each of them removed a reply by Dave removed a reply by Erin" in page
    # Whoever looks for one person finds their part.
    part = entry.parts.get(reply=beneath[1])
    assert shown("?person=erin") == [part.pk]
    assert "removed a reply by Erin ( one of 3 )" in words(None, f"{LOG}?person=erin")
    assert "removed a reply by Dave" in words(None, f"{LOG}{entry.pk}/")


def test_many_parts_have_pages_of_their_own(essay: Post, mina: User) -> None:
    whole = write_log(act=LogAct.FINE, actor=mina, reason="All fine", count=60)
    for n in range(60):
        write_log(
            act=LogAct.FINE, actor=mina, post=essay, reason=f"Fine {n}", part_of=whole, person=mina
        )
    page = words(None, LOG)
    assert "found nothing wrong with 60 texts at once" in page
    assert page.count("found nothing wrong with “Twenty") == 20 and "40 more" in page
    own = f"{LOG}{whole.pk}/"
    assert "Fine 49" in words(None, own) and "Fine 50" not in words(None, own)
    assert "Fine 59" in words(None, f"{own}?page=2")


def test_a_line_and_what_takes_it_back_lead_to_each_other(rude: Reply, mina: User) -> None:
    entry = hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    undone = undo(moderator=mina, entry_id=entry.pk, reason="A quotation")
    page = browser_of(None).get(LOG).content.decode()
    assert f'<a href="{LOG}{undone.pk}/">taken back' in page
    assert f'<a href="{LOG}{entry.pk}/">takes back what was done' in page
    for pk, reason in ((entry.pk, "A quotation"), (undone.pk, "About a person")):
        assert reason in words(None, f"{LOG}{pk}/")
    assert browser_of(None).get(f"{LOG}{undone.pk + 1}/").status_code == 404


def test_the_log_says_until_when_and_that_the_site_did_it(bob: User, mina: User) -> None:
    soon = datetime(timezone.now().year + 1, 5, 3, 12, tzinfo=UTC)
    write_log(act=LogAct.SUSPEND, actor=mina, person=bob, reason="Again", expires_at=soon)
    over = soon.replace(year=soon.year - 3)
    write_log(act=LogAct.SUSPEND, actor=None, person=bob, reason="Spam", expires_at=over)
    page = words(None, LOG)
    assert f"Mina suspended Bob until 3 May {soon.year}" in page
    assert f"The site, by its rules suspended Bob ended 3 May {over.year}" in page
    write_log(act=LogAct.SUSPEND, actor=mina, person=bob, reason="Once more")
    write_log(act=LogAct.WARN, actor=mina, person=bob, reason="Think about it")
    page = words(None, LOG)
    assert "Mina suspended Bob for good" in page and "Mina warned Bob Think" in page


def test_questions_are_called_questions(essay: Post, bob: User, mina: User) -> None:
    for kind in ("new", "question"):
        reply = answer(bob, essay, f"a) The {kind} thing, is it so?")
        place(bob, reply, to_a=kind)
    strike(moderator=mina, post_id=essay.pk, number=1, reason="None")
    strike(moderator=mina, post_id=essay.pk, number=2, reason="None")
    page = words(None, LOG)
    assert "struck objection a on “Twenty checks”" in page
    assert "struck question #2 on “Twenty checks”" in page
    assert "The new thing" not in page


def test_an_objection_is_called_in_the_log_as_on_its_page(
    essay: Post, bob: User, mina: User
) -> None:
    """By its letter, with its round; by its number where it has none, or lost it to another."""
    place(bob, answer(bob, essay, "\n".join(f"{each}) Point {each} is so." for each in "abcdef")))
    strike(moderator=mina, post_id=essay.pk, number=1, reason="None")
    place(bob, answer(bob, essay, "a) One more is so."))
    browser_of(mina).post(f"/posts/{essay.pk}/rounds/", {"reason": "Many"})
    for number in (2, 6):
        strike(moderator=mina, post_id=essay.pk, number=number, reason="None")
    told = words(None, LOG)
    for number in (1, 2, 6):
        o = Objection.objects.get(post=essay, number=number)
        assert f"struck objection {o.address} on “Twenty checks”" in told
        assert f"objection {o.address} " in words(None, f"/posts/{essay.pk}/objections/{number}/")


def test_a_merge_names_both(essay: Post, bob: User, carol: User, mina: User) -> None:
    for who in (bob, carol):
        place(who, answer(who, essay, f"a) So says {who}."))
    merge(moderator=mina, post_id=essay.pk, number=2, into=1, reason="The same")
    assert "merged objection b and a on “Twenty checks”" in words(None, LOG)


def test_what_was_moved_is_named_where_it_may_be_read(essay: Post, rude: Reply, mina: User) -> None:
    other = publish(person("dave"), "Elsewhere")
    moved = {"post": essay, "reply": rude, "person": rude.author, "reason": "Fits there"}
    write_log(act=LogAct.MOVE, actor=mina, other_post=other, **moved)
    assert "moved a reply by Bob to “Elsewhere”" in words(None, LOG)
    Post.objects.filter(pk=other.pk).update(state=State.HIDDEN)
    assert "moved a reply by Bob to an essay" in words(None, LOG)
    assert "to “Elsewhere”" in words(mina, LOG)


def test_a_merge_of_essays_names_both(essay: Post, mina: User) -> None:
    other = publish(person("dave"), "“Lists”, again")
    done = {"actor": mina, "post": essay, "other_post": other, "reason": "The same"}
    write_log(act=LogAct.JOIN, **done)
    write_log(act=LogAct.UNJOIN, **done)
    page = words(None, LOG)
    assert "Mina merged “Twenty checks” into “‘Lists’, again”" in page
    assert "Mina separated “Twenty checks” from “‘Lists’, again”" in page


def test_what_was_removed_is_shown_nowhere(essay: Post, rude: Reply, mina: User) -> None:
    hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    entry = hide(moderator=mina, post_id=essay.pk, reason="Copied")
    for url in (LOG, f"{LOG}feed/", f"{LOG}{entry.pk}/", f"{LOG}?person=alice"):
        page = browser_of(person(f"v{len(url)}")).get(url).content.decode()
        assert "Copied" in page and "an essay by Alice" in page, url
        assert RUDE not in page and essay.title not in page and "/posts/1/" not in page, url


def test_a_removed_reply_is_linked_for_those_who_may_know_of_it(
    rude: Reply, bob: User, mina: User
) -> None:
    hide(moderator=mina, reply_id=rude.pk, reason="About a person")
    link = f'<a href="/replies/{rude.pk}/">a reply by Bob</a>'
    for viewer in (None, rude.post.author, bob, mina):
        page = browser_of(viewer).get(LOG).content.decode()
        assert (link in page) is (viewer in (bob, mina)), viewer


def entries(query: str = "") -> list[ElementTree.Element]:
    response = Client().get(f"{LOG}feed/{query}")
    assert response.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314 (our own)
    hrefs = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert hrefs["self"] == f"http://testserver{LOG}feed/{query}"
    assert hrefs["alternate"] == f"http://testserver{LOG}{query}"
    assert feed.find(f"{ATOM}updated").text and feed.find(f"{ATOM}id").text
    return feed.findall(f"{ATOM}entry")


def test_the_feed_says_what_the_page_says(essay: Post, rude: Reply, mina: User) -> None:
    entry = hide(moderator=mina, reply_id=rude.pk, reason="<b>Rude</b> \x01 & long")
    write_log(act=LogAct.AUTO_HIDE, actor=None, post=essay, person=essay.author, reason="Reports")
    first, second = entries()
    assert first.find(f"{ATOM}title").text == "The site, by its rules held back “Twenty checks”"
    assert second.find(f"{ATOM}title").text == "Mina removed a reply by Bob"
    assert second.find(f"{ATOM}content").text == "<p>&lt;b&gt;Rude&lt;/b&gt;  &amp; long</p>"
    assert second.find(f"{ATOM}author/{ATOM}name").text == "Mina"
    assert urlsplit(second.find(f"{ATOM}link").get("href")).path == f"{LOG}{entry.pk}/"
    moment = datetime.fromisoformat(second.find(f"{ATOM}updated").text)
    assert abs(moment - entry.created_at) < timedelta(seconds=1)
    ids = [each.find(f"{ATOM}id").text for each in (first, second)]
    assert len(set(ids)) == 2 and all(ids)
    assert [each.find(f"{ATOM}title").text for each in entries("?act=hide")] == [
        "Mina removed a reply by Bob"
    ]
    page = Client().get(f"{LOG}?act=hide").content.decode()
    assert 'type="application/atom+xml"' in page and f'href="{LOG}feed/?act=hide"' in page


def test_the_feed_is_the_publics_for_everybody(essay: Post, mina: User) -> None:
    hide(moderator=mina, post_id=essay.pk, reason="Copied")
    assert essay.title in words(mina, LOG)
    assert essay.title not in browser_of(mina).get(f"{LOG}feed/").content.decode()


def test_a_feed_reader_is_not_sent_the_same_twice(essay: Post, mina: User) -> None:
    hide(moderator=mina, post_id=publish(person("dave"), "Gone").pk, reason="Copied")
    at(timezone.now(), actor=mina, post=essay)
    first = Client().get(f"{LOG}feed/")
    again = {"If-None-Match": first.headers["ETag"]}
    assert Client().get(f"{LOG}feed/", headers=again).status_code == 304
    # A title that is no longer to be read is a change without a line.
    Post.objects.filter(pk=essay.pk).update(state=State.WITHDRAWN)
    assert Client().get(f"{LOG}feed/", headers=again).status_code == 200


@pytest.mark.parametrize("many", [3, 30])
def test_queries_do_not_grow(
    many: int, essay: Post, mina: User, django_assert_num_queries: Callable
) -> None:
    for n in range(many):
        raised = [Choice("new", claim="So it is")]
        said = {"post_id": essay.pk, "parent_id": None, "body": "a) So it is.", "choices": raised}
        reply_with_tags(author=person(f"p{n}"), **said)
    for n in range(many):
        text = {"body": "No.", "html": "<p>No.</p>", "html_version": 1}
        other = publish(person(f"r{n}"), f"Essay {n}")
        first = Reply.objects.create(author=person(f"q{n}"), post=other, **text)
        Reply.objects.create(author=person(f"s{n}"), post=other, parent=first, **text)
        count_anew(other)
        strike(moderator=mina, post_id=essay.pk, number=n + 1, reason="None")
        whole = hide_branch(moderator=mina, reply_id=first.pk, reason="Off topic")
    undo(moderator=mina, entry_id=whole.pk, reason="By mistake")
    # Which lines, and they, the same of their parts, the essays, replies and objections they speak
    # of; on the page also the months, or the essay, in the feed which site it is.
    for query, queries in (("", 8), ("?act=hide", 7), ("?moderator=mina", 8), ("feed/", 6)):
        with django_assert_num_queries(queries, info=query):
            assert Client().get(LOG + query).status_code == 200
    with django_assert_num_queries(7):
        Client().get(f"{LOG}?post={essay.pk}&month=")
    with django_assert_num_queries(6):
        assert "By mistake" in Client().get(f"{LOG}{whole.pk}/").content.decode()
