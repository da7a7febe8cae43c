"""A writer changes their mind on where a point goes; what stood before stays on record."""

import pytest

from critiques.models import FormerTag, Objection, Tag
from tests.cast import answer, browser_of, moderator, person, place, publish, text_of
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(kept_db):
    """Bob's objections a and b to Alice's essay."""
    alice, bob, carol = person("alice"), person("bob"), person("carol")
    post = publish(alice, "Twenty checks", "Twenty checks are enough for any summary.")
    place(bob, answer(bob, post, "a) Too few checks.\nb) People tire."))
    return {"alice": alice, "bob": bob, "carol": carol, "essay": post}


alice, bob, carol, essay = parts("alice bob carol essay")


@pytest.fixture
def joining(essay, carol):
    """Carol's reply, which shares a."""
    reply = answer(carol, essay, "a) Indeed, too few.")
    place(carol, reply, to_a="1")
    return reply


def change(writer, reply, to: str, tag: Tag | None = None) -> int:
    tag = tag or Tag.objects.filter(reply=reply).first()
    url = f"/replies/{reply.pk}/points/change/"
    return browser_of(writer).post(url, {"tag": tag.pk, "to": to}).status_code


def holders(post) -> list[int]:
    rows = Objection.objects.filter(post=post).order_by("number")
    return list(rows.values_list("holder_count", flat=True))


def test_a_point_goes_to_another_objection(essay, joining, carol):
    assert holders(essay) == [2, 1]
    assert change(carol, joining, "2") == 302
    assert holders(essay) == [1, 2]
    assert Tag.objects.get(reply=joining).objection.number == 2
    assert FormerTag.objects.get().objection.number == 1
    points = text_of(browser_of(carol).get(f"/replies/{joining.pk}/points/"))
    assert "Until" in points and "Too few checks" in points
    history = text_of(browser_of(None).get(f"/posts/{essay.pk}/objections/1/"))
    assert "no longer shares it" in history


def test_or_to_none_and_back(essay, joining, carol):
    tag = Tag.objects.get(reply=joining)
    assert change(carol, joining, "") == 302
    assert holders(essay) == [1, 1]
    assert not Tag.objects.filter(reply=joining).exists()
    assert change(carol, joining, "2", tag) == 404
    place(carol, joining, to_a="1")
    assert holders(essay) == [2, 1]


def test_what_another_reply_shares_is_held_still(essay, joining, carol):
    again = answer(carol, essay, "a) I say it again: too few.")
    place(carol, again, to_a="1")
    assert change(carol, again, "") == 302
    assert holders(essay) == [2, 1]


def test_what_one_raised_becomes_part_of_another_or_is_taken_back(essay, bob):
    reply = essay.replies.get()
    first, second = Tag.objects.filter(reply=reply).order_by("point")
    assert change(bob, reply, "1", second) == 302
    assert Objection.objects.get(number=2).status == "merged"
    assert change(bob, reply, "", first) == 302
    assert change(bob, reply, "", first) == 409
    assert Tag.objects.filter(reply=reply, act="raise").count() == 2
    assert not FormerTag.objects.exists()


def test_an_answer_goes_to_another_objection_but_the_authors_is_superseded(essay, alice, carol):
    reply = answer(carol, essay, "a) They may rest.")
    place(carol, reply, to_a="answer-1")
    assert change(carol, reply, "2") == 302
    assert Tag.objects.get(reply=reply).objection.number == 2
    own = answer(alice, essay, "Not so.", **{"objection-1": "answer"})
    assert change(alice, own, "2") == 422
    assert Tag.objects.get(reply=own).objection.number == 1


@pytest.mark.parametrize("to", ["1", "9", "x", "-1"])
def test_what_cannot_be_is_refused(essay, joining, carol, to):
    assert change(carol, joining, to) == 422
    assert holders(essay) == [2, 1]


def test_only_its_writer_and_only_while_it_goes_on(essay, joining, carol, bob):
    assert change(bob, joining, "2") == 403
    browser_of(moderator()).post(f"/posts/{essay.pk}/lock/", {"reason": "heated"})
    assert change(carol, joining, "2") == 422


def test_text_that_changed_leads_to_the_old_text(essay, joining, carol):
    edited = {"body": "a) Indeed, far too few.", "base_revision": 1}
    browser_of(carol).post(f"/replies/{joining.pk}/edit/", edited)
    page = browser_of(carol).get(f"/replies/{joining.pk}/points/")
    assert "text changed since" in text_of(page)
    assert f"/replies/{joining.pk}/revisions/?from=1" in page.content.decode()
    thread = browser_of(None).get(essay.get_absolute_url()).content.decode()
    assert f"/replies/{joining.pk}/revisions/?from=1" in thread
    edited = {"body": "Indeed, far too few.", "base_revision": 2}
    browser_of(carol).post(f"/replies/{joining.pk}/edit/", edited)
    assert "its point is gone since an edit" in text_of(
        browser_of(None).get(essay.get_absolute_url())
    )
