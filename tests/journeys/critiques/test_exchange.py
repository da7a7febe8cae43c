"""The exchange on an objection: every move, in order of time, in its speaker's own words."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
NAMES = ("alice", "bob", "carol", "dave")


class Scene:
    """Alice's essay, with Bob's two objections; a day passes between any two things done."""

    def __init__(self) -> None:
        self.clock = time_machine.travel(START, tick=False)
        self.traveller = self.clock.start()
        self.people = {name: person(name) for name in NAMES}
        self.post = publish(self.people["alice"], "Twenty checks", "Drawing random checks is fair.")
        self.raised = self.say(
            "bob", "a) A lean stays hidden, said Bob. It has no size.\nb) Tiring."
        )
        place(self.people["bob"], self.raised)

    def day(self) -> None:
        self.traveller.shift(timedelta(days=1))

    def say(self, who: str, body: str, parent: Reply | None = None, **points: str) -> Reply:
        self.day()
        reply = answer(self.people[who], self.post, body, parent)
        if points:
            place(self.people[who], reply, **points)
        return reply

    def click(self, who: str, number: int, what: str, **data: str) -> None:
        self.day()
        url = f"/posts/{self.post.pk}/objections/{number}/{what}/"
        assert browser_of(self.people[who]).post(url, data).status_code == 302

    def page(self, path: str = "critique/") -> str:
        response = browser_of(None).get(f"/posts/{self.post.pk}/{path}")
        assert response.status_code == 200
        return response.content.decode()

    def row(self, number: int) -> str:
        rows = re.split(r'(?=<li[^>]* id="objection-)', self.page())
        return next(row for row in rows if f' id="objection-{number}"' in row).partition("</li>\n")[
            0
        ]

    def moves(self, number: int) -> list[tuple[str, str, str]]:
        """Who does what in which words, as a row has it."""
        return moves_in(self.row(number))


def moves_in(page: str) -> list[tuple[str, str, str]]:
    found = re.findall(
        r'<li class="move" data-move-by="(\w*)" data-act="(\w+)">(.*?)</li>(?!<li dir)', page, re.S
    )
    return [(by, act, words(text)) for by, act, text in found]


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", " ", markup)).split())


@pytest.fixture
def scene():
    made = Scene()
    yield made
    made.clock.stop()


def test_it_is_told_in_order_of_time_by_whom_and_in_which_words(scene: Scene) -> None:
    first = scene.say("alice", "A lean shows in twenty.", scene.raised, to_reply="answer-1")
    scene.say("dave", "And in ten, too.", scene.raised, to_reply="answer-1")
    scene.say("carol", "It never shows, I say.", scene.raised, to_reply="same-1")
    scene.click("bob", 1, "stands")
    scene.click("alice", 1, "position", stance="conceded_in_part", text="It has no size, true.")
    scene.click("bob", 1, "satisfied", text="No size is all I meant.")
    assert scene.moves(1)[0] == ("bob", "raise", "Bob raised it, 2 March It has no size.")
    told = moves_in(scene.page("objections/1/"))
    assert told == [
        ("bob", "raise", "Bob raised it, 2 March It has no size."),
        ("alice", "answer", "Alice answers, 3 March A lean shows in twenty."),
        ("dave", "answer", "Dave , not the author, answers, 4 March And in ten, too."),
        ("carol", "reaffirm", "Carol shares it, after an answer, 5 March It never shows, I say."),
        ("bob", "reaffirm", "Bob says that it still stands, without saying why, 6 March"),
        ("alice", "concede", "Alice agrees in part, 7 March It has no size, true."),
        ("bob", "satisfied", "Bob is satisfied, 8 March No size is all I meant."),
    ]
    row = scene.row(1)
    assert moves_in(row) == told, "the folded ones stand where they belong"
    folded = "".join(re.findall(r"<details.*?</details>", row, re.S))
    assert [move[:2] for move in moves_in(folded)] == [("alice", "answer"), ("carol", "reaffirm")]
    assert folded.count("1 more") == 2, "each where it stands"
    assert f'<a href="/replies/{first.pk}/#reply-{first.pk}">3 March</a>' in row
    assert words(row).count("A lean stays hidden, said Bob") == 1, "the claim once"


def test_words_that_changed_since_are_told_to_be_so(scene: Scene) -> None:
    """Who answered it has answered others."""
    scene.click("carol", 1, "share")
    scene.day()
    body = "a) No lean can hide, I was wrong.\nb) Tiring."
    edit = {"body": body, "base_revision": 1}
    bob = browser_of(scene.people["bob"])
    assert bob.post(f"/replies/{scene.raised.pk}/edit/", edit).status_code == 302
    for page in (scene.page(), scene.page("objections/1/"), scene.page("critique.md")):
        assert "(text changed since)" in page, page
    assert "(text changed since)" in scene.row(1)
    assert "(text changed since)" not in scene.row(2)


def test_an_answer_that_is_adopted_keeps_its_writer(scene: Scene) -> None:
    reply = scene.say("dave", "Draw more.", scene.raised, to_reply="answer-2")
    assert "answered by Dave, not the author" in words(scene.row(2))
    scene.click("alice", 2, "position", stance="answered", reply=str(reply.pk))
    assert scene.moves(2)[1:] == [
        ("dave", "answer", "Dave , not the author, answers, 3 March Draw more."),
        ("alice", "answer", "Alice adopts Dave’s answer, 4 March"),
    ]


def test_it_is_told_whose_move_it_is_and_whether_they_have_been_back(scene: Scene) -> None:
    assert 'data-move="author"' in scene.row(2)
    assert "Alice’s move since 2 March: has not written here since" in words(scene.row(2))
    scene.say("alice", "Some are tired.", scene.raised, to_reply="answer-1")
    assert "Alice’s move since 2 March: has written here since" in words(scene.row(2))
    assert "Bob’s move since 3 March: has not written here since" in words(scene.row(1))
    scene.click("carol", 2, "share")
    scene.click("alice", 2, "position", stance="conceded_in_part", text="Some are tired.")
    assert "Its critics’ move since 5 March: none has written here since" in words(scene.row(2))
    scene.say("carol", "Let me think.")
    told = (
        "Its critics’ move since 5 March: Carol has written here since, "
        "Bob has not written here since"
    )
    assert told in words(scene.row(2)) and 'data-move="holders"' in scene.row(2)
    scene.click("alice", 2, "position", stance="declined", text="Not here.")
    assert 'data-move=""' in scene.row(2)


def test_what_went_unanswered_beneath_an_answer_is_told_with_it(scene: Scene) -> None:
    reply = scene.say("alice", "It shows in twenty.", scene.raised, to_reply="answer-1")
    other = scene.say("carol", "Not in all fields. In mine it does not.", reply)
    scene.say("bob", "Mine neither.", other)
    assert "Not answered by Alice: Carol , 4 March : Not in all fields." in words(scene.row(1))
    assert "Mine neither" not in scene.row(1)
    assert "3 replies beneath, 3 levels" in words(scene.row(1))
    scene.say("alice", "Which fields?", other)
    assert "Not in all fields" not in scene.row(1), "the other side has written beneath"


def test_beneath_a_list_nobody_guesses_which_point_is_meant(scene: Scene) -> None:
    body = "a) It shows in twenty.\nb) Rest, then."
    both = scene.say("alice", body, scene.raised, to_a="answer-1", to_b="answer-2")
    scene.say("carol", "I doubt the second.", both)
    assert "I doubt the second" not in scene.row(1) + scene.row(2)


def test_a_point_beneath_an_answer_is_told_of_its_own_objection_alone(scene: Scene) -> None:
    body = "a) It shows in twenty.\nb) Rest, then."
    both = scene.say("alice", body, scene.raised, to_a="answer-1", to_b="answer-2")
    body = "a) No, a sample misleads.\nb) Fine, that settles it."
    scene.say("bob", body, both, to_a="discuss-1", to_b="discuss-2")
    first, second = words(scene.row(1)), words(scene.row(2))
    assert "Bob , 4 March : No, a sample misleads." in first and "settles it" not in first
    assert "Bob , 4 March : Fine, that settles it." in second and "misleads" not in second


def test_where_nobody_has_answered_what_stands_beneath_is_told(scene: Scene) -> None:
    alone = scene.say("carol", "Twenty is few.", to_reply="new")
    scene.say("dave", "Is it? Compared with what?", alone)
    assert "Beneath it: Dave , 4 March : Is it? Compared with what?" in words(scene.row(3))


def test_a_reply_that_only_points_to_another_shows_what_that_says(scene: Scene) -> None:
    there = scene.say("dave", "Draw by lot. It is cheap.")
    body = f"→ See [above](/replies/{there.pk}/)"
    scene.say("alice", body, scene.raised, to_reply="answer-1")
    told = scene.moves(1)[1]
    assert told == (
        "alice",
        "answer",
        "Alice answers, 4 March → See above (Dave, 3 March : Draw by lot. It is cheap.)",
    )
    hide(scene, there)
    assert "Draw by lot" not in scene.row(1)


def test_a_wording_of_ones_own_says_it_shorter(scene: Scene) -> None:
    own = {"to_reply": "same-2", "claim_reply": "Whoever draws tires."}
    scene.say("carol", "I have drawn two hundred.", **own)
    assert scene.moves(2)[1][2] == "Carol shares it, 3 March also put as “Whoever draws tires.”"


def test_words_that_are_older_than_what_they_say_are_dated(scene: Scene) -> None:
    early = scene.say("carol", "A lean is a lean.")
    scene.click("alice", 1, "position", stance="conceded_in_part", text="Some leans are.")
    scene.day()
    place(scene.people["carol"], early, to_reply="same-1")
    by, act, said = scene.moves(1)[-1]
    assert (by, act) == ("carol", "reaffirm")
    assert "in the words of 3 March, 5 March A lean is a lean." in said


def test_what_was_said_of_a_part_is_not_told_as_if_it_was_said_of_the_whole(scene: Scene) -> None:
    scene.say("alice", "A lean shows in twenty.", scene.raised, to_reply="answer-1")
    scene.say("alice", "It tires nobody.", scene.raised, to_reply="answer-2")
    scene.click("bob", 1, "stands", text="Not in mine.")
    scene.click("carol", 2, "share")
    scene.click("bob", 1, "merge", into="2")
    said = "Bob still disputes it (said of what is now part of it), 5 March Not in mine."
    assert ("bob", "reaffirm", said) in scene.moves(2)
    assert "now part of it)" not in scene.page("objections/1/")
    desk = text_of(browser_of(scene.people["alice"]).get("/desk/"))
    assert "says Bob of what is now part of it" in desk


def test_who_is_won_over_on_a_part_is_told_with_what_the_author_said_of_that(scene: Scene) -> None:
    scene.say("alice", "It tires nobody.", scene.raised, to_reply="answer-2")
    scene.click("carol", 1, "share", text="Mine lean.")
    scene.click("alice", 1, "position", stance="conceded", text="Some do; I will say so.")
    scene.click("carol", 1, "satisfied", text="That is all I wanted.")
    scene.click("bob", 1, "merge", into="2")
    part = " (said of what is now part of it), "
    moves = scene.moves(2)
    assert moves[-2:] == [
        ("alice", "concede", f"Alice agrees{part}5 March Some do; I will say so."),
        ("carol", "satisfied", f"Carol is satisfied{part}6 March That is all I wanted."),
    ]
    assert 'data-status="answered"' in scene.row(2), "nothing follows from it for the whole"
    markdown = scene.page("critique.md")
    assert f"**Alice** agrees{part}" in markdown.partition("### a")[0]
    scene.click("bob", 1, "unmerge")
    assert part not in scene.page()


def test_one_answer_to_both_is_told_once(scene: Scene) -> None:
    scene.day()
    both = {"objection-1": "answer", "objection-2": "answer"}
    answer(scene.people["alice"], scene.post, "Twenty find both.", scene.raised, **both)
    scene.click("bob", 1, "merge", into="2")
    assert [act for by, act, _ in scene.moves(2) if by == "alice"] == ["answer"]


def test_whose_words_are_gone_is_not_told(scene: Scene) -> None:
    reply = scene.say("dave", "Draw more.", scene.raised, to_reply="answer-1")
    hide(scene, reply)
    assert "Draw more" not in scene.row(1) and "dave" not in scene.row(1)
    hide(scene, scene.raised)
    assert scene.moves(1) == [("", "raise", "Removed by moderators, 2 March")]


def test_a_question_and_its_clarification(scene: Scene) -> None:
    asked = scene.say("carol", "What is random?", to_reply="question")
    scene.say("alice", "Drawn by lot.", asked, to_reply="answer-3")
    assert scene.moves(3) == [("alice", "answer", "Alice answers, 4 March Drawn by lot.")]
    assert "Asked by Carol, 3 March" in words(scene.row(3))


def hide(scene: Scene, reply: Reply) -> None:
    mina = User.objects.filter(username="mina").first() or moderator()
    browser_of(mina).post(f"/moderation/replies/{reply.pk}/hide/", {"reason": "Why."})
    Reply.objects.filter(pk=reply.pk).update(state="hidden")
    Post.objects.filter(pk=scene.post.pk).update(version=reply.pk + 1_000)
