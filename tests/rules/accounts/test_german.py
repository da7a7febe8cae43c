"""What is said of accounts is right in German."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from accounts.forms.leaving import LeaveForm
from accounts.limits.words import WORDS, of_all, of_one
from accounts.models import User
from accounts.models.people import FOR_GOOD
from accounts.models.shown_names import WHO_LEFT, shown_name_of
from accounts.rights import standing_of
from web.dates import minute

pytestmark = pytest.mark.usefixtures("german")


def test_how_long_somebody_is_suspended_stands_by_itself() -> None:
    tomorrow = now() + timedelta(days=1)
    assert standing_of(User(suspended_until=FOR_GOOD)) == "gesperrt (auf Dauer)"
    said = f"gesperrt (bis zum {minute(tomorrow)})"
    assert standing_of(User(suspended_until=tomorrow)) == said


def test_what_one_is_told_of_leaving_is_what_readers_see_then() -> None:
    keep, _ = LeaveForm().fields["texts"].choices
    assert f"„{shown_name_of(WHO_LEFT, '')}“" in keep[1]


@pytest.mark.parametrize("what", WORDS)
def test_what_was_done_too_often_is_said_of_one_and_of_all(what: str) -> None:
    """Of others nobody is told that it was they themselves."""
    for who, begins in ((of_one, "Du hast "), (of_all, "Unter deiner Internetadresse hat man ")):
        for count in (1, 30):
            said = who(WORDS[what]).told(count, "hour", "9:00")
            assert said.startswith(f"{begins}in der letzten Stunde ")
            assert f"{count}" in said.removeprefix(begins)
    assert "you" not in (WORDS[what] % {"count": 2}).split()
