"""Worth reading: one vote for an essay or a reply, which nobody else is told of but as a number."""

import json
import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from accounts.actions.leaving import leave
from accounts.data import data_of
from accounts.models import User
from forum.models import Post, Reply, State, Vote
from forum.models.votes import TENFOLD, top_moment
from moderation.actions.moves import split
from moderation.actions.purges import purge
from moderation.models import LogEntry
from staff.actions.undo import undo
from tests.cast import answer, browser_of, moderator, person, publish, text_of

pytestmark = pytest.mark.django_db
FOUND = "{} found it worth reading"


@pytest.fixture
def bob() -> User:
    return person("bob")


@pytest.fixture
def carol() -> User:
    return person("carol")


@pytest.fixture
def essay(bob: User) -> Post:
    post = publish(person("alice"))
    answer(bob, post, "A reply that is worth it.")
    return post


@pytest.fixture
def reply(essay: Post) -> Reply:
    return essay.replies.get()


def vote(who: User | None, post: Post, status: int = 302, **what: object) -> str:
    """Press a button; return where it leads."""
    response = browser_of(who).post(f"/posts/{post.pk}/votes/", what)
    assert response.status_code == status, text_of(response)
    return response.headers.get("location", "")


def page_of(who: User | None, post: Post, query: str = "") -> str:
    return browser_of(who).get(f"{post.get_absolute_url()}{query}").content.decode()


def test_said_once_and_taken_back(essay: Post, reply: Reply, carol: User, bob: User) -> None:
    page = page_of(carol, essay)
    assert f'name="add" value="{reply.pk}">Worth reading' in page
    assert 'name="add" value="essay">Worth reading' in page
    assert "found it" not in page
    back = vote(carol, essay, add=reply.pk)
    at = browser_of(carol).get(back)["location"]
    assert at == f"{essay.get_absolute_url()}#reply-{reply.pk}"
    assert vote(carol, essay, add=reply.pk) == back, "sent twice"
    assert vote(carol, essay, add="essay") == essay.get_absolute_url()
    for who in (None, bob, carol):
        assert page_of(who, essay).count(">1 found it worth reading<") == 2, who
    pressed = f'name="drop" value="{reply.pk}" aria-pressed="true">Worth reading'
    assert pressed in page_of(carol, essay)
    assert page_of(bob, essay).count('<button form="vote"') == 1, "not for one’s own"
    vote(person("dave"), essay, add=reply.pk)
    assert ">2 found it worth reading<" in page_of(None, essay)
    assert "1 found it worth reading" in text_of(browser_of(None).get("/"))
    vote(carol, essay, drop=reply.pk)
    vote(carol, essay, drop=reply.pk)
    assert page_of(None, essay).count(">1 found it worth reading<") == 2
    vote(carol, essay, drop="essay")
    assert "found it" not in text_of(browser_of(None).get("/"))
    assert Vote.objects.count() == 1


def test_nobody_votes_for_their_own_nor_where_they_may_not(
    essay: Post, reply: Reply, carol: User, bob: User
) -> None:
    alice = essay.author
    assert "vote for your own" in text_of(
        browser_of(bob).post(f"/posts/{essay.pk}/votes/", {"add": reply.pk})
    )
    vote(alice, essay, 403, add="essay")
    vote(alice, essay, add=reply.pk)
    vote(person("erin", confirmed=False), essay, 403, add=reply.pk)
    assert "/account/login/" in vote(None, essay, add=reply.pk)
    for what in ({"add": "x"}, {"add": "9" * 30}, {"add": reply.pk + 9}, {"drop": 0}):
        vote(carol, essay, 404, **what)
    vote(carol, publish(carol, "Another"), 404, add=reply.pk)
    browser_of(alice).post(f"/posts/{essay.pk}/bars/", {"person": "carol", "reason": "Rude."})
    assert "barred" in text_of(
        browser_of(carol).post(f"/posts/{essay.pk}/votes/", {"add": reply.pk})
    )
    assert '<button form="vote"' not in page_of(carol, essay)
    assert Vote.objects.count() == 1


