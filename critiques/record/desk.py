"""What waits for somebody: as an essay’s author, and as one who raised or shares an objection."""

import re
from functools import reduce
from operator import or_
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from accounts.models import User
from critiques.models import Holder, Objection, Position, Proposal, Receipt
from critiques.querysets.positions import answering
from critiques.words import HOLDING, Event, Status
from forum.models import Post, Reply, State
from web.addresses import whole_number

# Where the words can still be read, or live on with who holds them.
STANDING = (State.VISIBLE, State.WITHDRAWN)
ASKED = "asked"
ROW = re.compile(r"row-\d+-\d+")


def needing_reply(author: User) -> QuerySet[Any]:
    """Return what waits for the author's word on their essays, of which the discussion goes on.

    Objections first, then questions; in each the main disagreements first, then the most shared,
    then the oldest. What is disputed although the author has answered since is not among them:
    its critics' word is next. Each has `stood_at`, when somebody who holds it last said so.
    """
    posts = Post.objects.filter(author=author, state=State.VISIBLE, locked_at=None)
    answers = Position.objects.filter(answering(), objection=OuterRef("pk"))
    whole = OuterRef(OuterRef("pk"))
    group = Objection.objects.filter(Q(pk=whole) | Q(whole=whole)).order_by().values("pk")
    held = Holder.objects.filter(objection__in=group, user__left_at=None).standing()
    held = held.order_by("-state_at")
    # A subquery, so that databases begin with the author's essays, not with all replies there are.
    standing = Exists(Reply.objects.filter(pk=OuterRef("raised_in"), state__in=STANDING))
    found = Objection.objects.filter(
        standing, post__in=posts.values("pk"), number__isnull=False
    ).annotate(
        answered_at=Subquery(answers.order_by("-created_at").values("created_at")[:1]),
        stood_at=Subquery(held.values("state_at")[:1]),
    )
    waiting = found.filter(
        Q(status=Status.OPEN) | Q(status=Status.CONTESTED, stood_at__gte=F("answered_at"))
    )
    ranked: QuerySet[Any] = waiting.order_by(
        "kind", "-main_count", "-holder_count", "created_at", "pk"
    )
    return ranked


def proposed_to(raiser: User) -> QuerySet[Any]:
    """Return the proposals that wait for whoever raised an objection, oldest first."""
    return Proposal.objects.filter(
        outcome="",
        objection__raiser=raiser,
        objection__merged_into=None,
        objection__struck_at=None,
        objection__raised_in__state=State.VISIBLE,
        objection__post__state=State.VISIBLE,
        objection__post__locked_at=None,
    ).order_by("created_at", "pk")


def asked_of(holder: User) -> QuerySet[Any]:
    """Return the parts of `holder` in objections that the author answered after them.

    That is a new answer, or a change of the essay. Their main disagreements first, then the oldest
    news; each has `group`, the objection that it now is part of, or itself, and `news_at`.
    """
    said = Holder.objects.filter(user=holder, post=OuterRef("post")).standing()
    said = said.filter(group=OuterRef("group")).order_by("-state_at")
    # Who holds but what became part of it said nothing yet of any answer to it.
    heard_at = Case(
        When(Q(state=Event.REAFFIRM) | Q(objection=F("group")), then=F("state_at")),
        default=Subquery(said.values("state_at")[:1]),
    )
    asked = Holder.objects.speaking().filter(
        user=holder,
        state__in=HOLDING,
        objection__struck_at=None,
        objection__whole__struck_at=None,
        post__in=Post.objects.known_to(holder).values("pk"),
    )
    answers = Position.objects.filter(answering(), objection=OuterRef("group"))
    changes = Receipt.objects.filter(objection=OuterRef("group"))
    both = (answers, changes)
    # Whether there is news is asked of each that somebody holds, when it was of those alone.
    since = (
        Q(heard_at=None) & Exists(answers),
        Exists(answers.filter(created_at__gt=OuterRef("heard_at"))),
        Exists(changes.filter(created_at__gt=OuterRef("state_at"))),
    )
    answered, changed = (
        Coalesce(Subquery(each.order_by("-created_at").values("created_at")[:1]), F("since"))
        for each in both
    )
    asked = asked.alias(heard_at=heard_at).filter(reduce(or_, since))
    asked = asked.annotate(news_at=Greatest(answered, changed))
    found: QuerySet[Any] = asked.order_by("-is_main", "news_at", "pk")
    return found


def desk_url(page: int = 1, tab: str = "", row: str = "", post: int = 0) -> str:
    """Return the address of a page of the desk, at one of its rows; `post` is 0 for all essays."""
    wanted = {"show": tab, "post": post or "", "page": page if page > 1 else ""}
    asked = {key: value for key, value in wanted.items() if value}
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse('desk')}{query}{f'#{row}' if row else ''}"


def way_back(data: Any) -> str | None:
    """Return where on the desk a form was sent from, if it was: its fields `desk` and `next`."""
    if "desk" not in data:
        return None
    tab, page, post = place_of(data["desk"])
    row = data.get("next", "")
    return desk_url(page, tab, row if ROW.fullmatch(row) else "", post)


def place_of(desk: str) -> tuple[str, int, int]:
    """Return which tab, page and essay (0 for all) a form's field `desk` names: “:2:11”."""
    tab, page, post = (*desk.split(":"), "", "")[:3]
    return tab if tab == ASKED else "", whole_number(page) or 1, whole_number(post) or 0
