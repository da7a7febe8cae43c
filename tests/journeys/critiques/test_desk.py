"""The author’s desk: what waits, most pressing first, and each of the four moves from there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from critiques.actions.positions import take_position
from critiques.actions.proposals import propose_wording
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection, Position
from critiques.words import Stance
from forum.models import Post
from tests.cast import answer, browser_of, form_fields, person, place, publish, text_of
from tests.forms import forms_of
from tests.worlds.big_post import big_post
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Alice's essay: Bob raises a, b and c; Carol shares b, and c is her main disagreement."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice)
    place(bob, answer(bob, post, "a) Twenty are too few.\nb) They tire.\nc) Omissions hide."))
    for number in (2, 3):
        send(carol, f"/posts/{post.pk}/objections/{number}/share/")
    send(carol, f"/posts/{post.pk}/objections/3/main/")
    return {"alice": alice, "bob": bob, "carol": carol, "essay": post}


alice, bob, carol, essay = parts("alice bob carol essay")


@pytest.fixture
def nothing_waits(essay):
    Post.objects.filter(pk=essay.pk).update(locked_at=timezone.now())


def send(who, path, **data):
    response = browser_of(who).post(path, data)
    assert response.status_code == 302, text_of(response)
    return response


def desk(who, query=""):
    return browser_of(who).get(f"/desk/{query}")


def main_of(response) -> str:
    """Return a page below its masthead."""
    return response.content.decode().partition("<main")[2]


def rows(response) -> list[int]:
    """The numbers of the objections in their order."""
    main = response.content.decode().partition("<main")[2]
    return [int(n) for n in re.findall(r'<li class="row-obj"[^>]*data-objection="(\d+)"', main)]


def waiting_for(who) -> int:
    """How much the masthead says waits for somebody."""
    page = browser_of(who).get("/").content.decode()
    counted = re.search(r'Waiting for you <span class="count">(\d+)</span>', page)
    return int(counted[1]) if counted else 0


def say(who, post, number, stance, **data):
    data = {"post": post.pk, "number": number, "stance": stance, "desk": ":1", **data}
    return browser_of(who).post("/desk/", data)


def test_what_waits_stands_in_order_with_what_was_said_of_it(alice, bob, carol, essay):
    send(carol, f"/posts/{essay.pk}/objections/3/would-satisfy/", would_satisfy="One paper more")
    page = desk(alice)
    assert rows(page) == [3, 2, 1]
    words = text_of(page)
    for told in (
        "On Twenty checks",
        "Shared by Bob , Carol",
        "In Bob’s words",
        "Omissions hide.",
        "What would satisfy Carol One paper more",
        "A main disagreement",
        "unanswered since today",
    ):
        assert told in words, told
    assert waiting_for(alice) == 3


def test_how_long_it_waits_is_for_the_author_alone(alice, bob, essay):
    place(bob, answer(bob, essay, "a) A fourth."))
    ago = timezone.now() - timedelta(days=12)
    Objection.objects.filter(number=4).update(created_at=ago)
    assert rows(desk(alice)) == [3, 2, 4, 1], "of two that one person holds, the older"
    assert "unanswered for 12 days" in text_of(desk(alice))
    public = browser_of(None).get(f"/posts/{essay.pk}/critique/")
    assert "for 12 days" not in text_of(public)


def test_only_what_waits_is_there(alice, bob, carol, essay):
    other = publish(alice, "Another")
    place(bob, answer(bob, other, "a) Not so."))
    assert rows(desk(alice)) == [3, 2, 1, 1]
    place(bob, answer(bob, other, "Why twenty?"), to_reply="question")
    assert rows(desk(alice)) == [3, 2, 1, 1, 2]
    assert "Questions" in text_of(desk(alice))
    for taken in (
        lambda: send(alice, f"/posts/{other.pk}/withdraw/"),
        lambda: send(bob, f"/posts/{essay.pk}/objections/1/taken-back/"),
    ):
        taken()
    assert rows(desk(alice)) == [3, 2]
    Post.objects.filter(pk=essay.pk).update(locked_at=timezone.now())
    assert rows(desk(alice)) == []
    assert rows(desk(bob)) == rows(desk(carol)) == []
    assert "Nothing waits for your word" in text_of(desk(alice))
    assert "Desk" not in text_of(browser_of(alice).get("/"))


def test_the_desk_of_one_essay_stays_with_it(alice, bob, essay):
    other = publish(alice, "Another")
    place(bob, answer(bob, other, "a) Not so.\nb) Nor so."))
    assert rows(desk(alice)) == [3, 2, 1, 1, 2]
    one = desk(alice, f"?post={other.pk}")
    assert rows(one) == [1, 2]
    assert "Only on “Another”" in text_of(one)
    fields = form_fields(one, "author-says")
    assert (fields["post"], fields["number"]) == (str(other.pk), "2"), "the last of those forms"
    agreed = browser_of(alice).post("/desk/", fields | {"stance": "conceded", "text": "Yes."})
    assert agreed["Location"] == f"/desk/?post={other.pk}#row-{other.pk}-1"
    refused = say(alice, other, 1, "conceded", desk=f":1:{other.pk}", text="no " * 101)
    assert rows(refused) == [1], "still that essay's"
    say(alice, other, 1, "conceded", text="Yes.")
    rest = desk(alice, f"?post={other.pk}")
    assert rows(rest) == [3, 2, 1], "all, where nothing of it waits"
    assert "Only on" not in text_of(rest)


@pytest.mark.parametrize(
    ("stance", "data", "status", "text"),
    [
        (
            "conceded",
            {"text": "They do; I added a pause."},
            "conceded",
            "They do; I added a pause.",
        ),
        ("conceded_in_part", {"text": "Some do."}, "answered", "Some do."),
        ("declined", {"decline": "outside this essay"}, "declined", "outside this essay"),
        (
            "declined",
            {"decline": "already covered", "text": "https://example.org/b"},
            "declined",
            "already covered: https://example.org/b",
        ),
        (
            "declined",
            {"text": "Not mine to say."},
            "declined",
            "Not mine to say.",
        ),
        ("declined", {"decline": "a reason of nobody’s"}, "declined", ""),
        ("conceded", {"decline": "already covered"}, "conceded", ""),
        ("conceded", {"text": " "}, "conceded", ""),
        ("conceded_in_part", {}, "answered", ""),
    ],
)
def test_one_click_with_a_sentence_or_without(alice, essay, stance, data, status, text):
    page = desk(alice).content.decode()
    after = re.search(rf'id="row-{essay.pk}-3".*?name="next" value="([^"]+)"', page, re.S)[1]
    said = say(alice, essay, 3, stance, next=after, **data)
    assert said.status_code == 302
    assert said.headers["location"] == f"/desk/#row-{essay.pk}-2", "the row after it"
    assert Position.objects.get().words == text
    assert essay.objections.get(number=3).status == status
    assert rows(desk(alice)) == [2, 1]


def test_the_forms_of_a_row_are_complete(alice, essay):
    """What a browser sends of the form as it stands, by one of its buttons, is enough."""
    form = next(f for f in forms_of(desk(alice).content.decode()) if f.kind == "author-says")
    assert form.buttons.pop(0).label == "", "Enter in a field presses this one, and it is disabled"
    assert [(each.name, each.value, each.label) for each in form.buttons] == [
        ("stance", "conceded", "I agree: c"),
        ("stance", "conceded_in_part", "I agree in part: c"),
        ("stance", "declined", "I won’t pursue it: c"),
    ]
    assert (form.fields["text"], form.fields["decline"]) == ("", ""), "nothing is chosen for her"
    last = send(alice, "/desk/", **form.fields, stance="declined")
    assert last.headers["location"] == "/desk/" or "#row-" in last.headers["location"]
    assert (Position.objects.get().position, Position.objects.get().text) == ("declined", "")


def test_what_is_refused_keeps_what_was_typed(alice, bob, essay):
    long = say(alice, essay, 2, "declined", decline="already covered", text="no " * 101)
    assert long.status_code == 422
    page = long.content.decode()
    assert page.count(f'value="{"no " * 101}"') == 1, "in its own row"
    assert page.count('value="already covered" selected') == 1
    assert say(alice, essay, 2, "nonsense").status_code == 422
    assert say(bob, essay, 2, "conceded", text="Yes.").status_code == 403
    assert say(alice, essay, 9, "conceded", text="Yes.").status_code == 404
    assert say(alice, essay, "x", "conceded", text="Yes.").status_code == 404
    assert not Position.objects.exists()


def test_somebody_elses_answer_speaks_for_the_author(alice, essay):
    dave = person("dave")
    reply = answer(dave, essay, "Not where one walks in between.")
    place(dave, reply, to_reply="answer-2")
    page = desk(alice)
    assert "Dave’s reply speaks for me" in text_of(page)
    assert say(alice, essay, 2, "answered", reply=reply.pk).status_code == 302
    position = Position.objects.get()
    assert (position.reply_id, position.position) == (reply.pk, "answered")
    assert rows(desk(alice)) == [3, 1]


def test_answering_opens_the_reply_form_with_it_preset(alice, bob, essay):
    place(bob, answer(bob, essay, "Why twenty?"), to_reply="question")
    page = desk(alice).content.decode()
    links = re.findall(r'href="(/posts/\d+/reply/\?[^"]*answers=(\d+)[^"]*)"', page)
    assert [number for _, number in links] == ["3", "2", "1", "4"]
    for url, number in (links[0], links[3]):
        form = form_fields(browser_of(alice).get(url.replace("&amp;", "&")), "reply")
        assert form[f"objection-{number}"] == "answer"
        posted = send(alice, f"/posts/{essay.pk}/reply/", **form | {"body": "Thus."})
        assert posted.headers["location"].startswith("/desk/")
    assert rows(desk(alice)) == [2, 1]
    assert set(essay.objections.filter(number__in=(3, 4)).values_list("status", flat=True)) == {
        "answered"
    }


def test_disputed_again_it_comes_back_and_answered_again_it_goes(alice, bob, essay):
    say(alice, essay, 1, "declined", decline="outside this essay")
    assert rows(desk(alice)) == [3, 2]
    place(bob, answer(bob, essay, "It is the whole point."), to_reply="reaffirm-1")
    page = desk(alice)
    assert rows(page) == [3, 2, 1]
    words = text_of(page)
    assert "disputed again since today" in words and "Why it still stands, says Bob" in words
    assert "It is the whole point." in words
    say(alice, essay, 1, "declined", decline="own", text="Really not here.")
    assert essay.objections.get(number=1).status == "contested"
    assert rows(desk(alice)) == [3, 2], "its critics’ word is next"


def test_what_is_asked_of_who_raised_or_shares(alice, bob, carol, essay):
    assert "No answer waits for your word." in text_of(desk(bob, "?show=asked"))
    objection = f"/posts/{essay.pk}/objections"
    send(alice, f"{objection}/1/proposals/", proposed="Twenty of two hundred are too few")
    send(carol, f"{objection}/1/merge/", into="2")
    say(alice, essay, 2, "conceded_in_part", text="Some do.")
    for who in (bob, carol):
        words = text_of(desk(who))
        assert "Alice agrees in part, " in words and "Some do." in words
    page = desk(bob)
    assert rows(page) == [1, 1, 2]
    assert "another wording: “Twenty of two hundred are too few”" in text_of(page)
    assert "Carol proposes" in text_of(page) and "to make it part of" in text_of(page)
    asked = {"desk": "asked:1"}
    first = essay.objections.get(number=1).proposals.earliest("pk")
    accepted = send(bob, f"{objection}/1/proposals/{first.pk}/accept/", **asked)
    assert accepted.headers["location"] == "/desk/?show=asked"
    send(bob, f"{objection}/2/satisfied/", **asked)
    assert rows(desk(bob)) == [1]
    assert rows(desk(carol)) == [2]


def test_what_waits_is_counted_for_authors_and_critics_until_they_say_something(
    alice, bob, carol, essay
):
    for number in (1, 2):
        say(alice, essay, number, "declined", decline="outside this essay")
    send(carol, f"/posts/{essay.pk}/objections/1/merge/", into="3")
    assert [waiting_for(who) for who in (alice, bob, carol)] == [1, 3, 1]
    raised = essay.objections.get(number=1)
    shown = ("/desk/", "/desk/?show=asked", raised.get_absolute_url(), essay.get_absolute_url())
    for path in (*shown, f"/posts/{essay.pk}/critique/", f"/replies/{raised.raised_in_id}/"):
        browser_of(bob).get(path, follow=True)
    assert waiting_for(bob) == 3, "nothing leaves by being looked at"
    send(bob, f"/posts/{essay.pk}/objections/2/satisfied/")
    assert waiting_for(bob) == 2
    own = publish(bob, "Another")
    place(alice, answer(alice, own, "a) It is not."))
    assert waiting_for(bob) == 3, "as author and as critic"
    words = text_of(desk(bob))
    assert "To answer 1" in words and "Answers to you 2" in words


def test_answers_to_main_disagreements_come_first(alice, carol, essay):
    for number in (2, 3):
        say(alice, essay, number, "declined", decline="outside this essay")
    page = desk(carol)
    assert rows(page) == [3, 2]
    assert text_of(page).count("Your main disagreement") == 1


def test_a_changed_essay_asks_whether_it_suffices(alice, bob, essay):
    change = {"title": "Twenty checks", "body": "Anew.", "topics": "", "base_revision": "1"}
    send(alice, f"/posts/{essay.pk}/edit/", **change)
    given = {"answers": "1", "words-1": "forty"}
    send(alice, f"/posts/{essay.pk}/revisions/2/receipts/", **given)
    words = text_of(desk(bob))
    assert "Alice changed the essay for this, revision 2" in words and "forty" in words
    assert rows(desk(bob)) == [1]
    send(bob, f"/posts/{essay.pk}/objections/1/stands/")
    assert rows(desk(bob)) == []


def test_who_holds_a_part_is_asked_of_the_whole(alice, bob, carol, essay):
    send(bob, f"/posts/{essay.pk}/objections/1/merge/", into="2")
    assert rows(desk(alice)) == [3, 2]
    say(alice, essay, 2, "declined", decline="outside this essay")
    assert rows(desk(bob)) == [2], "once, though he holds both"
    send(bob, f"/posts/{essay.pk}/objections/2/stands/")
    assert rows(desk(bob)) == []
    assert rows(desk(alice)) == [3, 2]


def test_it_is_nobody_elses(essay):
    answer_ = browser_of(None).get("/desk/")
    assert answer_.status_code == 302 and answer_.headers["location"].startswith("/account/login/")
    assert browser_of(None).post("/desk/", {}).status_code == 302


@pytest.mark.usefixtures("nothing_waits")
def test_who_is_suspended_reads_the_desk(alice):
    big_post(2, 2)
    assert "<form" in main_of(desk(alice))
    User.objects.filter(pk=alice.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    page = desk(alice)
    assert len(rows(page)) == 2 and "<form" not in main_of(page)


@pytest.mark.usefixtures("nothing_waits")
def test_pages(alice):
    big_post(120, 120)
    first, second, beyond = (desk(alice, query) for query in ("", "?page=2", "?page=9"))
    assert len(rows(first)) == 25 and "?page=2" in first.content.decode()
    assert set(rows(first)).isdisjoint(rows(second))
    assert rows(beyond) == rows(second)
    assert desk(alice, "?page=x").status_code == 404


@pytest.mark.usefixtures("nothing_waits")
@pytest.mark.parametrize("objections", [3, 30])
def test_queries_do_not_grow(alice, bob, objections, django_assert_num_queries):
    """Half are Alice’s to answer, half were answered since Bob shared them."""
    essays = [publish(alice, f"Essay {n}") for n in range(3)]
    for n in range(objections):
        choices = [Choice("new", claim=f"Claim {n}"), Choice("new", claim=f"Another {n}")]
        post = essays[n % 3]
        told = {"author": bob, "post_id": post.pk, "parent_id": None, "body": f"No {n}"}
        raised = list(reply_with_tags(**told, choices=choices).raised.order_by("number"))
        take_position(
            author=alice,
            post_id=post.pk,
            number=raised[0].number,
            stance=Stance.DECLINED,
            text="Not here",
        )
        about = {"post_id": post.pk, "number": raised[1].number}
        if n < 2:
            propose_wording(proposer=alice, **about, claim=f"Other {n}")
    for who, count in ((alice, 11), (bob, 15)):
        client = browser_of(who)
        with django_assert_num_queries(count, info=str(who)):
            page = client.get("/desk/")
        assert len(rows(page)) == min(25, objections + 2 * (who == bob))
