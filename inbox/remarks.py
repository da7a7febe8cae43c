"""What the site says by mail about an answer that came by mail: why it is not posted, what is not.

Only ever to a confirmed address of whom the reply address was made for, never to an address that
merely stands in a mail: that may be anybody’s. It goes out at once, and not by the outbox, which
has no words and reads them from the record: of a mail that is not posted nothing is on record.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy

from accounts.limits.requests import check_told
from accounts.mail import hand_over
from accounts.models import User
from inbox.letters import Letter
from web.languages import spoken

_HEADERS = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}


def tell_refused(letter: Letter, person: User, *, why: list[str]) -> None:
    """Tell `person` that what came under their name was not posted, and why."""
    said = gettext_lazy("Your answer was not posted")
    _tell(letter, person, said, "inbox/refused.txt", {"why": why})


def tell_of_files(letter: Letter, person: User, *, files: int) -> None:
    """Tell `person` that their answer was posted, and what was attached to it was not."""
    said = gettext_lazy("What you attached was not posted")
    _tell(letter, person, said, "inbox/files.txt", {"files": files})


def _tell(letter: Letter, person: User, subject: Any, template: str, said: dict[str, Any]) -> None:
    """Mail it, unless enough of the kind was mailed to them of late."""
    confirmed = person.emailaddress_set.filter(verified=True).order_by("-primary", "pk")
    address = confirmed.values_list("email", flat=True).first()
    if address is None:
        return
    try:
        check_told(person)
    except ValidationError:
        return
    answered = {"In-Reply-To": letter.message_id} if letter.message_id else {}
    with translation.override(spoken(person.language)):
        subject = f"[Rejoinder] {subject}"
        body = render_to_string(template, {"name": person.shown_name} | said)
    mail = EmailMessage(
        subject=subject,
        body=body,
        to=[address],
        headers=_HEADERS | answered,
    )
    hand_over("about an answer by mail", mail.send)
