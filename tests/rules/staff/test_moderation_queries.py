"""The moderators' pages ask the database as often for many reports as for few."""

from collections.abc import Callable

import pytest

from critiques.actions.tags import reply_with_tags
from critiques.choices import Choice
from forum.actions.posts import publish, save_draft
from forum.models import Post, Reply
from moderation.actions.decisions import decide
from moderation.actions.reports import report
from staff.queue.rows import REPORTS
from staff.queue.tabs import GROUPS
from staff.queue.turning import SHOWN
from tests.cast import browser_of, moderator, person, text_of

pytestmark = pytest.mark.django_db

# Session and user, four for what waits, nine for the texts and what hangs on them, eight for the
# log, and three for the masthead.
QUEUE = 26
KILOBYTES = 300
LONG = "Many more words follow this one. " * 40
# Session and user, four for the log and one for its months, two for the masthead.
LOG = 9


def reported(count: int) -> list[Reply]:
    """As many reported replies, each raising an objection, on as many essays by one author."""
    author = person("alice")
    writers, reporters = [person("bob"), person("carol")], [person("dave"), person("erin")]
    replies = []
    for n in range(count):
        draft = save_draft(author=author, title=f"Essay {n}", body="Text.", topics=[])
        post = publish(author=author, post_id=draft.pk)
        reply = reply_with_tags(
            author=writers[n % 2],
            post_id=post.pk,
            parent_id=None,
            body=f"Reply {n}. " + LONG,
            choices=[Choice("new", claim=f"Claim {n}")],
        )
        for reporter in reporters:
            report(reporter=reporter, reply_id=reply.pk, reason="Because")
        report(reporter=reporters[0], post_id=post.pk, reason="")
        replies.append(reply)
    return replies


@pytest.mark.parametrize("count", [2, 30])
def test_the_queue_asks_as_often_for_many(count: int, django_assert_num_queries: Callable) -> None:
    mina = moderator()
    replies = reported(count)
    decide(moderator=mina, reply_id=replies.pop().pk, decision="warn", reason="Kinder")
    client = browser_of(mina)
    for by in GROUPS:
        with django_assert_num_queries(QUEUE):
            page = client.get("/moderation/", {"by": by}).content.decode()
        assert page.count('<li class="report"') == min(2 * count - 1, SHOWN)
        assert f'All <span class="count" data-tab="">{2 * count - 1}</span>' in page
        assert len(page.encode()) < KILOBYTES * 1000


@pytest.mark.parametrize("count", [3, 30])
def test_the_log_asks_as_often_for_many(count: int, django_assert_num_queries: Callable) -> None:
    mina = moderator()
    client = browser_of(mina)
    for reply in reported(count):
        decide(moderator=mina, reply_id=reply.pk, decision="warn", reason="Kinder")
    with django_assert_num_queries(LOG):
        page = client.get("/moderation/log/").content.decode()
    assert page.count("<tr id=") == count


def test_a_storm_of_reports_stays_short() -> None:
    (reply,) = reported(1)
    crowd = [person(f"p{n}") for n in range(REPORTS + 5)]
    for n, each in enumerate(crowd):
        report(reporter=each, reply_id=reply.pk, reason=f"Reason {n}.")
    page = text_of(browser_of(moderator()).get("/moderation/?show=replies"))
    assert page.count(" reports: ") == REPORTS
    assert "7 earlier reports" in page
    assert f"Reason {REPORTS + 4}." in page
    assert Post.objects.get().title in page
