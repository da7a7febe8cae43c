"""Reading a critique again: what is new, what one asks for, and what needs somebody's eye."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from critiques.models import Holder, HolderEvent, Objection
from forum.models import Post, Reply, Visit
from moderation.models import Report
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.big_post import big_post
from web.dates import day

pytestmark = pytest.mark.django_db

ESSAY = "Twenty random checks speak for the other hundred and eighty claims. So I use them."
WEEKS_AGO = timezone.now() - timedelta(days=20)


@pytest.fixture(scope="module")
def made(kept_db):
    """On Alice's essay Bob's a and b, raised weeks ago, and a question of Carol's."""
    names = ("alice", "bob", "carol", "dave", "erin")
    people = {name: person(name) for name in names} | {"mina": moderator()}
    essay = publish(people["alice"], "Twenty checks", ESSAY)
    reply = answer(people["bob"], essay, "a) Lots can be drawn badly.\nb) A lean stays hidden.")
    place(people["bob"], reply)
    place(people["carol"], answer(people["carol"], essay, "What is random?"), to_reply="question")
    for rows in (Objection.objects, HolderEvent.objects, Holder.objects):
        name = "state_at" if rows.model is Holder else "created_at"
        rows.update(**{name: WEEKS_AGO})
    return people, essay


@pytest.fixture
def people(anew):
    return anew[0]


@pytest.fixture
def essay(anew):
    return anew[1]


def click(user, essay, number: int, what: str, **data: str) -> None:
    url = f"/posts/{essay.pk}/objections/{number}/{what}/"
    assert browser_of(user).post(url, data).status_code == 302


def send_word(author, essay, number: int) -> None:
    data = {"post": essay.pk, "number": number, "stance": "conceded_in_part", "text": "Some."}
    assert browser_of(author).post("/desk/", data).status_code == 302


def summary(essay: Post, user=None, query: str = "") -> str:
    response = browser_of(user).get(f"/posts/{essay.pk}/critique/{query}")
    assert response.status_code == 200
    return response.content.decode()


def shown(essay: Post, user=None, query: str = "") -> list[int]:
    """The numbers of the rows that a page shows."""
    return [
        int(n) for n in re.findall(r'<li[^>]* data-objection="(\d+)"', summary(essay, user, query))
    ]


def since(essay: Post, user=None, query: str = "") -> str:
    """The sentence of what is new, without its markup."""
    found = re.search(r'<p class="since">(.*?)</p>', summary(essay, user, query), re.S)
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split()) if found else ""


def visited(user, essay, at) -> None:
    Visit.objects.update_or_create(
        post=essay, user=user, defaults={"at": at, "before": None, "seen_at": at}
    )


def test_a_returning_reader_is_told_what_is_new(people, essay):
    alice, bob, carol, dave = (people[name] for name in ("alice", "bob", "carol", "dave"))
    assert since(essay, dave) == "", "a first visit has nothing to compare with"
    visited(dave, essay, WEEKS_AGO + timedelta(days=1))
    assert since(essay, dave).endswith(": nothing new.")
    click(carol, essay, 1, "share")
    click(alice, essay, 1, "position", stance="conceded_in_part", text="Some can.")
    click(bob, essay, 1, "stands")
    place(dave, answer(dave, essay, "Twenty is few."), to_reply="new")
    click(bob, essay, 2, "merge", into="1")
    said = since(essay, dave)
    assert said.startswith("Since your visit on ")
    assert said.partition(": ")[2] == (
        "Carol joined objection a, Alice agreed in part with objection a, "
        "Bob said that objection a still stands, you raised objection c, "
        "and Bob’s objection b became part of objection a."
    )
    page = summary(essay, dave)
    rows = dict(
        re.findall(
            r'<li[^>]* data-objection="(\d+)".*?(?:<b class="new">(\w+)</b>|</h3>)', page, re.S
        )
    )
    assert rows == {"1": "Changed", "2": "Changed", "3": "", "4": ""}, (
        "what one did oneself is not new"
    )
    assert '<b class="new">New</b>' in summary(essay, None, f"?since={WEEKS_AGO:%Y-%m-%d}")


