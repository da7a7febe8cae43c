"""A returning reader finds what came into a thread since the last visit, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone

from accounts.models import User
from forum.models import Post, Reply, State, Visit
from tests.cast import answer, browser_of, form_fields, moderator, person, publish, text_of
from threads.branches import CAP, LEVELS
from threads.page_numbers import SIZE
from web.orders import number_of
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

NEW = re.compile(r'id="reply-(\d+)"(?:(?!</header>).)*class="new"', re.S)
COUNTS = re.compile(r"<summary><span>([^<]*)</span> <span class=\"new\">(\d+) new</span>")


@pytest.fixture
def people() -> dict[str, User]:
    return {name: person(name) for name in ("alice", "bob", "carol")}


@pytest.fixture
def essay(people: dict[str, User]) -> Post:
    return publish(people["alice"])


def thread(essay: Post, reader: User | None, query: str = "") -> HttpResponse:
    return browser_of(reader).get(f"{essay.get_absolute_url()}{query}")


def new_on(page: HttpResponse) -> list[int]:
    return [int(pk) for pk in NEW.findall(page.content.decode())]


def visit(reader: User, essay: Post, **sent: str) -> HttpResponse:
    """Note a visit by the form that the page has, as its script does."""
    fields = form_fields(thread(essay, reader), "visit")
    return browser_of(reader).post(f"/posts/{essay.pk}/visit/", fields | sent)


def later(essay: Post, minutes: int = 31) -> None:
    """Let all that happened have happened so much earlier, so that the next visit is another."""
    ago = timedelta(minutes=minutes)
    for row in [*Visit.objects.all(), *Reply.objects.filter(post=essay)]:
        names = {"at", "before", "seen_at", "state_at", "created_at"} & set(row.__dict__)
        moments = {name: getattr(row, name) for name in names}
        moved = {name: at - ago for name, at in moments.items() if at}
        type(row).objects.filter(pk=row.pk).update(**moved)


def test_three_visits(people: dict[str, User], essay: Post) -> None:
    bob, carol = people["bob"], people["carol"]
    first = answer(carol, essay, "Before anybody read.")
    page = thread(essay, bob)
    assert new_on(page) == [] and "Mark all read" not in page.content.decode()
    assert not Visit.objects.exists(), "reading writes nothing"
    assert visit(bob, essay).status_code == 204
    later(essay)

    beneath = answer(carol, essay, "Since.", parent=first)
    deeper = answer(carol, essay, "Since, too.", parent=beneath)
    own = answer(bob, essay, "My own.")
    for _ in range(2):
        page = thread(essay, bob)
        assert new_on(page) == [beneath.pk, deeper.pk], "own replies are never new"
        counts = COUNTS.findall(page.content.decode())
        assert counts == [("2 replies to Carol", "2"), ("1 reply to Carol", "1")]
        assert f'href="#reply-{deeper.pk}">New<' in page.content.decode(), "one leads to the next"
        assert "2 new replies" in text_of(page)
        visit(bob, essay)
    assert new_on(browser_of(bob).get(f"/replies/{first.pk}/")) == [beneath.pk, deeper.pk]
    later(essay)

    assert new_on(thread(essay, bob)) == []
    assert new_on(thread(essay, carol)) == [], "a first visit has nothing to compare with"
    assert own.pk not in new_on(thread(essay, None))


def test_what_comes_between_loading_and_noting_stays_new(
    people: dict[str, User], essay: Post
) -> None:
    bob, carol = people["bob"], people["carol"]
    answer(carol, essay, "There already.")
    fields = form_fields(thread(essay, bob), "visit")
    missed = answer(carol, essay, "While the page was read.")
    browser_of(bob).post(f"/posts/{essay.pk}/visit/", fields)
    assert new_on(thread(essay, bob)) == [missed.pk]
    sent = fields | {"read": "1"}
    back = browser_of(bob).post(f"/posts/{essay.pk}/visit/", sent)
    assert back["location"] == f"{essay.get_absolute_url()}#thread"
    assert new_on(thread(essay, bob)) == [missed.pk], "what the page had not is not read"
    visit(bob, essay, read="1")
    assert new_on(thread(essay, bob)) == []


def test_what_i_may_not_read_is_never_new(people: dict[str, User], essay: Post) -> None:
    bob, carol, mina = people["bob"], people["carol"], moderator()
    for reader in (bob, mina):
        visit(reader, essay)
    later(essay)
    reply = answer(carol, essay, "To be removed.")
    now = timezone.now()
    for state in State.values:
        if state != State.DRAFT:
            Reply.objects.filter(pk=reply.pk).update(state=state, state_at=now)
            page_cache.clear()
            expected = [reply.pk] if state == State.VISIBLE else []
            for reader in (bob, mina):
                assert new_on(thread(essay, reader)) == expected, (state, reader)


def test_what_was_approved_since_is_new_whenever_it_was_written(
    people: dict[str, User], essay: Post
) -> None:
    long_ago = timezone.now() - timedelta(days=3)
    reply = answer(people["carol"], essay, "Waited for a moderator.")
    Reply.objects.filter(pk=reply.pk).update(state=State.PENDING, created_at=long_ago)
    page_cache.clear()
    visit(people["bob"], essay)
    mina = browser_of(moderator())
    sent = {"reply": reply.pk, "post": "", "decision": "approve", "reason": ""}
    assert mina.post("/moderation/approvals/", sent).status_code == 302
    assert new_on(thread(essay, people["bob"])) == [reply.pk]


def test_lists_of_essays_count_what_is_new(people: dict[str, User], essay: Post) -> None:
    bob, carol = people["bob"], people["carol"]
    visit(bob, essay)
    for n in range(4):
        answer(carol, essay, f"Reply {n}.")
    answer(bob, essay, "My own.")
    for path in ("/", "/u/alice/"):
        assert "4 new" in text_of(browser_of(bob).get(path)), path
        for other in (carol, None):
            assert 'class="new"' not in browser_of(other).get(path).content.decode(), path
    assert "5 replies 4 new" in text_of(browser_of(bob).get("/"))
    visit(bob, essay)
    assert 'class="new"' not in browser_of(bob).get("/").content.decode(), "if just now"


def test_what_is_new_behind_continue_this_thread_is_counted(
    people: dict[str, User], essay: Post
) -> None:
    bob, carol = people["bob"], people["carol"]
    above, path = None, []
    for n in range(LEVELS + 1):
        above = answer(carol, essay, f"Level {n}.", parent=above)
        path.append(above)
    answer(carol, essay, "Another branch.")
    visit(bob, essay)
    later(essay)
    hidden = answer(carol, essay, "To be removed.", parent=above)
    for n in range(2):
        above = answer(carol, essay, f"Since, {n}.", parent=above)
    answer(bob, essay, "My own.", parent=above)
    Reply.objects.filter(pk=hidden.pk).update(state=State.HIDDEN)
    page_cache.clear()
    leads_on = f'<a class="continue" href="/replies/{path[-2].pk}/">'
    for query in ("", "?sort=newest"):
        said = thread(essay, bob, query).content.decode().partition(leads_on)[2]
        assert said.partition("</a>")[0].endswith('</span> <span class="new">2 new</span>')
    for other in (carol, None):
        said = thread(essay, other).content.decode().partition(leads_on)[2]
        assert said.partition("</a>")[0].endswith("reply</span>"), "nothing is new to them"


def test_what_is_new_in_the_rest_of_a_branch_is_counted(
    people: dict[str, User], essay: Post
) -> None:
    bob, carol = people["bob"], people["carol"]
    first = answer(carol, essay, "The first.")
    beneath = answer(carol, essay, "Beneath it.", parent=first)
    visit(bob, essay)
    later(essay)
    fields = {f.attname: getattr(beneath, f.attname) for f in Reply._meta.concrete_fields}
    for name in ("id", "lft", "rght", "token", "created_at", "state_at"):
        del fields[name]
    places = range(beneath.rght + 1, 2 * CAP + 20, 2)
    more = [Reply(**fields, lft=place, rght=place + 1) for place in places]
    Reply.objects.bulk_create(more)
    Reply.objects.filter(pk=first.pk).update(rght=places[-1] + 2)
    page_cache.clear()
    said = "More replies in this branch"
    behind = sum(place > 2 * CAP for place in places)
    for reader in (bob, carol, None):
        found = text_of(thread(essay, reader)).partition(said)[2]
        assert found.startswith(f" {behind} new") == (reader == bob), reader


def test_new_replies_on_other_pages_are_led_to(people: dict[str, User], essay: Post) -> None:
    bob, carol = people["bob"], people["carol"]
    visit(bob, essay)
    first = answer(carol, essay, "The first.")
    fields = {f.attname: getattr(first, f.attname) for f in Reply._meta.concrete_fields}
    for name in ("id", "tree_id", "token", "created_at", "state_at"):
        del fields[name]
    more = [
        Reply(**fields, tree_id=first.tree_id + n, created_at=at, state_at=at)
        for n, at in ((n, first.created_at + timedelta(seconds=n)) for n in range(1, SIZE + 5))
    ]
    Reply.objects.bulk_create(more)
    page_cache.clear()
    page = thread(essay, bob)
    assert len(new_on(page)) == SIZE
    assert f"{SIZE + 5} new replies , 5 on other pages" in text_of(page)
    way = re.search(r'href="(/replies/\d+/\?in=thread)"', page.content.decode())
    assert way
    there = browser_of(bob).get(way[1])["location"]
    assert there.partition("#")[0] == f"{essay.get_absolute_url()}?page=2"
    assert new_on(browser_of(bob).get(there))[0] == int(there.rpartition("-")[2])


def test_arrivals_are_counted_for_who_reads(
    people: dict[str, User], essay: Post, django_assert_num_queries
) -> None:
    bob, carol = people["bob"], people["carol"]
    reply = answer(carol, essay, "There already.")
    reader = browser_of(bob)
    url = re.search(r'data-arrivals="([^"]*)"', thread(essay, bob).content.decode())
    assert url and url[1].endswith(f"?after={number_of(reply.state_at)}")
    with django_assert_num_queries(3):  # two of them for the session and who it is
        none = reader.get(url[1])
    assert none.json() == {"new": 0}
    again = reader.get(url[1], headers={"If-None-Match": none["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    answer(carol, essay, "And another.")
    answer(bob, essay, "My own.")
    assert reader.get(url[1], headers={"If-None-Match": none["ETag"]}).json() == {"new": 1}
    assert browser_of(None).get(url[1]).json() == {"new": 2}
    assert browser_of(None).get(f"/posts/{essay.pk}/arrivals/?after=x").json() == {"new": 3}
    assert reader.get("/posts/999/arrivals/").status_code == 404


@pytest.mark.parametrize("until", ["", "soon", "-1", "9" * 18, "9" * 30])
def test_a_visit_is_never_in_the_future(people: dict[str, User], essay: Post, until: str) -> None:
    visit(people["bob"], essay, until=until)
    assert [each.at <= timezone.now() for each in Visit.objects.all()] in ([True], [])


def test_the_critique_and_the_thread_are_read_each_for_itself(
    people: dict[str, User], essay: Post
) -> None:
    bob = people["bob"]
    visit(bob, essay)
    browser_of(bob).post(f"/posts/{essay.pk}/seen/")
    parts = Visit.objects.filter(user=bob).values_list("part", flat=True)
    assert sorted(parts) == ["critique", "thread"]
