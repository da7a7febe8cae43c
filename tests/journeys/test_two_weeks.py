"""Eight people and a moderator, two weeks: who is told what, where and when, and what not."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import pytest
import time_machine
from django.core.management import call_command

from accounts.actions.leaving import leave
from accounts.models import User
from forum.models import Post
from mail.tasks import send_due
from moderation.actions.people import suspend
from moderation.actions.removals import hide
from notifications.fanout import tell_waiting
from tests.cast import answer, browser_of, moderator, person, place, publish
from tests.journeys.notifications.test_notices import lines_of
from tests.servers import MailServer

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
NAMES = ("alice", "bob", "carol", "dave", "frank", "grace", "heidi")
ESSAY = "Alice wrote this essay Twenty checks are enough, @erin and @bob."
NAMED = "Alice mentioned you in this essay Twenty checks are enough, @erin and @bob."
Told = dict[str, list[str]]


class Evening(NamedTuple):
    """What each of them reads on the site of a day, and by mail."""

    read: Told
    mailed: Told


class Fortnight:
    """The cast, what they do, and what they are told while the days go by."""

    def __init__(self, clock: time_machine.Traveller, mails: MailServer) -> None:
        self.clock, self.mails, self.day = clock, mails, 0
        self.people = {name: person(name) for name in NAMES}
        self.people |= {"erin": person("erin", confirmed=False), "mina": moderator()}

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    def press(self, who: str, path: str, *, status: int = 302, **data: object) -> None:
        assert browser_of(self[who]).post(path, data).status_code == status

    def over(self) -> Evening:
        """Let the day pass. Mails at once go out two minutes later; in the evening all look at
        their notices, the timer of the digests comes, and all but Heidi mark what they have read.
        """
        before = len(self.mails.mails)
        tell_waiting()
        send_due()
        self.clock.shift(timedelta(minutes=2))
        send_due()
        self.clock.shift(timedelta(hours=10))
        tell_waiting()
        left = set(User.objects.exclude(left_at=None).values_list("pk", flat=True))
        here = [name for name, user in self.people.items() if user.pk not in left]
        read = {name: new_to(self[name]) for name in here}
        call_command("send_digests", verbosity=0)
        for name, lines in read.items():
            if lines and name != "heidi":
                self.press(name, "/notifications/read/", until=10**9, decided=10**9)
        mailed: Told = {}
        for mail in self.mails.mails[before:]:
            name, _, host = str(mail["to"]).partition("@")
            assert host == "example.org"
            mailed.setdefault(name, []).append(said_by(mail))
        self.day += 1
        self.clock.move_to(MONDAY + timedelta(days=self.day), tick=False)
        return Evening({name: lines for name, lines in read.items() if lines}, mailed)


def new_to(who: User) -> list[str]:
    """Return the lines of what somebody has not read."""
    return [line.removeprefix("New ") for line in lines_of(who) if line.startswith("New ")]


def said_by(mail: Any) -> str:
    """Return what a mail begins with, or of a digest what it has."""
    lines = mail.get_body(("plain",)).get_content().splitlines()
    if "News" in mail["subject"]:
        return "; ".join(["Digest", *(line[2:] for line in lines if line.startswith("* "))])
    return lines[0]


@pytest.fixture
def cast(db: None, mail_server: MailServer, settings: Any) -> Iterator[Fortnight]:
    mail_server.use(settings)
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield Fortnight(clock, mail_server)


@pytest.mark.long
def test_who_is_told_what_where_and_when(cast: Fortnight) -> None:
    alice, bob, carol = cast["alice"], cast["bob"], cast["carol"]

    # Heidi follows Alice, who names Erin; Erin has confirmed no address, and gets no mail.
    cast.press("heidi", "/u/alice/following/", do="follow")
    essay = publish(alice, body="Twenty checks are enough, @erin and @bob.")
    path = f"/posts/{essay.pk}"
    assert cast.over() == (
        {"bob": [NAMED], "erin": [NAMED], "heidi": [ESSAY]},
        {"bob": ["Alice mentioned you in this essay"], "heidi": ["Digest; Alice wrote this essay"]},
    )
    # From now on Heidi has an unread line, and nothing is mailed of it again.
    unread = {"heidi": [ESSAY]}

    # Five points would be one line, too. Nobody hears of what is refused.
    first = answer(bob, essay, "a) Too few checks.\nb) People tire of them.")
    place(bob, first)
    cast.press("erin", f"{path}/reply/", body="Me too.", parent="", status=403)
    few = "Too few checks"
    raised = f"objection a {few} objection b People tire of them"
    assert cast.over() == (
        {"alice": [f"Bob raises objections a and b {raised}"], **unread},
        {"alice": ["Bob raises objections a and b"]},
    )

    # A click is told when its day is over; who wrote the essay follows it.
    cast.press("carol", f"{path}/objections/1/share/")
    second = answer(carol, essay, "I saw it tire people.", first)
    assert cast.over() == (
        {
            "alice": ["Carol wrote in this discussion I saw it tire people."],
            "bob": ["Carol replied to your reply I saw it tire people."],
            **unread,
        },
        {
            "alice": ["Digest; Carol wrote in this discussion"],
            "bob": ["Carol replied to your reply"],
        },
    )

    # Carol mutes Dave, and is told nothing of his answer to her.
    cast.press("carol", "/u/dave/following/", do="mute")
    answer(cast["dave"], essay, "No you did not.", second)
    wrote = "Dave wrote in this discussion"
    clicks = "Carol said by a click where they stand"
    assert cast.over() == (
        {
            "alice": [f"{wrote} No you did not.", f"{clicks} objection a, shared by Carol {few}"],
            "bob": [f"{wrote} No you did not."],
            **unread,
        },
        {"alice": [f"Digest; {wrote}; {clicks}"], "bob": [f"Digest; {wrote}"]},
    )

    # The strongest reason alone: Bob is replied to, holds what is answered, and follows.
    answer(alice, essay, "Twenty is a lot.", first, **{"objection-1": "answer"})
    answered = "Alice answers objection a"
    words = "objection a Too few checks Alice Twenty is a lot."
    assert cast.over() == (
        {
            "bob": [f"{answered} in reply to you {words}"],
            "carol": [f"{answered} {words}"],
            "dave": [f"{answered} {words}"],
            **unread,
        },
        {
            "bob": [f"{answered} in reply to you"],
            "carol": [answered],
            "dave": [f"Digest; {answered}"],
        },
    )

    # Dave is barred. What is removed within two minutes nobody is told of but who wrote it.
    cast.press("alice", f"{path}/bars/", person="dave", reason="Rude.")
    cast.press("dave", f"{path}/reply/", body="And now?", parent="", status=403)
    rude = answer(cast["frank"], essay, "You are a fool, @alice.", first)
    hide(moderator=cast["mina"], reply_id=rude.pk, reason="Rude.")
    suspend(moderator=cast["mina"], username="frank", reason="Rude.", until=None)
    removed = "Mina removed your reply on “Twenty checks” Rude."
    assert cast.over() == (
        {"frank": ["Mina suspended you for good Rude.", removed], **unread},
        {"frank": ["Hello Frank,"]},
    )

    # Who is suspended, or barred, is still told what is said to them, and where they wrote.
    answer(bob, essay, "@frank, @grace: what a week.")
    week = "@frank, @grace: what a week."
    wrote = "Bob wrote in this discussion"
    assert cast.over() == (
        {
            "alice": [f"Bob replied to your essay {week}"],
            "carol": [f"{wrote} {week}"],
            "dave": [f"{wrote} {week}"],
            "frank": [f"Bob mentioned you {week}"],
            "grace": [f"Bob mentioned you {week}"],
            **unread,
        },
        {
            "alice": ["Bob replied to your essay"],
            "carol": [f"Digest; {wrote}"],
            "dave": [f"Digest; {wrote}"],
            "frank": ["Bob mentioned you"],
            "grace": ["Bob mentioned you"],
        },
    )

    # Grace writes, and leaves before anybody is told; nobody ever is.
    answer(cast["grace"], essay, "I agree with Bob.", first)
    leave(user=cast["grace"], withdraw=False)
    assert cast.over() == (unread, {})

    # The line shows the essay as it is now, read or not.
    changed = {"title": essay.title, "body": "Forty checks are enough.", "base_revision": 1}
    cast.press("alice", f"{path}/edit/", **changed)
    cast.press("alice", f"{path}/revisions/2/receipts/", answers=["1"])
    asked = "Alice revised the essay because of objection a. Does it suffice?"
    unread = {"heidi": ["Alice wrote this essay Forty checks are enough."]}
    assert cast.over() == (
        {name: [f"{asked} objection a Too few checks"] for name in ("bob", "carol")} | unread,
        {"bob": [asked], "carol": [asked]},
    )

    # A word is told at once; a click when its day is over.
    cast.press("bob", f"{path}/objections/1/satisfied/", text="Forty will do.")
    cast.press("carol", f"{path}/objections/1/satisfied/")
    said = "Bob is satisfied on objection a"
    assert cast.over() == (
        {"alice": [f"{said} objection a Too few checks Bob Forty will do."], **unread},
        {"alice": [said]},
    )
    satisfied = f"objection a, answered to the satisfaction of Carol {few}"
    assert cast.over() == (
        {"alice": [f"{clicks} {satisfied}"], **unread},
        {"alice": [f"Digest; {clicks}"]},
    )

    # Who stopped, or mutes the essay, hears no more of it.
    cast.press("dave", f"{path}/following/", do="stop")
    cast.press("carol", f"{path}/following/", do="mute")
    answer(alice, essay, "Thank you all.")
    assert cast.over() == (
        {"bob": ["Alice wrote in this discussion Thank you all."]}
        | {"frank": ["Alice wrote in this discussion Thank you all."]}
        | unread,
        {
            "bob": ["Digest; Alice wrote in this discussion"],
            "frank": ["Digest; Alice wrote in this discussion"],
        },
    )

    # Nothing happens.
    assert cast.over() == (unread, {})

    # The digest goes by what was seen, not by what was mailed.
    assert Post.objects.count() == 1
    publish(alice, "Forty checks", "Forty, then.")
    newer = "Alice wrote this essay Forty, then."
    assert cast.over() == (
        {"heidi": [newer, *unread["heidi"]]},
        {"heidi": ["Digest; Alice wrote this essay"]},
    )
    assert cast.day == 14
