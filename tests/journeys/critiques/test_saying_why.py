"""One optional line why, shown as that person's words; a click without words gives no reason."""

import json

import pytest
from django.utils import timezone

from accounts.models import User
from critiques.models import HolderEvent, Position
from forum.models import Post
from tests.cast import (
    answer,
    browser_of,
    form_fields,
    moderator,
    person,
    place,
    publish,
    text_of,
)
from tests.forms import Form, forms_of, links_of
from tests.sign_in import fresh
from tests.worlds.made import parts
from web.dates import day

pytestmark = pytest.mark.django_db

WHY = "A hat has no memory."
BECAUSE = "Twenty hats would do."


@pytest.fixture(scope="module")
def made(kept_db: None) -> dict[str, object]:
    """Bob raises a and b, Carol shares a, Alice answers both."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice)
    raised = answer(bob, post, "a) Lots can be drawn badly.\nb) A lean stays hidden.")
    place(bob, raised)
    browser_of(carol).post(f"/posts/{post.pk}/objections/1/share/")
    both = {"objection-1": "answer", "objection-2": "answer"}
    answered = answer(alice, post, "From a hat, then.", raised, **both)
    people = {"alice": alice, "bob": bob, "carol": carol, "mina": moderator()}
    return {**people, "essay": post, "raised": raised, "answered": answered}


alice, bob, carol, mina, essay, raised, answered = parts(
    "alice bob carol mina essay raised answered"
)


def send(who: User, essay: Post, what: str, text: str = "", number: int = 1, status: int = 302):
    url = f"/posts/{essay.pk}/objections/{number}/{what}/"
    response = browser_of(who).post(url, {"text": text} if text else {})
    assert response.status_code == status, text_of(response)
    return response


def page_of(essay: Post, who: User | None = None, number: int = 1) -> str:
    return text_of(browser_of(who).get(f"/posts/{essay.pk}/objections/{number}/"))


def summary_of(essay: Post) -> str:
    return text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))


def said(who: User, number: int = 1) -> list[tuple[str, str]]:
    """What somebody said of an objection, with their lines."""
    events = HolderEvent.objects.filter(user=who, objection__number=number)
    return list(events.values_list("event", "text"))


def test_a_line_is_shown_as_that_persons_words(essay, carol):
    send(carol, essay, "stands", f"  {WHY}\r\n ")
    assert said(carol)[-1] == ("reaffirm", WHY)
    for page in (page_of(essay), summary_of(essay)):
        assert f"Carol still disputes it, {day(timezone.now())} {WHY}" in page
    people, _, history = page_of(essay).partition("What was said")
    assert f"Carol shares it; still stands since {day(timezone.now())}; “{WHY}”" in people
    assert "Carol says that it still stands" in history and WHY in history


def test_a_click_without_words_is_never_printed_as_a_reason(essay, carol):
    send(carol, essay, "stands")
    for page in (page_of(essay), summary_of(essay)):
        assert "Carol says that it still stands, without saying why" in page


@pytest.mark.parametrize(
    ("what", "event", "told"),
    [
        ("stands", "reaffirm", "Carol says that it still stands"),
        ("satisfied", "satisfied", "Carol is satisfied"),
        ("taken-back", "withdraw", "Carol takes it back"),
    ],
)
def test_each_thing_that_a_holder_says_takes_a_line(essay, carol, what, event, told):
    send(carol, essay, what, WHY)
    assert said(carol) == [("hold", ""), (event, WHY)]
    history = page_of(essay).partition("What was said")[2]
    assert WHY in history.partition(told)[2]


def test_sharing_takes_a_line(essay):
    dave = person("dave")
    send(dave, essay, "share", WHY)
    assert said(dave) == [("reaffirm", WHY)]
    send(dave, essay, "share", WHY)
    assert said(dave) == [("reaffirm", WHY)], "sent twice"
    response = send(dave, essay, "share", "And another thing.", status=422)
    assert "You share this already; what you wrote was not added." in text_of(response)
    assert HolderEvent.objects.filter(user=dave).count() == 1


def test_back_and_forth_is_one_change_but_words_stay(essay, carol):
    for what in ("satisfied", "stands", "satisfied"):
        send(carol, essay, what)
    assert said(carol) == [("hold", ""), ("satisfied", "")], "clicks alone"
    send(carol, essay, "stands", WHY)
    send(carol, essay, "satisfied")
    send(carol, essay, "stands", BECAUSE)
    wanted = [("satisfied", ""), ("reaffirm", WHY), ("satisfied", ""), ("reaffirm", BECAUSE)]
    assert said(carol) == [("hold", ""), *wanted]
    send(carol, essay, "taken-back")
    send(carol, essay, "share")
    assert said(carol)[1:5] == wanted
    assert WHY in page_of(essay) and BECAUSE in page_of(essay)


def test_words_may_follow_a_click_once(essay, carol):
    send(carol, essay, "stands")
    send(carol, essay, "stands", WHY)
    assert said(carol)[1:] == [("reaffirm", ""), ("reaffirm", WHY)]
    send(carol, essay, "stands", WHY), send(carol, essay, "stands")
    assert len(said(carol)) == 3, "said twice is said once"
    refused = send(carol, essay, "stands", BECAUSE, status=422)
    assert "You said so already, with other words." in text_of(refused)
    assert len(said(carol)) == 3


def test_holders_keep_their_say_in_a_closed_discussion_with_words(essay, carol, mina):
    browser_of(mina).post(f"/posts/{essay.pk}/lock/", {"reason": "Enough"})
    send(carol, essay, "stands", WHY)
    assert WHY in page_of(essay)
    send(person("dave"), essay, "share", WHY, status=422)


def test_only_holders_say_so(essay, alice):
    for who in (alice, person("dave")):
        send(who, essay, "stands", WHY, status=403)
    assert not HolderEvent.objects.exclude(text="").exists()


def test_a_newcomer_clicks_but_adds_no_words_yet(essay, settings):
    settings.NEWCOMER_APPROVAL = True
    nora = person("nora", approved_at=None)
    refused = send(nora, essay, "share", WHY, status=403)
    assert "before you can add words here" in text_of(refused)
    send(nora, essay, "share")
    send(nora, essay, "satisfied", WHY, status=403)
    assert said(nora) == [("reaffirm", "")]


def test_what_raised_it_takes_its_writers_lines_along(essay, bob, carol, raised, mina):
    send(bob, essay, "stands", WHY, number=2)
    send(carol, essay, "stands", BECAUSE)
    browser_of(mina).post(f"/replies/{raised.pk}/hide/", {"reason": "Rude"})
    assert WHY not in page_of(essay, number=2) and BECAUSE in page_of(essay), "Carol’s are hers"
    assert WHY in page_of(essay, mina, 2)
    assert json_of(essay).count(BECAUSE) == 1 and WHY not in json_of(essay)


def test_moderators_who_strike_an_objection_remove_what_was_said_of_it(essay, carol, mina):
    send(carol, essay, "stands", WHY)
    browser_of(mina).post(f"/posts/{essay.pk}/objections/1/strike/", {"reason": "Rude"})
    assert WHY not in page_of(essay, carol) and WHY not in json_of(essay)
    assert WHY in page_of(essay, mina)
    browser_of(mina).post(f"/posts/{essay.pk}/objections/1/unstrike/", {"reason": "Or not"})
    assert WHY in page_of(essay)


def test_who_leaves_with_their_texts_takes_their_lines_along(essay, carol):
    send(carol, essay, "stands", WHY)
    would = f"/posts/{essay.pk}/objections/1/would-satisfy/"
    browser_of(carol).post(would, {"would_satisfy": BECAUSE})
    left = fresh("carol").post("/account/leave/", {"texts": "withdraw", "sure": "on"})
    assert left.status_code == 302
    page = page_of(essay)
    assert WHY not in page and BECAUSE not in page


def json_of(essay: Post) -> str:
    """The words that a discussion's file has of its events."""
    file = browser_of(None).get(f"/posts/{essay.pk}/critique.json")
    found = json.loads(b"".join(file.streaming_content) if file.streaming else file.content)
    return json.dumps([o["events"] for o in found["objections"]])


