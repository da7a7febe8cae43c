"""A chain of hundreds of answers asks the database no more than a short one."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post, Reply
from tests.cast import browser_of, person
from web.page_cache import page_cache

pytestmark = pytest.mark.django_db


def chain(length: int, folder: Path) -> Post:
    """An essay, and as many replies, each to the one before."""
    replies = [
        {"id": f"r{n}", "parent": f"r{n - 1}" if n > 1 else None, "author": "bob", "body": f"{n}."}
        for n in range(1, length + 1)
    ]
    post = {"title": "A chain", "author": "alice", "body": "Text."}
    file = folder / f"{length}.json"
    file.write_text(json.dumps({"format": "rejoinder/1", "post": post, "replies": replies}))
    call_command("import_discussion", str(file), attach=True, stdout=StringIO())
    return Post.objects.latest("pk")


def test_security_33_a_chain_five_hundred_deep_asks_no_more(tmp_path):
    erin, asked = person("erin"), []
    for length in (30, 500):
        post = chain(length, tmp_path)
        middle, last = (Reply.objects.get(post=post, body=f"{n}.") for n in (length // 2, length))
        counts = {}
        for viewer in (None, erin):
            client = browser_of(viewer)
            for path in (
                "/posts/{post}/a-chain/",
                "/posts/{post}/critique/",
                "/posts/{post}/critique/other/",
                "/replies/{middle}/",
                "/replies/{last}/",
                "/posts/{post}/reply/?parent={last}",
            ):
                page_cache.clear()
                url = path.format(post=post.pk, middle=middle.pk, last=last.pk)
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert client.get(url, follow=True).status_code == 200, url
                counts[viewer, path] = len(queries)
        asked.append(counts)
    assert asked[0] == asked[1]
    call_command("check_trees", stdout=StringIO())
