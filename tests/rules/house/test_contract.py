"""The names that other programs rely on: what they import, call and open."""

from importlib import import_module

import pytest
from django.core.management import get_commands
from django.urls import reverse

NAMES = {
    "forum.text": ["render"],
    "forum.lettered": ["find_points"],
    "forum.models": ["Post", "Reply"],
    "critiques.models": ["Objection"],
}
COMMANDS = {
    "benchmark",
    "check_critiques",
    "check_trees",
    "demo",
    "export_discussion",
    "import_discussion",
}
ROUTES = {
    "index": "/",
    "post-new": "/posts/new/",
    "post": "/posts/1/a/",
    "post-edit": "/posts/1/edit/",
    "post-revisions": "/posts/1/revisions/",
    "reply": "/posts/1/reply/",
    "critique": "/posts/1/critique/",
    "objection": "/posts/1/objections/2/",
    "reply-permalink": "/replies/3/",
    "reply-points": "/replies/3/points/",
    "reply-edit": "/replies/3/edit/",
    "profile": "/u/bob/",
    "moderation-queue": "/moderation/",
    "moderation-log": "/moderation/log/",
    "search": "/search/",
}
ARGUMENTS = {"1": ("post_id", 1), "2": ("number", 2), "3": ("reply_id", 3)}


@pytest.mark.parametrize("module", NAMES)
def test_what_others_import(module: str) -> None:
    assert all(callable(getattr(import_module(module), name)) for name in NAMES[module])


def test_a_point_says_where_it_stands() -> None:
    [point] = import_module("forum.lettered").find_points("Well.\n\na) Too many.")
    assert (point.label, point.start, point.end, point.text) == ("a", 7, 19, "a) Too many.")


def test_what_others_call() -> None:
    assert get_commands().keys() >= COMMANDS


@pytest.mark.parametrize("name", ROUTES)
def test_what_others_open(name: str) -> None:
    path = ROUTES[name]
    arguments = dict(ARGUMENTS[part] for part in path.split("/") if part in ARGUMENTS)
    more = {"post": {"slug": "a"}, "profile": {"username": "bob"}}.get(name, {})
    assert reverse(name, kwargs=arguments | more) == path
