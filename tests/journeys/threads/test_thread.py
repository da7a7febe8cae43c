"""Replies under replies: order, depth, windows, edits, withdrawal, permalinks."""

import re

import pytest

from accounts.models import User
from forum.models import Post, Reply, State
from tests.cast import answer, browser_of, form_fields, person, publish, text_of
from threads.branches import LEVELS
from web.dates import day
from web.orders import number_of

pytestmark = pytest.mark.django_db


def shown(url: str) -> list[tuple[int, str, int]]:
    """The replies of a page in their order: id, parent's id, depth."""
    page = browser_of(None).get(url).content.decode()
    found = re.findall(r'data-reply="(\d+)" data-parent="(\d*)" data-depth="(\d+)"', page)
    for tag in ("ol", "li", "details", "article"):
        assert len(re.findall(rf"<{tag}\b", page)) == page.count(f"</{tag}>"), tag
    return [(int(pk), parent, int(depth)) for pk, parent, depth in found]


def write(author: User, post: Post, body: str, parent: Reply | None = None) -> Reply:
    """Add one of many replies."""
    text = {"body": body, "html": f"<p>{body}</p>", "html_version": 1}
    return Reply.objects.create(author=author, post=post, parent=parent, **text)


def test_children_stand_in_conversation_order_in_any_sort(essay, alice, bob):
    first = answer(bob, essay, "First.")
    second = answer(bob, essay, "Second.")
    later = answer(alice, essay, "To the first.", first)
    deeper = answer(bob, essay, "To that.", later)
    again = answer(alice, essay, "To the first, again.", first)
    branch = [
        (first.pk, "", 0),
        (later.pk, str(first.pk), 1),
        (deeper.pk, str(later.pk), 2),
        (again.pk, str(first.pk), 1),
    ]
    other = [(second.pk, "", 0)]
    assert shown(essay.get_absolute_url()) == branch + other
    assert shown(f"{essay.get_absolute_url()}?sort=newest") == other + branch


def test_twelve_levels_then_continue(essay, alice, bob):
    chain = [answer(bob, essay, "Level 1.")]
    for level in range(2, 16):
        chain.append(answer((alice, bob)[level % 2], essay, f"Level {level}.", chain[-1]))
    page = shown(essay.get_absolute_url())
    assert [depth for _, _, depth in page] == list(range(12))
    text = browser_of(None).get(essay.get_absolute_url()).content.decode()
    link = f'<a class="continue" href="/replies/{chain[11].pk}/">'
    assert link in text
    beneath = shown(f"/replies/{chain[11].pk}/")
    assert [pk for pk, _, _ in beneath] == [each.pk for each in chain[8:]]
    assert "Level 15." in text_of(browser_of(None).get(f"/replies/{chain[11].pk}/"))


def test_whole_branches_come_until_a_page_is_full(essay, alice, bob):
    made = [write(bob, essay, f"Number {n}.") for n in range(132)]
    for reply in made[:60]:
        write(alice, essay, "Beneath it.", reply)
    roots = [reply.pk for reply in made]
    url = essay.get_absolute_url()
    assert [pk for pk, _, depth in shown(url) if depth == 0] == roots[:130]
    assert [pk for pk, _, _ in shown(f"{url}?page=2")] == roots[130:]
    assert browser_of(None).get(f"{url}?page=3").status_code == 404
    posted = browser_of(bob).post(f"/posts/{essay.pk}/reply/", {"body": "Last."})
    last = Reply.objects.latest("pk").pk
    assert posted.headers["location"] == f"{url}?page=2&posted={last}#reply-{last}"


def test_a_long_branch_is_read_in_windows(essay, alice, bob):
    root = answer(bob, essay, "Root.")
    made = [write(alice, essay, f"Child {n}.", root).pk for n in range(180)]
    page = shown(essay.get_absolute_url())
    assert 55 < len(page) < 65
    text = browser_of(None).get(essay.get_absolute_url()).content.decode()
    rest = re.search(r'class="continue" href="(/replies/\d+/\?after=\d+)"', text)
    assert rest
    seen, url = {pk for pk, _, _ in page}, rest[1]
    while url:
        seen |= {pk for pk, _, _ in shown(url)}
        more = re.search(
            r'href="(/replies/\d+/\?after=\d+)"', browser_of(None).get(url).content.decode()
        )
        url = more[1] if more else ""
    assert seen == {root.pk, *made}


