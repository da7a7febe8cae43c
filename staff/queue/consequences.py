"""What else changes when a moderator removes a text, said before they decide."""

from critiques.models import Tag
from critiques.record.cards import ObjectionCard
from critiques.record.sentences import names
from critiques.words import ANSWERS, Act, Kind
from forum.models import Post, Reply


def of_removing_post(post: Post) -> list[str]:
    """Return what goes with an essay."""
    count = post.reply_count
    if not count:
        return ["Nobody has replied to it."]
    noun = "reply" if count == 1 else "replies"
    return [f"Removing it removes {count} {noun} from sight, and its critique."]


def of_removing_reply(
    reply: Reply,
    post: Post,
    tags: list[Tag],
    cards: dict[int, ObjectionCard],
    alone: dict[int, str],
) -> list[str]:
    """Return what goes with a reply that does `tags`; `cards` has their objections by id.

    `alone` has the name of who holds one, where that is one person.
    """
    beneath = (reply.rght - reply.lft - 1) // 2
    lines = [f"{beneath or 'No'} {'reply' if beneath == 1 else 'replies'} beneath it."]
    raised = [cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]
    if raised:
        row = "its row stays" if len(raised) == 1 else "their rows stay"
        affected = filter(None, (_affected(raised, kind, alone) for kind in Kind))
        lines.append(f"Removing affects {' and '.join(affected)}; {row}.")
    return lines + [_line(tag, reply, post, cards) for tag in tags if tag.act != Act.RAISE]


def _affected(raised: list[ObjectionCard], kind: Kind, alone: dict[int, str]) -> str:
    """Return what is raised of one kind: “objections a (shared by Bob) and b (shared by 6)”."""
    cards = [card for card in raised if card.kind == kind]
    verb = "asked" if kind == Kind.QUESTION else "shared"
    each = [f"{card.address} ({_holders(card, verb, alone)})" for card in cards]
    return f"{kind}{'' if len(each) == 1 else 's'} {names(each)}" if each else ""


def _holders(card: ObjectionCard, verb: str, alone: dict[int, str]) -> str:
    if not card.holder_count:
        return f"{verb} by nobody now"
    return f"{verb} by {alone.get(card.pk, card.holder_count)}"


def _line(tag: Tag, reply: Reply, post: Post, cards: dict[int, ObjectionCard]) -> str:
    card = cards[tag.objection_id]
    what = f"{card.kind} {card.address}"
    if tag.act not in ANSWERS:
        return f"It speaks of {what}."
    if reply.author_id == post.author_id:
        return f"Removing takes away the author’s word on {what}."
    return f"Removing takes away an answer to {what}."
