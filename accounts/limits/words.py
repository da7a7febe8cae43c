"""What is said to who may do no more of something for a while: how much was done, and by whom."""

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

# What was done, said after “have”.
WORDS = {
    "posts": ngettext_lazy("published %(count)d essay", "published %(count)d essays", "count"),
    "drafts": ngettext_lazy("saved %(count)d draft", "saved %(count)d drafts", "count"),
    "saves": ngettext_lazy(
        "saved what was typed %(count)d time", "saved what was typed %(count)d times", "count"
    ),
    "replies": ngettext_lazy("posted %(count)d reply", "posted %(count)d replies", "count"),
    "edits": ngettext_lazy("saved %(count)d edit", "saved %(count)d edits", "count"),
    "images": ngettext_lazy("added %(count)d picture", "added %(count)d pictures", "count"),
    "previews": ngettext_lazy(
        "asked for %(count)d preview", "asked for %(count)d previews", "count"
    ),
    "points": ngettext_lazy(
        "placed points %(count)d time", "placed points %(count)d times", "count"
    ),
    "objections": ngettext_lazy(
        "raised %(count)d objection", "raised %(count)d objections", "count"
    ),
    "holds": ngettext_lazy(
        "spoken of objections %(count)d time", "spoken of objections %(count)d times", "count"
    ),
    "wordings": ngettext_lazy("saved %(count)d wording", "saved %(count)d wordings", "count"),
    "proposals": ngettext_lazy(
        "made or decided on %(count)d proposal", "made or decided on %(count)d proposals", "count"
    ),
    "links": ngettext_lazy(
        "made or removed %(count)d link", "made or removed %(count)d links", "count"
    ),
    "merges": ngettext_lazy(
        "merged or separated %(count)d objection",
        "merged or separated %(count)d objections",
        "count",
    ),
    "positions": ngettext_lazy(
        "answered %(count)d objection", "answered %(count)d objections", "count"
    ),
    "closings": ngettext_lazy(
        "changed discussions %(count)d time", "changed discussions %(count)d times", "count"
    ),
    "profiles": ngettext_lazy(
        "changed a profile %(count)d time", "changed a profile %(count)d times", "count"
    ),
    "bookmarks": ngettext_lazy(
        "changed bookmarks %(count)d time", "changed bookmarks %(count)d times", "count"
    ),
    "votes": ngettext_lazy(
        "voted or taken a vote back %(count)d time",
        "voted or taken a vote back %(count)d times",
        "count",
    ),
    "thanks": ngettext_lazy("thanked %(count)d time", "thanked %(count)d times", "count"),
    "follows": ngettext_lazy(
        "chosen what to follow or mute %(count)d time",
        "chosen what to follow or mute %(count)d times",
        "count",
    ),
    "reports": ngettext_lazy("sent %(count)d report", "sent %(count)d reports", "count"),
    "appeals": ngettext_lazy(
        "sent %(count)d answer to decisions", "sent %(count)d answers to decisions", "count"
    ),
}
MAILS = ngettext_lazy("asked for %(count)d mail", "asked for %(count)d mails", "count")
SIGNUPS = ngettext_lazy(
    "tried to sign up %(count)d time", "tried to sign up %(count)d times", "count"
)
# Within which time.
LATELY = {
    "minute": gettext_lazy("in the last minute"),
    "hour": gettext_lazy("in the last hour"),
    "day": gettext_lazy("in the last day"),
}


class Enough(NamedTuple):
    """Who did enough of what: a sentence, and what was done, where that is told within."""

    sentence: Any
    did: Promise | None = None

    def told(self, count: int, unit: str, moment: str) -> str:
        """Return how much it was within one of LATELY, and from when on one can go on."""
        said = {"count": count, "lately": LATELY[unit], "moment": moment}
        if self.did is not None:
            said["did"] = self.did % {"count": count}
        return self.sentence % said


MAILED = Enough(
    ngettext_lazy(
        "This address was sent %(count)d mail %(lately)s. You can go on at %(moment)s.",
        "This address was sent %(count)d mails %(lately)s. You can go on at %(moment)s.",
        "count",
    )
)
TOLD = Enough(
    ngettext_lazy(
        "You were sent %(count)d mail %(lately)s. You can go on at %(moment)s.",
        "You were sent %(count)d mails %(lately)s. You can go on at %(moment)s.",
        "count",
    )
)
TRIED = Enough(
    ngettext_lazy(
        "Too many tries: %(count)d wrong one %(lately)s. You can go on at %(moment)s.",
        "Too many tries: %(count)d wrong ones %(lately)s. You can go on at %(moment)s.",
        "count",
    )
)
TRIED_HERE = Enough(
    ngettext_lazy(
        "Too many tries: %(count)d wrong one from your internet address %(lately)s. "
        "You can go on at %(moment)s.",
        "Too many tries: %(count)d wrong ones from your internet address %(lately)s. "
        "You can go on at %(moment)s.",
        "count",
    )
)


def of_one(did: Promise) -> Enough:
    """Return that the person who reads it did something often enough."""
    return Enough(gettext_lazy("You have %(did)s %(lately)s. You can go on at %(moment)s."), did)


def of_all(did: Promise) -> Enough:
    """Return the same of all at one internet address."""
    sentence = gettext_lazy(
        "People at your internet address have %(did)s %(lately)s. You can go on at %(moment)s."
    )
    return Enough(sentence, did)
