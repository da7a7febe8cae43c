"""A thread in Chromium: what is new over three visits, folding, keys."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from forum.models import Post, Reply, Visit
from tests.browser.looks import be, complaints
from tests.cast import answer, person, publish

pytestmark = pytest.mark.django_db(transaction=True, reset_sequences=True)


@pytest.fixture
def essay(live_server) -> Post:
    """Alice’s essay, with two branches by Carol."""
    post = publish(person("alice"), "Twenty checks", "An essay about checks.")
    carol = person("carol")
    answer(person("bob"), post, "A reply.", parent=answer(carol, post, "The first branch."))
    answer(carol, post, "The second branch.")
    return post


@pytest.fixture
def page(browser: Browser, live_server, essay: Post) -> Page:
    """Bob’s."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    be(page, live_server.url, "bob")
    page.clock.install()
    return page


def is_read(page: Page) -> None:
    """Wait until the site has noted that Bob has seen the newest reply there is.

    Not for an answer: the page before may say, too, that it was read, as it is left.
    """
    newest = Reply.objects.latest("state_at").state_at
    for _ in range(1_000):
        if Visit.objects.filter(part=Visit.Part.THREAD, at__gte=newest):
            return
        page.wait_for_timeout(20)
    raise AssertionError("It was never noted.")


def visit(page: Page, url: str) -> None:
    page.goto(url)
    is_read(page)


def hours_pass() -> None:
    for row in [*Visit.objects.all(), *Reply.objects.all()]:
        names = {"at", "before", "seen_at", "state_at"} & set(row.__dict__)
        moved = {name: getattr(row, name) - timedelta(hours=2) for name in names}
        type(row).objects.filter(pk=row.pk).update(**moved)


def test_what_is_new_over_three_visits(essay: Post, page: Page, live_server) -> None:
    url = f"{live_server.url}{essay.get_absolute_url()}"
    visit(page, url)
    assert page.locator(".new").count() == 0
    first = essay.replies.earliest("pk")
    carol = first.author
    news = answer(carol, essay, "A new reply.", parent=first)
    page.clock.run_for(61_000)
    expect(page.locator("[data-arrived]")).to_contain_text("1 new reply came while you read.")
    assert page.locator(f"#reply-{news.pk}").count() == 0, "nothing moves under the reader"
    page.locator("[data-arrived] button").click()
    expect(page.locator(f"#reply-{news.pk} .new")).to_have_text("New")
    is_read(page)
    hours_pass()

    latest = answer(carol, essay, "The latest.", parent=news)
    visit(page, url)
    assert page.locator(".byline > .new").count() == 1
    page.get_by_role("button", name="Fold what I have read").click()
    assert page.locator(".replies > [data-folded]").count() == 2, "Bob’s own, the second branch"
    expect(page.locator(f"#reply-{latest.pk}")).to_be_focused()
    page.get_by_role("button", name="Fold all").click()
    assert page.locator(f"#reply-{latest.pk}").is_hidden()
    expect(page.locator(".byline__folded").first).to_contain_text("1 new")
    assert complaints(page) == []
    page.goto(f"{url}?sort=newest#reply-{latest.pk}")
    assert page.locator(f"#reply-{latest.pk} .prose").is_visible(), "a link opens the way"
    assert page.locator("[data-folded]").count() == 2, "what was folded stays so"
    hours_pass()

    visit(page, url)
    assert page.locator(".new").count() == 0
    page.close()


def test_keys_fold_and_tell_and_what_one_did_is_told_where_one_lands(
    essay: Post, page: Page, live_server
) -> None:
    page.goto(f"{live_server.url}{essay.get_absolute_url()}")
    first, beneath, second = essay.replies.order_by("tree_id", "lft")
    for key, reply in (("j", first), ("j", beneath), ("j", second), ("k", beneath)):
        page.keyboard.press(key)
        expect(page.locator(f"#reply-{reply.pk}")).to_be_focused()
    page.keyboard.press("f")
    assert page.locator(f"#reply-{beneath.pk} .prose").is_hidden()
    page.reload()
    assert page.locator(f"#reply-{beneath.pk} .prose").is_hidden(), "as it was left"
    page.locator(f"#reply-{beneath.pk} .fold-reply").click()
    bookmark = page.locator(f"#reply-{second.pk} button[form=bookmark]")
    bookmark.click()
    expect(bookmark).to_have_attribute("aria-pressed", "true")
    worth = page.locator(f"#reply-{second.pk} button[form=vote]")
    thank = page.locator(f'#reply-{second.pk} [href="/replies/{second.pk}/thanks/"]')
    for pressed, name, links in (("true", "drop", 1), ("false", "add", 0), ("true", "drop", 1)):
        worth.click()
        expect(worth).to_have_attribute("aria-pressed", pressed)
        expect(worth).to_have_attribute("name", name)
        expect(thank).to_have_count(links)
    page.reload()
    expect(thank).to_be_visible()
    worth.click()
    expect(worth).to_have_attribute("name", "add")
    # Pressed twice at once is pressed once, here and on the site.
    worth.evaluate("button => { button.click(); button.click(); }")
    expect(worth).to_have_attribute("name", "drop")
    page.reload()
    expect(worth).to_have_attribute("name", "drop")
    told = page.locator(f"#reply-{second.pk} .byline [data-votes]")
    expect(told).to_have_text("1 found it worth reading")
    worth.click()
    expect(told).to_be_hidden()

    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("checkbox", name="Single keys act").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)

    page.locator("#id_body").fill("j is typed, not a key: thanks.")
    page.get_by_role("button", name="Post", exact=True).click()
    told = page.locator(".told")
    expect(told).to_be_focused()
    expect(told).to_have_text("Your reply is posted.")
    assert page.locator(".flash").count() == 0
    expect(page.locator(".byline", has=told).locator("time")).to_have_text("just now")
    page.close()
