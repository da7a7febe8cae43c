"""What is around an essay and its thread on their page: printed once for all who get the same."""

from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Self
from uuid import uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from critiques.pages.absence import title_of
from critiques.views.members import BODY, GAP, OwnWords
from forum.models import Post, State
from forum.places import WritingPlace
from threads.composer import Composer
from threads.forms.replies import ReplyForm
from threads.pages.essay_actions import EssayActions
from threads.printout import FRAME, PrintedThread
from threads.stances import stance_rows
from web.elsewhere import Elsewhere

# Nobody: a member of whom nothing is known.
ANYBODY = {"is_authenticated": True, "username": "anybody", "shown_name": "anybody"}
FORM = f"{GAP}f"
# So many are kept in a process: a megabyte or two.
FRAMES = 64


class Around(NamedTuple):
    """What a page says around its essay and its thread; its composer is for who reads it."""

    essay: EssayActions
    title: str
    here: str
    elsewhere: Elsewhere
    composer: Composer

    @classmethod
    def of(cls, post: Post, viewer: Any, page: PrintedThread, composer: Composer) -> Self:
        """Return it for a page of the thread of this post."""
        here = post.get_absolute_url()
        public = (post.title, post.introduction, post.pk) if post.state == State.VISIBLE else ()
        title, elsewhere = f"{title_of(post)}{page.which}", Elsewhere(here, *public)
        return cls(EssayActions.of(post, viewer), title, here, elsewhere, composer)

    def context(self, page: PrintedThread, form: ReplyForm | None) -> dict[str, Any]:
        """Return what the template asks, beside what every page may ask."""
        rows = stance_rows(self.composer)
        return self._asdict() | {"page": page, "form": form, "stances": rows}


def visitors_frame(post: Post) -> str:
    """Return it for visitors; nothing in it is of one alone."""
    composer = Composer.load(post=post, viewer=None, cards=[])
    around = Around.of(post, None, FRAME, composer)
    return _for_visitors(get_language(), timezone.localdate(), around)


# No reply changes what is printed around them all: it is printed once, until something of it is
# another. It tells the day.
@lru_cache(FRAMES)
def _for_visitors(language: str, today: date, around: Around) -> str:
    return render_to_string("threads/post.html", around.context(FRAME, None))


def is_as_anybodys(composer: Composer) -> bool:
    """Whether somebody’s composer is as it is for everybody who may write there, but its author."""
    held_up = composer.awaits_approval or composer.is_author
    return composer.open and composer.may_write and composer.may_report and not held_up


def members_frame(post: Post, composer: Composer) -> str:
    """Return it for members whose composer `is_as_anybodys`, without what is their own."""
    around, zone = Around.of(post, None, FRAME, composer), timezone.get_current_timezone_name()
    return _for_members(get_language(), timezone.localdate(), zone, around)


@lru_cache(FRAMES)
def _for_members(language: str, today: date, zone: str, around: Around) -> str:
    form = ReplyForm(initial={"token": FORM})
    form.place = WritingPlace.of_answer(around.essay.pk, None)
    own = {"user": ANYBODY | {"timezone": zone}, "csrf_token": f"{GAP}t"}
    words = OwnWords(BODY.format("anybody", zone), render_to_string("parts/masthead.html", own))
    page = render_to_string("threads/post.html", around.context(FRAME, form) | own)
    return words.replaced_in(page)


def put_into(frame: str, request: HttpRequest, token: Any) -> str:
    """Return a `members_frame` with what is the own of who asks; `token` is for its forms."""
    return OwnWords.of(request).put_into(frame, str(token)).replace(FORM, str(uuid4()))
