"""Where there are more objections than a list should have, forms name the others by address."""

import re

import pytest

from accounts.models import User
from critiques.models import Objection, Similar, Tag
from tests.cast import answer, browser_of, form_fields, moderator, person, place, text_of
from tests.worlds.big_post import big_post
from tests.worlds.made import parts

pytestmark = pytest.mark.django_db

COUNT = 40


@pytest.fixture(scope="module")
def made(kept_db):
    return {"post": big_post(COUNT, COUNT), "dave": person("dave")}


post, dave = parts("post dave")


def step(writer, reply) -> str:
    return browser_of(writer).get(f"/replies/{reply.pk}/points/").content.decode()


def unlisted(page: str, name: str = "to-a") -> Objection:
    """An objection with a letter that the list does not have."""
    values = set(re.findall(r'<option value="(\d+)"', select(page, name)))
    lettered = Objection.objects.filter(letter__isnull=False, struck_at=None, merged_into=None)
    lettered = lettered.exclude(number=1)
    return next(each for each in lettered if str(each.number) not in values)


def select(page: str, name: str) -> str:
    return re.search(rf'<select[^>]* name="{name}".*?</select>', page, re.S)[0]


def test_the_other_objections_are_printed_once(post, dave):
    reply = answer(dave, post, "\n".join(f"{letter}) Too short, this one." for letter in "abcdef"))
    page = step(dave, reply)
    other = unlisted(page)
    assert len(re.findall(f'value="{other.address}"', page)) == 1
    assert page.count("<datalist") == 1
    assert all(select(page, f"to-{letter}").count("<option") < 40 for letter in "abcdef")
    assert 'value="new" selected' in select(page, "to-f")


def test_of_five_hundred_points_the_first_26_are_placed(post, dave):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    body = "\n".join(f"{alphabet[n % 26]}) Point {n} is wrong." for n in range(500))
    reply = answer(dave, post, body)
    page = step(dave, reply)
    assert len(re.findall(r'name="to-', page)) == 26
    assert "Add 26 objections" in page


@pytest.mark.parametrize("typed", ["{address}", " {address}: as the list has it", "#{number}"])
def test_another_objection_is_named_by_its_address(post, dave, typed):
    reply = answer(dave, post, "a) Too short, this one.")
    other = unlisted(step(dave, reply))
    of = typed.format(address=other.address.upper(), number=other.number)
    place(dave, reply, to_a="same", of_a=of)
    assert Tag.objects.get(reply=reply).objection == other
    assert Tag.objects.get(reply=reply).act == "support"


@pytest.mark.parametrize("typed", ["", "9e", "#999", "none of these", "²"])
def test_what_names_none_is_said_where_it_was_typed(post, dave, typed):
    reply = answer(dave, post, "a) Too short, this one.")
    data = {"to-a": "same", "of-a": typed, "claim-a": "Kept as typed"}
    response = browser_of(dave).post(f"/replies/{reply.pk}/points/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#of-a">' in page
    assert "Name the other objection by its letter or number" in text_of(response)
    assert 'value="same" selected' in page
    assert form_fields(response, "points")["of-a"] == typed
    assert not Tag.objects.filter(reply=reply).exists()


def test_a_number_that_no_list_has_is_kept_when_another_point_is_refused(post, dave):
    reply = answer(dave, post, "a) Too short, this one.\nb) And this.")
    other = unlisted(step(dave, reply))
    data = {"to-a": str(other.number), "to-b": "new", "claim-b": ""}
    response = browser_of(dave).post(f"/replies/{reply.pk}/points/", data)
    fields = form_fields(response, "points")
    assert (fields["to-a"], fields["of-a"]) == ("same", f"#{other.number}")


def test_a_point_moves_to_an_objection_that_no_list_has(post, dave):
    reply = answer(dave, post, "a) Too short, this one.")
    other = unlisted(step(dave, reply))
    place(dave, reply)
    tag = Tag.objects.get(reply=reply)
    change = f"/replies/{reply.pk}/points/change/"
    wrong = {"tag": tag.pk, "to": "another", "of": "zz"}
    assert browser_of(dave).post(change, wrong).status_code == 422
    right = {"tag": tag.pk, "to": "another", "of": other.address}
    assert browser_of(dave).post(change, right).status_code == 302
    assert Objection.objects.get(pk=tag.objection_id).merged_into == other


def test_objections_are_merged_and_linked_by_address(post, dave):
    mina = moderator()
    page = browser_of(mina).get(f"/posts/{post.pk}/objections/1/").content.decode()
    other = unlisted(page, "into")
    here = f"/posts/{post.pk}/objections/1"
    linked = browser_of(dave).post(f"{here}/similar/", {"other": "another", "of": other.address})
    assert linked.status_code == 302, text_of(linked)
    assert Similar.objects.filter(first__number=1, second=other).exists()
    data = {"into": "another", "of": "nothing", "reason": "The same."}
    refused = browser_of(mina).post(f"{here}/merge/", data)
    assert refused.status_code == 422
    again = refused.content.decode()
    assert '<option value="another" selected>' in select(again, "into")
    assert again.count('value="nothing"') == 1 and again.count('value="The same."') == 1
    data["of"] = f"#{other.number}"
    assert browser_of(mina).post(f"{here}/merge/", data).status_code == 302
    assert Objection.objects.get(number=1).whole == other


def test_the_author_sees_the_first_twenty_under_their_textarea():
    post = big_post(100, 100)
    alice = User.objects.get(username="alice")
    alice.emailaddress_set.create(email="alice@example.org", verified=True, primary=True)
    page = browser_of(alice).get(f"/posts/{post.pk}/reply/").content.decode()
    shown = {int(number) for number in re.findall(r'name="objection-(\d+)" value="none"', page)}
    assert len(shown) == 20 and "These are 20 of" in page
    left = post.objections.filter(status="open", kind="objection").exclude(number__in=shown)
    other = left.first()
    assert other is not None
    data = {"body": f"Of [{other.address}].", "preview": "1", f"objection-{other.number}": "answer"}
    again = browser_of(alice).post(f"/posts/{post.pk}/reply/", data).content.decode()
    assert f'name="objection-{other.number}" value="answer" checked' in again
