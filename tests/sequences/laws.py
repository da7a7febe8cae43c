"""What holds of the stored rows at any moment, told again in plain Python."""

from itertools import groupby

from tests.rules.critiques import status_model
from tests.sequences.rows import Row, Rows

HOLDING = ("hold", "reaffirm")


def check_rows(rows: Rows) -> None:
    """Raise AssertionError where the rows of one post break a law."""
    _numbers_and_letters(rows)
    _nothing_is_orphaned(rows)
    _nobody_is_lost(rows)
    for objection in rows.objections.values():
        _facts(rows, objection)


def _numbers_and_letters(rows: Rows) -> None:
    objections = sorted(rows.objections.values(), key=lambda each: each.id)
    assert [each.number for each in objections] == list(range(1, len(objections) + 1))
    assert [each.number for each in rows.rounds] == list(range(1, len(rows.rounds) + 1))
    given = sorted((each.round, each.letter) for each in objections if each.letter)
    for number, letters in groupby(given, key=lambda each: each[0]):
        names = "".join(letter for _, letter in letters)
        assert names == "abcde"[: len(names)], f"round {number} has {names}"
        assert number <= len(rows.rounds)
    for each in objections:
        assert (each.round is None) == (each.letter is None)
        assert each.letter is None or each.kind == "objection"


def _nothing_is_orphaned(rows: Rows) -> None:
    for objection in rows.objections.values():
        raises = [t for t in rows.tags if t.objection_id == objection.id and t.act == "raise"]
        assert [each.reply_id for each in raises] == [objection.raised_in_id], objection.number
        assert rows.replies[objection.raised_in_id].author_id == objection.raiser_id
        wordings = [each for each in rows.versions if each.objection_id == objection.id]
        assert [each.number for each in wordings] == list(range(1, len(wordings) + 1))
        assert wordings[-1].text == objection.claim != ""
        assert objection.merged_into_id in {None, *rows.objections} - {objection.id}
        assert objection.id not in rows.group(objection.id) - {objection.id}
    for table in (rows.tags, rows.events, rows.positions, rows.former_tags):
        for row in table:
            assert row.objection_id in rows.objections
            assert row.reply_id in {None, *rows.replies}
    for tag in rows.tags:
        assert tag.reply_id is not None
        labelled = (tag.point == "") <= (tag.point_hash == "" or tag.text_changed)
        assert labelled, f"tag {tag.id} lost its point and does not say so"
    for link in rows.similar:
        assert {link.first_id, link.second_id} <= rows.objections.keys()


def _nobody_is_lost(rows: Rows) -> None:
    holders = {(each.objection_id, each.user_id): each for each in rows.holders}
    assert len(holders) == len(rows.holders)
    assert holders.keys() == {(each.objection_id, each.user_id) for each in rows.events}
    for (objection, user), holder in holders.items():
        assert holder.post_id == rows.post.id
        assert user != rows.post.author_id
        assert holder.state == rows.last_words([objection], counted=False)[user]
        assert holder.is_main <= (holder.state in HOLDING)
        wordings = [each.number for each in rows.versions if each.objection_id == objection]
        assert holder.claim_version in wordings
    mains = [each.user_id for each in rows.holders if each.is_main]
    assert len(mains) == len(set(mains))


def _facts(rows: Rows, objection: Row) -> None:
    group = rows.group(objection.id)
    told = [
        (
            each.created_at,
            status_model.Event(
                rows.people[each.user_id].username,
                each.event,
                of_part=each.objection_id != objection.id,
            ),
        )
        for each in rows.events
        if each.objection_id in group
    ] + [
        (each.created_at, status_model.Event("", each.position))
        for each in rows.positions
        if each.objection_id == objection.id and rows.is_public(each.reply_id)
    ]
    story = [event for _, event in sorted(told, key=lambda each: each[0])]
    gone = [each.username for each in rows.people.values() if each.left_at]
    story += [status_model.Event(who, "leaves") for who in gone]
    expected = status_model.status(
        story,
        merged=objection.merged_into_id is not None,
        struck=objection.struck_at is not None,
    )
    assert objection.status == expected, f"{objection.number} is {objection.status}: {story}"
    holding = {user for user, word in rows.last_words(group).items() if word in HOLDING}
    assert objection.holder_count == len(holding), objection.number
    main = {each.user_id for each in rows.holders if each.is_main and each.objection_id in group}
    assert objection.main_count == len(main & holding), objection.number
