"""What news says that somebody did to objections."""

from django.utils.translation import ngettext_lazy, pgettext_lazy

from critiques.record.course.timeline import RAISED, RESTORED, SEPARATED, STRUCK
from critiques.words import Event, Stance

OTHERS = "others"
# What was done, as it is said behind who did it: to one objection, to several. Where `keep` stands
# begins what no line divides.
DID = {
    RAISED: ngettext_lazy(
        "%(keep)sraised %(objections)s", "%(keep)sraised %(objections)s", "count"
    ),
    Event.HOLD: ngettext_lazy(
        "%(keep)sjoined %(objections)s", "%(keep)sjoined %(objections)s", "count"
    ),
    Event.REAFFIRM: ngettext_lazy(
        "%(keep)ssaid that %(objections)s still stands",
        "%(keep)ssaid that %(objections)s still stand",
        "count",
    ),
    Event.SATISFIED: ngettext_lazy(
        "%(keep)ssaid that %(objections)s is answered",
        "%(keep)ssaid that %(objections)s are answered",
        "count",
    ),
    Event.WITHDRAW: ngettext_lazy(
        "%(keep)stook back %(objections)s", "%(keep)stook back %(objections)s", "count"
    ),
    Stance.ANSWERED: ngettext_lazy(
        "%(keep)sanswered %(objections)s", "%(keep)sanswered %(objections)s", "count"
    ),
    Stance.CONCEDED: ngettext_lazy(
        "%(keep)sagreed with %(objections)s", "%(keep)sagreed with %(objections)s", "count"
    ),
    Stance.CONCEDED_IN_PART: ngettext_lazy(
        "%(keep)sagreed in part with %(objections)s",
        "%(keep)sagreed in part with %(objections)s",
        "count",
    ),
    Stance.DECLINED: ngettext_lazy(
        "%(keep)swon’t pursue %(objections)s", "%(keep)swon’t pursue %(objections)s", "count"
    ),
    STRUCK: ngettext_lazy(
        "%(keep)sremoved %(objections)s", "%(keep)sremoved %(objections)s", "count"
    ),
    RESTORED: ngettext_lazy(
        "%(keep)sput back %(objections)s", "%(keep)sput back %(objections)s", "count"
    ),
    SEPARATED: ngettext_lazy(
        "%(keep)slet %(objections)s stand by itself again",
        "%(keep)slet %(objections)s stand by themselves again",
        "count",
    ),
    OTHERS: ngettext_lazy(
        "%(keep)sanswered %(objections)s (not the author)",
        "%(keep)sanswered %(objections)s (not the author)",
        "count",
    ),
}
AGAIN = ngettext_lazy(
    "%(keep)sanswered %(objections)s again", "%(keep)sanswered %(objections)s again", "count"
)
BECAME_PART = ngettext_lazy(
    "%(whose)s %(keep)s %(objections)s became part of %(into)s",
    "%(whose)s %(keep)s %(objections)s became part of %(into)s",
    "count",
)
# Who did it: by how many they are, and whether who reads it is among them. Many languages have
# another verb for each: what is done can then stand without that.
ONE = pgettext_lazy("one person, and what they did", "%(who)s %(did)s")
SEVERAL = pgettext_lazy("several people, and what they did", "%(who)s %(did)s")
YOU = pgettext_lazy("you, and what you did", "%(who)s %(did)s")
YOU_AMONG_SEVERAL = pgettext_lazy("several people, you among them", "%(who)s %(did)s")
