"""Alice says in three sentences what her essay claims, and says it otherwise later."""

import json
import re

import pytest

from accounts.data import data_of
from accounts.models import User
from forum.models import Post
from forum.models.posts import IN_SHORT_LIMIT
from tests.cast import answer, browser_of, form_fields, moderator, person, publish, text_of
from tests.rules.transfer.test_discussion_round_trip import bring_in, goes_round, take_out

pytestmark = pytest.mark.django_db

SAYS = "Checks should be twenty. Fewer miss too much. More tire people."
ANEW = "Checks should be twenty, or nineteen."


@pytest.fixture
def mina(db) -> User:
    return moderator()


@pytest.fixture
def checks(alice) -> Post:
    return publish(alice, body="It begins in another way.", in_short=f"  {SAYS}\n")


def revise(alice, post: Post, **change: str) -> None:
    client = browser_of(alice)
    form = form_fields(client.get(f"/posts/{post.pk}/edit/"), "post")
    assert client.post(f"/posts/{post.pk}/edit/", form | change).status_code == 302
    post.refresh_from_db()


def summary_of(post: Post) -> str:
    return text_of(browser_of(None).get(f"/posts/{post.pk}/critique/"))


def test_it_stands_where_readers_look_first(checks, alice):
    assert checks.in_short == SAYS
    index = text_of(browser_of(None).get("/"))
    assert SAYS in index and "another way" not in index
    assert SAYS in text_of(browser_of(None).get("/u/alice/"))
    summary = summary_of(checks)
    assert summary.index(f"In short {SAYS}") < summary.index("No objections yet.")


def test_nobody_has_to(alice):
    post = publish(alice, body="It begins in this way.")
    assert "It begins in this way." in text_of(browser_of(None).get("/"))
    assert "In short" not in summary_of(post)


def test_a_draft_keeps_it_and_a_preview_shows_it(alice):
    client = browser_of(alice)
    form = form_fields(client.get("/posts/new/"), "post")
    written = form | {"title": "Checks", "body": "An essay.", "in_short": "<b>Twenty</b>, no more."}
    preview = client.post("/posts/new/", written | {"preview": "1"}).content.decode()
    assert preview.count("&lt;b&gt;Twenty&lt;/b&gt;, no more.") == 2 and "<b>Twenty" not in preview
    client.post("/posts/new/", written | {"draft": "1"})
    draft = Post.objects.get()
    kept = form_fields(client.get(f"/posts/{draft.pk}/edit/"), "post")
    assert kept["in_short"] == "<b>Twenty</b>, no more."
    client.post(f"/posts/{draft.pk}/edit/", kept)
    assert Post.objects.get().revisions.get().in_short == "<b>Twenty</b>, no more."


@pytest.mark.parametrize("more", [0, 1])
def test_what_is_too_long_says_so_beside_the_field_and_is_kept(alice, more):
    words = "ä" * (IN_SHORT_LIMIT + more)
    data = {"title": "Checks", "body": "An essay.", "in_short": words}
    response = browser_of(alice).post("/posts/new/", data)
    assert response.status_code == (422 if more else 302)
    assert Post.objects.exists() is not bool(more)
    if more:
        assert "to 400 characters; yours has 401" in text_of(response)
        assert form_fields(response, "post")["in_short"] == words


def test_changing_it_alone_is_a_revision_with_history_and_difference(checks, alice):
    revise(alice, checks, in_short=ANEW, note="Nineteen will do")
    assert (checks.revision, checks.in_short) == (2, ANEW)
    assert ANEW in summary_of(checks) and SAYS not in summary_of(checks)
    page = browser_of(None).get(f"/posts/{checks.pk}/revisions/")
    assert "Nineteen will do" in text_of(page)
    changes = re.findall(r"<(ins|del)>(.*?)</", page.content.decode())
    assert ("ins", ", or nineteen") in changes
    assert SAYS in text_of(browser_of(None).get(f"/posts/{checks.pk}/revisions/?from=1&to=1"))
    revise(alice, checks)
    assert checks.revision == 2, "sent unchanged"
    revise(alice, checks, in_short="")
    assert checks.revision == 3 and "In short" not in summary_of(checks)


def test_who_comes_too_late_sees_the_latest(checks, alice):
    client = browser_of(alice)
    form = form_fields(client.get(f"/posts/{checks.pk}/edit/"), "post")
    revise(alice, checks, in_short=ANEW)
    late = client.post(f"/posts/{checks.pk}/edit/", form | {"in_short": "A third way."})
    assert late.status_code == 409 and f"In short: {ANEW}" in text_of(late)
    assert form_fields(late, "post")["in_short"] == "A third way."


def test_a_removed_wording_takes_its_words_along(checks, alice, bob, mina):
    revise(alice, checks, in_short=ANEW)
    hide = f"/posts/{checks.pk}/revisions/1/hide/"
    assert browser_of(mina).post(hide, {"reason": "An address"}).status_code == 302
    address = f"/posts/{checks.pk}/revisions/?from=1&to=1"
    for viewer, sees in ((None, False), (bob, False), (alice, True), (mina, True)):
        assert (SAYS in text_of(browser_of(viewer).get(address))) is sees
    said = take_out(checks.pk)
    assert SAYS not in said and goes_round(checks.pk)["post"]["revisions"][0]["in_short"] is None


@pytest.mark.parametrize("how", ["withdraw", "hide"])
def test_it_goes_with_the_essay(checks, alice, bob, mina, how):
    answer(bob, checks, "A reply.")
    by, data = (alice, {}) if how == "withdraw" else (mina, {"reason": "An address"})
    assert browser_of(by).post(f"/posts/{checks.pk}/{how}/", data).status_code == 302
    for address in (
        "/",
        "/u/alice/",
        f"/posts/{checks.pk}/critique/",
        f"/posts/{checks.pk}/critique.md",
        f"/posts/{checks.pk}/revisions/",
    ):
        assert SAYS not in browser_of(None).get(address, follow=True).content.decode(), address


def test_erasing_leaves_nothing_of_it(checks, mina, alice):
    max_ = person("max", role="admin")
    assert browser_of(mina).post(f"/posts/{checks.pk}/hide/", {"reason": "No"}).status_code == 302
    assert browser_of(max_).post(f"/posts/{checks.pk}/purge/", {"reason": "Law"}).status_code == 302
    checks.refresh_from_db()
    assert checks.in_short == "" and checks.revisions.get().in_short == ""


def test_it_goes_into_the_file_and_ones_own_data_and_comes_back(checks, alice):
    revise(alice, checks, in_short=ANEW)
    told = goes_round(checks.pk)["post"]
    assert told["in_short"] == ANEW
    assert [each["in_short"] for each in told["revisions"]] == [SAYS, ANEW]
    own = "".join(data_of(alice))
    assert SAYS in own and ANEW in own


def test_a_file_that_leaves_it_out_says_nothing(alice):
    file = {"format": "rejoinder/1", "post": {"title": "T", "author": "zoe", "body": "An essay."}}
    assert Post.objects.get(pk=bring_in(json.dumps(file))).in_short == ""
    file["post"] |= {"in_short": SAYS, "revisions": [{"body": "An essay."}]}
    assert Post.objects.get(pk=bring_in(json.dumps(file))).revisions.get().in_short == SAYS
