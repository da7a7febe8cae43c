"""What somebody follows they are told of, what they mute they never hear of; nobody else knows."""

from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from accounts.actions.leaving import leave
from accounts.data import data_of
from accounts.models import User
from critiques.actions.joins import join, unjoin
from critiques.models import ObjectionFollow
from forum.models import Follow, Mute, Post, Reply, State
from moderation.actions.moves import move, split, unmove, unsplit
from notifications.fanout import tell_waiting
from notifications.models import Happening, Notification
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.journeys.notifications.test_notices import count_of, lines_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db
Cast = dict[str, User]


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, Any]:
    """Alice's essay on ethics: Bob answered it, and Carol Bob. Dave and Erin wrote nothing."""
    people = {name: person(name) for name in ("alice", "bob", "carol", "dave", "erin")}
    essay = publish(people["alice"], topics="ethics")
    first = answer(people["bob"], essay, "Why twenty?")
    second = answer(people["carol"], essay, "Why not?", parent=first)
    forget()
    made = {"people": people, "essay": essay, "first": first, "second": second}
    return made | {"mina": moderator()}


people, essay, first, second, mina = parts("people essay first second mina")


def forget() -> None:
    """Let nobody have any news."""
    tell_waiting()
    Happening.objects.all().delete()
    Notification.objects.all().delete()


def press(who: User, url: str, do: str, **more: str) -> HttpResponse:
    """Press a button of what can be followed or muted."""
    response = browser_of(who).post(url, {"do": do, **more})
    assert response.status_code == 302, text_of(response)
    return response


def told(who: User) -> list[str]:
    tell_waiting()
    return lines_of(who)


def of_essay(essay: Post) -> str:
    return f"/posts/{essay.pk}/following/"


# Following


def test_who_follows_an_essay_is_told_of_each_reply_and_of_those_to_one_text_in_one_line(
    people: Cast, essay: Post, first: Reply
) -> None:
    dave, carol = people["dave"], people["carol"]
    press(dave, of_essay(essay), "follow")
    answer(carol, essay, "Once more.", parent=first)
    answer(people["alice"], essay, "As I said.", parent=first)
    answer(carol, essay, "Above all.")
    assert told(dave) == [
        "New Carol wrote in this discussion Above all.",
        "New Carol and Alice wrote in this discussion Carol Once more. Alice As I said.",
    ]
    page = browser_of(dave).get("/notifications/").content.decode()
    assert f'<a href="{of_essay(essay)}">You follow this essay</a>' in page
    press(dave, of_essay(essay), "stop")
    answer(carol, essay, "And on.")
    assert len(told(dave)) == 2
    assert lines_of(people["erin"]) == []


def test_writing_follows_once_unless_one_chose_otherwise(people: Cast, essay: Post) -> None:
    alice, bob, dave, erin = (people[name] for name in ("alice", "bob", "dave", "erin"))
    answer(dave, essay, "My word.")
    browser_of(erin).post("/account/following/", {})
    answer(erin, essay, "Mine, too.")
    assert told(dave) == ["New Erin wrote in this discussion Mine, too."]
    assert told(bob)[0] == (
        "New Dave and Erin wrote in this discussion Dave My word. Erin Mine, too."
    )
    press(dave, of_essay(essay), "stop")
    answer(dave, essay, "My last word.")
    answer(alice, essay, "So be it.")
    assert len(told(dave)) == 1, "it was not followed anew"
    assert told(erin) == []
    browser_of(erin).post("/account/following/", {"follows_written": "1"})
    answer(erin, essay, "One more.")
    answer(alice, essay, "Thanks.")
    assert told(erin) == ["New Alice wrote in this discussion Thanks."]


