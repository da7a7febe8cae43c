"""Moving replies, making an essay of one, and merging two essays; each taken back."""

import pytest

from accounts.models import User
from critiques.check import findings
from critiques.models import Objection, Round, Tag
from forum.faults import broken_trees
from forum.models import Post, Reply, State
from mail.contents.decisions import lines_about
from moderation.models import LogAct, LogEntry
from notifications.fanout import tell_waiting
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.moderators import logged, report, undo, words
from tests.rules.transfer.test_discussion_round_trip import goes_round
from tests.worlds.made import parts
from tests.worlds.whole_critique import by_command

pytestmark = pytest.mark.django_db

POINTS = "a) Checks cost time.\n\nb) Nobody reads the list."


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, User | Post | Reply]:
    """Two essays of Alice's, and Bob's reply to the first with two objections."""
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Twenty checks", "Twenty checks are enough.")
    critic = answer(bob, essay, POINTS)
    place(bob, critic)
    people = {"alice": alice, "bob": bob, "carol": person("carol"), "mina": moderator()}
    other = publish(alice, "On lists", "Lists are read by nobody.")
    return people | {"essay": essay, "critic": critic, "other": other}


alice, bob, carol, mina = parts("alice bob carol mina")
essay, critic, other = parts("essay critic other")


@pytest.fixture
def below(essay: Post, critic: Reply, alice: User, carol: User) -> list[Reply]:
    """Alice's answer to objection a, and what Carol says to that."""
    said = answer(alice, essay, "They save more.", critic)
    answered = {"stance": "answered", "reply": str(said.pk)}
    browser_of(alice).post(f"/posts/{essay.pk}/objections/1/position/", answered)
    return [said, answer(carol, essay, "Do they?", said)]


def sound() -> None:
    assert list(broken_trees()) == []
    assert list(findings()) == []


def send(by: User, url: str, **data: object):
    return browser_of(by).post(url, {"reason": "It belongs there", **data})


def thread(post: Post) -> list[tuple[int, int | None, int]]:
    rows = Reply.objects.filter(post=post).order_by("tree_id", "lft")
    return list(rows.values_list("pk", "parent", "level"))


def fingerprint(*posts: Post) -> list:
    """Return all that readers can tell apart of these essays."""
    facts = Post.objects.filter(pk__in=[post.pk for post in posts]).order_by("pk")
    return [
        [by_command(post, "json") for post in posts],
        list(facts.values_list("reply_count", "active_at", "merged_into")),
        list(Objection.objects.order_by("pk").values()),
        [thread(post) for post in posts],
    ]


def test_a_branch_moves_to_another_essay_and_back(essay, other, critic, below, mina, carol):
    there = answer(carol, other, "I agree.")
    before = fingerprint(essay, other)
    page = words(mina, f"/replies/{critic.pk}/move/")
    assert "2 replies beneath it" in page
    assert "Checks cost time" in page, "the objections that stay are named"
    address = f"http://testserver/posts/{other.pk}/on-lists/#reply-{there.pk}"
    response = send(mina, f"/replies/{critic.pk}/move/", to=address)
    assert response.status_code == 302, text_of(response)
    sound()
    assert [row[0] for row in thread(other)] == [there.pk, critic.pk, *(r.pk for r in below)]
    essay.refresh_from_db()
    other.refresh_from_db()
    assert (essay.reply_count, other.reply_count) == (0, 4)
    # The objections stay, with their words, letters and status, and link to where they were said.
    summary = browser_of(None).get(f"/posts/{essay.pk}/critique/")
    assert "Checks cost time" in text_of(summary)
    assert "They save more" in text_of(summary)
    assert f"/replies/{critic.pk}/#reply-{critic.pk}-a" in summary.content.decode()
    assert (
        'data-placed="0" data-inherited="0" data-favour="0" data-other="0"'
        in summary.content.decode()
    )
    counted = browser_of(None).get(f"/posts/{other.pk}/critique/").content.decode()
    assert 'data-placed="0" data-inherited="0" data-favour="0" data-other="4"' in counted
    # Its address leads to where it is, and its old place says so.
    assert "From the discussion of On lists" in words(None, f"/replies/{critic.pk}/")
    old = browser_of(None).get(essay.get_absolute_url()).content.decode()
    assert f'class="moved" id="reply-{critic.pk}"' in old
    assert "3 replies were moved to" in old
    assert undo(mina).status_code == 302
    sound()
    assert fingerprint(essay, other) == before
    assert logged() == [LogAct.MOVE, LogAct.UNMOVE]


