"""What people can do to critique. A new action is one more function with `@move`.

Each takes the scene, who acts, and two small numbers to choose with. It raises what the action
raises; what it has to bring about, it asserts.
"""

from collections.abc import Callable

from accounts.actions.leaving import leave as leave_for_good
from accounts.models import User
from critiques.actions import closings, curation, merges, proposals, similar, wordings
from critiques.actions.holders import shares
from critiques.actions.passages import reanchor
from critiques.actions.positions import take_position
from critiques.actions.receipts import give_receipts
from critiques.actions.retags import retag
from critiques.actions.rounds import open_round
from critiques.actions.tags import tag_reply
from critiques.choices import Choice
from critiques.models import HolderEvent, Objection, Outcome, Proposal, Similar, Tag
from critiques.terms import AUTHOR_BUTTONS
from critiques.words import HOLDING, Event, Stance
from forum.actions import changes
from forum.actions.bars import bar, lift
from forum.models import Bar, Post
from moderation.actions import removals
from moderation.actions.bars import lift_bar
from moderation.actions.threads import set_thread
from moderation.models import LogAct, LogEntry
from staff.actions.decisions import decide_and_strike
from staff.actions.undo import undo as undo_entry
from tests.sequences.scene import Scene, nth

Move = Callable[[Scene, str, int, int], object]
MOVES: list[Move] = []


def move(function: Move) -> Move:
    """Let sequences make this move."""
    MOVES.append(function)
    return function


# Replies, with what they do


@move
def just_reply(scene: Scene, who: str, one: int, two: int) -> None:
    scene.write(who, parent=scene.reply(one) if two % 2 else None)


@move
def object_to_it(scene: Scene, who: str, one: int, two: int) -> None:
    quote = "\n\n> Passage 1 is long is long is long is long" if two == 1 else ""
    choices = [Choice("new", claim=scene.words("Claim")) for _ in range(one % 3 + 1)]
    scene.write(who, *choices, body=scene.words("No.") + quote)


@move
def object_point_by_point(scene: Scene, who: str, one: int, two: int) -> None:
    labels = "abcde"[: one % 5 + 1]
    body = "\n".join(f"{label}) {scene.words('Point')}" for label in labels)
    kinds = ["new", "new", "question", "same", ""]
    choices = [
        Choice(does, label, number=scene.number(n), claim=scene.words("Claim"))
        for n, label in enumerate(labels, 1)
        if (does := kinds[(n + two) % len(kinds)])
    ]
    scene.write(who, *choices, body=body)


@move
def ask_a_question(scene: Scene, who: str, one: int, two: int) -> None:
    scene.write(who, Choice("question", claim=scene.words("Question")))


@move
def join_by_reply(scene: Scene, who: str, one: int, two: int) -> None:
    wording = scene.words("Wording") if two % 2 else ""
    number = scene.number(one)
    scene.write(who, Choice("same", number=number, claim=wording))
    assert _last_word(scene, who, number) in HOLDING


@move
def speak_of_it(scene: Scene, who: str, one: int, two: int) -> None:
    does = ("answer", "discuss", "answer", "withdraw")[two % 4]
    number = scene.held(who, one)["number"] if does == "withdraw" else scene.number(one)
    scene.write(who, Choice(does, number=number), parent=scene.reply(two) if two > 4 else None)


@move
def reply_as_author(scene: Scene, who: str, one: int, two: int) -> None:
    does = ("answer", "concede", "part", "decline")[two % 4]
    number = scene.number(one)
    reply = scene.write("alice", Choice(does, number=number, text=scene.words("Word")))
    assert scene.objection(number).positions.last().reply_id == reply.pk


@move
def tag_later(scene: Scene, who: str, one: int, two: int) -> None:
    reply = scene.own_reply(who, one)
    does = ("new", "same", "answer", "question")[two % 4]
    choice = Choice(does, number=scene.number(two), claim=scene.words("Claim"))
    tag_reply(writer=scene.user(who), reply_id=reply.pk, choices=[choice], other=False)


