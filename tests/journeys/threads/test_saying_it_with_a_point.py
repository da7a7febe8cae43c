"""What holders and authors choose for a point, and what is then told of it."""

import re

import pytest

from critiques.models import HolderEvent, Objection, Position, Tag
from tests.cast import answer, browser_of, form_fields, person, place, publish, text_of
from tests.forms import forms_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

ESSAY = "Twenty checks are enough for any summary that one reads in an evening."


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objections a and b and question #3; Alice has answered each."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice, "Twenty checks", ESSAY)
    raised = answer(bob, post, "a) Too few checks.\nb) People tire.\nc) Why twenty?")
    place(bob, raised, to_c="question")
    answered = answer(alice, post, "a) Enough.\nb) They rest.\nc) By habit.", raised)
    place(alice, answered)
    people = {"alice": alice, "bob": bob, "carol": carol}
    return {**people, "essay": post, "raised": raised, "answered": answered}


alice, bob, carol, essay, raised, answered = parts("alice bob carol essay raised answered")


def step(who, reply):
    return browser_of(who).get(f"/replies/{reply.pk}/points/")


def thread(essay, reply) -> str:
    """The words of a reply in the thread."""
    page = browser_of(None).get(essay.get_absolute_url()).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", page.split(f'id="reply-{reply.pk}"')[1]).split())


def test_a_holder_says_it_with_a_point_and_a_line(essay, bob, answered):
    reply = answer(
        bob, essay, "a) No.\nb) Fine, that settles it.\nc) Habit is no reason.", answered
    )
    said = {
        "to-a": "reaffirm-1",
        "text-a": "Ten slips.",
        "to-b": "satisfied-2",
        "to-c": "reaffirm-3",
    }
    data = form_fields(step(bob, reply), "points") | said
    page = text_of(browser_of(bob).post(f"/replies/{reply.pk}/points/", data, follow=True))
    assert "You still dispute a , are satisfied on b and still ask #3 ." in page
    events = HolderEvent.objects.filter(reply=reply).order_by("objection__number")
    assert [(e.objection.number, e.event, e.text) for e in events] == [
        (1, "reaffirm", "Ten slips."),
        (2, "satisfied", ""),
        (3, "reaffirm", ""),
    ]
    assert set(Tag.objects.filter(reply=reply).values_list("act", flat=True)) == {"discuss"}
    status = dict(Objection.objects.values_list("number", "status"))
    assert status == {1: "contested", 2: "settled", 3: "contested"}
    words = thread(essay, reply)
    assert re.search(r"a → goes to still disputes objection a", words)
    assert re.search(r"b → goes to is satisfied on objection b", words)
    assert re.search(r"c → goes to still asks question #3", words)
    history = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/1/"))
    assert "Ten slips." in history and "writes about it" not in history, "it is told once"


def test_what_a_holder_said_is_superseded_not_moved(essay, bob, carol, answered):
    reply = answer(bob, essay, "a) No.\nb) Well.", answered)
    place(bob, reply, to_a="reaffirm-1")
    disputes, about = Tag.objects.filter(reply=reply).order_by("point")
    url = f"/replies/{reply.pk}/points/change/"
    refused = browser_of(bob).post(url, {"tag": disputes.pk, "to": "2"})
    assert refused.status_code == 422 and "say something else of it" in text_of(refused)
    fields = [f.fields for f in forms_of(step(bob, reply).content.decode()) if "tag" in f.fields]
    assert [each["tag"] for each in fields] == [str(about.pk)], "that is about it may be changed"
    assert browser_of(bob).post(url, {"tag": about.pk, "to": "1"}).status_code == 302
    assert re.search(r"Until [^:]*: about objection b", text_of(step(bob, reply)))
    history = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/2/"))
    assert "no longer speaks of it in their reply" in history


def test_a_change_that_is_refused_stays_chosen(essay, bob, carol, raised):
    reply = answer(carol, essay, "a) Hm.\nb) Hm.", raised)
    place(carol, reply)
    tag = Tag.objects.get(reply=reply, point="b")
    data = {"tag": tag.pk, "to": "1"}
    Objection.objects.filter(number=1).update(struck_at="2026-01-01T00:00Z", struck_reason="spam")
    refused = browser_of(carol).post(f"/replies/{reply.pk}/points/change/", data)
    assert refused.status_code == 422
    [form] = [f for f in forms_of(refused.content.decode()) if f.fields.get("tag") == str(tag.pk)]
    assert form.fields["to"] == "1"


