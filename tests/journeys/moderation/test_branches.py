"""Removing a reply with all that stands beneath it, and putting it back."""

import pytest

from forum.models import Reply, State
from moderation.models import Act, LogEntry
from tests.cast import answer, browser_of, text_of
from tests.moderating import decide, report, undo, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def quarrel(essay, bob, carol, rude) -> list[Reply]:
    """A rude reply, two beneath it, and one beside it."""
    back = answer(carol, essay, "You go and play with yours.", rude)
    again = answer(bob, essay, "No, you.", back)
    return [rude, back, again, answer(carol, essay, "On the matter: I agree.")]


def states() -> list[str]:
    return list(Reply.objects.order_by("pk").values_list("state", flat=True))


def remove(mina, reply, **more):
    return browser_of(mina).post(f"/replies/{reply.pk}/hide/", {"reason": "A quarrel", **more})


def test_the_branch_goes_only_where_one_says_so(quarrel, mina):
    top = quarrel[0]
    assert "Remove all 2 replies beneath it as well" in words(mina, f"/replies/{top.pk}/hide/")
    assert remove(mina, top).status_code == 302
    assert states() == [State.HIDDEN, State.VISIBLE, State.VISIBLE, State.VISIBLE]


def test_a_leaf_is_not_asked_about(quarrel, mina):
    assert "beneath it" not in words(mina, f"/replies/{quarrel[2].pk}/hide/")


def test_the_branch_is_one_line_with_its_parts(quarrel, essay, mina):
    top = quarrel[0]
    assert remove(mina, top, branch="on").status_code == 302
    assert states() == [State.HIDDEN] * 3 + [State.VISIBLE]
    essay.refresh_from_db()
    assert essay.reply_count == 1
    line = LogEntry.objects.get(part_of=None)
    assert (line.act, line.reply, line.count) == (Act.HIDE, top, 3)
    assert [part.reply for part in line.parts.order_by("pk")] == quarrel[1:3]


def test_the_undo_brings_the_branch_back(quarrel, essay, mina, carol):
    report(carol, quarrel[2], "Rude")
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    assert undo(mina, entry=line).status_code == 302
    assert states() == [State.VISIBLE] * 4
    essay.refresh_from_db()
    assert essay.reply_count == 4
    undone = line.reversed_by
    assert (undone.act, undone.count, undone.parts.count()) == (Act.RESTORE, 3, 2)
    assert "Rude" in words(mina, "/moderation/"), "its report waits again"


def test_the_undo_leaves_what_was_decided_since(quarrel, mina, bob):
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    browser_of(mina).post(f"/replies/{quarrel[1].pk}/restore/", {"reason": "Not this one"})
    remove(mina, quarrel[1])
    undo(mina, entry=line)
    assert states() == [State.VISIBLE, State.HIDDEN, State.VISIBLE, State.VISIBLE]


def test_what_is_gone_already_is_no_part(quarrel, mina, carol):
    browser_of(carol).post(f"/replies/{quarrel[1].pk}/withdraw/")
    assert "Remove the reply beneath it as well" in words(mina, f"/replies/{quarrel[0].pk}/hide/")
    remove(mina, quarrel[0], branch="on")
    assert states() == [State.HIDDEN, State.WITHDRAWN, State.HIDDEN, State.VISIBLE]


def test_nobody_else_removes_a_branch(quarrel, bob, carol):
    for somebody in (bob, carol):
        assert remove(somebody, quarrel[0], branch="on").status_code == 403
    assert states() == [State.VISIBLE] * 4


def test_the_public_reads_why_and_nothing_else(quarrel, essay, mina):
    decide(mina, quarrel[3], "remove")  # nothing was reported: refused
    remove(mina, quarrel[1])
    page = text_of(browser_of(None).get(essay.get_absolute_url()))
    assert "Removed by moderators" in page and "A quarrel" in page
    assert "You go and play" not in page
    assert "You go and play" in text_of(browser_of(mina).get(essay.get_absolute_url()))
