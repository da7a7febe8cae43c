"""The moderators' queue in the browser: emptied by keyboard alone, and by mouse."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.models import Post, Reply, State
from moderation.actions.decisions import decide
from moderation.models import LogEntry, Report
from tests.browser.looks import be, complaints
from tests.cast import answer, moderator, person, publish
from tests.databases import PATIENCE
from tests.examples import examples

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


WIDE = {"width": 1280, "height": 900}


def fill(count: int, reason: str = "Rude") -> list[Reply]:
    """Let Bob and Carol write so many replies beneath an essay of Alice's, all reported."""
    alice, bob, carol, dave = map(person, ("alice", "bob", "carol", "dave"))
    post = publish(alice, "Twenty checks", "Twenty checks are enough.")
    first = answer(bob, post, "Words number 0.")
    later = [
        Reply(
            post=post,
            author=(bob, carol)[n % 2],
            body=f"Words number {n}.",
            html=f"<p>Words number {n}.</p>",
            html_version=first.html_version,
            tree_id=first.tree_id + n,
            lft=1,
            rght=2,
            level=0,
        )
        for n in range(1, count)
    ]
    Reply.objects.bulk_create(later)
    Post.objects.filter(pk=post.pk).update(reply_count=count)
    replies = list(Reply.objects.order_by("pk"))
    Report.objects.bulk_create(
        Report(post=post, reply=reply, reporter=dave, reason=reason) for reply in replies
    )
    return replies


