"""When a post of a discussion file was closed, who was barred, and its author's closing words."""

from critiques.models.closing_words import WORD_LIMIT
from critiques.models.closings import REASON_LIMIT as CLOSING_REASON
from forum.models.people import REASON_LIMIT as BAR_REASON
from transfer.fields import Reader
from transfer.plan import BarPlan, ClosingPlan, ClosingWordPlan


def closings_of(post: Reader) -> tuple[ClosingPlan, ...]:
    """Return when it was closed; raises ValidationError where it was closed twice at once."""
    found = tuple(
        ClosingPlan(
            reason=each.line("reason", limit=CLOSING_REASON),
            closed=each.time("closed"),
            reopened=each.moment("reopened"),
        )
        for each in post.objects("closings")
    )
    if sum(each.reopened is None for each in found) > 1:
        raise post.wrong("closings", "it can be closed only once at a time.")
    return found


def closing_words_of(post: Reader) -> tuple[ClosingWordPlan, ...]:
    """Return what the author said of the discussion, oldest first; null where it was removed."""
    return tuple(
        ClosingWordPlan(
            text=None
            if each.is_null("text")
            else each.phrase("text", limit=WORD_LIMIT, default=""),
            created=each.time("created"),
        )
        for each in post.objects("closing")
    )


def bars_of(post: Reader, author: str) -> tuple[BarPlan, ...]:
    """Return who was barred; raises ValidationError where somebody was barred twice at once."""
    found = []
    barred: set[str] = set()
    for each in post.objects("bars"):
        user, lifted = each.name("user"), each.moment("lifted")
        if user.lower() == author.lower() or (lifted is None and user.lower() in barred):
            raise each.wrong("user", f"{user} can’t be barred here.")
        if lifted is None:
            barred.add(user.lower())
        reason = each.line("reason", limit=BAR_REASON)
        found.append(BarPlan(user, reason, each.time("barred"), lifted))
    return tuple(found)