def test_what_was_moved_within_its_discussion_says_so(essay, other, critic, below, mina, carol):
    top = answer(carol, essay, "Something else.")
    asks = below[1]
    here, there = (f"/posts/{post.pk}/{post.slug}/" for post in (essay, other))
    assert send(mina, f"/replies/{asks.pk}/move/", beneath=top.pk).status_code == 302
    page = words(None, here)
    assert page.count("A moderator moved it here.") == 1
    assert page.count("1 reply was moved within this discussion") == 1
    source = browser_of(None).get(here).content.decode()
    assert source.count(f'id="reply-{asks.pk}"') == 1
    assert send(mina, f"/replies/{asks.pk}/move/", to=other.pk).status_code == 302
    assert "A moderator moved it here." not in words(None, here)
    assert "A moderator moved it here." in words(None, there)
    assert "A moderator moved it here." in words(None, f"/replies/{asks.pk}/")
    assert undo(mina).status_code == 302
    assert undo(mina, entry=LogEntry.objects.earliest("pk")).status_code == 302
    assert "A moderator moved" not in words(None, here)
    assert "reply was moved" not in words(None, here)


def test_it_is_said_of_what_moved_within_its_discussion_where_it_stood(
    essay, critic, below, alice, carol, mina
):
    """In the log, to whoever wrote it, on their page and in their mail; also of what came back."""
    top = answer(alice, essay, "Something else.")
    said, asks = below
    ways = [
        (top, "from beneath one reply by Alice to beneath another"),
        (critic, "from beneath a reply by Alice to beneath a reply by Bob"),
        (None, "from beneath a reply by Bob to the top of the thread"),
        (said, "from the top of the thread to beneath a reply by Alice"),
    ]
    for beneath, way in ways:
        to = {"beneath": beneath.pk} if beneath else {"to": essay.pk}
        assert send(mina, f"/replies/{asks.pk}/move/", **to).status_code == 302
        told = f"within “Twenty checks”, {way}"
        assert f"Mina moved a reply by Carol {told}" in words(None, "/moderation/log/")
        for url in ("/account/decisions/", "/notifications/"):
            assert f"moved your reply on “Twenty checks” {told}" in words(carol, url), url
        mailed = lines_about(carol, [LogEntry.objects.latest("pk").pk])
        assert f"moved your reply on “Twenty checks” {told}, " in mailed[0].words
    undo(mina)
    back = "within “Twenty checks”, from beneath a reply by Alice to the top of the thread"
    assert f"moved back a reply by Carol {back}" in words(None, "/moderation/log/")


def test_what_is_written_beneath_it_since_comes_back_along(essay, other, critic, mina, carol):
    send(mina, f"/replies/{critic.pk}/move/", to=str(other.pk))
    later = answer(carol, other, "I came later.", critic)
    undo(mina)
    later.refresh_from_db()
    assert (later.post_id, later.parent_id, later.level) == (essay.pk, critic.pk, 1)
    sound()


def test_a_hidden_essay_hides_the_words_in_the_old_summary_too(essay, other, critic, below, mina):
    send(mina, f"/replies/{critic.pk}/move/", to=str(other.pk))
    answered = Objection.objects.get(number=1)
    assert answered.status == "answered"
    browser_of(mina).post(f"/posts/{other.pk}/hide/", {"reason": "Copied"})
    page = words(None, f"/posts/{essay.pk}/critique/")
    assert "Checks cost time" not in page
    assert "They save more" not in page
    assert b"Checks cost time" not in by_command(essay, "json")
    sound()
    answered.refresh_from_db()
    assert answered.status == "open"
    browser_of(mina).post(f"/posts/{other.pk}/restore/", {"reason": "It was not"})
    answered.refresh_from_db()
    assert answered.status == "answered"
    sound()


def test_what_happens_to_a_moved_reply_reaches_its_objections(essay, other, critic, bob, mina):
    send(mina, f"/replies/{critic.pk}/move/", to=str(other.pk))
    version = Post.objects.get(pk=essay.pk).version
    browser_of(bob).post(f"/replies/{critic.pk}/withdraw/")
    assert set(Objection.objects.values_list("status", flat=True)) == {"withdrawn"}
    assert Post.objects.get(pk=essay.pk).version > version, "what was cached of it is of the past"
    sound()