def test_at_a_deep_reply_it_is_told_where_one_lands(essay, bob):
    deep = None
    for level in range(LEVELS):
        deep = answer(bob, essay, f"Level {level}.", deep)
    client = browser_of(bob)
    sent = {"body": "Deeper.", "parent": deep.pk}
    there = client.post(f"/posts/{essay.pk}/reply/", sent)["location"]
    assert there.startswith("/replies/")
    above, _, beneath = client.get(there).content.decode().partition(there.partition("#")[2])
    assert 'role="status"' not in above and beneath.count('class="told" role="status"') == 1


def test_an_edit_keeps_the_earlier_wording(essay, bob):
    reply = answer(bob, essay, "I am certain.")
    client = browser_of(bob)
    form = form_fields(client.get(f"/replies/{reply.pk}/edit/"), "reply-edit")
    assert (
        client.post(f"/replies/{reply.pk}/edit/", form | {"body": "I am less sure."}).status_code
        == 302
    )
    assert "I am less sure." in text_of(browser_of(None).get(essay.get_absolute_url()))
    history = browser_of(None).get(f"/replies/{reply.pk}/revisions/").content.decode()
    assert "certain" in history and "less sure" in history
    stale = client.post(f"/replies/{reply.pk}/edit/", form | {"body": "Third thoughts."})
    assert stale.status_code == 409
    assert "Third thoughts." in stale.content.decode()


def test_a_withdrawn_reply_leaves_a_tombstone_if_it_was_answered(essay, alice, bob):
    answered, lonely = answer(bob, essay, "Rash words."), answer(bob, essay, "Lonely words.")
    answer(alice, essay, "A patient answer.", answered)
    for reply in (answered, lonely):
        assert browser_of(bob).post(f"/replies/{reply.pk}/withdraw/").status_code == 302
    page = browser_of(None).get(essay.get_absolute_url())
    assert "A patient answer." in text_of(page)
    assert "Withdrawn by its writer" in text_of(page)
    assert f'id="reply-{answered.pk}"' in page.content.decode()
    assert f'id="reply-{lonely.pk}"' not in page.content.decode()
    assert "words." not in text_of(page)
    assert browser_of(None).get(f"/replies/{lonely.pk}/").status_code == 404
    assert Post.objects.get().reply_count == 1
    assert "1 reply" in text_of(page)


def test_a_preview_is_what_will_be_posted(essay, bob):
    source = "A claim.[^1]\n\na) **One**\nb) Two\n\n[^1]: Its source."
    client = browser_of(bob)
    preview = client.post(f"/posts/{essay.pk}/reply/", {"body": source, "preview": "1"})
    assert not Reply.objects.exists()
    prose = re.search(
        r'<div class="prose" dir="auto">(.*?)</div>\s*</div></section>',
        preview.content.decode(),
        re.S,
    )
    assert prose
    assert form_fields(preview, "reply")["body"].strip() == source
    reply = answer(bob, essay, source)
    assert reply.html == prose[1].replace("preview", f"reply-{reply.pk}")


def test_what_is_most_discussed_stands_first():
    alice, bob = person("alice"), person("bob")
    post = publish(alice)
    quiet, loud, equal = (answer(bob, post, text) for text in ("Quiet.", "Loud.", "Equal."))
    for parent in (loud, loud, equal):
        answer(alice, post, "Beneath.", parent=parent)
    hidden = [answer(alice, post, "Hidden.", parent=quiet) for _ in range(3)]
    Reply.objects.filter(pk__in=[each.pk for each in hidden]).update(state=State.HIDDEN)
    page = browser_of(None).get(f"{post.get_absolute_url()}?sort=discussed").content.decode()
    roots = re.findall(r'data-reply="(\d+)" data-parent=""', page)
    assert roots == [str(each.pk) for each in (loud, equal, quiet)]
    assert "<title>Twenty checks, most discussed · Rejoinder</title>" in page
    asked = f"?sort=discussed&after=1-{number_of(equal.created_at)}-{equal.tree_id}"
    after = browser_of(None).get(f"{post.get_absolute_url()}{asked}").content.decode()
    assert re.findall(r'data-reply="(\d+)" data-parent=""', after) == [str(quiet.pk)]
    assert "<title>Twenty checks, most discussed, more replies · Rejoinder</title>" in after


def test_each_reply_is_named_by_its_writer_and_day_and_can_be_leapt_to():
    bob = person("bob")
    post = publish(person("alice"))
    reply = answer(bob, post, "A reply.")
    page = browser_of(bob).get(post.get_absolute_url()).content.decode()
    when = day(reply.created_at)
    assert f'aria-label="Bob, {when}"' in page
    assert f'Reply<span class="vh"> to Bob, {when}</span>' in page
    head = page[: page.index("</header>", page.index('class="essay__head"'))]
    assert 'href="#thread">1 reply</a>' in head and 'href="#composer">' in head
