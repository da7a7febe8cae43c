"""Carol reports a wording, its writer changes it; moderators judge what she reported."""

import re

import pytest

from accounts.data import data_of
from critiques.actions.wordings import reword
from critiques.models import Objection
from forum.models import Post, Reply, State
from moderation.models import LogEntry, Report
from tests.cast import answer, browser_of, person, place
from tests.moderators import RUDE, decide, report, undo, words

pytestmark = pytest.mark.django_db

MILD = "I do not think that lists help."
QUEUE = "/moderation/"
DECISIONS = "/account/decisions/"


def change(writer, text: Post | Reply, body: str, revision: int = 1) -> None:
    """Send the edit form."""
    data = {"body": body, "base_revision": revision, "title": "Twenty checks"}
    kind = "posts" if isinstance(text, Post) else "replies"
    assert browser_of(writer).post(f"/{kind}/{text.pk}/edit/", data).status_code == 302


def seen_by(reporter, text: Reply) -> dict[str, str]:
    """Open the report form and return what it would send."""
    page = browser_of(reporter).get(f"/replies/{text.pk}/report/").content.decode()
    return dict(re.findall(r'<input type="hidden" name="(seen)" value="([^"]+)"', page))


def test_the_queue_shows_what_was_reported_with_what_changed_since(rude, bob, carol, mina):
    report(carol, rude, "An insult")
    change(bob, rude, MILD)
    page = words(mina, QUEUE)
    assert f"Revision 1, reported by Carol {RUDE}" in page
    assert "reports revision 1: An insult" in page
    source = browser_of(mina).get(QUEUE).content.decode()
    assert "<del>Go and play with your </del>" in source or "<del>Go" in source
    assert "Remove revision 1 alone" in page
    assert f"/replies/{rude.pk}/revisions/?from=1&amp;to=2" in source


@pytest.mark.parametrize(
    ("now", "left"),
    [
        ("Nothing of the kind", "The reported words are no longer there."),
        (RUDE.replace("play", "sit"), "Some of these words are no longer there."),
        (f"{RUDE} Please.", "All these words are still there; others came."),
    ],
)
def test_what_is_left_of_it_is_said(rude, bob, carol, mina, now: str, left: str):
    report(carol, rude)
    change(bob, rude, now)
    assert left in words(mina, QUEUE)


def test_what_reads_the_same_again_offers_no_wording_to_remove(rude, bob, carol, mina):
    report(carol, rude)
    change(bob, rude, MILD)
    change(bob, rude, RUDE, 2)
    page = words(mina, QUEUE)
    assert "It says the same now." in page and "Remove revision 1" not in page


def test_the_reported_wording_alone_is_removed_and_put_back(rude, bob, carol, mina):
    report(carol, rude)
    change(bob, rude, MILD)
    assert decide(mina, rude, "wording-1", "An insult", answer="Thank you").status_code == 302
    rude.refresh_from_db()
    assert (rude.state, rude.body) == (State.VISIBLE, MILD)
    entry = LogEntry.objects.get()
    assert (entry.act, entry.revision, entry.person) == ("hide_wording", 1, bob)
    assert "removed an earlier wording of a reply by Bob (revision 1)" in words(
        None, "/moderation/log/"
    )
    assert "The wording that you reported was removed. Thank you" in words(
        carol, "/account/decisions/"
    )
    assert "your reply on “Twenty checks” (revision 1)" in words(bob, DECISIONS)
    assert RUDE not in words(None, f"/replies/{rude.pk}/revisions/?from=1&to=1")
    assert decide(mina, rude, "wording-1").status_code == 409
    assert undo(mina).status_code == 302
    assert Report.objects.get().decision is None
    assert RUDE in words(None, f"/replies/{rude.pk}/revisions/?from=1&to=1")


def test_removing_removes_the_text_as_it_stands(rude, bob, carol, mina):
    report(carol, rude)
    change(bob, rude, MILD)
    decide(mina, rude, "remove")
    rude.refresh_from_db()
    assert rude.state == State.HIDDEN
    assert "removed a reply by Bob (reported as revision 1)" in words(None, "/moderation/log/")


@pytest.mark.parametrize("decision", ["warn", "fine", "dismiss"])
def test_a_decision_speaks_of_the_wording(rude, bob, carol, mina, decision: str):
    report(carol, rude)
    change(bob, rude, MILD)
    decide(mina, rude, decision)
    assert LogEntry.objects.get().revision == 1
    assert "(reported as revision 1)" in words(None, "/moderation/log/")


def test_reports_of_different_wordings_are_told_apart(rude, bob, carol, mina):
    dave = person("dave")
    report(carol, rude, "An insult")
    change(bob, rude, MILD)
    report(dave, rude, "Off topic")
    report(carol, rude, "Still unkind")
    page = words(mina, QUEUE)
    assert f"Revision 1, reported by Carol {RUDE}" in page
    assert f"The text as it is, revision 2, reported by Dave and Carol {MILD}" in page
    assert "Carol (has no part in the discussion) reports revision 1: An insult" in page
    assert "Dave (has no part in the discussion) reports revision 2: Off topic" in page
    decide(mina, rude, "wording-1")
    waiting = Report.objects.filter(decision=None)
    assert set(waiting.values_list("revision", flat=True)) == {2}, "the others wait still"
    decide(mina, rude, "fine")
    assert LogEntry.objects.first().revision is None


