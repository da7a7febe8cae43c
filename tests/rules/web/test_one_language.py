"""What is for everybody is in one language, whatever that of whoever asks for it."""

import io

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import resolve
from django.utils import timezone, translation
from django.utils.translation import gettext

from forum.models import Post
from tests.rules.house.pseudo import LANGUAGE, speak_wide_by_choice
from tests.worlds.crowded import Crowded
from transfer.documents.formats import FORMATS
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db

# By which a text would come out in another language.
WIDE = "".join(chr(ord(each) + 0xFEE0) for each in "abcdefghijklmnopqrstuvwxyz")


def addresses(post: Post) -> list[str]:
    """Return where there is something for everybody that has words of ours."""
    here = f"/posts/{post.pk}/"
    return [
        "/feeds/posts/",
        f"/feeds/posts/{post.pk}/",
        f"/feeds/posts/{post.pk}/critique/",
        f"/feeds/u/{post.author.username}/",
        "/moderation/log/feed/",
        f"{here}picture.png",
        f"{here}discussion.zip",
        *(f"{here}critique.{each.suffix}" for each in FORMATS),
    ]


def answer(url: str) -> tuple[bytes, str, str]:
    """Return what is answered, made anew, its tag and its language: by the view alone, which is
    asked in the language that is spoken."""
    page_cache.clear()
    request = RequestFactory().get(url)
    request.user = AnonymousUser()
    view = resolve(url)
    response = view.func(request, *view.args, **view.kwargs)
    content = b"".join(response) if response.streaming else response.content
    return content, response.headers.get("ETag", ""), response.headers["Content-Language"]


def files(post: Post) -> list[str]:
    """Return what the command writes."""
    found = []
    for each in FORMATS:
        out = io.StringIO()
        call_command("export_discussion", post.pk, format=each.name, stdout=out)
        found.append(out.getvalue())
    return found


def test_another_language_changes_no_byte_of_what_is_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = Crowded(6).post
    # Some tags have the moment in them.
    with time_machine.travel(timezone.now(), tick=False):
        plain, written = {url: answer(url) for url in addresses(post)}, files(post)
        assert b"raised by" in plain[f"/feeds/posts/{post.pk}/critique/"][0]
        speak_wide_by_choice(monkeypatch)
        assert gettext("word") == WIDE[22] + WIDE[14] + WIDE[17] + WIDE[3]
        with translation.override(settings.LANGUAGE_CODE):
            assert gettext("word") == "word"
        assert translation.get_language() == LANGUAGE
        for url, as_before in plain.items():
            assert answer(url) == as_before, url
        assert files(post) == written