@move
def mark_as_other(scene: Scene, who: str, one: int, two: int) -> None:
    reply = scene.own_reply(who, one)
    tag_reply(writer=scene.user(who), reply_id=reply.pk, choices=[], other=True)


@move
def edit_reply(scene: Scene, who: str, one: int, two: int) -> None:
    """Points change places, get a neighbour before them, lose one, are reworded, or go."""
    reply = scene.own_reply(who, one)
    lines = reply.body.split("\n")
    body = {
        1: "\n".join(f"{'abcdefgh'[n]}{line[1:]}" for n, line in enumerate(reversed(lines))),
        2: "\n".join(["a) Before", *(f"{'bcdefghi'[n]}{x[1:]}" for n, x in enumerate(lines))]),
        3: "\n".join(lines[:-1]) or "Nothing",
        4: "\n".join(f"{line} and more" for line in lines),
        5: scene.words("Reply"),
    }[two % 5 + 1]
    changes.edit_reply(
        author=scene.user(who), reply_id=reply.pk, body=body, base_revision=reply.revision
    )


@move
def retag_a_point(scene: Scene, who: str, one: int, two: int) -> None:
    of_theirs = Tag.objects.filter(reply__post=scene.post_id, reply__author__username=who)
    tag = nth(of_theirs.order_by("-pk"), one)
    to = scene.number(two, merged_into=None) if two < 7 else None
    retag(writer=scene.user(who), reply_id=tag.reply_id, tag_id=tag.pk, to=to)


@move
def withdraw_reply(scene: Scene, who: str, one: int, two: int) -> None:
    reply = scene.own_reply(who, one)
    changes.withdraw_reply(author=scene.user(who), reply_id=reply.pk)


# Holders


@move
def share(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one)
    shares.share(user=scene.user(who), **where)
    assert _last_word(scene, who, where["number"]) in HOLDING


