"""The people of the tests, and what they do over HTTP, as forms without JavaScript send it."""

import html
import re
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpResponse
from django.test import Client

from accounts.backend import SessionStore
from accounts.models import User
from forum.models import Post, Reply
from tests.forms import forms_of

PASSWORD = "a-long-enough-password"


def person(name: str, *, confirmed: bool = True, **fields: Any) -> User:
    """Create somebody who can sign in, with a confirmed address unless told otherwise."""
    user = User.objects.create_user(
        name, f"{name}@example.org", PASSWORD, display_name=name.capitalize(), **fields
    )
    user.emailaddress_set.create(email=user.email, verified=confirmed, primary=True)
    return user


def moderator(name: str = "mina") -> User:
    """Create a moderator."""
    return person(name, role=User.Role.MODERATOR)


def browser_of(user: User | None) -> Client:
    """Return a client in which `user` is signed in; None is a visitor.

    Its session is there, but nobody has seen it begin: it is on no list of sessions.
    """
    client = Client()
    if user is not None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def publish(
    author: User, title: str = "Twenty checks", body: str = "An essay.", **more: Any
) -> Post:
    """Publish an essay over HTTP and return it."""
    response = browser_of(author).post("/posts/new/", {"title": title, "body": body, **more})
    assert response.status_code == 302, text_of(response)
    return Post.objects.get(pk=int(response.headers["location"].split("/")[2]))


def answer(writer: User, post: Post, body: str, parent: Reply | None = None, **more: Any) -> Reply:
    """Post a reply over HTTP and return it."""
    data = {"body": body, "parent": parent.pk if parent else "", **more}
    response = browser_of(writer).post(f"/posts/{post.pk}/reply/", data)
    assert response.status_code == 302, text_of(response)
    return Reply.objects.filter(author=writer, post=post).latest("pk")


def place(writer: User, reply: Reply, **changes: str) -> None:
    """Send the points step of a reply with what is preset, but for `changes`.

    Field names have underscores for hyphens: `to_a="1"`.
    """
    data = {name.replace("_", "-"): value for name, value in changes.items()}
    # As the form has it: a passage that was found is taken over unless one says no.
    data |= {f"passage-{name[3:]}": "on" for name in data if name.startswith("to-")}
    response = browser_of(writer).post(f"/replies/{reply.pk}/points/", data)
    assert response.status_code == 302, text_of(response)


def text_of(response: HttpResponse) -> str:
    """Return the words of a page, for reading and for messages."""
    page = response.content.decode()
    main = page[page.find("<main") :] or page
    main = re.sub(r"</?bdi>", "", main)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def form_fields(response: HttpResponse, kind: str) -> dict[str, str]:
    """Return what the last form `data-form=kind` of a page would send, untouched."""
    forms = [form for form in forms_of(response.content.decode()) if form.kind == kind]
    assert forms, f"there is no {kind} form: {text_of(response)}"
    return forms[-1].fields