def test_taking_back_with_a_point(essay, bob, answered):
    reply = answer(bob, essay, "a) I was wrong, I take it back.", answered)
    page = step(bob, reply)
    assert form_fields(page, "points")["to-a"] == "discuss-1"
    assert "perhaps: takes back a?" in text_of(page)
    place(bob, reply, to_a="withdraw-1")
    assert Objection.objects.get(number=1).status == "withdrawn"
    assert "a → goes to takes back objection a" in thread(essay, reply)


@pytest.mark.parametrize(
    ("who", "words", "perhaps"),
    [
        ("bob", "Fine, that settles it.", "is satisfied on a"),
        ("bob", "It still does not follow.", "still disputes a"),
        ("bob", "Well.", ""),
        ("carol", "I share this.", "shares a"),
        ("carol", "Agreed.", "shares a"),
        ("alice", "Conceded, see above.", "agrees with a"),
        ("alice", "You are partly right.", "agrees in part with a"),
        ("alice", "That is outside this essay.", "won’t pursue a"),
        ("bob", "Danke, damit bin ich zufrieden.", "is satisfied on a"),
        ("bob", "Das überzeugt mich nicht.", "still disputes a"),
        ("bob", "Das nehme ich zurück.", "takes back a"),
        ("bob", "Damit bin ich nicht zufrieden.", "still disputes a"),
        ("carol", "Das teile ich ganz.", "shares a"),
        ("carol", "Das teile ich nicht.", ""),
        ("alice", "Dem stimme ich zu.", "agrees with a"),
        ("alice", "Dem stimme ich teilweise zu.", "agrees in part with a"),
        ("alice", "Dem stimme ich nicht zu.", ""),
        ("alice", "Das verfolge ich hier nicht.", "won’t pursue a"),
    ],
)
def test_words_that_speak_for_themselves_are_offered_first(
    essay, made, raised, who, words, perhaps
):
    writer, above = made[who], raised if who == "alice" else made["answered"]
    reply = answer(writer, essay, f"a) {words}", above)
    page = step(writer, reply)
    assert form_fields(page, "points")["to-a"] == "discuss-1", "they choose nothing"
    told = text_of(page)
    assert (f"perhaps: {perhaps}?" in told) if perhaps else ("perhaps" not in told)
    groups = re.findall(r'<optgroup label="([^"]*)">', page.content.decode())
    assert (groups[0] == "Your words may say") == bool(perhaps)


def test_what_a_text_names_is_offered_and_not_chosen(essay, alice, carol):
    for writer, offered in ((alice, "answers b"), (carol, "shares b")):
        reply = answer(writer, essay, "a) As to objection b: I agree.\nb) Besides.")
        page = step(writer, reply)
        assert form_fields(page, "points")["to-b"] in ("none", "new")
        assert form_fields(page, "points")["to-a"] in ("none", "new")
        assert f"perhaps: {'agrees with b' if writer == alice else offered}?" in text_of(page)


def test_the_buttons_words_say_what_it_does(essay, bob, alice, answered, raised):
    said = [
        (bob, "a) One.\nb) Two.", None, "Add 2 objections"),
        (bob, "a) One.\nb) Two.\nc) Three.", answered, "Save: is about a, b and #3"),
        (alice, "a) One.\nb) Two.", None, "Save: adds nothing to the critique"),
        (bob, "One.", None, "Save: adds nothing to the critique"),
    ]
    for who, body, above, words in said:
        page = step(who, answer(who, essay, body, above)).content.decode()
        form = next(form for form in forms_of(page) if form.kind == "points")
        assert [each.label for each in form.buttons] == [words, "Leave as plain text"]
    carols = answer(person("dave"), essay, "a) New.\nb) Other.", raised)
    form = next(
        f for f in forms_of(step(carols.author, carols).content.decode()) if f.kind == "points"
    )
    assert form.buttons[0].label == "Save: is about a and b"