@pytest.fixture
def open_queue(live_server, browser: Browser):
    """Opens the queue for a moderator, with what it said in the console to be empty at the end."""
    said: list[str] = []
    contexts = []

    def opened(query: str = "", **options) -> Page:
        if not contexts:
            moderator()
        context = browser.new_context(**{"viewport": WIDE} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        be(page, live_server.url, "mina")
        page.goto(f"{live_server.url}/moderation/{query}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in said if "409" not in each and "422" not in each] == []


def items(page: Page):
    return page.locator("[data-report]:visible")


def focused(page: Page) -> str:
    """Return the name of the item that has the focus, or what else has it."""
    return page.evaluate(
        "document.activeElement.dataset.report ?? document.activeElement.tagName.toLowerCase()"
    )


def names(page: Page) -> list[str]:
    return page.eval_on_selector_all("[data-report]", "all => all.map(each => each.dataset.report)")


def said(page: Page):
    return page.locator("[data-said]")


@pytest.mark.long
def test_reports_of_more_than_a_page_by_keyboard_alone(open_queue) -> None:
    count = 200
    fill(count)
    page = open_queue()
    assert items(page).count() == 50
    rounds = ["f", "d", "w", "r"]
    for place in range(count):
        page.keyboard.press(rounds[place % 4])
    expect(said(page)).to_contain_text("Nothing waits any more.", timeout=1000 * PATIENCE)
    assert focused(page) == "h1"
    assert not Report.objects.filter(decision=None).exists()
    assert LogEntry.objects.count() == count
    assert Reply.objects.filter(state=State.HIDDEN).count() == count // 4
    assert page.locator('[data-tab=""]').inner_text() == "0"


def test_each_kind_of_key_and_where_it_leads(open_queue) -> None:
    fill(8)
    page = open_queue()
    one, two, three, four, five, *_ = names(page)
    press = page.keyboard.press

    for key, at in (("j", one), ("j", two), ("k", one), ("k", one)):
        press(key)
        assert focused(page) == at
    press("f")
    expect(said(page)).to_have_text("Found fine.")
    assert focused(page) == two
    press("u")
    expect(said(page)).to_have_text("Taken back.")
    assert names(page)[0] == focused(page) == one
    press("s")
    expect(said(page)).to_have_text("Put off for a day.")
    assert focused(page) == two
    assert page.locator('[data-tab="snoozed"]').inner_text() == "1"
    press("u")
    expect(said(page)).to_have_text("Back in the queue.")
    assert focused(page) == one
    press("s")
    expect(said(page)).to_have_text("Put off for a day.")
    assert page.locator(".masthead .count").inner_text() == "7"
    press("v")
    assert page.locator(f"#report-{two} .report__before").get_attribute("open") is not None
    press("e")
    assert focused(page) == "input"
    press("f")
    assert page.locator(f"#reason-{two}").input_value() == "f", "a key that is typed is a letter"
    press("Escape")
    assert focused(page) == two

    for key in ("x", "j", "x", "j"):
        press(key)
    assert page.locator("[data-chosen]").inner_text() == "2 chosen"
    press("Shift+D")
    expect(said(page)).to_have_text("Dismissed: 2.")
    assert focused(page) == four
    press("u")
    expect(said(page)).to_have_text("Taken back.")
    assert names(page)[:2] == [two, three] and focused(page) == two
    page.goto(page.url)
    press("j")
    press("Shift+X")
    assert page.locator("[data-chosen]").inner_text() == "7 chosen"
    press("Shift+R")
    expect(said(page)).to_contain_text("Removed: 7. Nothing waits any more.")
    assert focused(page) == "h1"
    press("u")
    expect(items(page)).to_have_count(7)
    assert focused(page) == two
    assert five in names(page)


def test_undo_goes_back_decision_by_decision(open_queue) -> None:
    fill(3)
    page = open_queue()
    was = names(page)
    for key in "fwd":
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("Nothing waits any more.")
    for left in (1, 2, 3):
        page.keyboard.press("u")
        expect(items(page)).to_have_count(left)
    assert names(page) == was
    page.keyboard.press("u")
    expect(said(page)).to_contain_text("nothing of yours to take back")


def test_an_empty_tab_is_not_an_empty_queue(open_queue) -> None:
    fill(2, reason="")
    page = open_queue()
    one, two = names(page)
    page.keyboard.press("s")
    expect(said(page)).to_have_text("Put off for a day.")
    page.goto(f"{page.url}?show=snoozed")
    page.keyboard.press("r")
    expect(page.locator(f"#report-{one} .flash--error")).to_contain_text("Give a reason")
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    expect(said(page)).to_have_text("Back in the queue. Nothing is put off; 2 wait in All.")
    page.get_by_role("link", name="2 wait in All").click()
    expect(items(page)).to_have_count(2)
    assert names(page) == [one, two]


def test_a_missing_reason_is_asked_for_and_enter_goes_on(open_queue) -> None:
    fill(2, reason="")
    page = open_queue()
    one, two = names(page)
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator(f"#report-{one} .flash--error")).to_contain_text("Give a reason")
    assert focused(page) == "input"
    page.keyboard.type("Rude", delay=5)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text("Removed.")
    assert focused(page) == two
    assert LogEntry.objects.get().reason == "Rude"
    page.locator(f"#reason-{two}").press("Enter")
    for key in ("Escape", "f"):
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("Found fine.")
    acts = LogEntry.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["hide", "fine"], "Enter alone decides nothing"


def test_one_reason_for_all_is_offered_only_where_all_have_it(open_queue) -> None:
    *_, other = fill(3)
    Report.objects.filter(reply=other).update(reason="Off topic")
    page = open_queue()
    _, two, _ = names(page)
    reason = page.locator("#reason-many")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(reason).to_have_value("Rude")
    for key in ("j", "x"):
        page.keyboard.press(key)
    expect(reason).to_have_value("")
    page.keyboard.press("Shift+R")
    expect(page.locator("#many .flash--error")).to_contain_text("Give a reason")
    expect(page.locator(".flash--error")).to_have_count(1)
    expect(reason).to_be_focused()
    assert not LogEntry.objects.exists()
    page.keyboard.type("A quarrel", delay=5)
    page.locator(f"#report-{two} [name=item]").click()
    expect(reason).to_have_value("A quarrel")
    reason.press("Enter")
    expect(said(page)).to_have_text("Removed: 2.")
    assert set(LogEntry.objects.values_list("reason", flat=True)) == {"A quarrel"}
    expect(page.locator(".flash--error")).to_have_count(0)


def test_the_second_moderator_is_told_and_goes_on(open_queue) -> None:
    replies = fill(3)
    page = open_queue()
    _, two, _ = names(page)
    max_ = moderator("max")
    decide(moderator=max_, decision="fine", reason="Fine", reply_id=replies[0].pk)
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(said(page)).to_have_text("Somebody has decided on this already. Going on.")
    assert focused(page) == two
    decide(moderator=max_, decision="fine", reason="Fine", reply_id=replies[1].pk)
    for key in ("x", "j", "x", "Shift+R"):
        page.keyboard.press(key)
    expect(said(page)).to_contain_text("Removed. 1 had been decided on already.")
    assert LogEntry.objects.filter(act="hide").count() == 1
    assert Report.objects.filter(decision=None).count() == 0


def test_keys_are_listed_and_can_be_turned_off(open_queue) -> None:
    fill(2)
    page = open_queue()
    page.keyboard.press("?")
    dialog = page.locator("dialog#keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("f")
    dialog.get_by_text("Single keys act").click()
    dialog.get_by_text("Close").click()
    for key in ("j", "f", "?"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    assert not LogEntry.objects.exists()
    page.reload()
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    page.click("text=Keys")
    dialog.get_by_text("Single keys act").click()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(said(page)).to_have_text("Found fine.")


def test_by_mouse_on_a_phone(open_queue) -> None:
    fill(3)
    page = open_queue("?by=person", viewport={"width": 360, "height": 740})
    assert page.locator(".queue-group h2").all_inner_texts() == ["Bob 2", "Carol 1"]
    page.locator(".queue-group").first.get_by_text("All here").click()
    assert page.locator("[data-chosen]").inner_text() == "2 chosen"
    page.locator("#many").get_by_role("button", name=re.compile("^Fine")).click()
    expect(said(page)).to_have_text("Found fine: 2.")
    expect(items(page)).to_have_count(1)
    page.locator("[data-undo] button").click()
    expect(items(page)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_javascript(open_queue) -> None:
    replies = fill(4)
    page = open_queue("?by=person", java_script_enabled=False)
    first = page.locator(f"#report-{replies[0].post_id}-{replies[0].pk}")
    expect(page.locator("[data-keys-open]")).to_be_hidden()
    first.locator("summary").last.click()
    first.get_by_label("For how long").select_option("7")
    first.get_by_role("button", name="Put off").click()
    assert "by=person" in page.url
    expect(page.locator(".flash")).to_have_text("Put off for a week.")
    expect(items(page)).to_have_count(3)
    page.locator(".queue-group", has_text="Carol").get_by_text("All here").click()
    page.locator("#many").get_by_label("One reason for all").fill("A quarrel")
    page.locator("#many").get_by_role("button", name="Remove").click()
    expect(page.locator(".flash")).to_have_text("Removed: 2.")
    expect(items(page)).to_have_count(1)
    page.locator("[data-undo] button").click()
    expect(items(page)).to_have_count(3)
    page.get_by_role("link", name="Snoozed").click()
    page.get_by_role("button", name="Back to the queue").click()
    expect(page.locator("[data-tab='snoozed']")).to_have_text("0")


def test_without_javascript_a_refusal_leads_to_what_it_is_about(open_queue) -> None:
    replies = fill(3, reason="")
    answer(person("erin"), replies[0].post, "And you.", replies[1])
    page = open_queue(java_script_enabled=False)
    item = page.locator(f"#report-{replies[1].post_id}-{replies[1].pk}")
    beneath = item.get_by_label("Remove all replies beneath it too")
    beneath.check()
    item.locator("summary").last.click()
    item.get_by_label("To whoever reported it").fill("Thank you.")
    item.get_by_role("button", name="Remove").click()
    expect(page.locator(".flash--error")).to_have_count(1)
    expect(item.locator(".flash--error")).to_contain_text("Give a reason")
    expect(item.locator("[name=reason]")).to_be_focused()
    expect(beneath).to_be_checked()
    expect(item.get_by_label("To whoever reported it")).to_have_value("Thank you.")
    item.locator("[name=reason]").fill("Rude")
    item.get_by_role("button", name="Remove").click()
    expect(items(page)).to_have_count(2)
    assert Reply.objects.filter(state=State.HIDDEN).count() == 2
    for each in page.locator("[name=item]:not([data-all])").all():
        each.check()
    page.locator("#many").get_by_role("button", name="Remove").click()
    expect(page.locator("#reason-many")).to_be_focused()
    expect(page.locator("[name=item]:checked")).to_have_count(2)


def test_nothing_to_complain_of(open_queue) -> None:
    replies = fill(3)
    answer(person("erin"), replies[0].post, "And you.", replies[0])
    page = open_queue(bypass_csp=True)
    assert complaints(page) == []
    page.get_by_role("link", name="By thread").click()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator(".decide__more summary").first.click()
    assert complaints(page) == []
    page.keyboard.press("?")
    assert complaints(page) == []


def pressed(page: Page):
    """Presses a key as a keyboard of another layout does: by its place, with what it types."""
    devtools = page.context.new_cdp_session(page)

    def press(code: str, types: str, *, modifiers: int = 0, held: bool = False) -> None:
        key = {"code": code, "key": types, "modifiers": modifiers}
        if len(types) == 1 and not modifiers & ~SHIFT:
            key |= {"text": types}
        devtools.send("Input.dispatchKeyEvent", {"type": "keyDown", "autoRepeat": held} | key)
        if not held:
            devtools.send("Input.dispatchKeyEvent", {"type": "keyUp"} | key)

    return press


ALT, CTRL, META, SHIFT = 1, 2, 4, 8
# What the places of j, x, f and r type on other keyboards, and with Caps Lock on this one.
LAYOUTS = {
    "Russian": ("о", "ч", "а", "к"),
    "Greek": ("ξ", "χ", "φ", "ρ"),
    "Hebrew": ("ח", "ס", "כ", "ר"),
    "Dvorak": ("h", "q", "u", "p"),
    "Caps Lock": ("J", "X", "F", "R"),
    "of no name": ("Unidentified", "Unidentified", "Unidentified", "Unidentified"),
}


@pytest.mark.parametrize("layout", list(LAYOUTS)[:: examples(4, 1)])
def test_keys_are_meant_by_their_place(open_queue, layout: str) -> None:
    fill(5)
    page = open_queue()
    one, _two, three, *_ = names(page)
    press, (j, x, f, r) = pressed(page), LAYOUTS[layout]
    press("KeyJ", j)
    assert focused(page) == one
    press("KeyX", x)
    press("KeyJ", j)
    press("KeyX", x)
    press("KeyF", f)
    expect(said(page)).to_have_text("Found fine.")
    assert names(page)[:2] == [one, three], "what is chosen stays: one thing was decided on"
    press("KeyR", r)
    expect(said(page)).to_have_text("Removed.")
    assert Reply.objects.filter(state=State.HIDDEN).count() == 1
    press("KeyX", x)
    press("KeyR", r, modifiers=SHIFT)
    expect(said(page)).to_have_text("Removed: 2.")


@pytest.mark.long
def test_caps_lock_and_shift_together_mean_shift(open_queue) -> None:
    fill(3)
    page = open_queue()
    press = pressed(page)
    press("KeyJ", "J")
    press("KeyX", "x", modifiers=SHIFT)
    assert page.locator("[data-chosen]").inner_text() == "3 chosen"
    press("KeyF", "f", modifiers=SHIFT)
    expect(said(page)).to_contain_text("Found fine: 3.")


@pytest.mark.long
def test_a_french_keyboard_may_be_read_too(open_queue) -> None:
    fill(2)
    page = open_queue()
    pressed(page)("KeyZ", "w")
    expect(said(page)).to_have_text("Kept, with a warning.")


def test_what_is_typed_or_held_with_others_decides_nothing(open_queue) -> None:
    fill(3)
    page = open_queue()
    press = pressed(page)
    press("KeyJ", "о")
    for modifiers in (ALT, CTRL, META, CTRL | ALT, CTRL | SHIFT):
        press("KeyF", "а", modifiers=modifiers)
    press("KeyE", "у")
    press("KeyF", "а")
    press("KeyR", "к")
    assert page.locator("[name=reason]:focus").input_value() == "ак", "it replaced what was there"
    page.keyboard.press("Escape")
    expect(said(page)).to_be_empty()
    assert not LogEntry.objects.exists()
    press("KeyF", "а", held=True)
    press("KeyF", "а")
    expect(said(page)).to_have_text("Found fine.")


def test_a_key_that_is_held_decides_once(open_queue) -> None:
    fill(4)
    page = open_queue()
    press = pressed(page)
    page.keyboard.down("f")
    for _ in range(5):
        page.keyboard.down("f")
    page.keyboard.up("f")
    expect(said(page)).to_have_text("Found fine.")
    press("KeyJ", "о")
    expect(items(page)).to_have_count(3)
    assert LogEntry.objects.count() == 1


@pytest.mark.long
def test_help_names_keys_as_they_are_printed(open_queue) -> None:
    fill(2)
    page = open_queue()
    page.evaluate(
        """() => {
            const getLayoutMap = async () => new Map([["KeyA", "q"], ["KeyW", "z"]]);
            Object.defineProperty(navigator, "keyboard", { value: { getLayoutMap } });
        }"""
    )
    page.keyboard.press("f")
    expect(said(page)).to_have_text("Found fine.")
    expect(page.locator('.report button[value="warn"] kbd')).to_have_text("z")
    expect(page.locator('#many button[value="warn"] kbd')).to_have_text("⇧z")
    expect(page.locator("dialog#keys dl")).to_contain_text("qapprove")
