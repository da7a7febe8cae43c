"""What a decision in the queue can carry, how it is undone there, and what its script is told."""

import pytest

from critiques.models import Objection
from forum.models import Reply, State
from moderation.actions.log import write_log
from moderation.models import LogAct, LogEntry, Report
from tests.cast import answer, browser_of, moderator, person, place, text_of
from tests.moderators import RUDE, decide, logged, report, undo, words

pytestmark = pytest.mark.django_db

SCRIPT = {"accept": "application/json"}
DESCRIBED = 'aria-describedby="refused-{}"'
UNSAID = 'placeholder="Fine or Dismiss: Nothing in it is against the rules"'
CHOOSE = {
    "/moderation/decisions/many/": "Choose what to decide on first.",
    "/moderation/snoozes/": "Choose something first.",
}


def key(reply) -> str:
    return f"{reply.post_id}-{reply.pk}"


def many(by, decision, *texts, reason="A quarrel", **more):
    data = {"item": [key(each) for each in texts], "decision": decision, "reason": reason}
    return browser_of(by).post("/moderation/decisions/many/", data | more)


def test_a_word_to_the_reporter(rude, carol, bob, mina):
    report(carol, rude, "Rude")
    assert decide(mina, rude, "remove", answer="x" * 501).status_code == 422
    assert decide(mina, rude, "remove", answer="Thank you,\nyou were right.").status_code == 302
    assert Report.objects.get().answer == "Thank you, you were right."
    assert "you were right" in words(carol, "/account/decisions/")
    for viewer, url in ((bob, "/account/decisions/"), (None, "/moderation/log/")):
        assert "you were right" not in words(viewer, url)
    undo(mina)
    assert Report.objects.get().answer == "", "it waits again, unanswered"


def test_what_it_answers_is_folded_beneath(essay, alice, bob, carol, mina, rude):
    back = answer(carol, essay, "And you are ruder.", rude)
    report(alice, rude)
    report(bob, back)
    queue = words(mina, "/moderation/")
    assert "Answers Bob Go and play" in queue
    assert "Answers the essay Twenty checks are enough." in queue
    quoting = answer(carol, essay, "a) > Twenty checks are enough.\n\nThey are not.")
    place(carol, quoting)
    assert Objection.objects.get().passage
    report(bob, quoting)
    assert "About a passage of the essay Twenty checks are enough" in words(mina, "/moderation/")


def test_one_undo_takes_back_the_strikes_too(essay, bob, carol, mina):
    reply = answer(bob, essay, "a) You are paid.\nb) Twenty is few.")
    place(bob, reply)
    report(carol, reply)
    decide(mina, reply, "remove", strike=["1", "2"])
    assert [each.status for each in Objection.objects.all()] == ["struck", "struck"]
    undo(mina, entry=LogEntry.objects.get(act=LogAct.HIDE))
    assert [each.status for each in Objection.objects.all()] == ["open", "open"]
    assert RUDE not in words(mina, "/moderation/") and "You are paid." in words(
        mina, "/moderation/"
    )


def test_with_all_replies_beneath_it(essay, alice, bob, carol, mina, rude):
    queue = browser_of(mina)
    report(carol, rude)
    assert "Remove all replies beneath it" not in words(mina, "/moderation/")
    back = answer(alice, essay, "Please.", rude)
    report(bob, back, "Also rude")
    assert "Remove all replies beneath it too" in words(mina, "/moderation/")
    decide(mina, rude, "remove", branch="on", answer="Thank you.")
    assert set(Reply.objects.values_list("state", flat=True)) == {State.HIDDEN}
    assert set(Report.objects.values_list("answer", flat=True)) == {"Thank you."}
    assert "Nothing waits" in words(mina, "/moderation/")
    last = LogEntry.objects.get(part_of=None)
    data = {"reason": "By mistake", "queue": "1", "show": "replies", "by": "thread"}
    done = queue.post(f"/moderation/log/{last.pk}/undo/", data)
    assert done.headers["location"] == "/moderation/?show=replies&by=thread"
    assert set(Reply.objects.values_list("state", flat=True)) == {State.VISIBLE}