@move
def say_satisfied(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.held(who, one)
    shares.say(user=scene.user(who), **where, event=Event.SATISFIED)
    assert _last_word(scene, who, where["number"]) == Event.SATISFIED


@move
def say_it_stands(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.held(who, one)
    shares.say(user=scene.user(who), **where, event=Event.REAFFIRM)
    assert _last_word(scene, who, where["number"]) == Event.REAFFIRM


@move
def take_back(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.held(who, one)
    shares.say(user=scene.user(who), **where, event=Event.WITHDRAW)
    assert _last_word(scene, who, where["number"]) == Event.WITHDRAW


@move
def choose_main(scene: Scene, who: str, one: int, two: int) -> None:
    shares.choose_main(user=scene.user(who), **scene.held(who, one))


@move
def say_what_would_satisfy(scene: Scene, who: str, one: int, two: int) -> None:
    text = scene.words("This") if two % 3 else ""
    wordings.say_what_would_satisfy(user=scene.user(who), **scene.held(who, one), text=text)


# Wordings, proposals, links


@move
def reword(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one, raiser__username=who, merged_into=None)
    wordings.reword(user=scene.user(who), **where, claim=scene.words("Claim"))


@move
def accept_wording(scene: Scene, who: str, one: int, two: int) -> None:
    wordings.accept_wording(user=scene.user(who), **scene.held(who, one))


@move
def propose_wording(scene: Scene, who: str, one: int, two: int) -> None:
    by = scene.user("alice" if two % 2 else "mina")
    proposals.propose_wording(proposer=by, **scene.where(one), claim=scene.words("Claim"))


@move
def propose_merge(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one, merged_into=None)
    into = scene.number(two, merged_into=None)
    proposals.propose_merge(proposer=scene.user(who), **where, into=into)


@move
def decide_proposal(scene: Scene, who: str, one: int, two: int) -> None:
    found = Proposal.objects.filter(objection__post=scene.post_id).order_by("outcome", "pk")
    proposal = nth(found, one)
    outcome = (Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.WITHDRAWN)[two % 4]
    by = proposal.proposer if outcome == Outcome.WITHDRAWN else proposal.objection.raiser
    proposals.decide(
        user=by,
        post_id=scene.post_id,
        number=proposal.objection.number,
        proposal_id=proposal.pk,
        outcome=outcome,
    )


@move
def merge_own(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one, raiser__username=who, merged_into=None)
    merges.merge_own(raiser=scene.user(who), **where, into=scene.number(two, merged_into=None))


@move
def separate_own(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one, raiser__username=who, merged_into__isnull=False)
    merges.separate_own(raiser=scene.user(who), **where)


@move
def link_similar(scene: Scene, who: str, one: int, two: int) -> None:
    similar.link_similar(user=scene.user(who), **scene.where(one), other=scene.number(two))


@move
def unlink_similar(scene: Scene, who: str, one: int, two: int) -> None:
    link = nth(Similar.objects.filter(first__post=scene.post_id), two)
    where = {"post_id": scene.post_id, "number": link.first.number}
    similar.unlink_similar(user=scene.user(who), **where, other=link.second.number)


# Passages


@move
def say_where_it_is(scene: Scene, who: str, one: int, two: int) -> None:
    revision = scene.post().revision
    words = ("", "Passage 1 is long is long", f"zq{revision}x", "is long zq0x.")[two % 4]
    where = scene.where(one, raiser__username=who)
    reanchor(user=scene.user(who), **where, words=words)


# The author


@move
def take_a_position(scene: Scene, who: str, one: int, two: int) -> None:
    stance, _ = AUTHOR_BUTTONS[two % len(AUTHOR_BUTTONS)]
    where, text = scene.where(one), scene.words("Word")
    take_position(author=scene.user("alice"), **where, stance=stance, text=text)
    assert scene.objection(where["number"]).positions.last().text == text


@move
def adopt(scene: Scene, who: str, one: int, two: int) -> None:
    take_position(
        author=scene.user("alice"),
        **scene.where(one),
        stance=Stance.ANSWERED,
        adopt_reply_id=scene.reply(two).pk,
    )


@move
def revise_essay(scene: Scene, who: str, one: int, two: int) -> None:
    post = scene.post()
    changes.revise_post(
        author=scene.user("alice"),
        post_id=post.pk,
        title=post.title,
        body=f"{post.body}\n\nPassage {one} {'is long ' * 4}{scene.words('')}",
        topics=[],
        note="",
        substantive=two % 2 == 0,
        base_revision=post.revision,
    )


@move
def withdraw_essay(scene: Scene, who: str, one: int, two: int) -> None:
    """Rarely: nothing much can follow."""
    if one != two or one < 8:
        raise Post.DoesNotExist
    changes.withdraw_post(author=scene.user("alice"), post_id=scene.post_id)


@move
def bar_or_lift(scene: Scene, who: str, one: int, two: int) -> None:
    """Rarely barred, or nobody could do anything any more."""
    by = {"author": scene.user("alice"), "post_id": scene.post_id, "username": who}
    if Bar.objects.filter(post=scene.post_id, user__username=who, lifted_at=None).exists():
        lift(**by)
    elif one < 7:
        raise Bar.DoesNotExist
    else:
        bar(**by, reason="A reason.")


@move
def give_receipt(scene: Scene, who: str, one: int, two: int) -> None:
    give_receipts(
        author=scene.user("alice"),
        post_id=scene.post_id,
        revision=scene.post().revision,
        answered={scene.number(one): scene.words("Changed"), scene.number(two): ""},
    )


@move
def open_a_round(scene: Scene, who: str, one: int, two: int) -> None:
    by = ("alice", "mina", who)[two % 3]
    open_round(actor=scene.user(by), post_id=scene.post_id, reason="A reason.")


@move
def let_a_day_pass(scene: Scene, who: str, one: int, two: int) -> None:
    scene.let_a_day_pass()


@move
def close_or_reopen(scene: Scene, who: str, one: int, two: int) -> None:
    """Mostly open: little can follow while it is closed."""
    actor = scene.user(("alice", "mina", who)[two % 3])
    is_closed = scene.post().closings.filter(reopened_at=None).exists()
    if not is_closed and one < 7:
        raise Post.DoesNotExist
    act = closings.reopen if is_closed else closings.close
    act(actor=actor, post_id=scene.post_id, reason="A reason.")


# Moderators


@move
def merge(scene: Scene, who: str, one: int, two: int) -> None:
    where = scene.where(one, merged_into=None)
    curation.merge(**_by_mina(scene), **where, into=scene.number(two, merged_into=None))


@move
def unmerge(scene: Scene, who: str, one: int, two: int) -> None:
    curation.unmerge(**_by_mina(scene), **scene.where(one, merged_into__isnull=False))


@move
def strike(scene: Scene, who: str, one: int, two: int) -> None:
    curation.strike(**_by_mina(scene), **scene.where(one))


@move
def unstrike(scene: Scene, who: str, one: int, two: int) -> None:
    curation.unstrike(**_by_mina(scene), **scene.where(one, struck_at__isnull=False))


@move
def hide_reply(scene: Scene, who: str, one: int, two: int) -> None:
    removals.hide(**_by_mina(scene), reply_id=scene.reply(one).pk)


@move
def restore_reply(scene: Scene, who: str, one: int, two: int) -> None:
    hidden = scene.reply(one, state="hidden")
    removals.restore(**_by_mina(scene), reply_id=hidden.pk)


@move
def hide_or_restore_essay(scene: Scene, who: str, one: int, two: int) -> None:
    """Rarely hidden: nothing much happens until it is restored."""
    is_hidden = scene.post().state == "hidden"
    if not is_hidden and (one < 9 or two < 5):
        raise Post.DoesNotExist
    act = removals.restore if is_hidden else removals.hide
    act(**_by_mina(scene), post_id=scene.post_id)


@move
def remove_and_strike(scene: Scene, who: str, one: int, two: int) -> None:
    """A reply that was reported is removed, and what it raised is struck."""
    raised = scene.objection(scene.number(one))
    decide_and_strike(
        **_by_mina(scene),
        decision="remove",
        post_id=None,
        reply_id=raised.raised_in_id,
        strike_numbers=[raised.number] if two % 2 else [],
    )


@move
def lock_or_unlock(scene: Scene, who: str, one: int, two: int) -> None:
    """Rarely locked, as with hiding."""
    is_locked = scene.post().locked_at is not None
    if not is_locked and one < 8:
        raise Post.DoesNotExist
    act = LogAct.UNLOCK if is_locked else LogAct.LOCK
    set_thread(**_by_mina(scene), post_id=scene.post_id, act=act)


@move
def lift_a_bar(scene: Scene, who: str, one: int, two: int) -> None:
    barred = nth(Bar.objects.filter(post=scene.post_id, lifted_at=None), one)
    lift_bar(**_by_mina(scene), post_id=scene.post_id, username=barred.user.username)


@move
def undo(scene: Scene, who: str, one: int, two: int) -> None:
    entry = nth(LogEntry.objects.filter(post=scene.post_id).order_by("-pk"), one)
    undo_entry(moderator=scene.user("mina"), entry_id=entry.pk, reason="A reason.")


# People


@move
def leave(scene: Scene, who: str, one: int, two: int) -> None:
    """Somebody leaves, now and then with all their texts; nothing they do later is theirs."""
    if who in ("alice", "mina") or one > 2:
        raise User.DoesNotExist
    leave_for_good(user=scene.user(who), withdraw=two > 6)


def _by_mina(scene: Scene) -> dict:
    return {"moderator": scene.user("mina"), "reason": "A reason."}


def _last_word(scene: Scene, who: str, number: int) -> str:
    """What somebody said last of an objection, or of one that is part of it."""
    into = dict(Objection.objects.filter(post=scene.post_id).values_list("pk", "merged_into"))
    group = {scene.objection(number).pk}
    while more := {pk for pk, whole in into.items() if whole in group} - group:
        group |= more
    said = HolderEvent.objects.filter(objection__in=group, user__username=who)
    return said.order_by("created_at", "pk").last().event
