"""Rows are locked only inside a transaction of the code's own, whatever the tests open."""

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from accounts.limits.traces import leave_traces
from accounts.models import Trace, User
from forum.actions.profiles import change_profile
from forum.actions.votes import set_vote
from forum.locks import lock_post
from forum.models import Post
from tests.cast import person, publish

pytestmark = pytest.mark.django_db


def locked() -> list[User]:
    return list(User.objects.select_for_update())


def test_security_41_the_tests_own_transactions_hide_no_lock_without_one():
    with pytest.raises(TransactionManagementError):
        locked()
    with transaction.atomic(), pytest.raises(TransactionManagementError):
        locked()


def test_security_41_an_inner_query_that_locks_is_found_too():
    inner = User.objects.select_for_update().values("pk")[:1]
    with pytest.raises(TransactionManagementError):
        list(User.objects.filter(pk__in=inner))


def test_security_41_a_post_that_is_locked_is_found_too():
    post = publish(person("alice"))
    with pytest.raises(TransactionManagementError):
        lock_post(viewer=None, post_id=post.pk)
    with transaction.atomic(), pytest.raises(TransactionManagementError):
        lock_post(viewer=None, post_id=post.pk)


def test_a_transaction_of_the_codes_own_suffices():
    change_profile(user=person("bob"), display_name="Robert", bio="", timezone="UTC", language="en")
    with transaction.atomic():
        leave_traces("mails", ["somewhere"])
    assert User.objects.get().display_name == "Robert"
    assert Trace.objects.count() == 1


@pytest.mark.parametrize("number", [0, 2**63 - 1, 2**63, 10**30, -(10**30)])
def test_no_post_has_a_number_that_no_row_can_have(number: int) -> None:
    with pytest.raises(Post.DoesNotExist):
        set_vote(user=person("bob"), post_id=number, reply_id=None, worth=True)
