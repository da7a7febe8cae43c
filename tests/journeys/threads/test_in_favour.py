"""Bob says that his reply supports the essay, by each of the ways there are, and takes it back."""

import json
import re

import pytest

from accounts.data import data_of
from accounts.models import User
from critiques.models import Objection, PointsDecision
from forum.models import Post, Reply
from tests.cast import answer, browser_of, form_fields, moderator, person, place, publish, text_of
from tests.moderators import undo
from tests.rules.transfer.test_discussion_round_trip import bring_in, goes_round

pytestmark = pytest.mark.django_db

SAYS = "In favour of the essay"


@pytest.fixture
def carol(db) -> User:
    return person("carol")


@pytest.fixture
def checks(alice) -> Post:
    return publish(alice)


@pytest.fixture
def agreeing(checks, bob) -> Reply:
    return answer(bob, checks, "Twenty is what I would say, too.")


def tag(who, reply: Reply, **data: str):
    sent = {name.replace("_", "-"): value for name, value in data.items()}
    return browser_of(who).post(f"/replies/{reply.pk}/points/", sent)


def favours(reply: Reply) -> bool:
    return PointsDecision.objects.in_favour().filter(reply=reply).exists()


def thread_of(reply: Reply, viewer=None) -> str:
    post = Post.objects.get(pk=reply.post_id)
    page = browser_of(viewer).get(post.get_absolute_url()).content.decode()
    start = page.index(f'id="reply-{reply.pk}"')
    return page[start : page.index("</article>", start)]


def counts(post: Post) -> dict[str, int]:
    page = browser_of(None).get(f"/posts/{post.pk}/critique/").content.decode()
    said = re.search(r'class="coverage"[^>]*', page)
    assert said
    return {k: int(v) for k, v in re.findall(r'data-(\w+)="(\d+)"', said[0])}


def test_the_line_after_posting_offers_it(checks, agreeing, bob):
    page = browser_of(bob).get(f"{checks.get_absolute_url()}?posted={agreeing.pk}")
    assert "It is in favour" in text_of(page)
    assert SAYS not in thread_of(agreeing)
    said = browser_of(bob).post(
        f"/replies/{agreeing.pk}/points/", {"to-reply": "favour"}, follow=True
    )
    assert "Your reply stands in favour of the essay." in text_of(said)
    assert favours(agreeing) and SAYS in thread_of(agreeing)
    assert not Objection.objects.exists()
    page = browser_of(bob).get(f"{checks.get_absolute_url()}?posted={agreeing.pk}")
    assert "It is in favour" not in text_of(page), "it was said"


def test_the_step_sent_unchanged_says_nothing(checks, bob):
    lettered = answer(bob, checks, "a) One thing.\nb) Another.")
    form = form_fields(browser_of(bob).get(f"/replies/{lettered.pk}/points/"), "points")
    assert "favours" not in form
    assert browser_of(bob).post(f"/replies/{lettered.pk}/points/", form).status_code == 302
    assert not favours(lettered) and Objection.objects.count() == 2


def test_one_says_it_and_takes_it_back_at_any_time(agreeing, bob):
    form = form_fields(browser_of(bob).get(f"/replies/{agreeing.pk}/points/"), "points")
    assert "favours" not in form
    data = form | {"favours": "1", "to-reply": "none"}
    assert browser_of(bob).post(f"/replies/{agreeing.pk}/points/", data).status_code == 302
    assert favours(agreeing)
    form = form_fields(browser_of(bob).get(f"/replies/{agreeing.pk}/points/"), "points")
    assert form.pop("favours") == "1"
    browser_of(bob).post(f"/replies/{agreeing.pk}/points/", form)
    assert not favours(agreeing) and SAYS not in thread_of(agreeing)


def test_the_whole_may_be_supported_and_a_part_objected_to(checks, bob, carol):
    """Who says “well said, but a) …” says both, and is taken at their word."""
    lettered = answer(bob, checks, "Well said. a) No.\n\na) One thing.\nb) Another.")
    place(bob, lettered, favours_asked="1", favours="1")
    assert favours(lettered) and Objection.objects.count() == 2
    assert counts(checks) == {"placed": 1, "inherited": 0, "favour": 0, "other": 0}
    # When every point has its place, it can be taken back still.
    form = form_fields(browser_of(bob).get(f"/replies/{lettered.pk}/points/"), "favours")
    assert form.pop("favours") == "1"
    assert browser_of(bob).post(f"/replies/{lettered.pk}/points/", form).status_code == 302
    assert not favours(lettered) and Objection.objects.count() == 2


