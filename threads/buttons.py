"""The buttons by which readers mark an essay or a reply; their forms stand above the thread."""

from typing import Any

from django.utils.translation import gettext

from forum.models import Post, State
from threads.composer import Composer
from threads.marks import Marks
from web.addresses import address_of


def essays_own(post: Post, viewer: Any, marks: Marks, composer: Composer) -> str:
    """Return what a member may do with any essay."""
    if viewer is None or not viewer.is_authenticated:
        return ""
    kept = None in marks.bookmarked
    unkept = gettext('Bookmark<span class="vh"> this essay</span>')
    words = gettext('Bookmarked<span class="vh"> this essay</span>') if kept else unkept
    keep = bookmark("essay", words, kept)
    worth = None in marks.worth
    votable = post.state == State.VISIBLE and not composer.is_author
    words = gettext('Worth reading<span class="vh"> this essay</span>')
    vote = vote_for("essay", words, worth) if votable and composer.votes(worth) else ""
    link = address_of("post-thanks", post.pk)
    thanks = vote and worth and composer.may_thank
    words = gettext('Thank<span class="vh"> its author</span>')
    thank = f'<a href="{link}">{words}</a>' if thanks else ""
    follow = marks.control(post.pk).buttons_of("bookmark")
    return f'<p class="actions">{vote}{thank}{keep}\n{follow}</p>\n'


def bookmark(what: str, words: str, bookmarked: bool) -> str:
    """Return the button that keeps a reply, or the essay, to find it again, or no longer.

    It belongs to a form that stands above the thread once. It says these words, which are HTML.
    """
    name, pressed = ("drop", ' aria-pressed="true"') if bookmarked else ("keep", "")
    return f'<button form="bookmark" name="{name}" value="{what}"{pressed}>{words}</button>'


def vote_for(what: str, words: str, worth: bool) -> str:
    """Return the button that says of a reply, or of the essay, that it is worth reading, or no
    longer. Its form stands beside that of the bookmarks, its words are HTML."""
    name, pressed = ("drop", ' aria-pressed="true"') if worth else ("add", "")
    return f'<button form="vote" name="{name}" value="{what}"{pressed}>{words}</button>'