def form_of(essay: Post, who: User, kind: str = "says", number: int = 1) -> Form:
    """The form of an objection's page in which one says something."""
    page = browser_of(who).get(f"/posts/{essay.pk}/objections/{number}/").content.decode()
    return next(form for form in forms_of(page) if form.kind == kind)


def press(who: User, form: Form, label: str, **typed: str) -> int:
    """Press a button of it, as a browser without script would; return the status."""
    button = next(each for each in form.buttons if each.label.startswith(label))
    data = form.filled_in(**typed) | ({button.name: button.value} if button.name else {})
    return browser_of(who).post(button.action or form.action, data).status_code


def test_the_form_takes_a_line_and_one_click_is_enough(essay, carol):
    form = form_of(essay, carol)
    labels = [each.label.partition(",")[0] for each in form.buttons]
    assert labels == ["", "This answers it", "Still stands", "Take back objection a"]
    assert form.action == "", "nothing is sent but by a button"
    assert press(carol, form, "Still stands") == 302
    assert press(carol, form_of(essay, carol), "This answers it", text=WHY) == 302
    assert said(carol)[1:] == [("reaffirm", ""), ("satisfied", WHY)]


def test_enter_presses_no_button(essay, carol, alice):
    """The first button of a form is the one that Enter presses; it is disabled, and not seen."""
    for who, kind in ((carol, "says"), (alice, "author-says")):
        page = browser_of(who).get(f"/posts/{essay.pk}/objections/1/").content.decode()
        form = page[page.index(f'data-form="{kind}"') :]
        assert form[form.index("<button") :].startswith("<button disabled hidden>")


