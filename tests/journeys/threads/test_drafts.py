"""What somebody types is kept by the site until its form is accepted; nobody else ever reads it."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.actions.leaving import leave
from accounts.data import data_of
from accounts.models import User
from forum.actions.drafts import drafts
from forum.actions.drafts.drafts import save_typed
from forum.models import Draft, Post, Reply
from forum.places import WritingPlace
from moderation.actions.purges import purge
from moderation.actions.removals import hide
from tests.cast import answer, browser_of, moderator, person, publish, text_of
from tests.cast import place as place_points
from tests.forms import forms_of, links_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

NEW = "/posts/new/"


@pytest.fixture(scope="module")
def made(kept_db):
    """Alice's essay beneath which Bob wrote, and another that she has not published."""
    alice, bob = person("alice"), person("bob")
    essay = publish(alice, "Twenty checks")
    said = answer(bob, essay, "Too few.")
    browser_of(alice).post(NEW, {"title": "Begun", "body": "Words.", "draft": "1"})
    return {
        "alice": alice,
        "bob": bob,
        "essay": essay,
        "said": said,
        "begun": Post.objects.get(state="draft"),
    }


alice, bob, essay, said, begun = parts("alice bob essay said begun")


def keep(client: Client, place: Any, sequence: int = 0, **typed: str) -> Any:
    return client.post(f"/drafts/{place}/", {"sequence": sequence, **typed})


def form_at(client: Client, url: str) -> Any:
    """The form of an address that keeps what is typed in it."""
    forms = forms_of(client.get(url).content.decode())
    return next(each for each in forms if each.kind in ("post", "reply", "reply-edit"))


WHERE = [
    # who, the form's address, its place, what the list says of it, what was there before
    ("bob", "/posts/new/?draft={token}", "new-{token}", "New essay", ""),
    ("alice", "/posts/{begun}/edit/", "essay-{begun}", "Essay, not published", "Words."),
    ("alice", "/posts/{essay}/edit/", "essay-{essay}", "Changes to your essay", "An essay."),
    ("bob", "/posts/{essay}/reply/", "essay-{essay}-reply", "Reply to “Twenty", ""),
    (
        "alice",
        "/posts/{essay}/reply/?parent={said}",
        "reply-{said}-reply",
        "Reply to Bob, beneath",
        "",
    ),
    ("bob", "/replies/{said}/edit/", "reply-{said}", "Changes to your reply", "Too few."),
]


@pytest.mark.parametrize(("who", "url", "place", "what", "before"), WHERE)
def test_each_form_keeps_what_is_typed_until_it_is_sent(
    request, essay, said, begun, who: str, url: str, place: str, what: str, before: str
) -> None:
    writer = request.getfixturevalue(who)
    names = {"token": uuid4(), "essay": essay.pk, "said": said.pk, "begun": begun.pk}
    url, place, client = url.format(**names), place.format(**names), browser_of(writer)
    page = client.get(url).content.decode()
    assert f'data-draft="{place}"' in page or "{token}" in url
    form = form_at(client, url)
    assert form.fields["body"] == before
    kept = keep(client, place, **form.fields | {"body": "Typed so far.", "title": "Titled"})
    assert kept.status_code == 200, kept.content
    assert "Drafts" in client.get("/").content.decode().partition("<main")[0]

    listed = client.get("/drafts/")
    assert what in text_of(listed) and "Typed so far." in text_of(listed)
    go_on = [to for words, to in links_of(listed.content.decode()) if words.startswith("Go on")]
    assert url in go_on
    again = form_at(client, url)
    assert again.fields["body"] == "Typed so far."
    assert int(again.fields["sequence"]) == kept.json()["sequence"]
    assert "Here is what you wrote" in text_of(client.get(url))

    sent = client.post(again.action or url, again.fields)
    assert sent.status_code == 302, text_of(sent)
    assert not Draft.objects.exists()
    landed = client.get(sent["location"]).content.decode()
    assert f'data-accepted="{again.fields["token"]}"' in landed


