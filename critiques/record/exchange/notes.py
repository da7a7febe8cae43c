"""Who made an objection stand where it does."""

from critiques.record.cards import ObjectionCard
from critiques.record.sayings import Record
from critiques.record.sentences import FEW, some
from critiques.words import Event, Status
from web.dates import day


def note_of(card: ObjectionCard, record: Record) -> str:
    """Return who made the status so, where there is more to say than its words."""
    last = record.stances[-1] if record.stances else None
    if card.status == Status.CONTESTED:
        who = [h for h in record.holding if h.state == Event.REAFFIRM]
        note = f"by {some([h.user.shown_name for h in who])}" if who else ""
        if last and who and last.at > max(h.state_at for h in who):
            note = f"{note}; new answer, {day(last.at)}"
        return note
    if card.status in (Status.CONCEDED, Status.DECLINED) and last:
        reason = f"“{last.text}”; " if last.text and card.status == Status.DECLINED else ""
        later = [change for change in record.changes if card.status == Status.CONCEDED]
        changed = f"; it changed on {later[-1].when}" if later else ""
        return f"{reason}{last.name}, {day(last.at)}{changed}"
    if card.status in (Status.SETTLED, Status.WITHDRAWN):
        event = Event.SATISFIED if card.status == Status.SETTLED else Event.WITHDRAW
        who = record.said_last(event)
        first = [f"{h.user.shown_name}, {day(h.state_at)}" for h in who[:FEW]]
        others = [f"{len(who) - FEW} others"] if len(who) > FEW else []
        return "; ".join([*first, *others])
    if card.status == Status.OPEN and record.other_answer:
        return f"answered by {record.other_answer.name}, not the author"
    return ""
