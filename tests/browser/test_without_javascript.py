"""The four journeys in a real browser that runs no JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from critiques.models import Objection
from forum.models import Reply
from tests.browser.test_pages import sign_in
from tests.cast import answer, moderator, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


@pytest.fixture
def reader(live_server, browser: Browser):
    """Opens a page without JavaScript for one of the cast, signed in."""
    contexts = []

    def open_as(name: str) -> Page:
        context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, live_server.url, name)
        return page

    yield open_as
    for context in contexts:
        context.close()


def test_from_essay_to_moderation(reader) -> None:
    for name in ("alice", "bob", "carol"):
        person(name)
    moderator()

    alice = reader("alice")
    alice.click("text=New post")
    alice.fill("[name=title]", "Checks by lot")
    alice.fill("[name=body]", "Draw twenty sentences by lot and compare them.")
    alice.fill("[name=topics]", "reading")
    alice.click("button:text-is('Preview')")
    expect(alice.locator(".preview .prose")).to_have_text(
        "Draw twenty sentences by lot and compare them."
    )
    alice.click("button:text-is('Publish')")
    expect(alice.locator("h1")).to_have_text("Checks by lot")

    bob = reader("bob")
    bob.click("text=Checks by lot")
    bob.fill("[name=body]", "Yes, but:\n\na) Lots can be rigged.\nb) Who draws them?")
    bob.click("form[data-form=reply] button:text-is('Post')")
    expect(bob.locator("h1")).to_have_text("Your reply makes two points")
    bob.click("summary:has-text('Who draws them') >> text=Edit")
    bob.select_option("[name=to-b]", "question")
    bob.click("form[data-form=points] >> .btn--main")
    expect(bob.locator("#reply-1-a .chip")).to_contain_text("Lots can be rigged")
    assert [o.kind for o in Objection.objects.all()] == ["objection", "question"]

    alice.reload()
    alice.click("#reply-1 >> text=Reply")
    alice.check("[name=objection-1][value=concede]")
    alice.fill("[name=concede-1]", "They can; I say who draws now.")
    alice.fill("[name=body]", "Fair.")
    alice.click("form[data-form=reply] button:text-is('Post')")

    carol = reader("carol")
    carol.goto("/posts/1/critique/")
    expect(carol.locator(".sentence")).to_contain_text("One objection, none unresolved.")
    expect(carol.locator(".parts")).to_contain_text("1 author agrees")
    carol.click("text=Lots can be rigged")
    carol.click("button:text-is('I share this objection')")
    expect(carol.locator("article > header .status")).to_contain_text("Still disputed")
    carol.goto("/posts/1/")
    carol.click("#reply-1 >> text=Report")
    carol.fill("[name=reason]", "Not about the essay")
    carol.click("form[data-form=reason] >> button")

    mina = reader("mina")
    mina.click("text=Moderation")
    mina.click("button:text-is('Remove')")
    expect(mina.locator(".flash")).to_contain_text("Removed")
    assert Reply.objects.get(pk=1).state == "hidden"
    bob.goto("/moderation/log/")
    expect(bob.locator("table")).to_contain_text("Not about the essay")
    carol.goto("/posts/1/")
    expect(carol.locator("#reply-1")).to_contain_text(re.compile("Removed by moderators"))
    mina.click("main table a.btn")
    mina.fill("[name=reason]", "It is about the essay")
    mina.click("form[data-form=reason] >> button")
    assert Reply.objects.get(pk=1).state == "visible"


def test_a_branch_folds_by_itself(reader) -> None:
    person("bob")
    person("alice")
    alice, bob = reader("alice"), reader("bob")
    alice.goto("/posts/new/")
    alice.fill("[name=title]", "Folding")
    alice.fill("[name=body]", "Text.")
    alice.click("button:text-is('Publish')")
    bob.goto("/posts/1/")
    for words in ("First.", "Second."):
        bob.fill("[name=body]", words)
        bob.click("form[data-form=reply] button:text-is('Post')")
        bob.goto("/replies/1/")
    expect(bob.locator("#reply-2")).to_be_visible()
    bob.click("summary:has-text('1 reply to Bob')")
    expect(bob.locator("#reply-2")).to_be_hidden()


def test_enter_in_the_title_publishes_nothing(reader) -> None:
    person("alice")
    alice = reader("alice")
    alice.goto("/posts/new/")
    alice.fill("[name=body]", "Half a thought.")
    alice.fill("[name=title]", "Not ready")
    alice.press("[name=title]", "Enter")
    expect(alice.locator(".preview .prose")).to_have_text("Half a thought.")
    alice.press("[name=topics]", "Tab")
    expect(alice.locator("button:text-is('Publish')")).to_be_focused()
    alice.click("button:text-is('Save draft')")
    alice.fill("[name=title]", "Still not ready")
    alice.press("[name=title]", "Enter")
    expect(alice.locator(".flash")).to_contain_text("Draft saved.")
    alice.click("text=Drafts")
    alice.click("h2 >> text=Still not ready")
    alice.click("text=Throw this draft away")
    alice.click("button:text-is('Throw it away')")
    expect(alice.locator(".flash")).to_contain_text("Thrown away: New essay")


def test_a_reply_is_withdrawn_after_a_question(reader) -> None:
    writer = person("bob")
    post = publish(person("alice"))
    answer(writer, post, "Hm.")
    bob = reader("bob")
    bob.goto(f"/posts/{post.pk}/")
    bob.click("#reply-1 >> text=Withdraw")
    bob.click("text=Keep it")
    bob.click("#reply-1 >> text=Withdraw")
    bob.click("button:text-is('Withdraw it')")
    expect(bob.locator(".flash")).to_contain_text("Withdrawn.")