@pytest.mark.parametrize(
    ("who", "url", "place"),
    [(who, url, place) for who, url, place, _, before in WHERE if before],
)
def test_what_stands_there_already_is_no_draft(
    request, essay, said, begun, who: str, url: str, place: str
) -> None:
    names = {"essay": essay.pk, "said": said.pk, "begun": begun.pk}
    place, client = place.format(**names), browser_of(request.getfixturevalue(who))
    stands = form_at(client, url.format(**names)).fields
    kept = keep(client, place, **stands | {"body": "Typed so far."}).json()
    # In another tab, which knows of no draft, it goes on as another text would.
    assert keep(client, place, **stands).status_code == 409
    again = {"sequence": kept["sequence"], "body": stands["body"] + "\r\n"}
    back = keep(client, place, **stands | again)
    assert (back.status_code, back.json()["sequence"], Draft.objects.count()) == (200, 0, 0)
    for name in {"title", "in_short", "topics", "note", "body"} & stands.keys():
        kept = keep(client, place, **stands | {name: "another"}).json()
        assert Draft.objects.get().fields[name] == "another"
        keep(client, place, **stands | {"sequence": kept["sequence"]})
        assert not Draft.objects.exists(), name


def test_of_an_essay_in_short_alone_that_is_listed(alice: User) -> None:
    client = browser_of(alice)
    keep(client, f"new-{uuid4()}", title="Titled", in_short="What it claims.", body="")
    assert "What it claims." in text_of(client.get("/drafts/"))


def test_a_draft_is_nobody_elses(essay: Post, alice: User, bob: User) -> None:
    places = [WritingPlace.of_new(uuid4()), WritingPlace.of_answer(essay.pk, None)]
    for place in places:
        assert keep(browser_of(bob), place, body="Bob’s alone.").status_code == 200
    for other in (alice, moderator()):
        client = browser_of(other)
        for place in places:
            assert client.get(f"/drafts/{place}/").status_code == 404
            assert client.get(f"/drafts/{place}/state/").json() == {"sent": False}
            for end in ("discard/", "put-back/"):
                assert client.post(f"/drafts/{place}/{end}").status_code == 404
        for url in ("/drafts/", f"/posts/{essay.pk}/reply/", f"/posts/new/?draft={places[0].key}"):
            assert "Bob’s alone." not in client.get(url).content.decode()
    visitor = browser_of(None)
    for url in ("/drafts/", f"/drafts/{places[0]}/", f"/drafts/{places[0]}/state/"):
        assert visitor.get(url)["location"].startswith("/account/login/")
    assert keep(visitor, places[0], body="x")["location"].startswith("/account/login/")


def test_only_who_gets_the_form_keeps_a_draft_of_it(essay, said, begun, alice, bob) -> None:
    for place in (f"essay-{essay.pk}", f"essay-{begun.pk}", f"essay-{begun.pk}-reply"):
        assert keep(browser_of(bob), place, body="x").status_code == 404, place
    for place in (f"reply-{said.pk}", "reply-999999-reply", "essay-999999-reply"):
        assert keep(browser_of(alice), place, body="x").status_code == 404, place
    for nonsense in ("new-1", "essay-0", "reply-1-2", "essay-9" + "9" * 20):
        assert keep(browser_of(alice), nonsense, body="x").status_code == 404
    unconfirmed = person("una", confirmed=False)
    refused = keep(browser_of(unconfirmed), f"essay-{essay.pk}-reply", body="x")
    assert refused.status_code == 403 and b"Confirm your e-mail" in refused.content
    assert not Draft.objects.exists()


def test_of_two_devices_the_second_is_told_and_shown_the_other(essay: Post, bob: User) -> None:
    place, client = WritingPlace.of_answer(essay.pk, None), browser_of(bob)
    first = keep(client, place, body="On the phone.").json()["sequence"]
    for seen in (0, first - 1, first + 1):
        other = keep(client, place, seen, body="At the desk.")
        assert other.status_code == 409
        assert other.json()["typed"] == {"body": "On the phone."}
        assert other.json()["sequence"] == first
    assert keep(client, place, 0, body="On the phone.").json()["sequence"] == first, "the same"
    taken = keep(client, place, first, body="At the desk.").json()["sequence"]
    assert taken > first
    assert keep(client, place, first, body="On the phone, on.").status_code == 409
    assert Draft.objects.get().fields == {"body": "At the desk."}


def test_what_another_tab_typed_stays_when_a_form_is_sent(essay: Post, bob: User) -> None:
    client, url = browser_of(bob), f"/posts/{essay.pk}/reply/"
    mine, other = form_at(client, url).fields, form_at(client, url).fields
    place = f"essay-{essay.pk}-reply"
    assert keep(client, place, token=other["token"], body="Another text.").status_code == 200
    assert client.post(url, mine | {"body": "Sent."}).status_code == 302
    assert Draft.objects.get().fields["body"] == "Another text."
    late = keep(client, place, token=mine["token"], body="Sent.")
    assert late.status_code == 409, "a save that comes after its form was accepted"
    assert client.post(url, other | {"body": "Another text."}).status_code == 302
    assert not Draft.objects.exists()
    late = keep(client, place, token=other["token"], body="Another te")
    assert (late.status_code, late.json()) == (409, {"sent": True})
    told = client.get(f"/drafts/{place}/state/?token={other['token']}").json()
    assert told == {"sent": True}
    assert client.get(f"/drafts/{place}/state/?token={uuid4()}").json() == {"sent": False}