def test_who_was_barred_or_whose_discussion_was_locked_may_take_back(
    essay: Post, reply: Reply, carol: User
) -> None:
    vote(carol, essay, add=reply.pk)
    browser_of(essay.author).post(
        f"/posts/{essay.pk}/bars/", {"person": "carol", "reason": "Rude."}
    )
    assert 'form="vote" name="drop"' in page_of(carol, essay)
    vote(carol, essay, drop=reply.pk)
    browser_of(essay.author).post(f"/posts/{essay.pk}/comments/")
    vote(person("dave"), essay, add=reply.pk)
    assert Reply.objects.get(pk=reply.pk).votes == 1, "reading goes on"


@pytest.mark.parametrize("state", [each for each in State if each != State.VISIBLE])
def test_what_is_not_public_gets_none_and_tells_none(
    state: State, essay: Post, reply: Reply, carol: User
) -> None:
    vote(carol, essay, add=reply.pk)
    if state != State.DRAFT:
        Reply.objects.filter(pk=reply.pk).update(state=state)
        Post.objects.filter(pk=essay.pk).update(version=9)
        for who in (None, carol, moderator()):
            assert "found it" not in page_of(who, essay)
        response = browser_of(User.objects.get(username="mina")).post(
            f"/posts/{essay.pk}/votes/", {"add": reply.pk}
        )
        assert response.status_code in (404, 422)
    Post.objects.filter(pk=essay.pk).update(state=state)
    dave = person("dave")
    response = browser_of(dave).post(f"/posts/{essay.pk}/votes/", {"add": "essay"})
    assert response.status_code in (404, 422)
    assert Vote.objects.count() == 1


def test_kept_pages_follow_each_vote_and_keep_the_rest(
    essay: Post, reply: Reply, carol: User
) -> None:
    visitor = browser_of(None)
    had = {
        url: visitor.get(url).headers["ETag"]
        for url in (essay.get_absolute_url(), f"/posts/{essay.pk}/critique/", "/")
    }
    before = Post.objects.get(pk=essay.pk)
    vote(carol, essay, add="essay")
    after = Post.objects.get(pk=essay.pk)
    assert before.mark == after.mark and before.mark_with_votes != after.mark_with_votes
    for url in (essay.get_absolute_url(), "/"):
        again = visitor.get(url, headers={"If-None-Match": had[url]})
        assert again.status_code == 200 and b"1 found it" in again.content
    assert page_of(carol, essay).count("1 found it") == 1


def test_counts_can_be_left_out_by_a_setting(
    essay: Post, reply: Reply, carol: User, settings: Any
) -> None:
    settings.SHOW_VOTES = False
    vote(carol, essay, add=reply.pk)
    vote(carol, essay, add="essay")
    for who in (None, carol, moderator()):
        assert "found it" not in page_of(who, essay)
        assert "found it" not in text_of(browser_of(who).get("/"))
    assert page_of(carol, essay).count('form="vote" name="drop"') == 2


def test_an_essay_made_of_a_reply_takes_its_votes_along(
    essay: Post, reply: Reply, carol: User
) -> None:
    mina = moderator()
    vote(carol, essay, add=reply.pk)
    entry = split(moderator=mina, reply_id=reply.pk, title="Of its own", reason="Long.")
    made = Post.objects.get(title="Of its own")
    assert (made.votes, Reply.objects.get(pk=reply.pk).votes) == (1, 0)
    assert made.top_at == top_moment(made.published_at, 1)
    vote(person("dave"), made, add="essay")
    undo(moderator=mina, entry_id=entry.pk, reason="Not long.")
    assert Reply.objects.get(pk=reply.pk).votes == 2
    assert not Vote.objects.filter(post=made).exists()
    call_command("check_votes", stdout=StringIO())


def test_what_is_erased_has_none(essay: Post, reply: Reply, carol: User) -> None:
    for what in (reply.pk, "essay"):
        vote(carol, essay, add=what)
    Reply.objects.filter(pk=reply.pk).update(state=State.HIDDEN)
    admin = person("anne", role=User.Role.ADMIN)
    purge(admin=admin, reply_id=reply.pk, reason="Names people.")
    assert Reply.objects.get(pk=reply.pk).votes == 0
    Post.objects.filter(pk=essay.pk).update(state=State.HIDDEN)
    purge(admin=admin, post_id=essay.pk, reason="Names people.")
    assert not Vote.objects.exists()


