"""A letter looks the same on every page, says what it is, and what letters mean is never far."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from accounts.models import User
from critiques.models import Objection
from forum.models import Post
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.big_post import big_post
from tests.worlds.made import parts
from tests.worlds.whole_critique import essay

pytestmark = pytest.mark.django_db

HELP = "<summary>What the letters mean</summary>"
ADDRESS = re.compile(r"\s*(?:\d{0,2}[a-e]|#\d+)(?:: .*)?\s*")
# A drawing has letters of its own kind, a choice in a form takes no marks, and these are letters
# that a point has in its own reply. What is only listened to has no look.
OTHER = {"vh", "svg", "option", "title", "points__local", "chip__local", "prose", "source"}
EMPTY = {"input", "meta", "link", "br", "hr", "img", "wbr"}


class Bare(HTMLParser):
    """Finds text that is nothing but a letter, or begins as one that is explained, and no sign."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[set[str]] = []
        self.found: list[str] = []
        self.signs = 0

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.within.append({tag, *(dict(attrs).get("class") or "").split()})

    def handle_endtag(self, tag):
        if tag not in EMPTY:
            self.within.pop()

    def handle_data(self, data):
        inside = set().union(*self.within)
        if "sigil" in inside:
            self.signs += 1
        elif ADDRESS.fullmatch(data) and not inside & OTHER:
            self.found.append(data)


@pytest.fixture(scope="module")
def made(kept_db) -> dict[str, Post]:
    return {"whole": essay(), "big": big_post(40, 80)}


big, whole = parts("big whole")


def pages(big: Post, whole: Post) -> Iterator[tuple[str, str]]:
    """Yield pages that name objections, with who asks for them."""
    moderator()
    for post in (big, whole):
        url = f"/posts/{post.pk}"
        replies = post.replies.filter(tags__act="raise").order_by("pk")
        for who in ("", "alice", "mina"):
            yield who, post.get_absolute_url()
            yield who, f"{url}/critique/?since=2025-12-01"
            yield who, f"/replies/{replies[0].pk}/"
            for objection in post.objections.order_by("number")[:8]:
                yield who, f"{url}/objections/{objection.number}/"
        yield "mina", f"/replies/{replies[0].pk}/move/"
        yield "mina", f"/u/{replies[0].author.username}/"
    for own in whole.replies.filter(tags__act="raise"):
        yield own.author.username, f"/replies/{own.pk}/points/"
        yield own.author.username, f"/replies/{own.pk}/withdraw/"
    for who in ("", "alice", "mina"):
        yield who, "/"
    yield "alice", "/desk/"
    yield "mina", "/moderation/log/"


def test_a_letter_has_one_look(big, whole):
    seen = 0
    for who, url in pages(big, whole):
        response = browser_of(User.objects.get(username=who) if who else None).get(url)
        assert response.status_code == 200, url
        page = Bare()
        page.feed(response.content.decode())
        assert page.found == [], url
        seen += page.signs
    assert seen > 500


def chips(page: str) -> list[tuple[str, str]]:
    """Return where each letter in the first row of them leads, and its name."""
    row = re.search(r'<ul class="chips".*?</ul>', page, re.S)
    links = re.findall(r'<a class="letter" href="([^"]+)">(.*?)</a>', row[0] if row else "", re.S)
    return [(url, " ".join(re.sub(r"<[^>]+>", "", name).split())) for url, name in links]


def test_the_list_and_the_essay_name_what_is_unresolved_by_letter(whole):
    Objection.objects.filter(post=whole, number=5).update(status="open", round=2, letter="e")
    Post.objects.exclude(pk=whole.pk).update(state="withdrawn")
    url = f"/posts/{whole.pk}/objections"
    for page in ("/", whole.get_absolute_url()):
        found = browser_of(None).get(page)
        assert chips(found.content.decode()) == [
            (f"{url}/1/", "objection a: It does not follow"),
            (f"{url}/5/", "objection 2e: second round, e: It leaves much out"),
            (f"{url}/6/", "#6: objection 6, without a letter: It is too short"),
        ], page
        assert "3 unresolved · 3 resolved" in text_of(found)


def test_what_is_beyond_the_first_is_in_the_critique(big):
    page = browser_of(None).get(big.get_absolute_url()).content.decode()
    assert len(chips(page)) == 10
    unresolved = int(re.search(r"(\d+) unresolved", page)[1])
    more = f'<a href="/posts/{big.pk}/critique/">+ {unresolved - 10} more'
    assert more in page


def test_an_essay_without_objections_has_no_letters(whole):
    Post.objects.update(state="withdrawn")
    publish(person("zoe"), "Alone")
    page = browser_of(None).get("/").content.decode()
    assert "No objections yet." in page
    assert '<ul class="chips"' not in page and '<svg class="bar"' not in page


def test_what_letters_mean_is_one_click_away(whole):
    reply = whole.replies.get(author__username="bob", parent=None, tags__objection__number=1)
    post = f"/posts/{whole.pk}"
    for who, url in (
        ("", "/"),
        ("", whole.get_absolute_url()),
        ("bob", whole.get_absolute_url()),
        ("", f"{post}/critique/"),
        ("", f"{post}/objections/1/"),
        ("", f"/replies/{reply.pk}/"),
        ("bob", f"/replies/{reply.pk}/points/"),
        ("alice", "/desk/"),
    ):
        page = browser_of(User.objects.get(username=who) if who else None).get(url)
        assert page.content.decode().count(HELP) == 1, url


def test_a_reply_that_says_it_itself_is_not_told_again(whole):
    page = browser_of(None).get(whole.get_absolute_url()).content.decode()
    said = {}
    for reply in re.findall(r'<article class="reply.*?</article>', page, re.S):
        for chip in re.findall(r'<a class="chip".*?</a>', reply, re.S):
            name = " ".join(re.sub(r"<[^>]+>", "", chip).split())
            said.setdefault(re.search(r'id="(reply-\d+)"', reply)[1], []).append((name, chip))
    names = {name: chip for each in said.values() for name, chip in each}
    raised = "Raises objection a: It does not follow · still disputed"
    shared = "Shares objection a : It does not follow · still disputed"
    assert "chip__claim" not in names[raised] and "tip" in names[raised]
    assert "chip__claim" in names[shared]


def test_an_objections_own_page_says_what_its_address_means(whole):
    for number, said in ((6, "Objection 6, without a letter"), (7, "Question 7")):
        assert said in text_of(browser_of(None).get(f"/posts/{whole.pk}/objections/{number}/"))


def test_a_resolved_passage_is_marked_quietly(whole):
    bob = User.objects.get(username="bob")
    for n, quoted in enumerate(("one thing after another, and then", "then one more thing")):
        words = f"> {quoted}\n\nNumber {n} is against it."
        place(bob, answer(bob, whole, words), to_reply="new")
    page = browser_of(None).get(whole.get_absolute_url()).content.decode()
    marks = re.findall(r'<mark[^>]*data-passage="([^"]+)"([^>]*)>', page)
    notes = re.findall(r'<a class="note"[^>]*data-status="(\w+)"([^>]*)>', page)
    quiet = {status: "data-quiet" in rest for status, rest in notes}
    assert quiet == {"contested": False, "clarified": True, "open": False}
    assert {name for name, rest in marks if "data-quiet" in rest} == {"passage-7"}
