"""As many people as one likes who share an objection."""

from django.utils import timezone

from accounts.models import User
from critiques.models import Holder, Objection
from critiques.words import Event


def add_holders(objection: Objection, many: int, start: int = 0) -> None:
    """Let so many more people share it; `start` is how many were added before."""
    users = User.objects.bulk_create(
        User(username=f"holder{n}") for n in range(start, start + many)
    )
    Holder.objects.bulk_create(
        Holder(
            objection=objection,
            post=objection.post,
            user=user,
            state=Event.HOLD,
            state_at=timezone.now(),
        )
        for user in users
    )
