"""What one takes along of one's data is one's own, whatever of it is hidden."""

import re

import pytest

from forum.models import Reply
from tests.sign_in import fresh
from tests.worlds.canaries import Site, leaks


@pytest.fixture(scope="module")
def made(kept_db: None) -> Site:
    return Site()


@pytest.mark.parametrize(
    ("viewer", "own"),
    [
        ("dave", {"report-reason", "report-answer"}),
        (
            "erin",
            {
                "reply-body",
                "reply-among",
                "replyrevision-body",
                "objection-claim",
                "holderevent-text",
            },
        ),
    ],
)
def test_ones_data_holds_nothing_that_others_wrote(anew: Site, viewer: str, own: set[str]) -> None:
    """Dave reported something; Erin wrote beneath what is gone."""
    told = leaks(fresh(viewer).get("/account/data/file/"))
    assert {re.sub(r"zqx-(.*)-\d+", r"\1", word) for word in told} == own
    replies = Reply.objects.filter(author=getattr(anew, viewer)).values_list("pk", flat=True)
    assert {word for word in told if "reply-body" in word} <= {
        f"zqx-reply-body-{pk}" for pk in replies
    }