def test_another_comment_is_not_in_favour(agreeing, bob):
    tag(bob, agreeing, to_reply="favour")
    tag(bob, agreeing, to_reply="none")
    assert not favours(agreeing) and agreeing.points_decision.other


def test_neither_the_author_nor_anybody_for_another_says_it(checks, agreeing, alice, carol):
    own = answer(alice, checks, "I agree with myself.")
    assert "in favour" not in text_of(browser_of(alice).get(f"/replies/{own.pk}/points/"))
    assert tag(alice, own, to_reply="favour").status_code == 403
    assert tag(carol, agreeing, to_reply="favour").status_code == 403
    assert not PointsDecision.objects.exists()


def test_it_is_counted_apart_and_listed(checks, agreeing, bob, carol):
    place(carol, answer(carol, checks, "a) Twenty is few."))
    beneath = answer(bob, checks, "It is not.", Reply.objects.latest("pk"))
    answer(carol, checks, "Hm.", beneath)
    assert counts(checks) == {"placed": 1, "inherited": 2, "favour": 0, "other": 1}
    for reply in (agreeing, beneath):
        tag(bob, reply, to_reply="favour")
    assert counts(checks) == {"placed": 1, "inherited": 1, "favour": 2, "other": 0}
    listed = text_of(browser_of(None).get(f"/posts/{checks.pk}/critique/favour/"))
    assert "2 replies: are in favour" in listed and "what I would say, too" in listed
    assert browser_of(bob).post(f"/replies/{agreeing.pk}/withdraw/").status_code == 302
    assert counts(checks)["favour"] == 1


def test_moved_to_another_essay_it_is_not_said_of_that(checks, agreeing, alice, bob):
    mina, other = moderator(), publish(alice, "Thirty checks")
    tag(bob, agreeing, to_reply="favour")
    data = {"to": str(other.pk), "reason": "It belongs there"}
    assert browser_of(mina).post(f"/replies/{agreeing.pk}/move/", data).status_code == 302
    agreeing.refresh_from_db()
    assert agreeing.post == other and not favours(agreeing)
    assert SAYS not in thread_of(agreeing) and counts(other)["favour"] == 0
    line = agreeing.log.latest("pk")
    assert undo(mina, entry=line).status_code == 302
    agreeing.refresh_from_db()
    assert favours(agreeing) and SAYS in thread_of(agreeing)


def test_it_goes_into_the_file_the_exports_and_ones_own_data(checks, agreeing, bob):
    tag(bob, agreeing, to_reply="favour")
    assert [each["favours"] for each in goes_round(checks.pk)["replies"]] == [True]
    told = json.loads("".join(data_of(bob)))
    assert told["points_decisions"][0]["favours"] is True
    document = browser_of(None).get(f"/posts/{checks.pk}/critique.md").content.decode()
    assert "In favour" in document and "what I would say, too" in document
    argdown = browser_of(None).get(f"/posts/{checks.pk}/critique.argdown").content.decode()
    assert "+ <In favour" in argdown
    assert browser_of(bob).post(f"/replies/{agreeing.pk}/withdraw/").status_code == 302
    for suffix in ("md", "argdown", "json"):
        out = browser_of(None).get(f"/posts/{checks.pk}/critique.{suffix}").content.decode()
        assert "what I would say, too" not in out and '"favours": true' not in out


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ({"author": "zoe"}, "the essay’s own author can’t be in favour of it"),
        ({"author": "bob", "other": True}, "a reply in favour is no other comment"),
        ({"author": "bob", "favours": 1}, "expected true or false"),
    ],
)
def test_a_file_that_says_what_nobody_may_is_refused_with_its_place(db, reply, problem):
    item = {"body": "Yes.", "favours": True} | reply
    post = {"title": "T", "author": "zoe", "body": "An essay."}
    with pytest.raises(Exception, match=problem):
        bring_in(json.dumps({"format": "rejoinder/1", "post": post, "replies": [item]}))
    assert not Post.objects.exists()
