"""The buttons by which somebody follows or mutes a thing say what they are for, in one sentence."""

import pytest
from django.utils import translation
from django.utils.html import strip_tags

from web.following import FOLLOWED, MUTED, FollowControl

CASES = [
    ("", "Follow this essay\nMute this essay", "Folgen: dieser Essay\nStummschalten: dieser Essay"),
    (
        FOLLOWED,
        "Following this essay\nMute this essay",
        "Du folgst: dieser Essay\nStummschalten: dieser Essay",
    ),
    (MUTED, "Muted this essay", "Stumm: dieser Essay"),
]


@pytest.mark.parametrize(("state", "english", "in_german"), CASES)
@pytest.mark.usefixtures("german")
def test_what_they_say(state: str, english: str, in_german: str) -> None:
    control = FollowControl("/x/", translation.gettext("this essay"), state)
    assert strip_tags(control.buttons) == in_german
    with translation.override("en"):
        control = FollowControl("/x/", translation.gettext("this essay"), state)
        assert strip_tags(control.buttons) == english


def test_names_of_people_are_escaped() -> None:
    assert '<span class="vh"> &lt;i&gt; 5%</span>' in FollowControl("/x/", "<i> 5%").buttons