def test_what_is_refused_or_only_previewed_keeps_its_draft(essay: Post, bob: User) -> None:
    client, url, place = browser_of(bob), f"/posts/{essay.pk}/reply/", f"essay-{essay.pk}-reply"
    form = form_at(client, url).fields | {"body": "Typed."}
    sequence = keep(client, place, **form).json()["sequence"]
    for more in ({"preview": "1"}, {"body": ""}, {"body": "x" * 40_001}):
        assert client.post(url, form | {"sequence": str(sequence)} | more).status_code != 302
        assert Draft.objects.get().sequence == sequence


@pytest.mark.parametrize(
    ("place", "typed", "says"),
    [
        ("essay-{essay}-reply", {"body": "x" * 40_001}, "40,000"),
        (f"new-{UUID(int=1)}", {"body": "x" * 100_001}, "100,000"),
        (f"new-{UUID(int=2)}", {"title": "x" * 20_001}, "20,000"),
        ("essay-{essay}-reply", {"body": "a\x00b"}, "NUL"),
    ],
)
def test_what_no_form_takes_is_not_kept(essay, bob, place: str, typed: dict, says: str) -> None:
    refused = keep(browser_of(bob), place.format(essay=essay.pk), **typed)
    assert refused.status_code == 422 and says.lower() in refused.content.decode().lower()
    assert not Draft.objects.exists()


def test_nobody_fills_the_site_with_drafts(monkeypatch, bob: User) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    client = browser_of(bob)
    places = [WritingPlace.of_new(uuid4()) for _ in range(3)]
    assert [keep(client, place, body="x").status_code for place in places] == [200, 200, 422]
    assert (
        keep(client, places[0], Draft.objects.earliest("pk").sequence, body="y").status_code == 200
    )


def test_what_was_thrown_away_can_be_put_back_for_a_week(essay: Post, bob: User) -> None:
    place, client = WritingPlace.of_answer(essay.pk, None), browser_of(bob)
    keep(client, place, body="Not so good.")
    [form] = [f for f in forms_of(client.get("/drafts/").content.decode()) if "discard" in f.action]
    gone = client.post(form.action)
    page = client.get(gone["location"])
    assert "Thrown away: Reply to “Twenty checks”" in text_of(page)
    assert form_at(client, f"/posts/{essay.pk}/reply/").fields["body"] == ""
    assert "Drafts" not in client.get("/").content.decode().partition("<main")[0]
    [undo] = [f for f in forms_of(page.content.decode()) if f.kind == "draft-put-back"]
    assert client.post(undo.action)["location"] == "/drafts/"
    assert form_at(client, f"/posts/{essay.pk}/reply/").fields["body"] == "Not so good."

    client.post(form.action)
    keep(client, place, body="Begun anew.")
    refused = client.post(undo.action)
    assert refused.status_code == 409 and "begun another text there since" in text_of(refused)
    week = timezone.now() - timedelta(days=8)
    Draft.objects.filter(discarded_at__isnull=False).update(discarded_at=week)
    client.post(form.action)
    assert [each.fields["body"] for each in Draft.objects.all()] == ["Begun anew."]
    Draft.objects.update(discarded_at=week)
    call_command("sweep_drafts", stdout=StringIO())
    assert not Draft.objects.exists()


def test_an_essay_that_was_thrown_away_can_be_put_back(alice: User, begun: Post) -> None:
    client = browser_of(alice)
    keep(client, f"essay-{begun.pk}", body="Words, and more.")
    gone = client.post(f"/posts/{begun.pk}/discard/")
    assert not Post.objects.filter(pk=begun.pk).exists()
    page = client.get(gone["location"])
    assert "Thrown away: New essay “Begun”" in text_of(page)
    [undo] = [f for f in forms_of(page.content.decode()) if f.kind == "draft-put-back"]
    client.post(undo.action)
    links = dict(links_of(client.get("/drafts/").content.decode()))
    form = form_at(client, links["New essay “Begun”"])
    assert (form.fields["title"], form.fields["body"]) == ("Begun", "Words, and more.")


