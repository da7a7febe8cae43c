"""What news says that somebody did to objections."""

from django.utils.translation import ngettext_lazy

from critiques.record.course.timeline import RAISED, RESTORED, SEPARATED, STRUCK
from critiques.words import Event, Stance

OTHERS = "others"
# Who did what to which objections: of one, of several. Where `keep` stands begins what no line
# divides.
SAID = {
    RAISED: ngettext_lazy(
        "%(who)s %(keep)sraised %(objections)s", "%(who)s %(keep)sraised %(objections)s", "count"
    ),
    Event.HOLD: ngettext_lazy(
        "%(who)s %(keep)sjoined %(objections)s", "%(who)s %(keep)sjoined %(objections)s", "count"
    ),
    Event.REAFFIRM: ngettext_lazy(
        "%(who)s %(keep)ssaid that %(objections)s still stands",
        "%(who)s %(keep)ssaid that %(objections)s still stand",
        "count",
    ),
    Event.SATISFIED: ngettext_lazy(
        "%(who)s %(keep)ssaid that %(objections)s is answered",
        "%(who)s %(keep)ssaid that %(objections)s are answered",
        "count",
    ),
    Event.WITHDRAW: ngettext_lazy(
        "%(who)s %(keep)stook back %(objections)s",
        "%(who)s %(keep)stook back %(objections)s",
        "count",
    ),
    Stance.ANSWERED: ngettext_lazy(
        "%(who)s %(keep)sanswered %(objections)s",
        "%(who)s %(keep)sanswered %(objections)s",
        "count",
    ),
    Stance.CONCEDED: ngettext_lazy(
        "%(who)s %(keep)sagreed with %(objections)s",
        "%(who)s %(keep)sagreed with %(objections)s",
        "count",
    ),
    Stance.CONCEDED_IN_PART: ngettext_lazy(
        "%(who)s %(keep)sagreed in part with %(objections)s",
        "%(who)s %(keep)sagreed in part with %(objections)s",
        "count",
    ),
    Stance.DECLINED: ngettext_lazy(
        "%(who)s %(keep)swon’t pursue %(objections)s",
        "%(who)s %(keep)swon’t pursue %(objections)s",
        "count",
    ),
    STRUCK: ngettext_lazy(
        "%(who)s %(keep)sremoved %(objections)s", "%(who)s %(keep)sremoved %(objections)s", "count"
    ),
    RESTORED: ngettext_lazy(
        "%(who)s %(keep)sput back %(objections)s",
        "%(who)s %(keep)sput back %(objections)s",
        "count",
    ),
    SEPARATED: ngettext_lazy(
        "%(who)s %(keep)slet %(objections)s stand by itself again",
        "%(who)s %(keep)slet %(objections)s stand by themselves again",
        "count",
    ),
    OTHERS: ngettext_lazy(
        "%(who)s %(keep)sanswered %(objections)s (not the author)",
        "%(who)s %(keep)sanswered %(objections)s (not the author)",
        "count",
    ),
}
AGAIN = ngettext_lazy(
    "%(who)s %(keep)sanswered %(objections)s again",
    "%(who)s %(keep)sanswered %(objections)s again",
    "count",
)
BECAME_PART = ngettext_lazy(
    "%(who)s %(keep)s %(objections)s became part of %(into)s",
    "%(who)s %(keep)s %(objections)s became part of %(into)s",
    "count",
)
