"""Signing up, signing in, forgetting a password, moving to another address: over HTTP."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from tests.cast import PASSWORD, person
from tests.sign_in import (
    EMAIL,
    OTHER,
    RESET,
    SIGN_IN,
    SIGN_UP,
    is_signed_in,
    last_link,
    sign_in,
    sign_up,
    source_of,
)

pytestmark = pytest.mark.django_db


def write(client: Client) -> int:
    return client.post("/posts/new/", {"title": "Owls", "body": "They read."}).status_code


def test_signing_up_and_confirming_the_address_before_writing(client: Client) -> None:
    response = sign_up(client, next="/u/bob/")
    assert (response.status_code, response["location"]) == (302, "/u/bob/")
    assert is_signed_in(client)
    assert write(client) == 403
    (message,) = mail.outbox
    assert message.to == ["bob@example.org"]
    assert message.subject == "[Rejoinder] Confirm your e-mail address"
    assert "You signed up as bob." in message.body

    link = last_link()
    page = client.get(link)
    assert "bob@example.org" in source_of(page)
    assert not User.objects.get().is_confirmed, "opening the link must not confirm"
    assert write(client) == 403

    assert client.post(link).status_code == 302
    assert User.objects.get().is_confirmed
    assert write(client) == 302
    assert "doesn’t work any more" in source_of(client.get(link))


def test_a_stranger_may_confirm_what_the_mail_shows_and_is_not_signed_in(client: Client) -> None:
    sign_up(client)
    stranger = Client()
    assert stranger.post(last_link())["location"] == SIGN_IN
    assert User.objects.get().is_confirmed
    assert not is_signed_in(stranger)


def test_opening_somebody_elses_link_signs_nobody_out(client: Client) -> None:
    sign_up(client)
    person("carol")
    carol = Client()
    sign_in(carol, "carol")
    carol.get(last_link())
    assert is_signed_in(carol)


def test_opening_somebody_elses_link_for_a_new_password_signs_nobody_out(client: Client) -> None:
    person("bob"), person("carol")
    client.post(RESET, {"email": "bob@example.org"})
    carol = Client()
    sign_in(carol, "carol")
    url = carol.get(last_link(), follow=True).redirect_chain[-1][0]
    assert is_signed_in(carol)
    assert carol.post(url, {"password1": OTHER}).status_code == 302
    assert not is_signed_in(carol), "the password is Bob’s now; whoever set it is not Carol here"
    assert sign_in(Client(), "bob", OTHER).status_code == 302


@pytest.mark.parametrize("login", ["bob", "BOB", " bob ", "bob@example.org", "Bob@Example.ORG"])
def test_signing_in_by_name_or_address(client: Client, login: str) -> None:
    person("bob")
    before = client.session.session_key
    assert sign_in(client, login).status_code == 302
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_the_address_works_for_signing_in_before_it_is_confirmed(client: Client) -> None:
    person("bob", confirmed=False)
    assert sign_in(client, "bob@example.org").status_code == 302


def test_a_wrong_password_keeps_what_was_typed(client: Client) -> None:
    person("bob")
    response = sign_in(client, "bob", OTHER)
    assert response.status_code == 200
    assert "don’t belong together" in source_of(response)
    assert 'value="bob"' in source_of(response)
    assert OTHER not in source_of(response)
    assert not is_signed_in(client)


def test_nobody_signs_in_who_has_left_or_has_no_password(client: Client) -> None:
    person("gone", is_active=False)
    User.objects.create_user("quoted", "quoted@example.org")
    for login, password in [("gone", PASSWORD), ("quoted", ""), ("quoted", "!")]:
        assert sign_in(client, login, password).status_code == 200
        assert not is_signed_in(client)


def test_signing_out_takes_a_click(client: Client) -> None:
    person("bob")
    sign_in(client, "bob")
    client.get("/account/logout/")
    assert is_signed_in(client)
    assert client.post("/account/logout/")["location"] == "/"
    assert not is_signed_in(client)


def test_a_forgotten_password(client: Client) -> None:
    person("bob")
    elsewhere = Client()
    sign_in(elsewhere, "bob")
    assert client.post(RESET, {"email": "bob@example.org"}).status_code == 302
    assert "the account bob" in mail.outbox[-1].body
    link = last_link()
    form = client.get(link, follow=True)
    url = form.redirect_chain[-1][0]
    assert "password1" in source_of(form)

    short = client.post(url, {"password1": "owl"})
    assert "too short" in source_of(short)
    assert client.post(url, {"password1": OTHER}).status_code == 302
    assert mail.outbox[-1].subject == "[Rejoinder] Your password was changed"
    assert not is_signed_in(elsewhere), "the other sessions end"
    assert sign_in(Client(), "bob", PASSWORD).status_code == 200
    assert sign_in(client, "bob", OTHER).status_code == 302
    assert "doesn’t work any more" in source_of(Client().get(link))


def test_changing_the_password_needs_the_present_one_and_ends_other_sessions() -> None:
    person("bob")
    here, elsewhere = Client(), Client()
    sign_in(here, "bob")
    sign_in(elsewhere, "bob")
    url = "/account/password/change/"
    wrong = here.post(url, {"oldpassword": OTHER, "password1": OTHER})
    assert "not your present password" in source_of(wrong)
    assert here.post(url, {"oldpassword": PASSWORD, "password1": OTHER})["location"] == "/account/"
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_moving_to_another_address(client: Client) -> None:
    bob = person("bob")
    sign_in(client, "bob")
    asked = client.post(EMAIL, {"action_add": "", "email": "new@example.org"}, follow=True)
    assert "Your password, please" in source_of(asked)
    url = asked.redirect_chain[-1][0]
    assert "not your password" in source_of(client.post(url, {"password": OTHER, "next": EMAIL}))
    assert client.post(url, {"password": PASSWORD, "next": EMAIL}).status_code == 302
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "new@example.org" in source_of(client.get(EMAIL))
    assert sign_in(Client(), "bob@example.org").status_code == 302, "the old one still works"

    client.post(last_link())
    assert [line.email for line in bob.emailaddress_set.all()] == ["new@example.org"]
    assert mail.outbox[-1].to == ["bob@example.org"]
    told = mail.outbox[-1].body
    assert "from bob@example.org to new@example.org" in told
    # No link for a new password goes to the old address any more.
    assert "/password/reset/" not in told and "/account/password/change/" in told
    assert sign_in(Client(), "new@example.org").status_code == 302
    assert sign_in(Client(), "bob@example.org").status_code == 200
    bob.refresh_from_db()
    assert bob.email == "new@example.org"


def test_a_link_can_be_sent_again_and_a_change_can_be_called_off(client: Client) -> None:
    bob = person("bob", confirmed=False)
    sign_in(client, "bob")
    client.post(EMAIL, {"action_send": "", "email": "bob@example.org"})
    assert mail.outbox[-1].to == ["bob@example.org"]
    client.post(last_link())
    bob.emailaddress_set.create(email="new@example.org")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.post(EMAIL, {"action_remove": "", "email": "new@example.org"})
    assert [line.email for line in bob.emailaddress_set.all()] == ["bob@example.org"]


def test_looking_at_ones_address_writes_nothing(client: Client) -> None:
    user = User.objects.create_user("dave", "dave@example.org", PASSWORD)
    assert sign_in(client, "Dave@example.org").status_code == 302
    assert "dave@example.org" in source_of(client.get(EMAIL))
    assert user.emailaddress_set.count() == 0
    client.post(EMAIL, {"action_send": "", "email": "dave@example.org"})
    assert mail.outbox[-1].to == ["dave@example.org"]


@pytest.mark.parametrize("path", [SIGN_IN, SIGN_UP, RESET, "/nothing/here/"])
def test_the_frame_of_a_page_costs_a_visitor_no_query(
    client: Client, path: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        client.get(path)
