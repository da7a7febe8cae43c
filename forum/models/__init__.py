"""Posts, replies and their revisions."""

from forum.models.biographies import Biography
from forum.models.bookmarks import Bookmark
from forum.models.drafts import Draft
from forum.models.follows import Follow, Mute
from forum.models.images import ImageUse
from forum.models.people import Bar, Visit
from forum.models.posts import Post, PostRevision, PostTopic
from forum.models.replies import Reply, ReplyRevision
from forum.models.thanks import Thanks
from forum.models.topics import TopicWording
from forum.models.votes import Vote
from forum.states import State

__all__ = [
    "Bar",
    "Biography",
    "Bookmark",
    "Draft",
    "Follow",
    "ImageUse",
    "Mute",
    "Post",
    "PostRevision",
    "PostTopic",
    "Reply",
    "ReplyRevision",
    "State",
    "Thanks",
    "TopicWording",
    "Visit",
    "Vote",
]
