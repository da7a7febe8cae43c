"""Removing a reply with all that stands beneath it, and putting it back."""

import pytest

from forum.models import Reply, State
from moderation.models import LogAct, LogEntry
from tests.cast import answer, browser_of, text_of
from tests.moderators import decide, report, undo, words

pytestmark = pytest.mark.django_db


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
    assert (line.act, line.reply, line.count) == (LogAct.HIDE, top, 3)
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
    assert (undone.act, undone.count, undone.parts.count()) == (LogAct.RESTORE, 3, 2)
    assert "Rude" in words(mina, "/moderation/"), "its report waits again"


def test_the_undo_leaves_what_was_decided_since(quarrel, mina, bob):
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    browser_of(mina).post(f"/replies/{quarrel[1].pk}/restore/", {"reason": "Not this one"})
    remove(mina, quarrel[1])
    undo(mina, entry=line)
    assert states() == [State.VISIBLE, State.HIDDEN, State.VISIBLE, State.VISIBLE]


def test_what_is_left_of_a_branch_is_taken_back_with_its_line(quarrel, mina):
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    button = f'href="/moderation/log/{line.pk}/undo/"'
    browser_of(mina).post(f"/replies/{quarrel[0].pk}/restore/", {"reason": "Only the top"})
    for url in ("/moderation/log/", line.get_absolute_url()):
        page = browser_of(mina).get(url).content.decode()
        assert button in page, url
        assert "taken back in part" in page, url
    assert undo(mina, entry=line).status_code == 302
    assert states() == [State.VISIBLE] * 4
    rest = LogEntry.objects.filter(part_of=None).latest("pk")
    assert (rest.act, rest.count, rest.reverses, rest.parts.count()) == (LogAct.RESTORE, 2, None, 2)
    for url in ("/moderation/log/", line.get_absolute_url()):
        assert button not in browser_of(mina).get(url).content.decode(), url
    again = undo(mina, entry=line)
    assert again.status_code == 409
    assert "taken back already" in text_of(again)


def test_the_last_of_a_branch_is_one_line(quarrel, mina):
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    for reply in quarrel[:2]:
        browser_of(mina).post(f"/replies/{reply.pk}/restore/", {"reason": "One by one"})
    assert undo(mina, entry=line).status_code == 302
    assert states() == [State.VISIBLE] * 4
    last = LogEntry.objects.latest("pk")
    assert (last.reply, last.reverses, last.part_of) == (quarrel[2], line.parts.latest("pk"), None)


def test_a_branch_comes_back_without_a_top_that_is_gone(quarrel, mina):
    remove(mina, quarrel[0], branch="on")
    line = LogEntry.objects.get(part_of=None)
    Reply.objects.filter(pk=quarrel[0].pk).update(state=State.WITHDRAWN)
    assert undo(mina, entry=line).status_code == 302
    assert states() == [State.WITHDRAWN] + [State.VISIBLE] * 3
    assert "restored 2 texts at once" in words(None, "/moderation/log/")


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
