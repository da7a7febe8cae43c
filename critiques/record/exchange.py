"""Three voices side by side: the objection, the answer, and what its critics say of that."""

from dataclasses import dataclass

from critiques.record.cards import ObjectionCard
from critiques.record.quotes import REVISED, Quote
from critiques.record.sayings import Record
from critiques.record.sentences import FEW, names, some
from critiques.terms import TOLD_OF
from critiques.words import Event, Stance, Status
from forum.models import State
from web.dates import day

# Of the author's word by a click alone.
NO_MORE = "Without saying more."


@dataclass(frozen=True)
class Voice:
    """One excerpt with its source; `kind` is raised, answer, other, stands or none."""

    kind: str
    who: str
    when: str
    url: str
    text: str


def voices_of(card: ObjectionCard, record: Record, author: str) -> list[Voice]:
    """Return the voices on an objection, always in the order objection, answer, rejoinder."""
    raised, answer, other = record.raised, record.author_answer, record.other_answer
    voices = [
        _voice("raised", f"In {raised.name}’s words", raised)
        if raised and card.raised_readable
        else Voice("none", "In its raiser’s words", "", "", _gone(card))
    ]
    last = record.stances[-1] if record.stances else None
    if last and (last.text or not last.quote):
        who = f"{author} {TOLD_OF[Stance(last.position)].says}"
        url = last.quote.url if last.quote else ""
        voices.append(Voice("answer", who, day(last.at), url, last.text or NO_MORE))
    elif answer:
        voices.append(_voice("answer", _answers(answer, author), answer))
    elif other:
        voices.append(_voice("other", f"{other.name}, not the author", other))
    else:
        voices.append(Voice("none", f"{author}’s answer", "", "", "None yet."))
    if card.unresolved and record.stances:
        voices.append(_standing(card, record))
    return voices


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
        reason = f"“{last.text}”; " if card.status == Status.DECLINED and last.text else ""
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


def _answers(answer: Quote, author: str) -> str:
    if answer.act == REVISED:
        return f"{author} changed the essay"
    if answer.by_author:
        return f"{answer.name}’s latest answer"
    return f"{answer.name}’s answer, adopted by {author}"


def _gone(card: ObjectionCard) -> str:
    if card.raised_readable:
        return "Raised in a reply that was moved to another essay."
    if card.raised_state == State.WITHDRAWN:
        return "First raised in a reply that its writer has withdrawn."
    return "Removed by moderators."


def _standing(card: ObjectionCard, record: Record) -> Voice:
    stands = record.stands
    if stands is None:
        who = names([h.user.shown_name for h in record.holding[:3]])
        text = f"{who} {'hasn’t' if len(record.holding) == 1 else 'haven’t'} said." if who else ""
        return Voice("none", "Since then", "", "", text or "Nobody has said.")
    if stands.words:
        who = f"{card.terms.why_stands}, says {stands.name}"
        return Voice("stands", who, day(stands.at), stands.url, stands.words)
    text = f"{stands.name} {card.terms.reaffirms}, without saying why."
    return Voice("stands", card.terms.disputed, day(stands.at), stands.url, text)


def _voice(kind: str, who: str, quote: Quote) -> Voice:
    return Voice(kind, who, day(quote.at), quote.url, quote.text)
