"""Everything that moderators do has a reason and an inverse, but for what is meant for good."""

import pytest
from django.core.exceptions import ValidationError

from moderation.actions.log import write_log
from moderation.models import APPEALABLE, UNDOABLE, LogAct
from staff.actions.inverses import INVERSES
from staff.log.deeds import DEEDS, ELSEWHERE, MOVES, YOURS
from staff.queue.appeals import DECIDED
from tests.cast import moderator

# Letters are never given back, and what is erased is gone.
FOR_GOOD = {LogAct.ROUND, LogAct.PURGE}
INVERSE_ACTS = {
    LogAct.RESTORE,
    LogAct.UNWARN,
    LogAct.REOPEN,
    LogAct.SHOW_WORDING,
    LogAct.UNAPPROVE,
    LogAct.UNREJECT,
    LogAct.REHEAR,
    LogAct.UNSPLIT,
    LogAct.UNMOVE,
    LogAct.UNJOIN,
    LogAct.UNMERGE,
    LogAct.UNSTRIKE,
    LogAct.UNCLOSE,
    LogAct.SHOW_CLOSING,
    LogAct.UNDESCRIBE,
    LogAct.SHOW_BIO,
    LogAct.UNLIFT,
    LogAct.UNSUSPEND,
}


def test_security_40_every_act_has_an_inverse():
    assert set(INVERSES) == set(UNDOABLE)
    assert set(LogAct) == set(UNDOABLE) | INVERSE_ACTS | FOR_GOOD
    assert not set(UNDOABLE) & (INVERSE_ACTS | FOR_GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_security_40_every_act_has_a_reason(reason):
    mina = moderator()
    for act in LogAct:
        with pytest.raises(ValidationError):
            write_log(act=act, actor=mina, person=mina, reason=reason)


def test_each_act_is_told_in_sentences_of_its_own() -> None:
    for act, deed in DEEDS.items():
        assert str(deed).count("%(what)s") == 1, act
    assert DEEDS.keys() == set(LogAct)
    assert YOURS.keys() == set(UNDOABLE)
    assert DECIDED.keys() == set(APPEALABLE)
    assert MOVES.keys() == ELSEWHERE.keys()
    for act in MOVES:
        assert str(MOVES[act]) == f"{DEEDS[act]} %(where)s"