def test_reports_follow(essay, other, critic, mina, carol):
    report(carol, critic, "Not here")
    send(mina, f"/replies/{critic.pk}/move/", to=str(other.pk))
    assert "Not here" in words(mina, "/moderation/")
    browser_of(mina).post(f"/replies/{critic.pk}/hide/", {"reason": "Indeed"})
    assert "Not here" not in words(mina, "/moderation/"), "settled with its removal"


def test_a_reply_becomes_an_essay_and_a_reply_again(essay, critic, below, mina, carol):
    before = fingerprint(essay)
    response = send(mina, f"/replies/{critic.pk}/split/", title="Against checks")
    assert response.status_code == 302, text_of(response)
    made = Post.objects.get(title="Against checks")
    assert (made.author_id, made.body, made.reply_count) == (critic.author_id, POINTS, 2)
    assert [row[1:] for row in thread(made)] == [(None, 0), (below[0].pk, 1)]
    sound()
    summary = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "Checks cost time" in summary
    assert "They save more" in summary
    gone = browser_of(None).get(f"/replies/{critic.pk}/")
    assert gone.headers["location"] == made.get_absolute_url()
    old = browser_of(None).get(essay.get_absolute_url())
    assert "Made an essay: “Against checks”" in text_of(old)
    assert f'id="reply-{critic.pk}"' in old.content.decode()
    later = answer(carol, made, "To the new essay.")
    assert undo(mina).status_code == 302
    sound()
    later.refresh_from_db()
    assert (later.post_id, later.parent_id) == (essay.pk, critic.pk)
    browser_of(carol).post(f"/replies/{later.pk}/withdraw/")
    assert fingerprint(essay)[2] == before[2]
    assert fingerprint(essay)[3][0][:-1] == before[3][0]
    response = browser_of(None).get(made.get_absolute_url())
    assert response.headers["location"] == essay.get_absolute_url()


def test_a_place_that_is_none_says_why(essay, other, critic, below, mina, carol):
    there = answer(carol, other, "I agree.")
    for there_to, why in (
        ({"to": str(essay.pk), "beneath": str(there.pk)}, "stands in another essay"),
        ({"beneath": str(below[1].pk)}, "beneath itself or a reply to it"),
    ):
        refused = send(mina, f"/replies/{critic.pk}/move/", **there_to)
        assert refused.status_code == 422
        assert why in text_of(refused)
        assert "It belongs there" in refused.content.decode()
    browser_of(mina).post(f"/replies/{there.pk}/hide/", {"reason": "Off topic"})
    refused = send(mina, f"/replies/{critic.pk}/move/", beneath=str(there.pk))
    assert "is not public" in text_of(refused)


@pytest.mark.parametrize("what", ["move", "split", "merge"])
def test_what_was_taken_back_in_another_tab_says_so(essay, other, critic, mina, what):
    if what == "merge":
        send(mina, f"/posts/{essay.pk}/merge/", into=str(other.pk))
    else:
        send(mina, f"/replies/{critic.pk}/{what}/", to=str(other.pk), title="Against checks")
    entry = LogEntry.objects.get()
    assert undo(mina, entry=entry).status_code == 302
    again = undo(mina, entry=entry, reason="By both of us")
    assert again.status_code == 409
    assert "This was taken back already." in text_of(again)
    assert "By both of us" in again.content.decode()


def test_an_essay_with_objections_of_its_own_stays_one(essay, critic, mina, carol):
    send(mina, f"/replies/{critic.pk}/split/", title="Against checks")
    made = Post.objects.get(title="Against checks")
    place(carol, answer(carol, made, "a) Lists are good.\n\nb) Really."))
    response = undo(mina)
    assert response.status_code == 409
    assert "merge it" in text_of(response)
    assert Reply.objects.get(pk=critic.pk).state == State.HIDDEN


