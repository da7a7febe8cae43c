"""An address is for one person and one text, says so to nobody but us, and can be ended."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from accounts.actions.leaving import leave
from accounts.models import User
from forum.models import Post, Reply
from forum.places import WritingPlace
from inbox.addresses import SIGNATURE, addressed, is_ours, reply_address
from tests.cast import answer, person, publish

pytestmark = pytest.mark.django_db


def test_it_leads_to_its_person_and_what_they_answer() -> None:
    bob, post = person("bob"), publish(person("alice"))
    reply = answer(bob, post, "First.")
    for answered in (post, reply):
        address = reply_address(bob, answered)
        found = addressed(address)
        assert found is not None and found.person == bob
        kind = "essay" if answered is post else "reply"
        assert found.place == WritingPlace(kind, answered.pk, True)
        assert is_ours(address)
    assert reply_address(bob, post) != reply_address(bob, Reply(pk=post.pk))


@pytest.mark.parametrize("written", [str.lower, str.upper, str.title, "  {} ".format])
def test_servers_may_write_it_in_other_letters(written: Callable[[str], str]) -> None:
    bob = person("bob")
    address = written(reply_address(bob, Post(pk=7)))
    found = addressed(address)
    assert found is not None and found.person == bob


def test_it_is_short_enough_for_every_server_and_hard_to_guess(settings: Settings) -> None:
    settings.REPLY_ADDRESS = f"{'r' * 20}@forum.example"
    local, _ = reply_address(User(pk=9_999_999_999), Reply(pk=9_999_999_999)).split("@")
    assert len(local) <= 64
    assert local == local.lower()
    assert SIGNATURE * 5 >= 80


def test_each_sign_of_it_counts() -> None:
    bob, _ = person("bob"), person("carol")
    address = reply_address(bob, Post(pk=7))
    local, host = address.split("@")
    assert addressed(address)
    for place, sign in enumerate(local):
        for other in {"1", "2", "e", "r", "a", "+"} - {sign}:
            changed = f"{local[:place]}{other}{local[place + 1 :]}@{host}"
            assert addressed(changed) is None, changed


@pytest.mark.parametrize(
    "address",
    [
        "",
        "@",
        "reply",
        "reply@forum.example",
        "reply+@forum.example",
        "reply+1e1@forum.example",
        f"reply+1e1{'a' * SIGNATURE}@forum.example",
        f"reply+1e{'9' * 400}{'a' * SIGNATURE}@forum.example",
        f"reply+0e1{'a' * SIGNATURE}@forum.example",
        f"reply+¹e1{'a' * SIGNATURE}@forum.example",
        f"reply+1e1{'a' * SIGNATURE}\n@forum.example",
        "reply+\x00@forum.example",
    ],
)
def test_what_is_no_address_leads_nowhere(address: str) -> None:
    assert addressed(address) is None


def test_another_host_or_name_is_not_ours() -> None:
    bob = person("bob")
    address = reply_address(bob, Post(pk=7))
    for changed in (address.replace("forum.", "evil."), address.replace("reply+", "other+")):
        assert addressed(changed) is None
        assert not is_ours(changed)
    assert is_ours("Reply@Forum.example")


def test_it_ends_with_the_password_and_with_leaving() -> None:
    bob = person("bob")
    first = reply_address(bob, Post(pk=7))
    bob.set_password("another-long-password")
    bob.save()
    assert addressed(first) is None
    second = reply_address(bob, Post(pk=7))
    assert addressed(second)
    leave(user=bob, withdraw=False)
    assert addressed(second) is None


def test_it_outlives_a_change_of_the_key_as_long_as_the_old_one_is_known(
    settings: Settings,
) -> None:
    bob = person("bob")
    address = reply_address(bob, Post(pk=7))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    assert addressed(address)
    settings.SECRET_KEY_FALLBACKS = []
    assert addressed(address) is None


def test_who_is_switched_off_has_none() -> None:
    bob = person("bob")
    address = reply_address(bob, Post(pk=7))
    User.objects.update(is_active=False)
    assert addressed(address) is None


def test_there_is_none_where_the_site_takes_no_answers_by_mail(settings: Settings) -> None:
    bob = person("bob")
    address = reply_address(bob, Post(pk=7))
    settings.REPLY_ADDRESS = ""
    assert reply_address(bob, Post(pk=7)) == ""
    assert addressed(address) is None
    assert not is_ours(address) and not is_ours("")