def test_the_news_names_together_who_did_the_same_and_who_answered(people, essay):
    alice, carol, dave, erin = (people[name] for name in ("alice", "carol", "dave", "erin"))
    visited(erin, essay, WEEKS_AGO + timedelta(days=1))
    for who in (carol, dave):
        click(who, essay, 1, "share")
    for _ in range(2):
        place(dave, answer(dave, essay, "Draw them by lot."), to_reply="answer-2")
    place(alice, answer(alice, essay, "By lot, indeed."), to_reply="answer-2")
    said = since(essay, erin)
    assert said.partition(": ")[2] == (
        "Carol and Dave joined objection a, Dave answered objection b (not the author),"
        " and Alice answered objection b."
    )
    assert since(essay, dave) == "", "a first visit"
    hide(dave)
    assert "(not the author)" not in since(essay, erin)
    for n in range(5):
        click(person(f"reader{n}"), essay, 2, "share")
    assert "Reader0, Reader1, Reader2 and 2 others said that objection b" in since(essay, erin)


def hide(writer) -> None:
    Reply.objects.filter(author=writer).update(state="hidden")


def test_who_is_new_reads_what_the_letters_are(people, essay):
    said = "what readers object to them, letter by letter"
    assert said in text_of(browser_of(None).get("/"))
    assert said not in text_of(browser_of(people["bob"]).get("/"))


def test_a_great_discussion_takes_little_room_in_the_list(essay):
    Post.objects.filter(pk=essay.pk).update(state="withdrawn")
    post = big_post(40, 40)
    page = browser_of(None).get("/").content.decode()
    chips = re.search(r'<ul class="chips".*?</ul>', page, re.S)
    assert chips and len(re.findall("data-objection", chips[0])) == 10
    more = int(re.search(r"\+ (\d+) more", chips[0])[1])
    assert f"{more + 10} unresolved · " in page
    assert chips[0] in browser_of(None).get(post.get_absolute_url()).content.decode()


def test_visits_are_noted_by_post_alone(people, essay):
    dave = browser_of(people["dave"])
    url = f"/posts/{essay.pk}/seen/"
    summary(essay, people["dave"])
    assert not Visit.objects.exists(), "reading writes nothing"
    assert dave.get(url).status_code == 405
    assert browser_of(None).post(url).status_code == 302
    assert dave.post("/posts/999/seen/").status_code == 404
    assert not Visit.objects.exists()
    before = timezone.now()
    assert dave.post(url)["location"] == f"/posts/{essay.pk}/critique/"
    visit = Visit.objects.get()
    assert (visit.user, visit.post, visit.before) == (people["dave"], essay, None)
    assert visit.at >= before


@pytest.mark.parametrize(
    ("minutes", "read", "before"),
    [(29, False, "before"), (31, False, "at"), (29, True, "until"), (31, True, "until")],
)
def test_half_an_hour_is_one_visit(people, essay, minutes, read, before):
    now = timezone.now()
    visit = Visit.objects.create(
        post=essay,
        user=people["dave"],
        at=now - timedelta(minutes=minutes),
        seen_at=now - timedelta(minutes=minutes),
        before=now - timedelta(days=3),
    )
    expected = {"at": visit.at, "before": visit.before, "until": now}[before]
    data = {"until": now.isoformat()} | ({"read": "1"} if read else {})
    browser_of(people["dave"]).post(f"/posts/{essay.pk}/seen/", data)
    visit.refresh_from_db()
    assert (visit.at, visit.before) == (now, expected)


@pytest.mark.parametrize("until", ["", "soon", "2999-01-01T00:00:00+00:00", "2026-13-01T00:00Z"])
def test_a_visit_is_never_in_the_future(people, essay, until):
    browser_of(people["dave"]).post(f"/posts/{essay.pk}/seen/", {"until": until})
    assert Visit.objects.get().at <= timezone.now()


