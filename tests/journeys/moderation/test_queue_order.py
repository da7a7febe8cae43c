"""What comes first in the queue, what is put off, and how it is grouped and counted."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from forum.models import Post, Reply, State
from moderation.models import Report, Snooze
from moderation.queries import waiting_count
from staff.queue.rows import waiting_rows
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.moderators import decide, report, undo, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    return [person(name) for name in ("dave", "erin", "frank")]


def order(*texts) -> list[str]:
    """Return the keys of these texts, as the queue names them."""
    return [f"{each.post_id}-{each.pk}" for each in texts]


def snooze(by, what, days=1):
    data = {"post": what.post_id, "reply": what.pk, "days": days}
    return browser_of(by).post("/moderation/snoozes/", data)


def names() -> list[str]:
    return [each.name for each in waiting_rows() if not each.until]


def test_hidden_by_reports_then_many_reporters_then_age(essay, bob, carol, mina, crowd):
    old, two, hidden = (answer(bob, essay, f"Words {n}.") for n in range(3))
    report(carol, old)
    for reporter in crowd[:2]:
        report(reporter, two)
    report(carol, hidden)
    assert names() == order(two, old, hidden)
    Reply.objects.filter(pk=hidden.pk).update(state=State.AUTO_HIDDEN)
    assert names() == order(hidden, two, old)


@pytest.mark.parametrize("by", ["a holder", "the author", "nobody"])
def test_what_others_share_comes_first_after_three_reports(
    essay, alice, bob, carol, mina, crowd, by
):
    shared, other = answer(bob, essay, "a) Twenty is few."), answer(bob, essay, "Words.")
    place(bob, shared)
    base = f"/posts/{essay.pk}/objections/1"
    if by == "a holder":
        browser_of(carol).post(f"{base}/share/")
    elif by == "the author":
        position = {"stance": "declined", "decline": "outside this essay"}
        assert browser_of(alice).post(f"{base}/position/", position).status_code == 302
    for reporter in (carol, *crowd):
        report(reporter, other)
    for reporter in crowd[:2]:
        report(reporter, shared)
    assert names() == order(other, shared)
    report(crowd[2], shared)
    assert names() == (order(other, shared) if by == "nobody" else order(shared, other))
    assert ("others share what it raised" in words(mina, "/moderation/")) is (by != "nobody")


def test_put_off_until_then_or_until_the_next_report(rude, carol, mina, crowd):
    report(carol, rude)
    assert snooze(mina, rude, days=3).status_code == 302
    page = words(moderator("max"), "/moderation/")
    assert "All 0" in page and "Snoozed 1" in page and "Nothing waits" in page
    assert "Put off until" in words(mina, "/moderation/?show=snoozed")
    assert 'Moderation <span class="count">' not in browser_of(mina).get("/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        assert names() == order(rude)
    report(carol, rude, "The same person, again")
    assert names() == []
    report(crowd[0], rude)
    assert names() == order(rude)
    assert waiting_count() == 1


def test_reading_the_queue_wakes_nothing_up(rude, carol, mina):
    report(carol, rude)
    snooze(mina, rude)
    before = list(Snooze.objects.values())
    for tab in ("", "snoozed", "replies"):
        words(mina, f"/moderation/?show={tab}")
    assert list(Snooze.objects.values()) == before


def test_back_to_the_queue(rude, carol, mina):
    report(carol, rude)
    snooze(mina, rude)
    data = {"item": f"{rude.post_id}-{rude.pk}", "show": "snoozed"}
    response = browser_of(mina).post("/moderation/snoozes/end/", data)
    assert response.headers["location"] == "/moderation/?show=snoozed"
    assert names() == order(rude)
    assert browser_of(mina).post("/moderation/snoozes/end/", data).status_code == 409
    assert snooze(mina, rude, days=2).status_code == 422


def test_grouped_by_person_and_by_thread(essay, bob, carol, mina, crowd):
    other = publish(bob, "A second essay")
    texts = [
        answer(bob, essay, "Bob's first."),
        answer(carol, other, "Carol's."),
        answer(bob, other, "Bob's second."),
        answer(bob, essay, "Bob's third."),
    ]
    for text in texts:
        report(crowd[0], text)
    report(crowd[1], texts[1])
    one_by_one = [texts[1], texts[0], texts[2], texts[3]]
    for by, heads, shown in (
        ("", [], one_by_one),
        ("person", ["Carol 1", "Bob 3"], one_by_one),
        ("thread", ["A second essay 2", "Twenty checks 2"], [texts[1], texts[2], *texts[::3]]),
    ):
        page = browser_of(mina).get("/moderation/", {"by": by})
        html = page.content.decode()
        places = [html.index(f'id="report-{key}"') for key in order(*shown)]
        assert places == sorted(places), by
        assert all(head in text_of(page) for head in heads)
    keys = " ".join(order(*one_by_one[1:]))
    page = browser_of(mina).get("/moderation/?by=person").content.decode()
    assert f'value="{keys}"' in page, "one box chooses a whole group"
    data = {"item": [keys], "decision": "remove", "reason": "A quarrel", "by": "person"}
    done = browser_of(mina).post("/moderation/decisions/many/", data)
    assert done.headers["location"] == "/moderation/?by=person"
    assert names() == order(texts[1])


def test_fifty_a_page(essay, bob, carol, mina):
    first = answer(bob, essay, "Words.")
    Reply.objects.bulk_create(
        Reply(
            post=essay,
            author=bob,
            body="w",
            html="<p>w</p>",
            html_version=1,
            tree_id=first.tree_id + n,
            lft=1,
            rght=2,
            level=0,
        )
        for n in range(1, 60)
    )
    replies = list(Reply.objects.order_by("pk"))
    Report.objects.bulk_create(
        Report(post=essay, reply=each, reporter=carol, reason="Dull") for each in replies
    )
    client = browser_of(mina)
    first_page = client.get("/moderation/").content.decode()
    assert first_page.count('class="report"') == 50 and "?after=" in first_page
    for query in ("page=2", "page=9"):
        assert client.get(f"/moderation/?{query}").content.decode().count('class="report"') == 10
    keys = " ".join(order(*replies[50:]))
    data = {"item": keys, "decision": "fine", "page": "2"}
    back = client.post("/moderation/decisions/many/", data, follow=True)
    assert back.content.decode().count('class="report"') == 50, "the last page that is there"
    assert "Found fine: 10." in text_of(back)


def test_the_masthead_counts_what_the_queue_shows(essay, rude, alice, bob, carol, mina):
    place(bob, answer(bob, essay, "a) Twenty is few."))
    waiting, newcomer = answer(carol, essay, "Of a newcomer."), publish(person("erin"))
    for what in (rude, essay):
        report(carol, what)
    browser_of(carol).post(f"/posts/{essay.pk}/objections/1/report/", {"reason": "no"})
    Reply.objects.filter(pk=waiting.pk).update(state=State.PENDING)
    Post.objects.filter(pk=newcomer.pk).update(state=State.PENDING)
    assert waiting_count() == len(names()) == 5
    snooze(mina, rude)
    snooze(mina, waiting)
    assert waiting_count() == len(names()) == 3
    decide(mina, essay, "warn")
    entry = essay.log.get()
    browser_of(alice).post(f"/account/decisions/{entry.pk}/appeal/", {"text": "It is not."})
    assert waiting_count() == len(names()) == 3
    page = words(mina, "/moderation/")
    assert "All 3 Posts 0 Replies 0 Claims 1 Approval 1 Appeals 1 Snoozed 2" in page


def test_merges_by_moderators_are_found_here_with_their_undo(essay, bob, mina):
    place(bob, answer(bob, essay, "a) A point.\nb) Another."))
    client, base = browser_of(mina), f"/posts/{essay.pk}/objections"
    assert "Merges by moderators" not in words(mina, "/moderation/")
    assert client.post(f"{base}/1/merge/", {"into": 2, "reason": "Alike"}).status_code == 302
    entry = essay.log.get()
    page = client.get("/moderation/").content.decode()
    merges = page[page.index("Merges by moderators") : page.index("Lately in the log")]
    assert f"/moderation/log/{entry.pk}/undo/" in merges and "Alike" in merges
    undo(mina, entry=entry)
    assert "Merges by moderators" not in words(mina, "/moderation/")
