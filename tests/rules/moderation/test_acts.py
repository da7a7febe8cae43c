"""Everything that moderators do has a reason and an inverse, but for what is meant for good."""

import pytest
from django.core.exceptions import ValidationError

from moderation.actions.log import write_log
from moderation.models import UNDOABLE, Act
from staff.actions.inverses import INVERSES
from tests.cast import moderator

# Letters are never given back, and what is erased is gone.
FOR_GOOD = {Act.ROUND, Act.PURGE}
INVERSE_ACTS = {
    Act.RESTORE,
    Act.UNWARN,
    Act.REOPEN,
    Act.SHOW_WORDING,
    Act.UNAPPROVE,
    Act.UNREJECT,
    Act.REHEAR,
    Act.UNSPLIT,
    Act.UNMOVE,
    Act.UNJOIN,
    Act.UNMERGE,
    Act.UNSTRIKE,
    Act.UNCLOSE,
    Act.UNLIFT,
    Act.UNSUSPEND,
}


def test_security_40_every_act_has_an_inverse():
    assert set(INVERSES) == set(UNDOABLE)
    assert set(Act) == set(UNDOABLE) | INVERSE_ACTS | FOR_GOOD
    assert not set(UNDOABLE) & (INVERSE_ACTS | FOR_GOOD)


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_security_40_every_act_has_a_reason(reason):
    mina = moderator()
    for act in Act:
        with pytest.raises(ValidationError):
            write_log(act=act, actor=mina, person=mina, reason=reason)