@pytest.mark.parametrize("what", ["stands", "satisfied", "taken-back"])
def test_too_long_a_line_is_kept_to_be_shortened(essay, carol, what):
    long = "hat " * 76
    refused = send(carol, essay, what, long, status=422)
    assert "Keep your line why to 300 characters; yours has 303." in text_of(refused)
    assert f'value="{long}"' in refused.content.decode()
    assert said(carol) == [("hold", "")]


def test_who_could_share_it_may_say_why(essay):
    dave = person("dave")
    form = form_of(essay, dave)
    assert [each.label for each in form.buttons] == ["", "I share this objection"]
    assert press(dave, form, "I share", text=WHY) == 302
    assert said(dave) == [("reaffirm", WHY)]
    assert WHY in page_of(essay)


def test_the_author_may_say_why_or_not(essay, alice, bob):
    assert press(alice, form_of(essay, alice, "author-says"), "I agree:") == 302
    page = page_of(essay)
    assert f"Alice agrees, without saying more, {day(timezone.now())}" in page
    form = form_of(essay, alice, "author-says")
    assert form.choices["decline"][0] == "" == form.fields["decline"], "no reason is preset"
    assert press(alice, form, "I won’t pursue it", decline="already covered", text=WHY) == 302
    assert f"Alice won’t pursue it, {day(timezone.now())} already covered: {WHY}" in page_of(essay)
    assert press(alice, form, "I won’t pursue it") == 302
    summary = summary_of(essay)
    assert "Author won’t pursue" in summary and "“”" not in summary
    assert Position.objects.filter(text="").count() == 4, "two by the reply, two by a click"
    assert bob not in {each.author for each in Position.objects.all()}


