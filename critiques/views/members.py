"""Pages of an essay that are printed once for all members who have no part in its critique.

Such a page is the same for each of them, but for who they are in its masthead and for the tokens
of its forms: these are taken out of what is kept, and each gets their own.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple, Self

from allauth.account.models import EmailAddress
from django.contrib.messages import get_messages
from django.db.models import Exists, QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape

from accounts.rules import is_moderator
from accounts.statements import Statement
from critiques.models import Holder, Objection, ObjectionFollow, Proposal
from critiques.record.insiders import is_insider
from critiques.record.mark import mark_of
from forum.models import Bar, Post
from web.page_cache import page_cache

TOKEN = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+(?=")')
BODY = '<body data-user="{}" data-zone="{}">'
# No text has it: what is posted may not.
GAP = "\x00"


def same_for_members(
    request: HttpRequest, post_id: int, page: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return `page()`, or the same as it was printed for another member without a part in the post.

    One query, and one for the masthead; none for visitors and moderators.
    """
    found = _anybody.rows(request.user, post_id) if _may_be_anybody(request) else []
    if not found or is_told_of_standing(request):
        return page()
    own = OwnWords.of(request)
    key = f"member:{mark_of(found[0])}:{timezone.get_current_timezone_name()}:{request.path}"
    kept = page_cache.get(key).get(key)
    if kept is not None:
        return HttpResponse(own.put_into(kept, get_token(request)))
    response = page()
    common = own.taken_out_of(response.content.decode()) if response.status_code == 200 else None
    if common is not None:
        page_cache.put(key, common)
    return response


class OwnWords(NamedTuple):
    """What a page says of who reads it: on its body, and in its masthead."""

    body: str
    masthead: str

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return it for who is signed in, as every page prints it."""
        user: Any = request.user
        masthead = render_to_string("parts/masthead.html", request=request)
        return cls(BODY.format(escape(user.username), user.timezone), masthead)

    def taken_out_of(self, page: str) -> str | None:
        """Return a page without this and without tokens; None where it is not there just once."""
        if GAP in page or any(page.count(each) != 1 for each in self):
            return None
        return TOKEN.sub(f"{GAP}t", self.replaced_in(page))

    def replaced_in(self, page: str) -> str:
        """Return a page with marks in place of this."""
        return page.replace(self.body, f"{GAP}b").replace(self.masthead, f"{GAP}m")

    def put_into(self, page: str, token: str) -> str:
        """Return what was taken out of, with this and with a token."""
        page = page.replace(f"{GAP}b", self.body, 1).replace(f"{GAP}m", self.masthead, 1)
        return page.replace(f"{GAP}t", token)


def is_told_of_standing(request: HttpRequest) -> bool:
    """Whether every page tells whoever asks something of them alone, such as that their mail was
    stopped. One query, which is the masthead’s."""
    return bool(render_to_string("parts/standing.html", request=request).strip())


def _may_be_anybody(request: HttpRequest) -> bool:
    user: Any = request.user
    if not user.is_authenticated or is_moderator(user):
        return False
    if user.is_suspended or user.awaits_approval:
        return False
    return not request.GET and not len(get_messages(request))


@Statement
def _anybody(viewer: Any, post_id: int) -> QuerySet[Post]:
    """The post, where the viewer may write in it and sees what the public sees, did not write it
    and neither has a part in any objection to it nor follows one."""
    parts = (
        Holder.objects.filter(post=post_id, user=viewer),
        Objection.objects.filter(post=post_id, raiser=viewer),
        Proposal.objects.filter(objection__post=post_id, proposer=viewer, outcome=""),
        Bar.objects.filter(post=post_id, user=viewer, lifted_at=None),
        ObjectionFollow.objects.filter(objection__post=post_id, user=viewer),
    )
    confirmed = Exists(EmailAddress.objects.filter(user=viewer, verified=True))
    found: QuerySet[Post] = Post.objects.known_to(viewer).filter(confirmed, pk=post_id)
    found = found.exclude(author=viewer).exclude(is_insider(viewer))
    for each in parts:
        found = found.exclude(Exists(each))
    return found.only("version", "stamp")