def test_two_essays_become_one_and_two_again(essay, other, critic, below, mina, carol):
    place(carol, answer(carol, other, "a) Some read them.\n\nb) I do."))
    before = fingerprint(essay, other)
    page = words(mina, f"/posts/{essay.pk}/merge/")
    assert "3 public replies" in page
    response = send(mina, f"/posts/{essay.pk}/merge/", into=other.get_absolute_url())
    assert response.status_code == 302, text_of(response)
    sound()
    came = Objection.objects.filter(raised_in=critic)
    assert list(came.values_list("post", "number", "letter")) == [
        (other.pk, 3, None),
        (other.pk, 4, None),
    ]
    visitor = browser_of(None)
    for old, new in [
        (essay.get_absolute_url(), other.get_absolute_url()),
        (f"/posts/{essay.pk}/critique/", f"/posts/{other.pk}/critique/"),
        (f"/posts/{essay.pk}/critique.json", f"/posts/{other.pk}/critique.json"),
        (f"/posts/{essay.pk}/objections/2/", f"/posts/{other.pk}/objections/4/"),
        (f"/posts/{essay.pk}/objections/b/", f"/posts/{other.pk}/objections/4/"),
    ]:
        assert visitor.get(old).headers.get("location") == new
    assert "Twenty checks" not in words(None, "/")
    summary = words(None, f"/posts/{other.pk}/critique/")
    assert "Checks cost time" in summary
    assert "They save more" in summary
    assert undo(mina).status_code == 302
    sound()
    assert fingerprint(essay, other) == before
    assert logged() == [LogAct.JOIN, LogAct.UNJOIN]
    assert visitor.get(f"/posts/{other.pk}/objections/4/").headers["location"] == (
        f"/posts/{essay.pk}/objections/2/"
    )


def test_what_was_said_to_another_essay_says_so_where_it_is_now(essay, other, below, bob, mina):
    assert send(mina, f"/posts/{essay.pk}/merge/", into=other.get_absolute_url()).status_code == 302
    for path in (
        f"/posts/{other.pk}/critique/",
        f"/posts/{other.pk}/objections/1/",
        f"/posts/{other.pk}/critique.md",
        f"/feeds/posts/{other.pk}/critique/",
        f"/u/{bob.username}/",
    ):
        page = browser_of(None).get(path).content.decode()
        assert "aised it (beneath an essay that was merged into this one)" in page, path
    assert undo(mina).status_code == 302
    for path in (essay.get_absolute_url(), f"/posts/{essay.pk}/critique/", f"/u/{bob.username}/"):
        assert "merged into this one" not in words(None, path), path


def test_what_an_author_said_stays_theirs_beneath_anothers_essay(essay, below, bob, mina):
    dave = person("dave")
    other = publish(dave, "On lists", "Lists are read by nobody.")
    conceded = {"stance": "conceded", "text": "Nobody does"}
    browser_of(essay.author).post(f"/posts/{essay.pk}/objections/2/position/", conceded)
    assert send(mina, f"/posts/{essay.pk}/merge/", into=other.get_absolute_url()).status_code == 302
    summary = words(None, f"/posts/{other.pk}/critique/")
    assert "Alice answers" in summary
    for number, says in (1, "answers"), (2, "agrees"):
        page = words(None, f"/posts/{other.pk}/objections/{number}/")
        assert f"Alice, who wrote the essay it comes from, {says}" in page
        assert "Dave" not in page.partition("The exchange")[2].partition("Who shares it")[0]
        for told in page, summary, by_command(other, "markdown").decode():
            for never in ("adopts", "not the author", "Dave, who wrote", "speaks for"):
                assert never not in told, never
            assert "the author agrees" not in told
        assert ("Former author agrees" in page) == (number == 2)
    assert "1 author answered" not in summary and "1 former author answered" in summary
    assert "1 former author agrees" in summary and "Former author agrees" in summary
    told = by_command(other, "markdown").decode()
    assert "a former author agrees with 1" in told
    assert "Former author agrees" in told and "Author agrees" not in told
    asked = words(bob, "/desk/")
    assert "Alice answers" in asked, asked
    assert "Dave" not in asked
    assert "speaks for" not in asked
    tell_waiting()
    feed = browser_of(None).get(f"/feeds/posts/{other.pk}/critique/").text
    assert "Former author agrees" in feed and "Author agrees" not in feed
    since = words(None, f"/posts/{other.pk}/critique/?since=2020-01-01")
    assert "Alice answered objection #1" in since and "(not the author)" not in since, since
    told = words(bob, "/notifications/")
    assert "Alice agrees with" in told and "Dave agrees" not in told, told
    assert "Alice’s reply" not in told
    # What she agreed with stays as it was put, and Dave puts nothing into her mouth.
    reworded = send(bob, f"/posts/{other.pk}/objections/2/claim/", claim="It was never so.")
    assert reworded.status_code == 422
    assert "Alice agreed with this as it is put" in reworded.text
    # Dave's own word is an author's, whoever spoke before him.
    browser_of(dave).post(f"/posts/{other.pk}/objections/2/position/", {"stance": "declined"})
    now = words(None, f"/posts/{other.pk}/objections/2/")
    assert "Author won’t pursue" in now and "Former author agrees" in now