def test_what_a_point_says_counts_before_its_row(essay, alice, bob, answered):
    """Both are sent where the points stand beside the text."""
    reply = answer(bob, essay, "a) No.", answered)
    place(bob, reply, to_a="reaffirm-1")
    sent = {
        "body": "a) You are right.",
        "beside": "1",
        "parent": reply.pk,
        "objection-1": "decline",
    }
    said = {"to-a": "concede-1", "text-a": "I say so now.", "decline-1": "outside this essay"}
    page = browser_of(alice).get(f"/posts/{essay.pk}/reply/?parent={reply.pk}")
    assert "What a lettered point says of an objection counts before its row." in text_of(page)
    assert browser_of(alice).post(f"/posts/{essay.pk}/reply/", sent | said).status_code == 302
    position = Position.objects.filter(objection__number=1).last()
    assert (position.position, position.text) == ("conceded", "I say so now.")
    assert Position.objects.filter(objection__number=1).count() == 2
    # A point that is only about it leaves its row to count.
    sent |= {"to-a": "discuss-1", "objection-1": "answer"}
    assert browser_of(alice).post(f"/posts/{essay.pk}/reply/", sent).status_code == 302
    assert Position.objects.filter(objection__number=1).last().position == "answered"


def test_only_points_that_were_shown_are_placed(essay, carol):
    """What was typed last stands not beside the text yet; the step asks for it."""
    sent = {"body": "a) One thing.\nb) Another.", "beside": "1", "to-a": "new", "claim-a": "One"}
    url = f"/posts/{essay.pk}/reply/"
    posted = browser_of(carol).post(url, sent | {"starts-a": "a) One thing."})
    assert posted.headers["location"].endswith("/points/")
    assert [tag.point for tag in Tag.objects.filter(reply__author=carol)] == ["a"]
    posted = browser_of(carol).post(url, sent | {"starts-a": "a) Something else"})
    assert posted.headers["location"].endswith("/points/")
    assert Tag.objects.filter(reply__author=carol).count() == 1, "another point had that letter"


def test_after_a_plain_reply_a_holder_is_not_asked_to_share_again(essay, bob, carol):
    for who, offered in ((bob, "discuss-1"), (carol, "1")):
        reply = answer(who, essay, "I think of objection a.")
        page = browser_of(who).get(f"{essay.get_absolute_url()}?posted={reply.pk}")
        form = next(f for f in forms_of(page.content.decode()) if f.kind == "hint")
        values = [button.value for button in form.buttons]
        assert values[:3] == ["new", offered, "question"]


def test_a_reply_about_one_discusses_it_and_is_placed_no_further(essay, carol, raised):
    reply = answer(carol, essay, "a) Hm.\nb) Hm.")
    place(carol, reply, to_a="discuss-1", to_b="none")
    answer(carol, essay, "And so on.", reply)
    page = browser_of(None).get(f"/posts/{essay.pk}/critique/").content.decode()
    found = re.search(r'data-placed="(\d+)" data-inherited="(\d+)"', page)
    assert found and found.groups() == ("2", "2")
    assert Objection.objects.get(number=1).holder_count == 1


def test_what_was_offered_before_the_author_agreed_is_no_answer_after(essay, alice, carol):
    listed = answer(carol, essay, "a) A lot can be rigged.\nb) Nobody draws lots.")
    place(carol, listed)
    own = answer(alice, essay, "a) See there.\nb) Some do.", listed)
    stale = form_fields(step(alice, own), "points")
    assert (stale["to-a"], stale["to-b"]) == ("answer-4", "answer-5")
    agree = {"stance": "conceded", "text": "It can."}
    agreed = browser_of(alice).post(f"/posts/{essay.pk}/objections/4/position/", agree)
    assert agreed.status_code == 302
    assert browser_of(alice).post(f"/replies/{own.pk}/points/", stale).status_code == 302
    raised = Objection.objects.filter(number__in=(4, 5)).order_by("number")
    assert list(raised.values_list("status", flat=True)) == ["conceded", "answered"]
    assert list(own.tags.values_list("act", flat=True)) == ["answer", "discuss"]