def test_what_comes_while_one_reads_stays_new(people, essay):
    dave = people["dave"]
    visited(dave, essay, WEEKS_AGO + timedelta(days=1))
    until = re.search(r'name="until" value="([^"]+)"', summary(essay, dave))
    assert until
    click(people["carol"], essay, 1, "share")
    data = {"until": until[1], "read": "1"}
    browser_of(dave).post(f"/posts/{essay.pk}/seen/", data)
    assert since(essay, dave).endswith(": Carol joined objection a.")
    browser_of(dave).post(f"/posts/{essay.pk}/seen/", {"read": "1"})
    assert since(essay, dave).endswith(": nothing new.")


def test_anybody_may_ask_since_a_day(people, essay):
    click(people["carol"], essay, 1, "share")
    week = re.search(r'href="[^"]*(\?since=[0-9-]+)"', summary(essay))
    assert week
    assert since(essay, None, week[1]).endswith(": Carol joined objection a.")
    day = f"{WEEKS_AGO - timedelta(days=1):%Y-%m-%d}"
    assert (
        "Bob raised objection a and objection b, Carol raised question #3, and Carol joined"
        in since(essay, None, f"?since={day}")
    )
    for nonsense in ("yesterday", "2026-99-99", "%00", "9999999-1-1", "0001-01-01"):
        assert shown(essay, None, f"?since={nonsense}") == [1, 2, 3]
    assert "“<bdi>yesterday</bdi>” is no day" in summary(essay, None, "?since=yesterday")


def test_rows_are_filtered_by_address(people, essay):
    alice, carol, dave = (people[name] for name in ("alice", "carol", "dave"))
    place(dave, answer(dave, essay, "Twenty is few."), to_reply="new")
    click(carol, essay, 1, "share")
    click(alice, essay, 1, "position", stance="declined", text="Later.")
    assert shown(essay) == [2, 4, 1, 3]
    for query, rows in {
        "?status=open": [2, 4],
        "?status=declined": [1],
        "?status=asked": [3],
        "?person=carol": [1, 3],
        "?person=CAROL&status=declined": [1],
        "?person=bob&status=open&round=1": [2],
        "?round=1": [2, 4, 1],
        "?round=2": [],
        "?person=nobody": [],
        "?status=%00nonsense&page=1": [],
    }.items():
        assert shown(essay, None, query) == rows, query
    page = summary(essay, None, "?person=bob")
    assert re.search(
        r'href="[^"]*\?status=open&amp;person=bob"[^>]*>.*?<span>1 no author answer yet<',
        page,
    )
    assert re.search(
        r'<a href="[^"]*critique/" rel="nofollow" aria-current="true">Bob <small>2<', page
    )
    nothing = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/?status=odd&person=bob"))
    assert "Only: status “odd”, Bob" in nothing
    assert "Nothing here fits that. Show all" in nothing


def test_a_bar_says_where_they_stand_and_each_part_leads_there(people, essay):
    click(people["alice"], essay, 1, "position", stance="declined", text="Later.")
    bar = re.search(r'<div class="stands">.*?</div>', summary(essay), re.S)
    assert bar
    parts = re.findall(r'data-status="(\w+)" href="[^"]*(\?[^"]*)".*?<span>(.*?)</span>', bar[0])
    assert parts == [
        ("open", "?status=open", "1 no author answer yet"),
        ("declined", "?status=declined", "1 author won’t pursue"),
        ("asked", "?status=asked", "1 asked"),
    ]
    assert re.findall(r'<rect data-status="(\w+)" x="(\d+)" width="(\d+)"', bar[0]) == [
        ("open", "0", "1"),
        ("declined", "1", "1"),
    ], "questions are no objections"
    assert shown(essay, None, "?status=declined") == [1]