def test_who_follows_later_is_not_told_of_what_was_before(people: Cast, essay: Post) -> None:
    answer(people["carol"], essay, "Before.")
    press(people["dave"], of_essay(essay), "follow")
    assert told(people["dave"]) == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("/u/alice/following/", "You follow its author"),
        ("/topics/ethics/following/", "You follow its topic"),
    ],
)
def test_new_essays_by_whom_and_on_what_one_follows(
    people: Cast, essay: Post, url: str, why: str
) -> None:
    dave = people["dave"]
    press(dave, url, "follow")
    new = publish(people["alice"], "Thirty checks", "Thirty.", topics="ethics")
    publish(people["bob"], "On other things", "Something.")
    assert told(dave) == ["New Alice wrote this essay Thirty."]
    assert why in browser_of(dave).get("/notifications/").content.decode()
    answer(people["carol"], new, "Why thirty?")
    changed = {"title": new.title, "body": "Forty, @bob.", "base_revision": 1, "topics": "ethics"}
    browser_of(people["alice"]).post(f"/posts/{new.pk}/edit/", changed)
    assert len(told(dave)) == 1, "of the essay alone, once"
    press(people["erin"], url, "follow")
    assert told(people["erin"]) == []


def test_what_waits_is_told_once_it_is_public(settings: Any, people: Cast, mina: User) -> None:
    settings.NEWCOMER_APPROVAL = True
    nora = person("nora", approved_at=None)
    press(people["dave"], "/u/nora/following/", "follow")
    waiting = publish(nora, "Waiting", "My first.")
    assert told(people["dave"]) == []
    decided = {"post": waiting.pk, "decision": "approve"}
    assert browser_of(mina).post("/moderation/approvals/", decided).status_code == 302
    assert told(people["dave"]) == ["New Nora wrote this essay My first."]


def test_what_becomes_of_an_objection(people: Cast, essay: Post) -> None:
    alice, bob, carol, dave = (people[name] for name in ("alice", "bob", "carol", "dave"))
    place(bob, answer(bob, essay, "a) Too few checks.\nb) People tire."))
    forget()
    page = f"/posts/{essay.pk}/objections/1/"
    assert press(dave, f"{page}following/", "follow").headers["location"] == page
    assert "Following this objection" in text_of(browser_of(dave).get(page))
    assert "Following this" not in text_of(browser_of(people["erin"]).get(page))
    place(carol, answer(carol, essay, "a) Twenty do."), to_a="answer-1")
    answer(carol, essay, "Nothing of it.")
    browser_of(dave).post(f"{page}share/")
    browser_of(bob).post(f"{page}claim/", {"claim": "Far too few checks"})
    browser_of(alice).post(f"{page}position/", {"stance": "conceded", "text": "Right, forty."})
    browser_of(carol).post(f"{page}share/", {"text": "So I think."})
    browser_of(bob).post(f"{page}merge/", {"into": "2"})
    answer(alice, essay, "They rest.", **{"objection-2": "answer"})
    a, b = "objection a", "objection b"
    assert told(dave) == [
        f"New Alice answers {b} {b} People tire Alice They rest.",
        f"New Bob made {a} part of {b} {a} Far too few checks {b} People tire",
        f"New Carol still disputes {a} {a} Far too few checks Carol So I think.",
        f"New Alice agrees with {a} {a} Far too few checks Alice Right, forty.",
        f"New Bob puts {a} otherwise Far too few checks",
        f"New Carol answers {a} {a} Far too few checks Carol Twenty do.",
    ]


# Muting


def is_told(*, follows: bool, mutes: tuple[bool, bool, bool], named: bool, by_mod: bool) -> bool:
    """What the site promises, said plainly."""
    if named and by_mod:
        return True
    return (named or follows) and not any(mutes)


@pytest.mark.parametrize("by_mod", [False, True])
@pytest.mark.parametrize("named", [False, True])
def test_who_is_told_of_a_reply_in_every_case(
    people: Cast, essay: Post, first: Reply, second: Reply, mina: User, named: bool, by_mod: bool
) -> None:
    """Mutes of the essay, of its writer, and of a branch two replies above it."""
    writer = mina if by_mod else people["erin"]
    expected = {}
    for number, (follows, *mutes) in enumerate(product((True, False), repeat=4)):
        reader = User.objects.create_user(f"reader{number}")
        if follows:
            Follow.objects.create(user=reader, post=essay)
        for mute, what in zip(
            mutes, ({"post": essay}, {"person": writer}, {"reply": first}), strict=True
        ):
            if mute:
                Mute.objects.create(user=reader, **what)
        expected[reader.username] = is_told(
            follows=follows, mutes=tuple(mutes), named=named, by_mod=by_mod
        )
    names = " ".join(f"@{name}" for name in expected) if named else "Nobody."
    answer(writer, essay, names, parent=second)
    tell_waiting()
    shown = Notification.objects.filter(is_muted=False, read_at=None)
    found = set(shown.values_list("person__username", flat=True))
    assert {name: name in found for name in expected} == expected
    kept = Notification.objects.filter(is_muted=True)
    assert all(each.read_at for each in kept)
    assert kept.exists() != (named and by_mod)