def test_only_the_author_speaks_for_the_author(essay, bob):
    url = f"/posts/{essay.pk}/objections/1/position/"
    assert browser_of(bob).post(url, {"stance": "conceded"}).status_code == 403


def test_a_question_takes_a_line_too(essay, carol, alice):
    place(carol, answer(carol, essay, "Why twenty?"), to_reply="question")
    answer(alice, essay, "By chance.", **{"objection-3": "answer"}, answers="3")
    form = form_of(essay, carol, number=3)
    assert any(each.label.startswith("Still unclear") for each in form.buttons)
    assert press(carol, form, "Still unclear", text=WHY) == 302
    assert f"Carol still asks it, {day(timezone.now())} {WHY}" in page_of(essay, number=3)


def test_the_desk_asks_for_a_line_and_leads_back_there(essay, carol):
    page = browser_of(carol).get("/desk/?show=asked").content.decode()
    form = next(form for form in forms_of(page) if form.kind == "says")
    assert press(carol, form, "Still stands", text=WHY) == 302
    assert said(carol)[-1] == ("reaffirm", WHY)


def test_the_files_of_a_critique_say_why(essay, carol):
    send(carol, essay, "stands", WHY)
    for suffix in ("md", "csv", "argdown", "json"):
        file = browser_of(None).get(f"/posts/{essay.pk}/critique.{suffix}")
        text = b"".join(file.streaming_content) if file.streaming else file.content
        assert WHY in text.decode(), suffix


def reply_form_of(who: User, essay: Post, number: int = 1) -> tuple[str, dict[str, str]]:
    """Follow “or say it in a reply” of an objection; return the address and the form unchanged."""
    page = browser_of(who).get(f"/posts/{essay.pk}/objections/{number}/").content.decode()
    [url] = [url for words, url in links_of(page) if words == "or say it in a reply"]
    form = browser_of(who).get(url)
    return url, form_fields(form, "reply")


def test_it_is_said_in_a_reply_where_one_chose_so(essay, carol, answered):
    url, form = reply_form_of(carol, essay)
    assert form["parent"] == str(answered.pk)
    assert form["objection-1"] == "none"
    text = text_of(browser_of(carol).get(url))
    assert "still disputes is satisfied takes back" in text and "agrees" not in text
    words = "I drew from a hat, and it has no memory at all."
    browser_of(carol).post(f"/posts/{essay.pk}/reply/", {**form, "body": words})
    assert said(carol) == [("hold", "")]
    form = {**form, "body": f"{words} So I’m content.", "objection-1": "satisfied", "token": ""}
    posted = browser_of(carol).post(f"/posts/{essay.pk}/reply/", form)
    assert posted.status_code == 302
    event = HolderEvent.objects.filter(user=carol).latest("pk")
    assert (event.event, event.reply.body) == ("satisfied", form["body"])
    for page in (page_of(essay), summary_of(essay)):
        assert f"Carol is satisfied, {day(timezone.now())} {form['body']}" in page


def test_a_preview_keeps_what_was_chosen(essay, carol):
    _, form = reply_form_of(carol, essay)
    sent = {**form, "body": "A hat.", "objection-1": "reaffirm", "preview": "1"}
    shown = browser_of(carol).post(f"/posts/{essay.pk}/reply/", sent)
    assert form_fields(shown, "reply")["objection-1"] == "reaffirm"


def test_who_has_no_part_in_it_says_nothing_of_it(essay, answered):
    dave = browser_of(person("dave"))
    url = f"/posts/{essay.pk}/reply/?parent={answered.pk}&answers=1"
    assert "objection-1" not in form_fields(dave.get(url), "reply")
    sent = {"body": "A hat.", "parent": answered.pk, "objection-1": "satisfied"}
    refused = dave.post(f"/posts/{essay.pk}/reply/", sent)
    assert refused.status_code == 403 and "A hat." in refused.content.decode()
    assert not HolderEvent.objects.filter(user__username="dave").exists()
