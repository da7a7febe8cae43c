"""What holds from one moment to the next: what was said stays said, and letters stay."""

from datetime import timedelta

from tests.sequences.rows import Row, Rows

# Tables of which no row ever changes or goes.
APPEND_ONLY = ("positions", "former_tags", "receipts", "revisions", "reply_revisions")
DAY = timedelta(days=1)


def check_step(before: Rows, after: Rows) -> None:
    """Raise AssertionError where one move broke with what was."""
    for table in APPEND_ONLY:
        old, new = getattr(before, table), getattr(after, table)
        assert new[: len(old)] == old, f"{table}: what was there has changed"
    _events_stay(before, after)
    _nothing_vanishes(before, after)
    _letters_stay(before, after)
    _earlier_wordings_stay(before, after)
    _closed_doors_keep_out(before, after)
    automatic = [each.opened_at for each in after.rounds if each.cause == "automatic"]
    if len(after.rounds) > len(before.rounds) and after.rounds[-1].cause == "automatic":
        assert all(automatic[-1] - each >= DAY for each in automatic[:-1]), "two rounds in a day"


def _events_stay(before: Rows, after: Rows) -> None:
    """All but one's last click, where the one before was a click, too, and nothing came since."""
    there = {each.id: each for each in after.events}
    for passing in (each for each in before.events if there.get(each.id) != each):
        by = (passing.objection_id, passing.user_id)
        own = [each for each in before.events_in_time if (each.objection_id, each.user_id) == by]
        assert len(own) > 1 and own[-1] == passing, "what was said before has changed"
        first = own[-2]
        assert first.reply_id is passing.reply_id is None, "what a reply said has changed"
        changed = there.get(passing.id)
        assert changed is None or changed.created_at - first.created_at < DAY
        since = [
            each
            for each in (*before.positions, *before.receipts, *before.versions, *before.tags)
            if each.objection_id == passing.objection_id and each.created_at >= first.created_at
        ]
        assert since == [], "what was answered has changed"


def _nothing_vanishes(before: Rows, after: Rows) -> None:
    assert before.objections.keys() <= after.objections.keys()
    assert before.replies.keys() <= after.replies.keys()
    for table in ("holders", "proposals", "rounds", "closings", "bars"):
        old, new = ({each.id for each in getattr(rows, table)} for rows in (before, after))
        assert old <= new, f"{table}: a row is gone"
    kept = {(t.reply_id, t.objection_id, t.act) for t in (*after.tags, *after.former_tags)}
    for tag in before.tags:
        assert (tag.reply_id, tag.objection_id, tag.act) in kept, "a tag is gone without a trace"
    for pk, objection in before.objections.items():
        same = ("number", "kind", "raised_in_id", "raiser_id", "created_at", "post_id")
        assert [getattr(objection, n) for n in same] == [
            getattr(after.objections[pk], n) for n in same
        ]


def _closed_doors_keep_out(before: Rows, after: Rows) -> None:
    """Nobody objects where it is closed, and who is barred writes nothing and joins nothing."""
    raised = [each for pk, each in after.objections.items() if pk not in before.objections]
    if any(each.reopened_at is None for each in before.closings):
        assert [each.kind for each in raised if each.kind != "question"] == []
    barred = {each.user_id for each in before.bars if each.lifted_at is None}
    written = [each for pk, each in after.replies.items() if pk not in before.replies]
    edited = [each for pk, each in before.replies.items() if each.body != after.replies[pk].body]
    assert barred.isdisjoint(each.author_id for each in (*written, *edited))
    held = {(each.objection_id, each.user_id) for each in before.holders}
    joined = [each for each in after.holders if (each.objection_id, each.user_id) not in held]
    assert barred.isdisjoint(each.user_id for each in joined)


def _letters_stay(before: Rows, after: Rows) -> None:
    owners = {(o.round, o.letter): o for o in after.objections.values() if o.letter}
    for pk, objection in before.objections.items():
        letter = (objection.round, objection.letter)
        if letter == (None, None) or owners.get(letter) == after.objections[pk]:
            continue
        if letter in owners and owners[letter].id == pk:
            continue
        assert owners.get(letter), f"nobody has {letter} any more"
        assert after.objections[pk].letter is None, f"{objection.number} has two letters in turn"
        assert _may_lose_it(before, objection), f"{letter} of {objection.number} was given away"


def _may_lose_it(rows: Rows, objection: Row) -> bool:
    """It was struck before anybody but its raiser held it and before any position."""
    group = rows.group(objection.id)
    held = {each.user_id for each in rows.holders if each.objection_id in group}
    spoken = any(each.objection_id == objection.id for each in rows.positions)
    return bool(objection.struck_at) and held <= {objection.raiser_id} and not spoken


def _earlier_wordings_stay(before: Rows, after: Rows) -> None:
    """The last may still change while nobody is bound to it; the others are of the past."""
    new = {(each.objection_id, each.number): each for each in after.versions}
    last = {each.objection_id: each.number for each in before.versions}
    joined = {each.objection_id for each in before.positions}
    for holder in before.holders:
        if holder.user_id != before.objections[holder.objection_id].raiser_id:
            joined.add(holder.objection_id)
    for each in before.versions:
        if each.number < last[each.objection_id] or each.objection_id in joined:
            assert new[each.objection_id, each.number] == each, "a wording was changed"
