"""A long discussion in which all that can be said of objections is said, by people who differ."""

import json
import re
from pathlib import Path

from forum.models import Post
from transfer.parse.discussion import parse
from transfer.write.discussion import write
from transfer.write.replies import link_reply

FILE = Path(__file__).with_name("discussion.json")
# How its replies refer to one another: they have no address before they are written.
REFERENCE = re.compile(r"\]\(#(r\d+)\)")


def essay() -> Post:
    """Write it, and return its post; references in its replies lead to where they say."""
    text = FILE.read_text(encoding="utf-8")
    post = write(parse(text), attach=False)
    names = [each["id"] for each in json.loads(text)["replies"]]
    written = post.replies.order_by("tree_id", "lft").select_related("post")
    replies = dict(zip(names, written, strict=True))
    for reply in replies.values():
        body = REFERENCE.sub(
            lambda found: f"]({replies[found[1]].get_absolute_url()})",
            reply.body,
        )
        if body != reply.body:
            link_reply(reply, body)
    return post