@pytest.mark.parametrize("what", ["essay", "person", "branch"])
def test_what_was_muted_never_appears_and_what_was_told_is_read(
    people: Cast, essay: Post, first: Reply, what: str
) -> None:
    alice, carol = people["alice"], people["carol"]
    urls = {
        "essay": of_essay(essay),
        "person": "/u/carol/following/",
        "branch": f"/replies/{first.pk}/mute/",
    }
    answer(carol, essay, "Before, @alice.", parent=first)
    told(alice)
    assert count_of(alice) == 1
    press(alice, urls[what], "mute")
    assert count_of(alice) == 0
    assert lines_of(alice) == ["Carol mentioned you Before, @alice."]
    late = answer(carol, essay, "Meanwhile, @alice.", parent=first)
    assert len(told(alice)) == 1
    press(alice, urls[what], "unmute")
    changed = {"body": "Meanwhile, @alice and @bob.", "base_revision": 1}
    browser_of(carol).post(f"/replies/{late.pk}/edit/", changed)
    assert len(told(alice)) == 1, "what was muted does not come back"
    answer(carol, essay, "After, @alice.", parent=first)
    assert told(alice)[0] == "New Carol mentioned you After, @alice."


def test_to_follow_ends_muting_and_to_mute_ends_following(people: Cast, essay: Post) -> None:
    dave = people["dave"]
    for url, of in (
        (of_essay(essay), {"post": essay}),
        ("/u/bob/following/", {"person": people["bob"]}),
    ):
        for do in ("mute", "follow", "follow", "mute", "mute"):
            press(dave, url, do)
            followed = Follow.objects.filter(user=dave, stopped_at=None, **of).exists()
            assert (followed, Mute.objects.filter(user=dave, **of).exists()) == (
                do == "follow",
                do == "mute",
            )
    answer(dave, essay, "A word of mine.")
    assert not Follow.objects.filter(user=dave, stopped_at=None).exists(), "a mute is not undone"


def test_nobody_follows_or_mutes_themselves_or_what_they_may_not_know(
    people: Cast, essay: Post, first: Reply
) -> None:
    dave = people["dave"]
    hidden = publish(people["bob"], "Hidden", topics="secret")
    Post.objects.filter(pk=hidden.pk).update(state=State.HIDDEN)
    for url in (
        "/u/dave/following/",
        "/u/nobody/following/",
        of_essay(hidden),
        "/topics/secret/following/",
        "/topics/none/following/",
        "/replies/999/mute/",
        f"/posts/{essay.pk}/objections/9/following/",
    ):
        client = browser_of(dave)
        assert client.get(url).status_code == 404, url
        answers = {client.post(url, {"do": do}).status_code for do in ("follow", "mute")}
        assert answers == {404}, url
    assert not Follow.objects.filter(user=dave).exists()
    assert not Mute.objects.exists() and not ObjectionFollow.objects.exists()


# On the page of a thread


def folded(who: User | None, url: str) -> list[str]:
    """Return whose texts are folded on a page, and how many branches are closed."""
    page = browser_of(who).get(url, follow=True).content.decode()
    assert "Why twenty?" in page and "Why not?" in page, "all can be reached"
    articles = page.split("<article")[1:]
    texts = [each for each in articles if '<details class="fold"><summary>Muted' in each]
    names = [each.partition('aria-label="')[2].partition(",")[0] for each in texts]
    return names + ["closed"] * page.count('<details class="branch">')


