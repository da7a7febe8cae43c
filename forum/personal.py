"""What this app knows of a person: what they wrote, whom they barred or where they are barred."""

from accounts.data import register
from forum.models import (
    Bar,
    Biography,
    Bookmark,
    Draft,
    Follow,
    Mute,
    Post,
    PostRevision,
    Reply,
    ReplyRevision,
    Thanks,
    Visit,
    Vote,
)
from forum.models.posts import PostTopic

DERIVED = ["html", "html_version", "version", "token"]
# Added up they would be somebody’s score.
TALLY = ["votes", "top_at", "votes_stamp"]
TREE = ["lft", "rght", "level", "tree_id"]

register("posts", Post, "author", without=[*DERIVED, *TALLY, "opening", "locked_by", "pinned_by"])
register("post_revisions", PostRevision, "post__author", without=["plain"])
register("post_topics", PostTopic, "content_object__author")
register("drafts", Draft, "writer", without=["token"])
register("replies", Reply, "author", without=[*DERIVED, *TREE, "votes"])
register("reply_revisions", ReplyRevision, "reply__author", without=["plain"])
register("bars_given", Bar, "post__author")
register("bars_received", Bar, "user")
register("visits", Visit, "user")
register("bookmarks", Bookmark, "user")
register("votes", Vote, "user")
register("biography", Biography, "user", without=DERIVED)
register("thanks_given", Thanks, "giver", without=["reported_at", "seen_at"])
register("thanks_received", Thanks, "writer", without=["seen_at"])
register("follows", Follow, "user")
register("mutes", Mute, "user")