def test_a_number_that_went_is_not_given_again(essay, other, critic, mina, carol):
    send(mina, f"/posts/{essay.pk}/merge/", into=str(other.pk))
    undo(mina)
    place(carol, answer(carol, other, "a) Some read them.\n\nb) I do."))
    assert sorted(other.objections.values_list("number", flat=True)) == [3, 4]
    sound()


def test_a_round_that_opened_meanwhile_stays_after_the_first(essay, other, mina, bob, carol):
    send(mina, f"/posts/{essay.pk}/merge/", into=str(other.pk))
    # Two people hold what has no letter there.
    assert send(carol, f"/posts/{other.pk}/objections/1/share/").status_code == 302
    assert list(Round.objects.filter(post=other).values_list("number", flat=True)) == [1, 2]
    assert undo(mina).status_code == 302
    assert list(Round.objects.filter(post=other).values_list("number", flat=True)) == [1, 2]
    sound()


def test_what_a_moved_reply_says_of_another_essay_is_changed_there(
    essay, other, critic, bob, carol, mina
):
    shares = answer(carol, essay, "a) I say so, too.")
    place(carol, shares, to_a="1")
    send(mina, f"/replies/{shares.pk}/move/", to=str(other.pk))
    for writer, reply in (carol, shares), (bob, critic):
        if reply == critic:
            send(mina, f"/replies/{critic.pk}/move/", to=str(other.pk))
        assert browser_of(writer).get(f"/replies/{reply.pk}/points/").status_code == 200
        tag = Tag.objects.filter(reply=reply).earliest("pk")
        url = f"/replies/{reply.pk}/points/change/"
        refused = browser_of(writer).post(url, {"tag": tag.pk, "to": ""})
        assert refused.status_code == 422
        assert "says it of another essay" in text_of(refused)
        assert Tag.objects.filter(pk=tag.pk).exists()


def test_what_was_decided_before_a_merge_waits_for_its_undo(essay, other, critic, mina):
    send(mina, f"/posts/{essay.pk}/objections/1/strike/")
    send(mina, f"/posts/{essay.pk}/lock/")
    struck, locked, joined = (
        LogEntry.objects.filter(act=act) for act in (LogAct.STRIKE, LogAct.LOCK, LogAct.JOIN)
    )
    send(mina, f"/posts/{essay.pk}/merge/", into=str(other.pk))
    for each in (struck, locked):
        refused = send(mina, f"/moderation/log/{each.get().pk}/undo/")
        assert refused.status_code == 409
        assert "became part of another since. Take that back first." in text_of(refused)
        assert "It belongs there" in refused.content.decode()
    for each in (joined, struck, locked):
        assert send(mina, f"/moderation/log/{each.get().pk}/undo/").status_code == 302
    sound()


@pytest.mark.parametrize("what", ["move", "merge", "split"])
def test_their_files_are_imported_and_exported_the_same(
    essay, other, critic, below, mina, carol, what
):
    place(carol, answer(carol, other, "a) Some read them.\n\nb) I do."))
    if what == "merge":
        send(mina, f"/posts/{essay.pk}/merge/", into=str(other.pk))
    else:
        send(mina, f"/replies/{critic.pk}/{what}/", to=str(other.pk), title="Against checks")
    for post in list(Post.objects.known_to(None)):
        goes_round(post.pk)
    sound()


def test_only_moderators_move(essay, other, critic, bob, alice):
    for by in (bob, alice):
        for url in (
            f"/replies/{critic.pk}/move/",
            f"/replies/{critic.pk}/split/",
            f"/posts/{essay.pk}/merge/",
        ):
            assert browser_of(by).get(url).status_code == 403
            assert send(by, url, to="1", title="x", into=str(other.pk)).status_code == 403
    assert not LogEntry.objects.exists()