def test_what_is_muted_is_folded_for_its_reader_alone(
    people: Cast, essay: Post, first: Reply, second: Reply, mina: User
) -> None:
    here = essay.get_absolute_url()
    readers = {"dave": "/u/bob/following/", "erin": f"/replies/{first.pk}/mute/"}
    everybody = [None, mina, *people.values()]
    assert [folded(who, here) for who in everybody] == [[]] * len(everybody)
    for name, url in readers.items():
        press(people[name], url, "mute")
    press(mina, "/u/bob/following/", "mute")
    assert folded(people["dave"], here) == ["Bob"], "what is beneath stays in sight"
    assert folded(people["erin"], here) == ["Bob", "closed"]
    assert folded(mina, here) == ["Bob"]
    for who in (None, people["alice"], people["bob"], people["carol"]):
        assert folded(who, here) == []
    assert folded(people["dave"], f"/replies/{first.pk}/") == [], "who asks for it reads it"
    assert folded(people["dave"], f"/replies/{second.pk}/") == ["Bob"]
    for name, url in readers.items():
        press(people[name], url, "unmute")
        assert folded(people[name], here) == []


def test_the_critique_knows_no_mutes(people: Cast, essay: Post) -> None:
    place(people["bob"], answer(people["bob"], essay, "a) Too few checks."))
    url = f"/posts/{essay.pk}/critique/"
    before = text_of(browser_of(people["dave"]).get(url))
    press(people["dave"], "/u/bob/following/", "mute")
    press(people["dave"], of_essay(essay), "mute")
    assert text_of(browser_of(people["dave"]).get(url)) == before


# Where it is chosen


def test_the_page_that_a_mail_leads_to_writes_nothing_until_its_button_is_pressed(
    people: Cast, essay: Post, first: Reply
) -> None:
    dave = people["dave"]
    for url in (of_essay(essay), "/u/bob/following/", f"/replies/{first.pk}/mute/"):
        assert browser_of(None).get(url).headers["location"].startswith("/account/login/")
        page = browser_of(dave).get(url)
        assert "Mute" in text_of(page) and 'value="mute"' in page.content.decode()
        assert not Mute.objects.exists() and not Follow.objects.filter(user=dave).exists()
        assert press(dave, url, "mute").status_code == 302
        assert "Muted" in text_of(browser_of(dave).get(url))
        Mute.objects.all().delete()
        Follow.objects.filter(user=dave).delete()


def test_pressed_in_place_it_answers_with_its_buttons_as_they_are_now(
    people: Cast, essay: Post
) -> None:
    sent = {"do": "follow", "here": "bookmark"}
    shown = browser_of(people["dave"]).post(of_essay(essay), sent).content.decode()
    assert shown in browser_of(people["dave"]).get(essay.get_absolute_url()).content.decode()
    assert 'value="stop" aria-pressed="true">Following' in shown
    attack = {"do": "follow", "here": '"><script>'}
    assert b"<script" not in browser_of(people["dave"]).post(of_essay(essay), attack).content


LISTS = {
    "essays": ("follow", "/posts/{post}/following/", "Twenty checks"),
    "people": ("follow", "/u/bob/following/", "Bob"),
    "topics": ("follow", "/topics/ethics/following/", "ethics"),
    "objections": ("follow", "/posts/{post}/objections/1/following/", "Objection a: Too few"),
    "muted-essays": ("mute", "/posts/{post}/following/", "Twenty checks"),
    "muted-branches": ("mute", "/replies/{reply}/mute/", "Bob on Twenty checks"),
    "muted-people": ("mute", "/u/bob/following/", "Bob"),
}


@pytest.mark.parametrize("of", LISTS)
def test_each_list_has_it_and_takes_it_off(
    people: Cast, essay: Post, first: Reply, of: str
) -> None:
    do, url, title = LISTS[of]
    place(people["bob"], answer(people["bob"], essay, "a) Too few checks."))
    dave, url = people["dave"], url.format(post=essay.pk, reply=first.pk)
    page = f"/account/following/?of={of}"
    assert "Nothing here" in text_of(browser_of(dave).get(page))
    press(dave, url, do)
    assert title in text_of(browser_of(dave).get(page))
    assert "Nothing here" in text_of(browser_of(people["erin"]).get(page))
    off = "stop" if do == "follow" else "unmute"
    assert press(dave, url, off, list=of).headers["location"] == page
    assert "Nothing here" in text_of(browser_of(dave).get(page))


