"""Who made an objection stand where it does."""

from django.utils.translation import gettext

from critiques.record.cards import ObjectionCard
from critiques.record.sayings.sayings import Record
from critiques.record.sentences import FEW, others, some
from critiques.words import Event, Status
from web.dates import day
from web.sentences import in_quotes


def note_of(card: ObjectionCard, record: Record) -> str:
    """Return who made the status so, where there is more to say than its words."""
    if card.status == Status.CONTESTED:
        who = [h for h in record.holding if h.state == Event.REAFFIRM]
        if not who:
            return ""
        names = {"names": some([record.name_of(h) for h in who])}
        answer = record.answer
        if answer and answer.at > max(h.state_at for h in who):
            said = gettext("by %(names)s; new answer, %(day)s")
            return said % {**names, "day": day(answer.at)}
        return gettext("by %(names)s") % names
    if card.status in (Status.CONCEDED, Status.DECLINED) and record.stances:
        last = record.stances[-1]
        later = [change for change in record.changes if card.status == Status.CONCEDED]
        note = f"{last.name}, {day(last.at)}"
        if last.text and card.status == Status.DECLINED:
            note = f"{in_quotes(last.text)}; {note}"
        if not later:
            return note
        changed = gettext("%(who_and_when)s; it changed on %(day)s")
        return changed % {"who_and_when": note, "day": later[-1].when}
    if card.status in (Status.SETTLED, Status.WITHDRAWN):
        event = Event.SATISFIED if card.status == Status.SETTLED else Event.WITHDRAW
        who = record.said_last(event)
        first = [f"{record.name_of(h)}, {day(h.state_at)}" for h in who[:FEW]]
        if len(who) > FEW:
            first.append(others(len(who) - FEW))
        return "; ".join(first)
    if card.status == Status.OPEN and record.other_answer:
        name = record.other_answer.name
        return gettext("answered by %(name)s, not the author") % {"name": name}
    return ""
