"""How many mails one may ask the site to send."""

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.limits.refusals import TOGETHER, refuse_over
from accounts.limits.traces import here, hidden, leave_traces
from accounts.models import Trace

KIND = "mails"
WORDS = ("mail", "mails")


def check_mail(mailbox: str) -> None:
    """Note that a mail to `mailbox` was asked for.

    Raises ValidationError (code `rate`), saying when to go on, where enough were: to this mailbox,
    by whoever is signed in, or from one internet address. Whose mailbox it is plays no part, so
    the refusal tells nothing of who has an account. Whoever is not signed in, or has not confirmed
    an address, may ask for less. To be called outside a transaction: what two ask for at once
    counts for both before either is told.
    """
    limit, request = settings.LIMITS[KIND], context.request
    if request is None or not any(limit):
        return
    user = request.user
    known = user.is_authenticated and user.is_confirmed
    own = limit.person if known else limit.newcomer
    asked = [(own, hidden(f"mailbox {mailbox.lower()}"), "This address was sent {}")]
    if user.is_authenticated:
        asked.append((own, hidden(f"person {user.pk}"), "You have asked for {}"))
    if address := here():
        asked.append((limit.address, address, f"{TOGETHER} asked for {{}}"))
    left = leave_traces(KIND, [source for _, source, _ in asked])
    others = Trace.objects.filter(kind=KIND).exclude(pk__in=left)
    try:
        for rates, source, did in asked:
            refuse_over(rates, others.filter(address=source), "at", did, *WORDS)
    except ValidationError:
        Trace.objects.filter(pk__in=left).delete()
        raise
