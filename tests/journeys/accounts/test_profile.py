"""What people say about themselves, and in which zone they read: the account page, over HTTP."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from tests.cast import browser_of, person
from tests.sign_in import error_of, sign_up, source_of

pytestmark = pytest.mark.django_db
PROFILE = {
    "display_name": "Bobby",
    "bio": "I read.\r\nOften.",
    "timezone": "Asia/Kolkata",
    "language": "en",
}


def test_showing_another_name_and_reading_in_ones_own_zone() -> None:
    bob = person("bob")
    client = browser_of(bob)
    assert "Bob" in source_of(client.get("/account/"))
    assert client.post("/account/", PROFILE)["location"] == "/account/"
    bob.refresh_from_db()
    assert (bob.display_name, bob.bio, bob.timezone) == ("Bobby", "I read.\nOften.", "Asia/Kolkata")
    page = source_of(client.get("/account/"))
    assert 'value="Asia/Kolkata" selected' in page
    assert "Saved." in page
    assert "Bobby" in source_of(Client().get("/u/bob/"))


def test_the_account_is_for_its_owner_alone(client: Client) -> None:
    response = client.get("/account/")
    assert response["location"] == "/account/login/?next=/account/"
    bob = browser_of(person("bob")).get("/account/")
    assert "no-store" in bob["cache-control"]


def test_without_a_confirmed_address_one_may_only_choose_a_zone(client: Client) -> None:
    sign_up(client)
    refused = client.post("/account/", PROFILE)
    assert refused.status_code == 403
    assert "Confirm your e-mail address first" in source_of(refused)
    assert "I read." in source_of(refused), "nothing typed is lost"
    zone = {"display_name": "", "bio": "", "timezone": "Europe/Vienna", "language": "en"}
    assert client.post("/account/", zone).status_code == 302
    assert User.objects.get().timezone == "Europe/Vienna"


def test_a_suspended_person_changes_nothing_that_others_see() -> None:
    bob = person("bob", suspended_until=timezone.now() + timedelta(days=1))
    refused = browser_of(bob).post("/account/", PROFILE)
    assert refused.status_code == 403
    assert "You can’t write until" in source_of(refused)
    bob.refresh_from_db()
    assert bob.bio == ""


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("timezone", "Atlantis/Centre", "not one of the available choices"),
        ("bio", "x" * 1001, "at most 1000"),
        ("display_name", "x" * 61, "at most 60"),
    ],
)
def test_what_does_not_fit_is_named(field: str, value: str, why: str) -> None:
    client = browser_of(person("bob"))
    response = client.post("/account/", {**PROFILE, field: value})
    assert response.status_code == 422
    assert why in error_of(response, field)


def test_a_zone_can_be_chosen_with_the_account(client: Client) -> None:
    page = source_of(client.get("/account/signup/"))
    assert "data-guess" in page and 'value="UTC" selected' in page
    sign_up(client, timezone="Asia/Kolkata")
    assert User.objects.get().timezone == "Asia/Kolkata"
    assert 'data-zone="Asia/Kolkata"' in source_of(client.get("/"))


def test_a_zone_that_is_none_makes_no_account(client: Client) -> None:
    refused = sign_up(client, timezone="Atlantis/Centre")
    assert "not one of the available choices" in error_of(refused, "timezone")
    assert "data-guess" not in source_of(refused) and not User.objects.exists()
