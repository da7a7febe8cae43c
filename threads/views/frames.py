"""What is around an essay and its thread on their page: printed once for all who get the same."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from critiques.pages.absence import title_of
from critiques.views.members import BODY, GAP, OwnWords
from forum.models import Post, State
from forum.places import WritingPlace
from threads.cache import FRAME, PrintedThread
from threads.composer import Composer
from threads.forms.replies import ReplyForm
from threads.pages.essay_actions import EssayActions
from threads.stances import stance_rows
from web.elsewhere import Elsewhere

# Nobody: a member of whom nothing is known.
ANYBODY = {"is_authenticated": True, "username": "anybody", "shown_name": "anybody"}
FORM = f"{GAP}f"


def context_of(
    post: Post, viewer: Any, page: PrintedThread, composer: Composer, form: ReplyForm | None
) -> dict[str, Any]:
    """Return what the template of the page asks, beside what every page may ask."""
    return {
        "page": page,
        "essay": EssayActions.of(post, viewer),
        "title": f"{title_of(post)}{page.which}",
        "here": post.get_absolute_url(),
        "elsewhere": _elsewhere(post),
        "composer": composer,
        "form": form,
        "stances": stance_rows(composer),
    }


def _elsewhere(post: Post) -> Elsewhere:
    path = post.get_absolute_url()
    if post.state != State.VISIBLE:
        return Elsewhere(path)
    return Elsewhere(path, post.title, post.introduction, post.pk)


def visitors_frame(post: Post) -> str:
    """Return it for visitors; nothing in it is of one alone."""
    composer = Composer.load(post=post, viewer=None, cards=[])
    return render_to_string("threads/post.html", context_of(post, None, FRAME, composer, None))


def is_as_anybodys(composer: Composer) -> bool:
    """Whether somebody’s composer is as it is for everybody who may write there, but its author."""
    held_up = composer.awaits_approval or composer.is_author
    return composer.open and composer.may_write and composer.may_report and not held_up


def members_frame(post: Post, composer: Composer) -> str:
    """Return it for members whose composer `is_as_anybodys`, without what is their own."""
    form = ReplyForm(initial={"token": FORM})
    form.place = WritingPlace.of_answer(post.pk, None)
    zone = timezone.get_current_timezone_name()
    own = {"user": ANYBODY | {"timezone": zone}, "csrf_token": f"{GAP}t"}
    context = context_of(post, None, FRAME, composer, form) | own
    words = OwnWords(BODY.format("anybody", zone), render_to_string("parts/masthead.html", own))
    return words.replaced_in(render_to_string("threads/post.html", context))


def put_into(frame: str, request: HttpRequest, token: Any) -> str:
    """Return a `members_frame` with what is the own of who asks; `token` is for its forms."""
    return OwnWords.of(request).put_into(frame, str(token)).replace(FORM, str(uuid4()))
