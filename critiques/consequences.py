"""What else changes when a moderator removes a text, said before they decide."""

from critiques.cards import ObjectionCard
from critiques.models import Tag
from critiques.sentences import names
from critiques.words import Act
from forum.models import Post, Reply

ANSWERS = (Act.ANSWER, Act.CONCEDE, Act.DECLINE)


def of_removing_post(post: Post) -> list[str]:
    """Return what goes with an essay."""
    count = post.reply_count
    if not count:
        return ["Nobody has replied to it."]
    noun = "reply" if count == 1 else "replies"
    return [f"Removing it removes {count} {noun} from sight, and its critique."]


def of_removing_reply(
    reply: Reply, post: Post, tags: list[Tag], cards: dict[int, ObjectionCard]
) -> list[str]:
    """Return what goes with a reply that does `tags`; `cards` has their objections by id."""
    beneath = (reply.rght - reply.lft - 1) // 2
    lines = [f"{beneath or 'No'} {'reply' if beneath == 1 else 'replies'} beneath it."]
    raised = [cards[tag.objection_id] for tag in tags if tag.act == Act.RAISE]
    if raised:
        one = len(raised) == 1
        noun, row = ("objection", "its row stays") if one else ("objections", "their rows stay")
        shared = names([f"{card.address}, shared by {card.holder_count}" for card in raised])
        lines.append(f"Removing affects {noun} {shared}; {row}.")
    return lines + [_line(tag, reply, post, cards) for tag in tags if tag.act != Act.RAISE]


def _line(tag: Tag, reply: Reply, post: Post, cards: dict[int, ObjectionCard]) -> str:
    address = cards[tag.objection_id].address
    if tag.act not in ANSWERS:
        return f"It speaks of objection {address}."
    what = "the author’s word" if reply.author_id == post.author_id else "an answer"
    return f"Removing takes {what} on objection {address} away."