def test_they_are_ones_own_data_and_stay_as_a_number_when_one_leaves(
    essay: Post, reply: Reply, carol: User, bob: User
) -> None:
    vote(carol, essay, add=reply.pk)
    own = json.loads("".join(data_of(carol)))
    assert [each["reply_id"] for each in own["votes"]] == [reply.pk]
    theirs = json.loads("".join(data_of(bob)))
    assert not theirs["votes"]
    assert not re.search(r"votes|top_at", json.dumps(theirs["replies"])), "nobody has a score"
    leave(user=carol, withdraw=True)
    assert "1 found it worth reading" in page_of(None, essay)


def test_nothing_tells_what_a_person_has_in_all(
    essay: Post, reply: Reply, carol: User, bob: User
) -> None:
    other = answer(bob, essay, "Another.")
    for each in (reply, other):
        for who in (carol, essay.author):
            vote(who, essay, add=each.pk)
    for who in (None, bob, carol, moderator()):
        for url in (f"/u/{bob.username}/", "/search/?q=reply", f"/posts/{essay.pk}/critique.json"):
            assert not re.search(r"worth reading|votes", browser_of(who).get(url).content.decode())


def test_wrong_counts_are_found_and_counted_anew(essay: Post, reply: Reply, carol: User) -> None:
    vote(carol, essay, add=reply.pk)
    vote(carol, essay, add="essay")
    said = StringIO()
    call_command("check_votes", stdout=said)
    assert said.getvalue() == "All votes are counted.\n"
    Reply.objects.filter(pk=reply.pk).update(votes=7)
    Post.objects.filter(pk=essay.pk).update(top_at=essay.published_at)
    with pytest.raises(SystemExit):
        call_command("check_votes", stdout=said)
    assert f"Reply {reply.pk}: 7 counted, 1 votes" in said.getvalue()
    assert f"Post {essay.pk}: 1 counted" in said.getvalue()
    call_command("check_votes", "--repair", stdout=said)
    assert Reply.objects.get(pk=reply.pk).votes == 1
    essay.refresh_from_db()
    assert essay.top_at - essay.published_at == top_moment(essay.published_at, 1) - (
        essay.published_at
    )
    assert timedelta() < essay.top_at - essay.published_at < TENFOLD


def test_a_thread_begins_with_what_is_worth_reading(essay: Post, reply: Reply, carol: User) -> None:
    """At each level, and those of one rank as they were written."""
    dave = person("dave")
    second = answer(dave, essay, "Second of the thread.")
    beneath = [answer(dave, essay, f"Beneath {n}.", second) for n in range(3)]
    deeper = answer(carol, essay, "Deeper.", beneath[2])
    for text, voters in ((second, "alice carol"), (reply, "carol"), (beneath[2], "bob")):
        for name in voters.split():
            vote(User.objects.get(username=name), essay, add=text.pk)

    def order(query: str) -> list[int]:
        return [int(pk) for pk in re.findall(r'data-reply="(\d+)"', page_of(None, essay, query))]

    rest = [beneath[2].pk, deeper.pk, beneath[0].pk, beneath[1].pk]
    assert order("?sort=top") == [second.pk, *rest, reply.pk]
    assert order("")[:2] == [reply.pk, second.pk]
    Reply.objects.filter(pk=second.pk).update(state=State.HIDDEN)
    Post.objects.filter(pk=essay.pk).update(version=99)
    assert order("?sort=top")[0] == reply.pk, "what is hidden has no rank"


