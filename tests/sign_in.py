"""Signing up and in over HTTP, and reading the mail about it."""

import re
from typing import Any

from django.core import mail
from django.test import Client

from tests.cast import PASSWORD

OTHER = "nine blue herons asleep"
SIGN_UP = "/account/signup/"
SIGN_IN = "/account/login/"
EMAIL = "/account/email/"
RESET = "/account/password/reset/"


def sign_up(client: Client, name: str = "bob", email: str = "bob@example.org", **more: Any) -> Any:
    """Send the sign-up form and return the answer."""
    return client.post(SIGN_UP, {"username": name, "email": email, "password1": PASSWORD, **more})


def sign_in(client: Client, login: str, password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form and return the answer."""
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def fresh(name: str) -> Client:
    """A browser in which somebody has just given their password."""
    client = Client()
    sign_in(client, name)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def is_signed_in(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return client.get("/account/").status_code == 200


def source_of(response: Any) -> str:
    """The page as it came, without the token that is another in every form."""
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", response.content.decode())


def error_of(response: Any, field: str) -> str:
    """What the form says about a field; empty if nothing."""
    found = re.search(rf'id="id_{field}_error">(.*?)</div>', response.content.decode(), re.S)
    return found[1] if found else ""


def last_link() -> str:
    """The path of the first link in the last mail."""
    return re.findall(r"http://testserver(/account/\S+)", mail.outbox[-1].body)[0]
