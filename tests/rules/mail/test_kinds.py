"""Every reason for which somebody is told something belongs to one kind of mail."""

from mail.delivery import CONTENTS
from mail.words import DEFAULTS, OF_REASONS, MailKind, What
from notifications.words import Reason


def test_no_reason_is_forgotten() -> None:
    assert set(OF_REASONS) == set(Reason), "name its kind, and why such a mail comes, in mail/words"
    assert set(DEFAULTS) == set(MailKind)
    for kind, why in OF_REASONS.values():
        assert kind in DEFAULTS
        assert str(why).startswith("You get this because ") and str(why).endswith(".")


def test_of_everything_in_the_outbox_is_known_what_it_says() -> None:
    assert set(CONTENTS) == set(What)
