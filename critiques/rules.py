"""Who may do what with a critique: things are a post, or an objection where the name says so."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext, gettext_lazy
from rules import predicate

from accounts.permissions import check_right, grant
from accounts.rules import is_moderator
from critiques.choices import EVENTS, OF_ANSWERS, Role, may_choose
from critiques.models import Objection
from forum.rules import is_post_author


@predicate
def is_essay_author(user: Any, objection: Objection) -> bool:
    """Wrote the essay that is objected to."""
    return is_post_author(user, objection.post)


@predicate
def is_raiser(user: Any, objection: Objection) -> bool:
    """Raised the objection."""
    return user is not None and user.pk == objection.raiser_id


@predicate
def has_lost_passage(user: Any, objection: Objection) -> bool:
    """A revision of the essay took the words away that it is about."""
    return objection.passage_state == "lost"


@predicate
def merged_by_staff(user: Any, objection: Objection) -> bool:
    """Somebody else than its raiser made it part of another."""
    return objection.merged_by_id not in (None, objection.raiser_id)


grant(
    "critiques.raise",
    ~is_post_author,
    gettext_lazy("You can’t raise an objection to your own essay."),
)
grant(
    "critiques.favour",
    ~is_post_author,
    gettext_lazy("You can’t speak in favour of your own essay."),
)
grant(
    "critiques.hold",
    ~is_essay_author,
    gettext_lazy("You can’t share an objection to your own essay."),
)
grant(
    "critiques.take_position",
    is_essay_author,
    gettext_lazy("Only the essay’s author can say this of an objection."),
)
grant(
    "critiques.close_with",
    is_post_author,
    gettext_lazy("Only the essay’s author has the closing word."),
)
grant(
    "critiques.reword",
    is_raiser,
    gettext_lazy("Only the person who raised an objection can do this."),
)
grant(
    "critiques.merge_own",
    is_raiser,
    gettext_lazy("Only the person who raised it can agree to that."),
)
grant(
    "critiques.separate_own",
    is_raiser & ~merged_by_staff,
    gettext_lazy("Only who merged it, or a moderator, can separate it."),
)
grant(
    "critiques.anchor",
    is_raiser | is_moderator | (is_essay_author & has_lost_passage),
    gettext_lazy(
        "Only who raised it can say what passage it is about, and once its words are gone "
        "the essay’s author too."
    ),
)
grant(
    "critiques.propose_wording",
    is_essay_author | is_moderator,
    gettext_lazy("The essay’s author and moderators propose wordings."),
)
grant(
    "critiques.report_claim",
    ~is_raiser,
    gettext_lazy("You can reword or take back your own; no need to report it."),
)
grant(
    "critiques.close",
    is_post_author | is_moderator,
    gettext_lazy("Only the essay’s author or a moderator can do this."),
)
grant(
    "critiques.manage",
    is_post_author | is_moderator,
    gettext_lazy("Only the essay’s author and moderators manage its discussion."),
)
grant(
    "critiques.open_round",
    is_post_author | is_moderator,
    gettext_lazy("Only the author or a moderator opens a round."),
)


def check_may_say(
    writer: Any, does: str, objection: Objection, role: Role, *, answered: bool
) -> None:
    """Raise PermissionDenied or ValidationError unless `writer` may say this of it in a reply.

    `role` is what they are to it; `answered` if its author took a position. It was neither merged
    nor struck.
    """
    if does in may_choose(role, objection.kind, closed=False, answered=answered):
        return
    if does == "same" or does in EVENTS:
        check_right(writer, "critiques.hold", objection)
    elif does != "answer":
        check_right(writer, "critiques.take_position", objection)
    if role is Role.OTHER and does in EVENTS:
        raise PermissionDenied(gettext("Only people who share it can say this of it."))
    if does in OF_ANSWERS:
        raise ValidationError(gettext("The author has not answered this yet; it stands as it is."))
    if role is Role.OTHER:
        raise ValidationError(
            gettext("A question is not shared in a reply; ask it again, or ask it there.")
        )
    raise ValidationError(
        gettext(
            "You share this already: say that it still stands, that this answers it, that you take "
            "it back, or only that your words are about it."
        )
    )
