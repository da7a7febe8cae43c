"""A site's day in a process of its own: `visitor.py WORDS`.

It writes an essay with WORDS on the database of DATABASE_URL, has two visitors read it, and prints
the essay's address, its version, what they read and how many printed parts there are in the cache.
"""

import json
import sys

import django

django.setup()

from django.test import Client

from critiques.record.mark import mark_with_votes
from forum.models import Post
from tests.cast import answer, person, publish
from web.page_cache import page_cache


def main(words: str) -> None:
    """Write and read."""
    post = publish(person("alice"), body=f"{words} wrote this.")
    answer(person("bob"), post, f"{words} answered.")
    url = post.get_absolute_url()
    first, second = (Client().get(url).content.decode() for _ in range(2))
    mark = mark_with_votes(Post.objects.get())
    kept = page_cache.get(f"essay:{mark}:UTC", f"branches:{mark}:UTC:oldest:1")
    told = {"url": url, "version": Post.objects.get().version, "read": [first, second]}
    json.dump(told | {"kept": len(kept)}, sys.stdout)


main(*sys.argv[1:])
