"""How many may ask for an account from one internet address."""

from allauth.core import context
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.limits.refusals import TOGETHER, refuse_over
from accounts.limits.traces import here, leave_traces
from accounts.models import Trace

KIND = "signups"


def check_signup() -> None:
    """Note that somebody here asks for an account.

    Raises ValidationError (code `rate`), saying when to go on, where enough did. To be called
    outside a transaction: what two ask for at once counts for both before either is told.
    """
    rates = settings.LIMITS[KIND].address
    if context.request is None or not rates:
        return
    left = leave_traces(KIND, [here()])
    others = Trace.objects.filter(kind=KIND, address=here()).exclude(pk__in=left)
    try:
        refuse_over(rates, others, "at", f"{TOGETHER} tried to sign up {{}}", "time", "times")
    except ValidationError:
        Trace.objects.filter(pk__in=left).delete()
        raise