def test_a_long_thread_names_what_most_found_worth_reading(
    essay: Post, reply: Reply, carol: User
) -> None:
    dave = person("dave")
    others = [answer(dave, essay, f"Number {n} of the long thread.") for n in range(9)]
    vote(carol, essay, add=reply.pk)
    assert "Most worth reading" not in page_of(None, essay), "one is nothing to speak of"
    for who in (carol, essay.author):
        vote(who, essay, add=others[4].pk)
    vote(essay.author, essay, add=reply.pk)
    page = page_of(None, essay)
    best = page[page.index("Most worth reading") : page.index("</nav>", page.index("Most worth"))]
    assert re.findall(r'href="([^"]+)"', best) == [
        f"/replies/{each.pk}/?in=thread" for each in (reply, others[4])
    ]
    assert "A reply that is worth it." in best and "Number 4 of the long thread." in best
    for query in ("?sort=top", "?page=1&sort=newest"):
        assert ("Most worth reading:" in page_of(None, essay, query)) == (query[6:] != "top")
    Reply.objects.filter(pk=reply.pk).update(state=State.HIDDEN)
    Post.objects.filter(pk=essay.pk).update(version=99)
    page = page_of(None, essay)
    assert "Number 4" in page and "worth it" not in page


def test_votes_stay_with_what_they_are_for_when_essays_are_merged(
    essay: Post, reply: Reply, carol: User
) -> None:
    mina, other = moderator(), publish(person("dave"), "The other")
    vote(carol, essay, add=reply.pk)
    vote(carol, essay, add="essay")
    sent = {"into": other.pk, "reason": "The same."}
    assert browser_of(mina).post(f"/posts/{essay.pk}/merge/", sent).status_code == 302
    page = page_of(carol, other)
    assert page.count("1 found it worth reading") == 1
    assert f'name="drop" value="{reply.pk}"' in page and 'name="add" value="essay"' in page
    vote(person("erin"), other, add=reply.pk)
    undo(moderator=mina, entry_id=LogEntry.objects.latest("pk").pk, reason="Not the same.")
    page = page_of(carol, essay)
    assert "2 found it worth reading" in page and page.count("1 found it worth reading") == 1
    call_command("check_votes", stdout=StringIO())


def test_nobody_is_given_words_that_they_quote(essay: Post, reply: Reply, carol: User) -> None:
    dave = person("dave")
    quoting = answer(dave, essay, "> Owls are fools.\n\nNo, they aren’t.")
    silent = answer(dave, essay, "> Owls are blind.")
    for n in range(9):
        answer(carol, essay, f"Number {n}.")
    for who in (carol, essay.author):
        vote(who, essay, add=quoting.pk)
        vote(who, essay, add=silent.pk)
    page = page_of(None, essay)
    best = page[page.index("Most worth reading:") : page.index("thread__tools")]
    assert "No, they aren’t." in best and best.count("<bdi>Dave</bdi></a>") == 2
    browser_of(carol).post(f"/posts/{essay.pk}/bookmarks/", {"keep": quoting.pk})
    profile, bookmarks = (browser_of(carol).get(url) for url in ("/u/dave/", "/bookmarks/"))
    thanking = browser_of(carol).get(f"/replies/{quoting.pk}/thanks/")
    feed = browser_of(None).get("/feeds/u/dave/").content.decode()
    titles = " ".join(re.findall("<title[^>]*>([^<]*)", feed))
    assert "Dave: No, they aren’t." in titles and "A reply by Dave" in titles
    for shown in (best, titles, *map(text_of, (profile, bookmarks, thanking))):
        assert "they aren’t" in shown and "Owls" not in shown


def test_where_a_quotation_is_shown_it_is_in_quotation_marks_and_what_is_struck_is_not(
    alice: User, bob: User
) -> None:
    essay = publish(alice, "Of owls", "> Owls are fools.\n\nI ~~bless~~ deny it of all owls.")
    said = answer(bob, essay, "> I deny it\n\n~~So do I.~~ p. 12 of you says of owls they are.")
    whole = f"/replies/{said.pk}/points/"
    assert browser_of(bob).post(whole, {"to-reply": "new"}).status_code == 302
    url = essay.get_absolute_url()
    at = ("/", "/search/?q=owls", f"/posts/{essay.pk}/critique/", url)
    pages = [browser_of(None).get(url) for url in at]
    index, found, summary, preview = (re.sub("</?mark>", "", p.content.decode()) for p in pages)
    opening, words = "“Owls are fools.” I deny it of all owls.", "of you says of owls they are"
    assert opening in index and opening in found and f'content="{opening}"' in preview
    assert f"“I deny it” p. 12 {words}." in found and f"P. 12 {words}" in summary
    for page in (index, found, summary):
        assert "bless" not in page and "So do I" not in page
