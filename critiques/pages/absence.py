"""What stands where an essay is not there for everybody: for its title, its text, and above it."""

from forum.models import Post, State
from web.dates import day


def title_of(post: Post) -> str:
    """Return the title of a post that `readable_post` returned, or what stands for it."""
    if post.readable:
        return post.title
    return "An erased essay" if post.state == State.PURGED else "A withdrawn essay"


def gone_of(post: Post) -> str:
    """Return what stands instead of the text that a viewer may not read."""
    if post.state == State.PURGED:
        return f"Erased on {day(post.state_at)}: {post.state_reason}. Nobody can read it any more."
    return f"Withdrawn by its author on {day(post.state_at)}. The replies to it stay."


def note_of(post: Post) -> str:
    """Return what stands above the text of a post that is not public."""
    why = f": {post.state_reason}" if post.state_reason else ""
    return {
        State.DRAFT: "A draft. Only you see it.",
        State.WITHDRAWN: f"Withdrawn on {day(post.state_at)}. Only its author and moderators "
        "still see the text.",
        State.PENDING: "Waiting for a moderator. Only its author and moderators see it.",
        State.REJECTED: "Not accepted. Only its author and moderators see it.",
    }.get(
        post.state,
        f"Removed by moderators on {day(post.state_at)}{why}. "
        "Only its author and moderators still see it.",
    )
