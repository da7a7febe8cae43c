"""Noting that a mail of the site came back."""

from inbox import signals
from inbox.actions.arrivals import digest_of, note_arrival, was_taken
from inbox.addresses import Returned
from inbox.letters import Letter
from inbox.models import MailOutcome
from inbox.reports import says_never


def note_return(letter: Letter, returned: Returned) -> MailOutcome:
    """Tell that an address takes no mail, where a server says so for good; once a report.

    Nobody vouches for who reports it: whoever knows the address, the person and their servers, can
    stop mail to it, and nothing else.
    """
    digest = digest_of(letter, returned.person, what="report")
    if was_taken(digest):
        return MailOutcome.AGAIN
    outcome = MailOutcome.RETURNED if says_never(letter) else MailOutcome.AUTOMATIC
    if outcome == MailOutcome.RETURNED:
        signals.returned.send(Letter, address_id=returned.address_id)
    note_arrival(digest=digest, outcome=outcome)
    return outcome
