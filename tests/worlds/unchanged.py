"""A discussion in which everybody sends each form as it is offered, and what is then so.

Somebody who read the thread would write down just what stands in FACTS: what people chose, their
own new points, and the author's first answers.
"""

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.models import User
from critiques.models import Objection
from critiques.words import HOLDING
from forum.models import Post, Reply
from tests.cast import browser_of, form_fields, person, publish, text_of
from tests.forms import forms_of

ESSAY = "Twenty checks, drawn by lot, are enough for any summary that one reads in an evening."
QUOTES = "> Twenty checks, drawn by lot, are enough for any summary\n\n"
# Writes a reply as somebody, beneath another or the essay, and sends what is then offered.
Write = Callable[[User, Post, str, Reply | None], Reply]

# By number: where it stands, who holds it, who is satisfied, the author's words, in order, and
# which replies speak of it, by their order in the thread.
FACTS: dict[int, dict[str, Any]] = {
    1: {"status": "answered", "holds": ["bob"], "satisfied": [], "said": ["answered"]},
    2: {"status": "conceded", "holds": ["bob"], "satisfied": [], "said": ["conceded"]},
    3: {"status": "settled", "holds": [], "satisfied": ["bob"], "said": ["answered"]},
    4: {"status": "open", "holds": ["carol"], "satisfied": [], "said": []},
    5: {"status": "withdrawn", "holds": [], "satisfied": [], "said": []},
    6: {"status": "answered", "holds": ["dave"], "satisfied": [], "said": ["answered"]},
    7: {"status": "contested", "holds": ["bob", "dave"], "satisfied": [], "said": ["answered"]},
}
CLAIMS = {
    1: "Twenty checks are far too few",
    2: "People tire of counting them",
    3: "Lists leave out most of it",
    4: "Nobody draws them by lot",
    5: "An evening is not long enough",
    6: "Summaries are written by people",
    7: "The summary may well be wrong",
}


def tell(write: Write) -> Post:
    """Let Alice, Bob, Carol and Dave discuss an essay, writing by `write`; return it."""
    alice, bob, carol, dave = (person(name) for name in ("alice", "bob", "carol", "dave"))
    post = publish(alice, "Twenty checks", ESSAY)
    claims = "\n".join(f"{label}) {CLAIMS[n]}." for n, label in enumerate("abc", 1))
    listed = write(bob, post, f"Three things.\n\n{claims}", None)
    write(carol, post, f"a) {CLAIMS[4]}.\nb) {CLAIMS[5]}.", None)
    write(dave, post, f"a) {CLAIMS[6]}.\nb) {CLAIMS[7]}.", None)
    by_carol, by_dave = (post.replies.filter(author=each).get() for each in (carol, dave))

    # The author's first answers, but to b: she agreed with it, at her desk.
    click(alice, post, 2, "position", stance="conceded", text="It tires; I say so now.")
    answers = "a) No: they are many.\nb) Conceded, see above.\nc) Lists are meant to."
    answered = write(alice, post, answers, listed)
    # The critic presses that this answers c, and writes beneath each letter.
    click(bob, post, 3, "satisfied")
    thanks = "a) No, they are not.\nb) Thank you, that is fair.\nc) Fine, that settles it."
    thanked = write(bob, post, thanks, answered)
    write(carol, post, "a) I share this.\nb) Not at all.\nc) Still leaves out most.", answered)
    # Another critic disagrees beneath the first one's list, and skips a letter; then one alone.
    write(carol, post, "a) He is right there.\nc) Here I disagree with Bob.", listed)
    write(dave, post, "b) Do they? I never tire.", listed)
    # The author again, about what she answered or agreed with.
    write(alice, post, "a) I said so.\nb) Yes, as I said.\nc) I am glad.", thanked)
    # What a text names is said of nobody.
    write(
        alice, post, "a) On [d]: agreed, conceded.\nb) As to objection e, I won’t pursue it.", None
    )
    write(alice, post, "On [d]: you are right. Objection e is off topic.", None)
    write(dave, post, "I share b, and [d] too; c: that settles it.", None)
    # Taken back; then its raiser is still asked about it, and still has taken it back.
    click(carol, post, 5, "taken-back")
    write(dave, post, "b) I would have shared this.", by_carol)
    write(carol, post, "b) Still, I wonder.", by_carol)
    # Asked for on the author's desk: her first answer, and no other.
    answer_asked(alice, post, 7, "The summary is checked, too.")
    answer_asked(alice, post, 6, "So they are.")
    click(bob, post, 7, "share")
    click(dave, post, 7, "stands")
    answer_asked(alice, post, 7, "As I said, it is checked.")
    write(alice, post, "a) Once more.\nb) And once more.", by_dave)
    write(dave, post, "a) Fine.\nb) Agreed.", Reply.objects.filter(author=alice).latest("pk"))
    # A plain reply that quotes the essay, and is then said to object.
    quotes = write(bob, post, f"{QUOTES}They are drawn in a hurry, and that shows.", None)
    say_new(bob, quotes)
    return post


