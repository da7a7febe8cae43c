"""What a page says to be new is what a plain model of visits says, whatever the thread is like."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from accounts.models import User
from forum.models import Post, Reply, State, Visit
from tests.cast import browser_of, person, publish
from tests.examples import examples
from web.page_cache import page_cache

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
NAMES = ["alice", "bob", "carol"]
REPLY = re.compile(
    r'id="reply-(\d+)"(?:(?!</header>).)*?</time></a>(.*?)</header>(?:(?!id="reply-).)*?'
    r'</article>(?:(?!id="reply-)(?!</summary>).)*?(?:<span class="new">(\d+) new</span>)?'
    r"(?:</summary>|</li>)",
    re.S,
)


class Made(NamedTuple):
    """A reply: which earlier one it answers (itself: none), whose, what it is and since when."""

    parent: int
    author: str
    state: str
    hour: int


MADE = st.builds(
    Made,
    st.integers(0, 12),
    st.sampled_from(NAMES),
    st.sampled_from([State.VISIBLE, State.VISIBLE, State.HIDDEN, State.WITHDRAWN, State.PENDING]),
    st.integers(0, 5),
)


class TestNewReplies(TestCase):
    post: Post
    people: dict[str, User]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.people = {name: person(name) for name in NAMES}
        cls.post = publish(cls.people["alice"])

    @settings(max_examples=examples(25, 300), deadline=None)
    @given(st.lists(MADE, max_size=12), st.integers(0, 5), st.sampled_from(["bob", "carol"]))
    def test_marks_and_counts_are_those_of_a_plain_model(
        self, made: list[Made], read_until: int, name: str
    ) -> None:
        reader = self.people[name]
        parents = {n: each.parent if each.parent < n else None for n, each in enumerate(made)}
        # What is not public yet has no reply beneath it.
        made = [
            each._replace(state=State.VISIBLE) if n in parents.values() else each
            for n, each in enumerate(made)
        ]
        replies = self.written(made, parents)
        at = NOON + timedelta(hours=read_until)
        seen = {"at": at, "before": at, "seen_at": at}
        Visit.objects.update_or_create(
            post=self.post, user=reader, part=Visit.Part.THREAD, defaults=seen
        )
        new, beneath = [], dict.fromkeys(range(len(made)), 0)
        for n, each in enumerate(made):
            if each.state == State.VISIBLE and each.author != name and each.hour > read_until:
                new.append(replies[n])
                above = parents[n]
                while above is not None:
                    beneath[above] += 1
                    above = parents[above]
        page = browser_of(reader).get(self.post.get_absolute_url()).content.decode()
        found = REPLY.findall(page)
        assert {int(pk) for pk, mark, _ in found if "new" in mark} == set(new)
        counted = {int(pk): int(count or 0) for pk, _, count in found}
        assert {pk: count for pk, count in counted.items() if count} == {
            replies[n]: count for n, count in beneath.items() if count
        }
        listed = browser_of(reader).get("/").content.decode()
        assert (f"{len(new)} new" in listed) if new else (" new</span>" not in listed)

    def written(self, made: list[Made], parents: dict[int, int | None]) -> list[int]:
        """Write these replies in place of those that are there, and return their numbers."""
        Reply.objects.all().update(parent=None)
        Reply.objects.filter(post=self.post).delete()
        page_cache.clear()
        replies: list[Reply] = []
        for n, each in enumerate(made):
            at, parent = NOON + timedelta(hours=each.hour), parents[n]
            reply = Reply(
                post=self.post,
                parent=None if parent is None else replies[parent],
                author=self.people[each.author],
                body="Text.",
                html="<p>Text.</p>",
                html_version=1,
                state=each.state,
                state_at=at,
                created_at=at,
            )
            Reply.objects.insert_node(reply, reply.parent, save=True)
            replies.append(reply)
        return [each.pk for each in replies]