def test_what_was_typed_in_a_wording_that_is_not_the_latest_stands_beside_it(
    essay: Post, said: Reply, alice: User, bob: User
) -> None:
    for writer, url, place in (
        (alice, f"/posts/{essay.pk}/edit/", f"essay-{essay.pk}"),
        (bob, f"/replies/{said.pk}/edit/", f"reply-{said.pk}"),
    ):
        client = browser_of(writer)
        form = form_at(client, url).fields
        keep(client, place, **form | {"body": "Typed at first."})
        other = form | {"token": str(uuid4()), "body": "Saved elsewhere."}
        assert client.post(url, other).status_code == 302
        page = client.get(url)
        assert "Saved elsewhere." in text_of(page), "both are there"
        form = form_at(client, url).fields
        assert form["body"] == "Typed at first."
        assert client.post(url, form).status_code == 302, "whoever saw both may take either"


def test_what_an_author_chose_beside_the_text_is_kept_too(essay, said, alice, bob) -> None:
    place_points(bob, answer(bob, essay, "a) One thing is wrong."))
    client, url = browser_of(alice), f"/posts/{essay.pk}/reply/"
    form = form_at(client, url)
    chosen = form.filled_in(body="So it is.", objection_1="concede") | {"concede-1": "Agreed."}
    assert keep(client, f"essay-{essay.pk}-reply", **chosen).status_code == 200
    again = form_at(client, url).fields
    assert (again["objection-1"], again["concede-1"]) == ("concede", "Agreed.")


def test_where_the_place_is_gone_the_text_can_still_be_read(
    essay: Post, said: Reply, alice
) -> None:
    client, carol = browser_of(alice), person("carol")
    keep(client, f"reply-{said.pk}-reply", body="All that I had to say.")
    keep(browser_of(carol), f"essay-{essay.pk}-reply", body="Carol’s words.")
    hide(moderator=moderator(), reason="Why.", post_id=essay.pk)
    page = browser_of(carol).get("/drafts/")
    assert "Twenty checks" not in text_of(page) and "gone, or not open to you" in text_of(page)
    [(_, text)] = [each for each in links_of(page.content.decode()) if "Show the text" in each[0]]
    assert "Carol’s words." in text_of(browser_of(carol).get(text))
    assert "All that I had to say." in text_of(client.get(f"/drafts/reply-{said.pk}-reply/"))


def test_what_is_erased_for_good_leaves_no_draft_of_it(essay, said, alice, bob) -> None:
    for writer, place in (
        (alice, f"essay-{essay.pk}"),
        (bob, f"reply-{said.pk}"),
        (alice, f"reply-{said.pk}-reply"),
    ):
        assert keep(browser_of(writer), place, body="Words of it.").status_code == 200
    ada = person("ada", role=User.Role.ADMIN)
    for what in ({"reply_id": said.pk}, {"post_id": essay.pk}):
        hide(moderator=ada, reason="Why.", **what)
        purge(admin=ada, reason="The law.", **what)
    assert [each.place for each in Draft.objects.all()] == [f"reply-{said.pk}-reply"]


def test_drafts_are_ones_own_data_and_go_with_their_writer(essay: Post, bob: User) -> None:
    keep(browser_of(bob), f"essay-{essay.pk}-reply", body="Not finished.")
    [draft] = json.loads("".join(data_of(bob)))["drafts"]
    assert draft["fields"] == {"body": "Not finished."} and "token" not in draft
    leave(user=bob, withdraw=False)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_asks_as_often_for_many_as_for_few(
    count: int, essay, said, bob, django_assert_num_queries
) -> None:
    carol = person("carol")
    for n in range(count):
        reply = answer(bob, essay, f"Reply {n}.")
        for place in (WritingPlace.of_new(uuid4()), WritingPlace.of_answer(essay.pk, reply.pk)):
            save_typed(writer=carol, place=place, typed={"body": f"Words {n}."}, sequence=0)
        form = {"title": f"Essay {n}", "body": "Text.", "draft": "1"}
        assert browser_of(carol).post(NEW, form).status_code == 302
    answers = WritingPlace.of_answer(essay.pk, None)
    save_typed(writer=carol, place=answers, typed={"body": "Words."}, sequence=0)
    client, total = browser_of(carol), 3 * count + 1
    # Of the session and the person two, of the masthead one, of the list four.
    with django_assert_num_queries(7):
        page = client.get("/drafts/")
    assert page.content.decode().count("data-draft-line") == total
    head = text_of(page)
    assert f"Essay {count - 1}" in head
    with django_assert_num_queries(3):
        masthead = client.get("/account/data/").content.decode().partition("<main")[0]
    assert f'<span class="count">{total}</span>' in masthead
