"""Texts that attack, in every field and on every page: nothing runs, nothing is asked of others."""

from collections.abc import Iterator
from html import unescape
from urllib.parse import quote

import markdown
import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.urls import reverse
from playwright.sync_api import Browser, Error, Route

from accounts.models import User
from forum.models import Post
from moderation.models import LogEntry
from tests.browser.looks import be
from tests.cast import browser_of
from tests.examples import LONG, examples
from tests.house import WITH_TABLES
from tests.xss import FAMILIES, STORABLE, packed
from tests.xss.site import OPENED, Attacked
from tests.xss.watching import Watch, watching

# So many pages of a kind are opened; a long run opens them all, and once with the policy.
MOST = examples(1, 1000)
NOWHERE = "http://127.0.0.1:9/"
UNSAFE = (
    lambda text: text,
    lambda text: markdown.markdown(text, extensions=["extra"]),
    unescape,
    lambda text: f'<a title="x" href="{text.partition("](")[2] or text}">x</a>',
)


def show(watch: Watch, html: str) -> None:
    """Open a page that nothing has made safe."""
    body = f"<!doctype html><title>x</title>{html}".encode(errors="replace")

    def answer(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    watch.page.route(NOWHERE, answer)
    watch.page.goto(NOWHERE)


@pytest.mark.parametrize("family", list(FAMILIES)[:: examples(3, 1)])
def test_security_16_each_family_is_caught_where_text_is_printed_as_it_is(
    browser: Browser, family: str
) -> None:
    """The alarm works, and so do the attacks."""
    with watching(browser, policy=False) as watch:
        for vector in FAMILIES[family]:
            for unsafe in UNSAFE:
                show(watch, f"<main><p>{unsafe(vector)}</main><footer>")
                if watch.look() or watch.noted:
                    return
    pytest.fail(f"No attack of the family “{family}” was noticed.")


def test_a_harmless_page_rings_no_alarm(browser: Browser) -> None:
    with watching(browser, policy=False) as watch:
        show(watch, "<main><p>Text.</main><footer></footer>")
        assert watch.look() + watch.noted + watch.said == []


def addresses(site: Attacked) -> Iterator[tuple[User | None, str]]:
    """Yield who opens what: every page that shows what somebody wrote, as those who see most."""
    essay, revised = f"/posts/{site.post.pk}/", f"/posts/{site.revised.pk}/"
    alice, mina, reader = site.alice, site.mina, None
    for page in (1, 2, 3):
        yield reader, f"/?sort=new&page={page}"
        yield alice, f"/desk/?page={page}"
        yield mina, f"/moderation/log/?page={page}"
    for found in ("alert", "evil in:objection", "script in:person"):
        yield mina, f"/search/?q={quote(found)}"
    for page in range(1, 8):
        yield reader, f"{essay}text/?page={page}"
    for viewer in (reader, alice, mina):
        yield viewer, f"{essay}text/"
        yield viewer, f"{essay}critique/"
        yield viewer, "/moderation/log/"
    yield alice, "/thanks/"
    yield alice, "/notifications/"
    for page in (2, 3, 4):
        yield alice, f"{essay}critique/?page={page}"
    yield from ((mina, f"{essay}critique/{kind}/") for kind in ("placed", "inherited", "other"))
    for each in site.objections[: examples(OPENED, 2 * OPENED)]:
        for viewer in (alice, mina, reader, each.raiser)[:: 1 + (each is not site.first)]:
            yield viewer, f"{essay}objections/{each.number}/"
    for post in [*site.posts[-5:], site.posts[1]]:
        yield alice, f"/posts/{post.pk}/"
    yield reader, "/topics/"
    for topic in site.topics:
        yield reader, reverse("topic", args=[topic.slug])
    yield mina, reverse("topic-description", args=[site.topics[0].slug])
    for user in [*site.people[:5], alice]:
        yield user, f"/u/{user.username}/"
    for path in ("edit/", "manage/", "reply/", "withdraw/", "revisions/2/receipts/"):
        yield alice, essay + path
    yield reader, f"{revised}revisions/"
    for number in (2, 9, 15, examples(30, 60)):
        yield reader, f"{revised}revisions/?from={number - 1}&to={number}"
    for reply in (site.replies[0], site.replies[-1]):
        for path in ("edit/", "points/", "withdraw/", "revisions/", ""):
            yield reply.author, f"/replies/{reply.pk}/{path}"
    for who, path in ((alice, "report/"), (mina, "hide/"), (mina, "restore/")):
        yield who, f"/replies/{site.replies[-1].pk}/{path}"
    yield site.people[-1], f"{essay}reply/"
    yield mina, f"/posts/{site.posts[0].pk}/lock/"
    for entry in LogEntry.objects.order_by("-pk")[:4]:
        yield mina, f"/moderation/log/{entry.pk}/"
        yield mina, f"/moderation/log/{entry.pk}/undo/"
    yield alice, "/notifications/"
    yield alice, "/drafts/"
    for place in site.drafts[:2]:
        yield alice, f"/drafts/{place}/"
        yield alice, f"/posts/new/?draft={place.removeprefix('new-')}"
    yield site.people[0], "/account/"
    yield site.people[0], "/account/data/"


def reflected() -> Iterator[str]:
    """Yield addresses whose query is an attack, as a link from elsewhere would have it."""
    for text in packed(1000)[:: examples(24, 4)]:
        for path in (
            "/?tag=",
            "/topics/?q=",
            "/search/?q=",
            "/?sort=",
            "/account/login/?next=",
            "/moderation/log/?person=",
        ):
            yield path + quote(text)


def sign_in(watch: Watch, site: str, user: User | None) -> None:
    """Sign somebody in, or out."""
    if watch.user != user:
        watch.user = user
        be(watch.page, site, user.username if user else "")


def open_page(watch: Watch, url: str) -> None:
    """Open a page of ours and look at it."""
    response = watch.page.goto(url)
    assert response is not None and response.status in (200, 403, 404, 409, 422), url
    assert watch.look() == [], url
    assert watch.noted == [], url


@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_security_16_no_attack_reaches_a_reader(live_server, browser: Browser) -> None:
    site, own = Attacked(), live_server.url
    assert without_attack() == set()
    opened: dict[str, int] = {}
    with watching(browser, policy=False) as bare, watching(browser, policy=True) as strict:
        for user, path in sorted(addresses(site), key=lambda each: each[0].pk if each[0] else 0):
            kind = "".join(sign for sign in path.partition("?")[0] if not sign.isdigit())
            opened[kind] = opened.get(kind, 0) + 1
            if opened[kind] > MOST:
                continue
            for watch in (bare, strict) if opened[kind] < 2 and LONG else (bare,):
                sign_in(watch, own, user)
                open_page(watch, own + path)
        for path in reflected():
            sign_in(bare, own, None)
            open_page(bare, own + path)
        sign_in(bare, own, site.mina)
        open_page(bare, f"{own}/moderation/")
        tabs = bare.page.locator("main a[href^='/moderation/?']").all()
        for href in [each.get_attribute("href") or "" for each in tabs]:
            open_page(bare, own + href)
        preview(bare, own, site.alice)
        export(bare, own, site.post)
        assert strict.violations == [] and bare.said + strict.said == []
    assert len(opened) > 20


def preview(watch: Watch, own: str, author: User) -> None:
    """See all attacks in a preview, and what was typed in its form again."""
    sign_in(watch, own, author)
    for body in packed(40_000, between="\n\n"):
        watch.page.goto(f"{own}/posts/new/")
        watch.page.fill("[name=title]", packed(150)[0])
        watch.page.fill("[name=body]", body)
        watch.page.fill("[name=topics]", STORABLE[0][:30])
        watch.page.click("button:text-is('Preview')")
        watch.page.wait_for_selector(".preview .prose")
        assert watch.look() + watch.noted == []


def export(watch: Watch, own: str, post: Post) -> None:
    """Open every file of a critique in the browser, which shows it as text or saves it."""
    paths = [f"/posts/{post.pk}/critique.{each}" for each in ("md", "json", "jsonld", "csv")]
    for path in [*paths, "/moderation/log/feed/"]:
        told = browser_of(None).get(path)
        assert told.headers["X-Content-Type-Options"] == "nosniff"
        assert "html" not in told.headers["Content-Type"]
        try:
            watch.page.goto(own + path)
        except Error as error:
            assert "Download is starting" in error.message
        assert watch.noted == [], path


# What holds no words of people, or none yet that others read.
WORDLESS = {
    "Image": {"digest", "fallback"},
    "User": {"username", "timezone", "language", "password", "email"},
    "Post": {"slug", "token"},
    "Reply": {"among", "token"},
    "Draft": {"place"},
    "Trace": {"address", "kind"},
    "IndexEntry": {"words"},
    "Tag": {"point", "point_hash"},
    "FormerTag": {"point", "wording"},
    "Arrival": {"digest"},
    "MessageId": {"thing", "name"},
    "Objection": {"passage_prefix", "passage_suffix", "passage"},
}


def without_attack() -> set[str]:
    """Return the fields of text that hold no attack at all."""
    empty = set()
    for model in _tables():
        for column in model._meta.concrete_fields:
            if not isinstance(column, CharField | TextField) or column.choices:
                continue
            if column.name in WORDLESS.get(model.__name__, ()) or column.max_length == 1:
                continue
            texts = model._default_manager.values_list(column.name, flat=True)
            if not any("alert(1)" in (text or "") for text in texts):
                empty.add(f"{model.__name__}.{column.name}")
    return empty


def _tables() -> Iterator[type]:
    for label in WITH_TABLES:
        yield from apps.get_app_config(label).get_models()
