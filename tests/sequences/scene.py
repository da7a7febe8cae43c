"""Alice's essay, five people, and how a move finds what it acts on."""

import itertools
import re
from datetime import timedelta
from typing import Any

from django.db.models import F, QuerySet

from accounts.models import User
from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from critiques.models import Objection, Round
from forum.models import Post, Reply
from tests.cast import moderator, person, publish

AUTHOR, CRITICS, MODERATOR = "alice", ("bob", "carol", "dave", "erin"), "mina"
PEOPLE = (*CRITICS, AUTHOR, MODERATOR)
WORD = re.compile(r"zq\d+x")
DAY = timedelta(days=1, minutes=1)


def set_up() -> int:
    """Make the people and the essay; return its number."""
    for name in (AUTHOR, *CRITICS):
        person(name)
    moderator(MODERATOR)
    post = publish(User.objects.get(username=AUTHOR), "Essay", f"Passage 1 {'is long ' * 4} zq0x.")
    return post.pk


def nth(rows: QuerySet, n: int) -> Any:
    """Return the n-th row, counting round and round; raises DoesNotExist where there is none."""
    found = list(rows)
    if not found:
        raise rows.model.DoesNotExist
    return found[(n - 1) % len(found)]


class Scene:
    """What a move may ask. People and things are looked up afresh: a move before it changed them.

    Numbers in a sequence are small and run on: where there are three objections, the fifth is the
    second. So a sequence stays meaningful when it is shortened.
    """

    def __init__(self, post_id: int, *, first_word: int = 1) -> None:
        self.post_id = post_id
        self._words = itertools.count(first_word)

    def post(self) -> Post:
        return Post.objects.get(pk=self.post_id)

    def user(self, name: str) -> User:
        return User.objects.get(username=name)

    def number(self, n: int, **only: Any) -> int:
        """The number of the n-th objection that is `only` such, or of any where none is.

        Without any it is 1.
        """
        every = Objection.objects.filter(post=self.post_id)
        numbers = every.filter(**only).values_list("number", flat=True).order_by("number")
        found = list(numbers.distinct()) or [each.number for each in every] or [1]
        return found[(n - 1) % len(found)]

    def where(self, n: int, **only: Any) -> dict[str, int]:
        """The same objection, as actions are told of it."""
        return {"post_id": self.post_id, "number": self.number(n, **only)}

    def held(self, who: str, n: int) -> dict[str, int]:
        """The n-th objection of which somebody spoke, as actions are told of it."""
        return self.where(n, holders__user__username=who, merged_into=None, struck_at=None)

    def objection(self, number: int) -> Objection:
        return Objection.objects.get(post=self.post_id, number=number)

    def reply(self, n: int, **only: Any) -> Reply:
        """The n-th latest of the replies that are `only` such."""
        return nth(Reply.objects.filter(post=self.post_id, **only).order_by("-pk"), n)

    def own_reply(self, who: str, n: int) -> Reply:
        return self.reply(n, author__username=who)

    def words(self, about: str) -> str:
        """A text with a word found nowhere else."""
        return f"{about} zq{next(self._words)}x"

    def write(
        self, who: str, *choices: Choice, body: str = "", parent: Reply | None = None
    ) -> Reply:
        """Post a reply with these choices."""
        return reply_with_tags(
            author=self.user(who),
            post_id=self.post_id,
            parent_id=parent.pk if parent else None,
            body=body or self.words("Reply"),
            choices=choices,
        )

    def opening(self, count: int) -> None:
        """Bob raises that many objections and Erin one, with a question; Carol and Dave join."""
        choices = [Choice("new", claim=self.words("Claim")) for _ in range(count)]
        self.write("bob", *choices, body=self.words(f"No.\n\n> Passage 1 {'is long ' * 4}\n\n"))
        self.write(
            "erin",
            Choice("new", claim=self.words("Claim")),
            Choice("question", claim=self.words("Question")),
        )
        self.write("carol", Choice("same", number=count, claim=self.words("Wording")))
        self.write("dave", Choice("same", number=count + 1))

    def let_a_day_pass(self) -> None:
        """A round can open by itself again."""
        Round.objects.filter(post=self.post_id).update(opened_at=F("opened_at") - DAY)
        # No action changes when a round was opened: what is kept of it would be of another day.
        Post.objects.filter(pk=self.post_id).update(version=F("version") + 1)