def test_a_list_leaves_out_what_one_may_not_know_and_asks_as_often_whatever_is_on_it(
    people: Cast, essay: Post
) -> None:
    dave, counts = people["dave"], []
    client = browser_of(dave)
    for more in (3, 60):
        for number in range(more):
            post = Post.objects.create(
                author=people["bob"],
                title=f"Essay {number}",
                slug="essay",
                state=State.VISIBLE,
                html_version=1,
            )
            Follow.objects.create(user=dave, post=post)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/account/following/")
        counts.append(len(asked))
        assert text_of(page).count("Stop following") == min(Follow.objects.count() - 3, 30)
    assert counts[0] == counts[1] == 4, "of them three for the session, its owner, the masthead"
    Post.objects.update(state=State.HIDDEN)
    assert "Nothing here" in text_of(client.get("/account/following/"))


# What moderators do


def test_followers_go_along_when_essays_are_merged_and_back(
    people: Cast, essay: Post, mina: User
) -> None:
    alice, dave, erin = (people[name] for name in ("alice", "dave", "erin"))
    other = publish(alice, "The same again")
    for who in (dave, erin):
        press(who, of_essay(essay), "follow")
    press(erin, of_essay(other), "mute")
    press(erin, of_essay(other), "unmute")
    entry = join(moderator=mina, post_id=essay.pk, into=other.pk, reason="The same")
    forget()
    answer(alice, other, "Here now.")
    tell_waiting()
    assert lines_of(dave) == ["New Alice wrote in this discussion Here now."]
    assert lines_of(erin) == [], "who had stopped follows it no more"
    unjoin(moderator=mina, entry=entry, reason="Not the same")
    forget()
    answer(alice, other, "There.")
    answer(alice, essay, "And here.")
    assert told(dave) == ["New Alice wrote in this discussion And here."]


def test_a_muted_branch_stays_so_wherever_it_is_moved(
    people: Cast, essay: Post, first: Reply, second: Reply, mina: User
) -> None:
    alice, bob, carol = (people[name] for name in ("alice", "bob", "carol"))
    other = publish(alice, "Another", "Another.")
    press(carol, f"/replies/{first.pk}/mute/", "mute")
    forget()

    def reply_beneath(post: Post) -> list[str]:
        """Let Bob answer Carol's reply; return what she hears of it."""
        answer(bob, post, "To you, Carol.", parent=second)
        return told(carol)

    assert reply_beneath(essay) == []
    moved = move(moderator=mina, reply_id=first.pk, post_id=other.pk, parent_id=None, reason="So")
    forget()
    assert reply_beneath(other) == []
    unmove(moderator=mina, entry=moved, reason="No")
    forget()
    parted = split(moderator=mina, reply_id=first.pk, title="Apart", reason="So")
    forget()
    first.refresh_from_db()
    assert reply_beneath(first.essay) == []
    unsplit(moderator=mina, entry=parted, reason="No")
    forget()
    assert reply_beneath(essay) == []
    press(carol, f"/replies/{first.pk}/mute/", "unmute")
    assert reply_beneath(essay) == ["New Bob replied to your reply To you, Carol."]


# One's own


def test_it_is_ones_own_data_and_goes_when_one_leaves(people: Cast, essay: Post) -> None:
    bob, dave = people["bob"], people["dave"]
    place(bob, answer(bob, essay, "a) Too few checks."))
    press(dave, of_essay(essay), "follow")
    press(dave, "/u/bob/following/", "mute")
    press(people["erin"], "/u/dave/following/", "follow")
    press(dave, f"/posts/{essay.pk}/objections/1/following/", "follow")
    data = "".join(data_of(dave))
    for table in ("follows", "mutes", "objections_followed"):
        assert f'"user_id": {dave.pk}' in data.partition(f'"{table}"')[2].partition("]")[0]
    assert '"follows_written": true' in data
    assert f'"person_id": {dave.pk}' not in "".join(data_of(bob)), "who mutes one is not said"
    leave(user=dave, withdraw=False)
    for model in (Follow, Mute):
        assert not model.objects.filter(user=dave).exists()
        assert not model.objects.filter(person=dave).exists()
    assert not ObjectionFollow.objects.exists()