def test_a_refusal_loses_nothing_of_what_was_chosen_and_typed(essay, alice, bob, carol, mina):
    reply = answer(bob, essay, "a) You are paid.\nb) Twenty is few.")
    place(bob, reply)
    answer(alice, essay, "Please.", reply)
    other = answer(bob, essay, "More of it.")
    for each in (reply, other):
        report(carol, each, "Rude")
    sent = {"strike": ["2"], "branch": "on", "answer": "Thank you.", "days": "3"}
    refused = decide(mina, reply, "remove", "", **sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    first, second = page.split('<li class="report"')[1:]
    assert page.count("Give a reason") == first.count("Give a reason") == 1, "it is said there"
    assert 'name="strike" value="2" checked' in first and 'value="1" checked' not in first
    assert 'name="branch" checked' in first
    assert 'name="answer" maxlength="500" value="Thank you."' in first
    assert '<option value="3" selected>' in first and 'decide__more" open' in first
    field = f' aria-invalid="true" {DESCRIBED} autofocus>'
    assert field.format(key(reply)) in first, "the reason is asked for"
    assert f'name="reason" maxlength="500" value="" {UNSAID}' in first
    for mark in (" checked", " selected", " open", "autofocus", "Thank you."):
        assert mark not in second.split('id="many"')[0]
    assert 'value="Rude"' in second
    refused = decide(mina, reply, "remove", "Rude", answer="x" * 501)
    assert f'aria-labelledby="who-{key(reply)}" autofocus>' in refused.content.decode()
    decide(moderator("max"), reply, "fine")
    late = decide(mina, reply, "remove", "Rude", **sent)
    assert late.status_code == 409
    assert "Somebody has decided on this already." in text_of(late), "though it is not there"


def test_what_is_said_without_a_reason_can_be_seen(essay, rude, carol, mina, settings):
    settings.NEWCOMER_APPROVAL = True
    answer(person("nora", approved_at=None), essay, "Great.")
    report(carol, rude)
    for tab, says in (("replies", UNSAID), ("approval", 'placeholder="Approve: Welcome"')):
        page = browser_of(mina).get(f"/moderation/?show={tab}").content.decode()
        page = page[page.index("<main") :]
        assert page.count(says) == page.count("placeholder=") == 2, "for one, and for many"


def test_the_last_decision_can_be_taken_back_from_the_queue(rude, carol, mina):
    report(carol, rude)
    page = browser_of(mina).get("/moderation/").content.decode()
    assert "hidden data-undo" in page
    decide(mina, rude, "fine", "")
    entry = LogEntry.objects.get()
    assert entry.reason == "Nothing in it is against the rules"
    page = browser_of(mina).get("/moderation/")
    assert f'action="/moderation/log/{entry.pk}/undo/" data-undo' in page.content.decode()
    assert "You found nothing wrong with a reply by Bob" in text_of(page)
    other = browser_of(moderator("max")).get("/moderation/").content.decode()
    assert "hidden data-undo" in other, "each takes back their own"
    undo(mina)
    assert "hidden data-undo" in browser_of(mina).get("/moderation/").content.decode()


def test_many_at_once_and_who_was_faster(essay, bob, carol, mina, rude):
    others = [answer(bob, essay, f"More of it {n}.") for n in range(2)]
    for each in (rude, *others):
        report(carol, each)
    decide(moderator("max"), rude, "fine")
    done = many(mina, "remove", rude, *others, answer="Thank you.")
    assert done.status_code == 302
    page = words(mina, "/moderation/")
    assert "Nothing waits" in page and "You removed 2 texts at once" in page
    nothing = many(mina, "remove")
    assert nothing.status_code == 422 and "Choose what to decide on first." in text_of(nothing)
    assert many(mina, "remove", rude, *others).status_code == 409
    assert many(mina, "explode", rude).status_code == 422
    assert Report.objects.filter(answer="Thank you.").count() == 2
    log = words(None, "/moderation/log/")
    assert "Mina removed 2 texts at once" in log
    undo(mina, entry=LogEntry.objects.get(count=2, act=LogAct.HIDE))
    assert words(mina, "/moderation/").count("More of it") == 2


def test_a_refusal_of_many_keeps_what_was_chosen(essay, bob, carol, mina, rude):
    others = [answer(bob, essay, f"More of it {n}.") for n in range(2)]
    for each in (rude, *others):
        report(carol, each)
    refused = many(mina, "remove", rude, others[1], reason=" ", answer="Thank you.", days=7)
    page = refused.content.decode()
    assert refused.status_code == 422 and page.count("Give a reason") == 1
    ticked = [f'value="{key(each)}" form="many" checked>' in page for each in (rude, *others)]
    assert ticked == [True, False, True]
    form = page.split('id="many"')[1].split("</form>")[0]
    assert "Give a reason" in form and f"{DESCRIBED.format('many')} autofocus" in form
    assert 'value="Thank you."' in form and '<option value="7" selected>' in form
    assert 'decide__more" open' in form
    for url in ("/moderation/decisions/many/", "/moderation/snoozes/"):
        data = {"decision": "remove", "reason": "A quarrel", "days": 1}
        refused = browser_of(mina).post(url, data)
        page = refused.content.decode()
        assert refused.status_code == 422 and page.count(CHOOSE[url]) == 1
        form = page.split('id="many"')[1].split("</form>")[0]
        assert CHOOSE[url] in form and 'value="A quarrel"' in form
        assert 'form="many" checked' not in page and 'decide__more" open' not in page
    refused = many(mina, "remove", rude, reason="")
    form = refused.content.decode().split('id="many"')[1]
    assert "Give a reason" in form, "one that is chosen is still refused where it was sent"
    decide(moderator("max"), rude, "fine")
    late = many(mina, "remove", rude, answer="Thank you.")
    assert late.status_code == 409 and "decided on this already" in text_of(late)


def test_the_script_is_told_what_came_of_it(essay, bob, carol, mina, rude):
    other = answer(bob, essay, "More of it.")
    for each in (rude, other):
        report(carol, each)
    client = browser_of(mina)
    where = {"post": essay.pk, "reply": rude.pk}

    def send(path, **data):
        response = client.post(path, data, headers=SCRIPT)
        return response.status_code, response.json()

    status, told = send("/moderation/decisions/", **where, decision="remove", reason=" ")
    assert (status, told["waiting"]) == (422, [key(rude), key(other)])
    assert "Give a reason" in told["said"]
    status, told = send("/moderation/decisions/", **where, decision="remove", reason="Rude")
    entry = LogEntry.objects.get()
    assert (status, told["said"], told["waiting"]) == (200, "Removed.", [key(other)])
    assert (told["undo"], told["counts"]["replies"]) == (f"/moderation/log/{entry.pk}/undo/", 1)
    status, told = send("/moderation/decisions/", **where, decision="warn", reason="Rude")
    assert (status, told["said"]) == (409, "Somebody has decided on this already.")
    items = [key(rude), key(other)]
    status, told = send("/moderation/decisions/many/", item=items, decision="warn", reason="R")
    assert (status, told["said"], list(told["skipped"])) == (
        200,
        "Kept, with a warning.",
        items[:1],
    )
    status, told = send(f"/moderation/log/{entry.pk}/undo/", reason="By mistake")
    assert (status, told["waiting"], told["undo"]) == (200, [key(rude)], "")
    status, told = send("/moderation/snoozes/", item=key(rude), days=7)
    assert (status, told["said"], told["waiting"]) == (200, "Put off for a week.", [])
    assert told["counts"]["snoozed"] == 1
    status, told = send(told["undo"], item=key(rude))
    assert (status, told["waiting"]) == (200, [key(rude)])
    assert logged() == [LogAct.HIDE, LogAct.WARN, LogAct.RESTORE], "putting off is no decision"


def test_what_is_put_off_stands_where_it_is_shown(rude, carol, mina):
    report(carol, rude)
    browser_of(mina).post("/moderation/snoozes/", {"item": key(rude), "days": 1})
    data = {"post": rude.post_id, "reply": rude.pk, "decision": "remove", "show": "snoozed"}
    told = browser_of(mina).post("/moderation/decisions/", data, headers=SCRIPT).json()
    assert "Give a reason" in told["said"] and told["waiting"] == [key(rude)]
    data = {"item": key(rude), "show": "snoozed"}
    told = browser_of(mina).post("/moderation/snoozes/end/", data, headers=SCRIPT).json()
    assert told["waiting"] == [] and told["counts"][""] == 1


def test_an_empty_tab_says_what_waits_in_the_others(essay, bob, carol, mina, rude):
    assert "Nothing is put off." in words(mina, "/moderation/?show=snoozed")
    assert "Nothing waits any more." in words(mina, "/moderation/?show=claims")
    report(carol, rude)
    page = browser_of(mina).get("/moderation/?show=claims&by=person")
    assert "Nothing here; 1 waits in All" in text_of(page)
    assert '<a href="/moderation/?by=person">1 waits in All</a>' in page.content.decode()
    report(carol, answer(bob, essay, "More of it."))
    assert "Nothing is put off; 2 wait in All" in words(mina, "/moderation/?show=snoozed")
    assert "Nothing waits" not in words(mina, "/moderation/?show=snoozed")


@pytest.fixture
def appealed(rude, bob, carol, mina) -> int:
    """Bob answered the removal of his reply; returns the number of his answer."""
    report(carol, rude)
    decide(mina, rude, "remove")
    entry = LogEntry.objects.get()
    url = f"/account/decisions/{entry.pk}/appeal/"
    assert browser_of(bob).post(url, {"text": "It was a joke among friends."}).status_code == 302
    return entry.appeal.pk


@pytest.mark.parametrize("decision", ["uphold", "take-back"])
def test_an_answer_to_a_decision_is_decided_by_another(appealed, rude, mina, decision):
    url = f"/moderation/appeals/{appealed}/"
    queue = words(mina, "/moderation/?show=appeals")
    assert "It was a joke among friends." in queue and RUDE in queue
    assert "Mina removed it on" in queue and "You made this decision" in queue
    assert "With all that are chosen" not in queue, "answers are decided on one by one"
    assert "Let it stand" in queue, "there is nobody else"
    max_ = moderator("max")
    queue = words(mina, "/moderation/?show=appeals")
    assert "another moderator looks at the answer" in queue and "Let it stand" not in queue
    assert "Let it stand" in words(max_, "/moderation/?show=appeals")
    data = {"decision": decision, "reason": "Seen by two now", "show": "appeals"}
    refused = browser_of(mina).post(url, data)
    assert refused.status_code == 403 and "another moderator looks" in text_of(refused)
    assert "Seen by two now" in refused.content.decode(), "the reason stays"
    assert "You made this" not in words(max_, "/moderation/")
    assert browser_of(max_).post(url, data | {"decision": "x"}).status_code == 422
    assert browser_of(max_).post(url, data | {"reason": ""}).status_code == 422
    assert browser_of(max_).post(url, data).headers["location"] == "/moderation/?show=appeals"
    assert "Appeals 0" in words(max_, "/moderation/")
    rude.refresh_from_db()
    assert (rude.state == State.HIDDEN) is (decision == "uphold")
    assert browser_of(max_).post(url, data).status_code == 409


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (LogAct.HIDE, "removed it on"),
        (LogAct.REJECT, "turned it down on"),
        (LogAct.WARN, "kept it, with a warning, on"),
    ],
)
def test_an_answer_says_what_it_answers(rude, bob, mina, act, said):
    about = {"post": rude.post, "reply": rude, "person": bob}
    entry = write_log(act=act, actor=mina, reason="About a person", **about)
    browser_of(bob).post(f"/account/decisions/{entry.pk}/appeal/", {"text": "It is not."})
    assert said in words(moderator("max"), "/moderation/?show=appeals")


def test_who_is_no_moderator_decides_nothing(appealed, rude, carol):
    for path in (f"appeals/{appealed}/", "decisions/many/", "snoozes/", "snoozes/end/"):
        data = {"item": key(rude), "decision": "uphold", "reason": "x", "days": 1}
        assert browser_of(carol).post(f"/moderation/{path}", data).status_code == 403
