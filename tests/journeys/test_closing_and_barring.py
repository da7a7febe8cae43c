"""An author closes an essay to new objections, and bars a critic; both in public, both undone."""

import pytest

from forum.models import Bar, Reply
from tests.cast import answer, browser_of, form_fields, person, place, publish, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WHY = "Three posts about me and none about the essay."


@pytest.fixture
def alice():
    return person("alice")


@pytest.fixture
def bob():
    return person("bob")


@pytest.fixture
def essay(alice, bob):
    """Alice's essay, to which Bob has raised an objection."""
    post = publish(alice)
    place(bob, answer(bob, post, "a) Twenty are too few."))
    return post


def send(who, path, **data):
    return browser_of(who).post(path, data)


def bar(by, post, username="bob", reason=WHY):
    return send(by, f"/posts/{post.pk}/bars/", person=username, reason=reason)


def test_who_is_barred_writes_nothing_more_and_loses_nothing_typed(alice, bob, essay):
    mine = Reply.objects.get(author=bob)
    assert bar(alice, essay).status_code == 302
    refused = send(bob, f"/posts/{essay.pk}/reply/", body="One more thing.", parent="")
    assert refused.status_code == 403
    assert WHY in text_of(refused) and "One more thing." in text_of(refused)
    edited = send(bob, f"/replies/{mine.pk}/edit/", body="a) Otherwise.", base_revision="1")
    assert edited.status_code == 403 and "a) Otherwise." in text_of(edited)
    assert browser_of(bob).get(f"/replies/{mine.pk}/edit/").status_code == 403
    assert Reply.objects.count() == 1 and Reply.objects.get().revision == 1


def test_the_critique_says_in_public_who_is_barred_and_why(alice, essay):
    bar(alice, essay)
    page = text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert "Alice has barred Bob from this discussion" in page and f"“{WHY}”" in page
    lifted = send(alice, f"/posts/{essay.pk}/bars/lift/", person="bob")
    assert lifted.status_code == 302
    assert "barred" not in text_of(browser_of(None).get(f"/posts/{essay.pk}/critique/"))
    assert Bar.objects.get().lifted_at


def test_closing_is_told_where_people_write_and_read(alice, essay):
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    told = "“I am rewriting it.” Replies and questions go on"
    for path in (f"/posts/{essay.pk}/critique/", essay.get_absolute_url()):
        for viewer in (None, alice, person(f"reader{len(path)}")):
            assert told in text_of(browser_of(viewer).get(path)), (viewer, path)
    assert "closed to new objections" in text_of(browser_of(None).get("/"))
    send(alice, f"/posts/{essay.pk}/closing/", reopen="1")
    assert "closed to new objections" not in text_of(browser_of(None).get("/"))
    assert "I am rewriting it." not in text_of(browser_of(None).get(essay.get_absolute_url()))


def test_closed_to_new_objections_the_rest_goes_on(alice, bob, essay):
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    reply = answer(carol, essay, "a) They tire.\nb) Is it an hour?\nc) Too few.")
    step = browser_of(carol).get(f"/replies/{reply.pk}/points/")
    assert "“I am rewriting it.”" in text_of(step)
    assert set(form_fields(step, "points").values()) & {"new"} == set()
    assert 'value="new"' not in step.content.decode()
    refused = send(carol, f"/replies/{reply.pk}/points/", **{"to-a": "new", "claim-a": "They tire"})
    assert refused.status_code == 422
    assert "closed to new objections: I am rewriting it." in text_of(refused)
    place(carol, reply, to_b="question", to_c="1")
    assert list(essay.objections.values_list("kind", "holder_count")) == [
        ("objection", 2),
        ("question", 1),
    ]
    assert send(bob, f"/posts/{essay.pk}/objections/1/main/").status_code == 302
    assert send(person("dave"), f"/posts/{essay.pk}/objections/1/share/").status_code == 302
    assert essay.objections.get(number=1).holder_count == 3


def test_points_placed_beside_the_text_wait_where_it_closed_meanwhile(alice, essay):
    """The reply is posted all the same; its points then say why they have no place."""
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    data = {"body": "a) They tire.", "parent": "", "beside": "1", "to-a": "new"}
    posted = send(carol, f"/posts/{essay.pk}/reply/", **data)
    assert posted.headers["location"] == f"/replies/{Reply.objects.get(author=carol).pk}/points/"
    assert "closed to new objections" in text_of(browser_of(carol).get("/"))
    assert essay.objections.count() == 1


def test_a_plain_reply_is_not_asked_whether_it_is_new(alice, essay):
    carol = person("carol")
    send(alice, f"/posts/{essay.pk}/closing/", reason="I am rewriting it.")
    reply = answer(carol, essay, "I doubt it.")
    hint = browser_of(carol).get(f"/replies/{reply.pk}/?posted={reply.pk}").content.decode()
    assert "Is this an objection?" in hint and 'value="question"' in hint
    assert 'name="to-reply" value="new"' not in hint