def test_three_reports_of_one_person_hold_nothing_back(rude, bob, carol):
    for number in (1, 2, 3):
        report(carol, rude)
        change(bob, rude, f"Words number {number}", number)
    rude.refresh_from_db()
    assert (Report.objects.count(), rude.state) == (3, State.VISIBLE)


def test_a_report_is_of_the_wording_that_its_reader_had_before_them(rude, bob, carol):
    form = seen_by(carol, rude)
    change(bob, rude, MILD)
    browser_of(carol).post(f"/replies/{rude.pk}/report/", form)
    assert Report.objects.get().revision == 1


@pytest.mark.parametrize("seen", ["", "0", "7", "-1", "x", "9" * 30, "1\x00"])
def test_nonsense_means_the_text_as_it_is(rude, bob, carol, seen: str):
    change(bob, rude, MILD)
    browser_of(carol).post(f"/replies/{rude.pk}/report/", {"seen": seen})
    assert [each.revision for each in Report.objects.all()] in ([2], [])


def test_a_removed_wording_cannot_be_what_one_reads(rude, bob, carol, mina):
    change(bob, rude, MILD)
    browser_of(mina).post(f"/replies/{rude.pk}/revisions/1/hide/", {"reason": "Rude"})
    browser_of(carol).post(f"/replies/{rude.pk}/report/", {"seen": "1"})
    assert Report.objects.get().revision == 2


def test_an_essay_with_its_title(essay, alice, carol, mina):
    report(carol, essay)
    change(alice, essay, "Nineteen checks are enough.")
    page = words(mina, QUEUE)
    assert "Revision 1, reported by Carol Twenty checks" in page
    assert "Twenty checks are enough." in page
    assert decide(mina, essay, "wording-1").status_code == 302
    assert "(revision 1)" in words(None, "/moderation/log/")


def test_of_a_report_made_before_the_wording_was_noted(rude, bob, carol, mina):
    report(carol, rude)
    Report.objects.update(revision=None)
    assert "revision" not in words(mina, QUEUE).split("Lately")[0]
    change(bob, rude, MILD)
    page = words(mina, QUEUE)
    assert f"The text as it is; it was changed since Carol reported it {MILD}" in page
    assert "All its wordings" in page
    decide(mina, rude, "fine")
    assert LogEntry.objects.get().revision is None


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.HIDDEN, State.PURGED])
def test_of_what_is_not_public_any_more(rude, bob, carol, mina, state: State):
    report(carol, rude)
    change(bob, rude, MILD)
    Reply.objects.filter(pk=rude.pk).update(state=state)
    if state == State.PURGED:
        rude.revisions.update(body="")
    page = words(mina, QUEUE)
    said = "Its words were erased." if state == State.PURGED else RUDE
    assert f"Revision 1, reported by Carol {said}" in page


def test_it_goes_along_where_the_reply_is_moved(rude, bob, carol, mina, alice):
    report(carol, rude)
    change(bob, rude, MILD)
    other = answer(alice, rude.post, "Another")
    data = {"to": "", "beneath": str(other.pk), "reason": "Its place"}
    assert browser_of(mina).post(f"/replies/{rude.pk}/move/", data).status_code == 302
    assert f"Revision 1, reported by Carol {RUDE}" in words(mina, QUEUE)


def claim_of(bob, essay) -> Objection:
    place(bob, answer(bob, essay, "a) The author is a fool.\nb) People tire."))
    return Objection.objects.get(post=essay, number=1)


def test_a_claim_is_kept_as_it_was_reported(essay, bob, carol, mina):
    objection = claim_of(bob, essay)
    url = f"/posts/{essay.pk}/objections/1/report/"
    browser_of(carol).post(url, {"reason": "About a person"})
    reword(user=bob, post_id=essay.pk, number=1, claim="The author is mistaken.")
    page = words(mina, "/moderation/?show=claims")
    assert f"As Carol reported it {objection.claim}" in page
    assert "mistaken" in page and "Some of these words are no longer there." in page
    own = "".join(data_of(carol))
    assert "About a person" in own and "fool" not in own


def test_a_claim_that_changed_while_it_was_read_is_looked_at_again(essay, bob, carol):
    claim_of(bob, essay)
    url = f"/posts/{essay.pk}/objections/1/report/"
    page = browser_of(carol).get(url).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert "fool" not in seen
    reword(user=bob, post_id=essay.pk, number=1, claim="The author is mistaken.")
    refused = browser_of(carol).post(url, {"reason": "About a person", "seen": seen})
    assert refused.status_code == 409
    again = refused.content.decode()
    assert "About a person" in again and "changed while you were reading" in again
    seen = re.search(r'name="seen" value="(\w+)"', again)[1]
    assert browser_of(carol).post(url, {"reason": "", "seen": seen}).status_code == 302
    assert Report.objects.get().claim == "The author is mistaken."


def test_a_long_change_is_shown_in_part(essay, alice, carol, mina):
    long = "\n\n".join(f"Paragraph {n} of an essay that goes on for long." for n in range(300))
    change(alice, essay, long)
    report(carol, essay)
    change(alice, essay, long.replace("essay", "letter"), 2)
    assert len(browser_of(mina).get(QUEUE).content) < 60_000
