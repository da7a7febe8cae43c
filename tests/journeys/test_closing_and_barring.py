"""An author closes an essay to new objections, and bars a critic; both in public, both undone."""

import pytest

from forum.models import Reply
from tests.cast import answer, browser_of, person, place, publish, text_of

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
