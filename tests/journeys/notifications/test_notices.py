"""Whoever something is said to is told so, once, in whole sentences and the words themselves."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.utils import timezone

from accounts.actions.leaving import leave
from accounts.models import User
from critiques.models import Proposal
from forum.models import Bar, Post, Reply
from moderation.actions.approval import approve
from moderation.actions.removals import hide
from notifications.fanout import tell_waiting
from notifications.models import Happening, Notification
from notifications.words import Reason
from staff.actions.undo import undo
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.forms import Form, forms_of, links_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

LINE = re.compile(
    r'<li class="notice( notice--new)?" data-(?:notice|decision)="(\d+)">(.*?)</li>', re.S
)
NAMES = ("alice", "bob", "carol", "dave")
Cast = dict[str, User]


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """An essay of Alice's that nobody answered, and one to which Bob raised a and b, of which Carol
    shares a; nobody has news of it any more."""
    # What those are told who follow something, test_following tells.
    people = {name: person(name, follows_written=False) for name in NAMES}
    essay, disputed = publish(people["alice"]), publish(people["alice"], "Twenty more")
    objected = answer(people["bob"], disputed, "a) Too few checks.\nb) People tire.")
    place(people["bob"], objected)
    say(people["carol"], disputed, "objections/1/share/")
    tell_waiting()
    Happening.objects.all().delete()
    Notification.objects.all().delete()
    return {"people": people, "essay": essay, "objected": objected, "mina": moderator()}


people, essay, objected, mina = parts("people essay objected mina")


def say(who: User, essay: Post, path: str, **data: object) -> None:
    response = browser_of(who).post(f"/posts/{essay.pk}/{path}", data)
    assert response.status_code == 302, text_of(response)


def page_of(who: User, query: str = "") -> HttpResponse:
    return browser_of(who).get(f"/notifications/{query}")


def lines_of(who: User) -> list[str]:
    """Return what the page tells somebody, line by line, the words without what one can do."""
    found = LINE.findall(page_of(who).content.decode())
    texts = (re.sub(r'<p class="help">.*?</p>', "", inner, flags=re.S) for _, _, inner in found)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split()) for text in texts]


def count_of(who: User) -> int:
    """Return what the head of every page counts."""
    head = browser_of(who).get("/").content.decode().partition("</header>")[0]
    count = re.search(r'Notices <span class="count">(\d+)<', head)
    return int(count[1]) if count else 0


def told(people: Cast) -> dict[str, list[str]]:
    """Tell what happened, twice, and return what whoever is told reads."""
    tell_waiting()
    tell_waiting()
    read = {name: lines_of(user) for name, user in people.items()}
    return {name: lines for name, lines in read.items() if lines}


def five_points(people: Cast, essay: Post, objected: Reply) -> None:
    text = "@bob see:\na) One.\nb) Two.\nc) Three.\nd) Four.\ne) Five."
    place(people["dave"], answer(people["dave"], essay, text))


def answer_as_author(people: Cast, essay: Post, objected: Reply) -> None:
    text = "Twenty is a lot."
    answer(people["alice"], essay, text, parent=objected, **{"objection-1": "answer"})


def answer_as_another(people: Cast, essay: Post, objected: Reply) -> None:
    place(people["dave"], answer(people["dave"], essay, "a) Twenty do.", objected), to_a="answer-1")


def agree(people: Cast, essay: Post, objected: Reply) -> None:
    say(people["alice"], essay, "objections/1/position/", stance="conceded", text="Right, forty.")


def still_stands(people: Cast, essay: Post, objected: Reply) -> None:
    agree(people, essay, objected)
    told(people)
    Notification.objects.all().delete()
    say(people["carol"], essay, "objections/1/stands/", text="Forty are too few as well.")


def revise(people: Cast, essay: Post, objected: Reply) -> None:
    changed = {"title": essay.title, "body": "Forty checks.", "base_revision": 1}
    say(people["alice"], essay, "edit/", **changed)
    say(people["alice"], essay, "revisions/2/receipts/", answers=["1", "2"])


def propose(people: Cast, essay: Post, objected: Reply) -> None:
    say(people["alice"], essay, "objections/1/proposals/", proposed="Twenty are too few")


def refuse(people: Cast, essay: Post, objected: Reply) -> None:
    propose(people, essay, objected)
    proposal = Proposal.objects.get()
    say(people["bob"], essay, f"objections/1/proposals/{proposal.pk}/refuse/")


def accept(people: Cast, essay: Post, objected: Reply) -> None:
    propose(people, essay, objected)
    proposal = Proposal.objects.get()
    say(people["bob"], essay, f"objections/1/proposals/{proposal.pk}/accept/")


def reword(people: Cast, essay: Post, objected: Reply) -> None:
    say(people["bob"], essay, "objections/1/claim/", claim="Far too few checks")


def merge(people: Cast, essay: Post, objected: Reply, into: str = "2") -> None:
    say(people["bob"], essay, "objections/1/merge/", into=into)


def merge_into_another(people: Cast, essay: Post, objected: Reply) -> None:
    people["erin"] = person("erin", follows_written=False)
    place(people["dave"], answer(people["dave"], essay, "a) Nobody reads.\nb) It rains."))
    say(people["erin"], essay, "objections/3/share/")
    told(people)
    Happening.objects.all().delete()
    Notification.objects.all().delete()
    merge(people, essay, objected, into="3")


def merge_as_moderator(people: Cast, essay: Post, objected: Reply) -> None:
    mina = User.objects.get(username="mina")
    say(mina, essay, "objections/1/merge/", into="2", reason="The same")


def mention(people: Cast, essay: Post, objected: Reply) -> None:
    text = "As @Dave says, not `@carol`.\n\n> @carol wrote\n\nMail me@carol or @nobody."
    answer(people["bob"], essay, text, parent=objected)


# Nobody knows an objection by its letter.
A = " objection a Too few checks"
KINDS: list[tuple[Callable[..., None], dict[str, list[str]]]] = [
    (
        five_points,
        {
            "alice": [
                "New Dave raises objections c, d, e, #6 and #7 objection c One objection d Two"
                " objection e Three objection #6 Four objection #7 Five"
            ],
            "bob": [
                "New Dave raises objections c, d, e, #6 and #7 objection c One objection d Two"
                " objection e Three objection #6 Four objection #7 Five"
            ],
        },
    ),
    (
        answer_as_author,
        {
            name: ["New Alice answers objection a" + more + A + " Alice Twenty is a lot."]
            for name, more in (("bob", " in reply to you"), ("carol", ""))
        },
    ),
    (
        answer_as_another,
        {
            "bob": ["New Dave answers objection a in reply to you" + A + " Dave Twenty do."],
            "carol": ["New Dave answers objection a" + A + " Dave Twenty do."],
        },
    ),
    (
        agree,
        {
            name: ["New Alice agrees with objection a" + A + " Alice Right, forty."]
            for name in ("bob", "carol")
        },
    ),
    (
        still_stands,
        {
            "alice": [
                "New Carol still disputes objection a" + A + " Carol Forty are too few as well."
            ]
        },
    ),
    (
        revise,
        {
            name: [
                "New Alice revised the essay because of objections a and b. Does it suffice?"
                + A
                + " objection b People tire"
            ]
            for name in ("bob", "carol")
        },
    ),
    (
        propose,
        {
            "bob": [
                "New Alice proposes to you another wording of objection a"
                + A
                + " Alice Twenty are too few"
            ]
        },
    ),
    (
        refuse,
        {
            "alice": [
                "New Bob refused what you proposed: another wording of objection a"
                + A
                + " Alice Twenty are too few"
            ]
        },
    ),
    (
        accept,
        {
            name: ["New Bob puts objection a otherwise as Alice proposed Twenty are too few"]
            for name in ("alice", "carol")
        },
    ),
    (
        reword,
        {
            name: ["New Bob puts objection a otherwise Far too few checks"]
            for name in ("alice", "carol")
        },
    ),
    (
        merge,
        {
            name: ["New Bob made objection a part of objection b" + A + " objection b People tire"]
            for name in ("alice", "carol")
        },
    ),
    (
        # Whoever raised or shares either is told, once.
        merge_into_another,
        {
            name: ["New Bob made objection a part of objection c" + A + " objection c Nobody reads"]
            for name in ("alice", "carol", "dave", "erin")
        },
    ),
    (
        merge_as_moderator,
        {
            "bob": ["New Mina merged your objection a and b on “Twenty more” The same"],
            **{
                name: [
                    "New A moderator made objection a part of objection b"
                    + A
                    + " objection b People tire"
                ]
                for name in ("alice", "carol")
            },
        },
    ),
    (
        mention,
        {"dave": ["New Bob mentioned you As @Dave says, not @carol. Mail me@carol or @nobody."]},
    ),
]


@pytest.mark.parametrize(("act", "expected"), KINDS, ids=[act.__name__ for act, _ in KINDS])
def test_who_is_told_of_what(
    act: Callable[..., None],
    expected: dict[str, list[str]],
    people: Cast,
    objected: Reply,
) -> None:
    act(people, objected.post, objected)
    assert told(people) == expected
    assert not Happening.objects.exists()
    assert {name: count_of(people[name]) for name in expected} == dict.fromkeys(expected, 1)


def form_of(who: User, nth: int = 0) -> Form:
    """Return the form of a line of the page, from the newest on."""
    forms = [each for each in forms_of(page_of(who).content.decode()) if each.kind == "notice"]
    return forms[nth]


def test_replies_to_one_text_are_one_line_that_leads_to_the_first_that_is_new(
    people: Cast, essay: Post
) -> None:
    alice, bob, carol, dave = people.values()
    mine = answer(alice, essay, "Ask me anything.")
    answer(dave, essay, "Elsewhere.")
    first = answer(bob, essay, "Why twenty?", parent=mine)
    answer(carol, essay, "Why not ten?", parent=mine)
    tell_waiting()
    assert lines_of(alice) == [
        "New Bob and Carol replied to your reply Bob Why twenty? Carol Why not ten?",
        "New Dave replied to your essay Elsewhere.",
    ]
    line = form_of(alice)
    answer(dave, essay, "Or one?", parent=mine)
    tell_waiting()
    followed = browser_of(alice).post(line.action, line.fields | {"open": "1"})
    assert followed.headers["location"] == f"/replies/{first.pk}/?in=thread"
    assert lines_of(alice) == [
        "New Dave replied to your reply Or one?",
        "Bob and Carol replied to your reply Bob Why twenty? Carol Why not ten?",
        "New Dave replied to your essay Elsewhere.",
    ], "what came since stays new"
    assert count_of(alice) == 2


def test_by_hand_all_at_once_and_by_reading_the_discussion(people: Cast, essay: Post) -> None:
    alice, bob = people["alice"], people["bob"]
    for text in ("One.", "Two.", "Three."):
        answer(bob, essay, text, parent=answer(alice, essay, f"Before {text}"))
        tell_waiting()
    before = Notification.objects.in_bulk()
    page_of(alice)
    assert Notification.objects.in_bulk() == before, "reading writes nothing"
    line = form_of(alice, 1)
    for who, status in ((None, 302), (bob, 404), (alice, 302)):
        assert browser_of(who).post(line.action, line.fields).status_code == status
    assert [line.startswith("New") for line in lines_of(alice)] == [True, False, True]

    visit = form_fields(browser_of(alice).get(essay.get_absolute_url()), "visit")
    late = answer(bob, essay, "Late.")
    tell_waiting()
    browser_of(alice).post(f"/posts/{essay.pk}/visit/", visit)
    assert count_of(alice) == 1, "what was not on the page is new"
    everything = form_fields(page_of(alice), "read-all")
    answer(bob, essay, "Later.", parent=answer(alice, essay, "Once more."))
    tell_waiting()
    browser_of(alice).post("/notifications/read/", everything)
    assert [line for line in lines_of(alice) if line.startswith("New")] == [
        "New Bob replied to your reply Later."
    ]
    assert late.pk


def test_moderators_decisions_stand_above_and_are_seen_here_and_there(
    people: Cast, essay: Post, mina: User
) -> None:
    bob = people["bob"]
    rude, fine = answer(bob, essay, "Go away."), answer(bob, essay, "Go, please.")
    for reply in (rude, fine):
        hide(moderator=mina, reply_id=reply.pk, reason="About a person")
    assert count_of(bob) == 2
    decided = "New Mina removed your reply on “Twenty checks” About a person"
    assert lines_of(bob) == [decided, decided]
    line = form_of(bob, 1)
    followed = browser_of(bob).post(line.action, line.fields | {"open": "1"})
    assert followed.headers["location"].startswith("/account/decisions/#decision-")
    assert count_of(bob) == 1
    assert text_of(browser_of(bob).get("/account/decisions/")).count("New Mina") == 1
    browser_of(bob).post("/notifications/read/", form_fields(page_of(bob), "read-all"))
    assert count_of(bob) == 0 and "New" not in text_of(browser_of(bob).get("/account/decisions/"))


def test_clicks_without_a_word_come_together_when_their_day_is_over(
    people: Cast, essay: Post
) -> None:
    bob = people["bob"]
    with time_machine.travel("2026-05-04T21:00:00Z", tick=False) as clock:
        place(bob, answer(bob, essay, "a) Too few checks.\nb) People tire."))
        tell_waiting()
        browser_of(people["alice"]).post("/notifications/read/", {"until": str(10**9)})
        for name in ("carol", "dave"):
            say(people[name], essay, "objections/1/share/")
        say(people["carol"], essay, "objections/2/share/")
        say(people["carol"], essay, "objections/2/taken-back/")
        tell_waiting()
        assert count_of(people["alice"]) == 0
        clock.shift(timedelta(hours=4))
        tell_waiting()
        tell_waiting()
        assert count_of(people["alice"]) == 1
        assert lines_of(people["alice"])[0] == (
            "New Carol and Dave said by a click where they stand"
            " objection a, shared by Carol and Dave Too few checks"
            " objection b, taken back by Carol People tire"
        )
        line = form_of(people["alice"])
        followed = browser_of(people["alice"]).post(line.action, line.fields | {"open": "1"})
        assert followed.headers["location"] == f"/posts/{essay.pk}/critique/"


def test_what_may_not_be_read_is_neither_shown_nor_counted_until_it_may(
    people: Cast, essay: Post, mina: User
) -> None:
    alice, bob = people["alice"], people["bob"]
    reply = answer(bob, essay, "Rude words.")
    entry = hide(moderator=mina, reply_id=reply.pk, reason="Rude")
    tell_waiting()
    assert told(people).get("alice") is None and count_of(alice) == 0
    line = f"/notifications/{Notification.objects.get(person=alice).pk}/"
    assert browser_of(alice).post(line, {"open": "1"}).status_code == 404
    undo(moderator=mina, entry_id=entry.pk, reason="Not so rude")
    assert lines_of(alice) == ["New Bob replied to your essay Rude words."]
    assert count_of(alice) == 1
    leave(user=bob, withdraw=False)
    assert lines_of(alice) == [] and count_of(alice) == 0, "its writer is gone"


def test_who_is_told_and_who_is_not(settings, people: Cast, essay: Post, mina: User) -> None:
    """Whoever may read is told; nobody of their own doing, of what waits, or after they left."""
    settings.NEWCOMER_APPROVAL = True
    alice, nora = people["alice"], person("nora", approved_at=None)
    gone, olaf = person("gone"), person("olaf", confirmed=False)
    suspended = person("sue", suspended_until=timezone.now() + timedelta(days=9))
    Bar.objects.create(post=essay, user=people["bob"], reason="Rude")
    answer(alice, essay, "My own.")
    leave(user=gone, withdraw=False)
    waiting = answer(nora, essay, "@bob @olaf @sue @gone @nora @mina, what do you say?")
    told(people)
    assert not Notification.objects.exists(), "nobody is told of what waits"
    approve(moderator=mina, reply_id=waiting.pk)
    told(people)
    everyone = {alice, people["bob"], olaf, suspended, mina}
    assert {each.person for each in Notification.objects.all()} == everyone
    assert count_of(suspended) == count_of(olaf) == 1
    leave(user=alice, withdraw=False)
    assert not Notification.objects.filter(person=alice).exists()


def test_an_edit_tells_whom_it_names_and_placed_points_are_no_second_notice(
    people: Cast, essay: Post
) -> None:
    bob = people["bob"]
    reply = answer(bob, essay, "a) Too few.\nb) Too many.")
    assert told(people) == {"alice": ["New Bob replied to your essay a) Too few. b) Too many."]}
    place(bob, reply)
    raised = "New Bob raises objections a and b objection a Too few objection b Too many"
    assert told(people) == {"alice": [raised]}
    assert Notification.objects.get().reason == Reason.OBJECTION
    edited = {"body": "a) Too few.\nb) Too many, @carol.", "base_revision": "1"}
    assert browser_of(bob).post(f"/replies/{reply.pk}/edit/", edited).status_code == 302
    assert set(told(people)) == {"alice", "carol"}
    assert Notification.objects.count() == 2


def test_an_essay_tells_whom_it_names(people: Cast) -> None:
    publish(people["alice"], "Open letter", "Dear @bob, and `@carol`.")
    assert told(people) == {"bob": ["New Alice mentioned you in this essay Dear @bob, and @carol."]}
    assert "Open letter" in text_of(page_of(people["bob"]))


def test_older_ones_are_a_page_away(people: Cast, essay: Post) -> None:
    alice = people["alice"]
    for n in range(30):
        mine = answer(alice, essay, f"Mine {n}.")
        answer(people["bob"], essay, f"Reply {n}.", parent=mine)
    tell_waiting()
    assert len(lines_of(alice)) == 25
    older = dict(links_of(page_of(alice).content.decode()))["Older notices"]
    page = browser_of(alice).get(older)
    assert len(LINE.findall(page.content.decode())) == 5
    line = next(each for each in forms_of(page.content.decode()) if each.kind == "notice")
    assert browser_of(alice).post(line.action, line.fields).headers["location"] == older
