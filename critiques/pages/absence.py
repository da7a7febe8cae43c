"""What stands where an essay is not there for everybody: for its title, its text, and above it."""

from django.utils.translation import gettext

from forum.models import Post, State
from web.dates import day


def title_of(post: Post) -> str:
    """Return the title of a post that `readable_post` returned, or what stands for it."""
    if post.readable:
        return post.title
    if post.state == State.PURGED:
        return gettext("An erased essay")
    return gettext("A withdrawn essay")


def gone_of(post: Post) -> str:
    """Return what stands instead of the text that a viewer may not read."""
    since = {"day": day(post.state_at), "reason": post.state_reason}
    if post.state == State.PURGED:
        said = gettext("Erased on %(day)s: %(reason)s. Nobody can read it any more.")
    else:
        said = gettext("Withdrawn by its author on %(day)s. The replies to it stay.")
    return said % since


def note_of(post: Post) -> str:
    """Return what stands above the text of a post that is not public."""
    if post.state == State.DRAFT:
        return gettext("A draft. Only you see it.")
    if post.state == State.PENDING:
        return gettext("Waiting for a moderator. Only its author and moderators see it.")
    if post.state == State.REJECTED:
        return gettext("Not accepted. Only its author and moderators see it.")
    if post.state == State.WITHDRAWN:
        said = gettext("Withdrawn on %(day)s. Only its author and moderators still see the text.")
    elif post.state_reason:
        said = gettext(
            "Removed by moderators on %(day)s: %(reason)s. Only its author and moderators still "
            "see it."
        )
    else:
        said = gettext(
            "Removed by moderators on %(day)s. Only its author and moderators still see it."
        )
    return said % {"day": day(post.state_at), "reason": post.state_reason}