def click(who: User, post: Post, number: int, what: str, **data: str) -> None:
    """Press a button on an objection's page."""
    sent = browser_of(who).post(f"/posts/{post.pk}/objections/{number}/{what}/", data)
    assert sent.status_code == 302, (number, what)


def answer_asked(author: User, post: Post, number: int, body: str) -> None:
    """Write what the desk's link to answer an objection opens, and send it."""
    page = browser_of(author).get(f"/posts/{post.pk}/reply/?answers={number}")
    sent = form_fields(page, "reply") | {"body": body}
    assert browser_of(author).post(f"/posts/{post.pk}/reply/", sent).status_code == 302


def say_new(who: User, reply: Reply) -> None:
    """Press “New” in the line that asks after a plain reply whether it objects."""
    page = browser_of(who).get(f"{reply.post.get_absolute_url()}?posted={reply.pk}")
    sent = form_fields(page, "hint") | {"to-reply": "new"}
    assert browser_of(who).post(f"/replies/{reply.pk}/points/", sent).status_code == 302


def check(post: Post) -> None:
    """Assert that what is recorded is what people said."""
    found = {each.number: each for each in post.objections.order_by("number")}
    told = {number: facts_of(each) for number, each in found.items() if number in FACTS}
    assert told == FACTS
    assert {number: found[number].claim for number in CLAIMS} == CLAIMS
    new = {each.claim: each.passage for each in found.values() if each.number not in FACTS}
    quoted = "Twenty checks, drawn by lot, are enough for any summary"
    assert new == {"They are drawn in a hurry, and that shows": quoted}


def facts_of(objection: Objection) -> dict[str, Any]:
    """Return what FACTS has of one."""
    holders = [(h.user.username, h.state) for h in objection.holders.select_related("user")]
    return {
        "status": objection.status,
        "holds": sorted(name for name, state in holders if state in HOLDING),
        "satisfied": sorted(name for name, state in holders if state == "satisfied"),
        "said": [each.position for each in objection.positions.order_by("created_at", "pk")],
    }


def by_the_step(who: User, post: Post, body: str, parent: Reply | None) -> Reply:
    """Post it without script; then send the points step, if it comes."""
    client, sent = _filled_in(who, post, body, parent)
    return _posted(client, who, post, sent)


def beside_the_text(who: User, post: Post, body: str, parent: Reply | None) -> Reply:
    """Post it with the points that the script has shown beside it, as they are."""
    client, sent = _filled_in(who, post, body, parent)
    beside = client.post(f"/posts/{post.pk}/reply/points/", sent).content.decode()
    [form] = forms_of(f"<form>{beside}</form>")
    return _posted(client, who, post, sent | form.fields)


def _filled_in(
    who: User, post: Post, body: str, parent: Reply | None
) -> tuple[Client, dict[str, str]]:
    client = browser_of(who)
    page = client.get(f"/posts/{post.pk}/reply/", {"parent": parent.pk if parent else ""})
    return client, form_fields(page, "reply") | {"body": body}


def _posted(client: Client, who: User, post: Post, sent: dict[str, str]) -> Reply:
    response = client.post(f"/posts/{post.pk}/reply/", sent)
    assert response.status_code == 302, text_of(response)
    reply = Reply.objects.filter(author=who, post=post).latest("pk")
    if response.headers["location"].endswith("/points/"):
        step = client.get(response.headers["location"])
        done = client.post(response.headers["location"], form_fields(step, "points"))
        assert done.status_code == 302, text_of(done)
    return reply