def test_a_critic_sees_what_was_answered_until_they_have_said(people, essay):
    alice, bob = people["alice"], people["bob"]
    assert "Answers to you" not in summary(essay, bob)
    send_word(alice, essay, 1)
    found = re.search(r'<div class="needs">(.*?)</div>', summary(essay, bob), re.S)
    assert found and " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) == (
        "Answers to you: objection a Say what you think of them"
    )
    for who in (alice, people["carol"], None):
        assert "Answers to you" not in summary(essay, who)
    click(bob, essay, 1, "stands")
    assert "Answers to you" not in summary(essay, bob)


def test_its_author_sees_what_waits_by_the_reason_and_answers_on_the_desk(people, essay):
    alice, bob = people["alice"], people["bob"]
    send_word(alice, essay, 1)
    click(bob, essay, 1, "stands")
    place(people["dave"], answer(people["dave"], essay, "Too few."), to_reply="new")
    needs = re.search(r'<div class="needs">(.*?)</div>', summary(essay, alice), re.S)
    assert needs
    assert " ".join(re.sub(r"<[^>]+>", " ", needs[1]).split()) == (
        "Needs your reply: objection a still disputed after your answer; objection b objection c"
        f" unanswered, first on {day(WEEKS_AGO)}; question #3 asked since {day(WEEKS_AGO)}."
        " Answer on your desk"
    )
    assert f'href="/desk/?post={essay.pk}"' in needs[1]
    send_word(alice, essay, 1)
    assert "still disputed after your answer" not in summary(essay, alice), "its critics’ turn"


def test_moderators_find_what_needs_them(people, essay):
    mina, bob = people["mina"], people["bob"]
    click(bob, essay, 2, "merge", into="1")
    Report.objects.create(post=essay, objection=1, reporter=people["carol"], reason="It is rude")
    Objection.objects.filter(number=1).update(
        passage="words no more", passage_revision=1, passage_state="lost"
    )
    page = text_of(browser_of(mina).get(f"/posts/{essay.pk}/critique/"))
    for words in ("For moderators", "Carol,", "It is rude", "now part of", "“words no more” is no"):
        assert words in page, words
    own = text_of(browser_of(people["alice"]).get(f"/posts/{essay.pk}/critique/"))
    assert "“words no more” is no longer in the essay" in own
    assert "It is rude" not in own and "Merged, latest first" not in own
    public = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "It is rude" not in public and "Merged" not in public and "Passages lost" not in public


def test_a_merge_is_undone_from_the_summary(people, essay):
    click(people["bob"], essay, 2, "merge", into="1")
    action = re.search(r'action="([^"]*/unmerge/)"', summary(essay, people["mina"]))
    assert action
    done = browser_of(people["mina"]).post(action[1], {"reason": "Not the same"})
    assert done.status_code == 302
    assert Objection.objects.get(number=2).status == "open"


def test_similar_objections_stand_together(people, essay):
    dave = people["dave"]
    for n in range(4):
        place(dave, answer(dave, essay, f"Another objection, number {n}."), to_reply="new")
    click(dave, essay, 1, "similar", other="6")
    assert shown(essay) == [1, 6, 2, 4, 5, 7, 3]
    assert "Similar to" in summary(essay)
    click(dave, essay, 1, "similar", other="7")
    assert re.search(r"Similar to <a[^>]*>[^<]*<span.*?</a>,\s+<a", summary(essay), re.S)


def test_a_great_discussion_comes_in_pages(anew):
    post = big_post(200, 2_000)
    client = browser_of(None)
    found: list[int] = []
    url = f"/posts/{post.pk}/critique/"
    sizes = []
    while url:
        response = client.get(url)
        page = response.content.decode()
        sizes.append(len(response.content))
        found += [int(n) for n in re.findall(r'<li[^>]* data-objection="(\d+)"', page)]
        older = re.search(r'href="([^"]+)" rel="next"', page)
        url = older[1].replace("&amp;", "&") if older else ""
        assert "of the objections on this page" in page or not re.search("p-sigil", page)
    assert sorted(found) == list(range(1, 201)), "each once"
    assert len(sizes) == 8
    assert max(sizes) < 300_000
