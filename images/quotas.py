"""How many images, and how much of them, one person may have here."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.rules import is_moderator
from images.models import Upload
from web.numbers import grouped

MOST_IMAGES = 2_000
# In bytes; an image has a third of a megabyte or so in all its files.
MOST_IN_A_DAY = 60_000_000
MOST_IN_ALL = 600_000_000


def check_room(user: User, *, adding: int = 1) -> None:
    """Raise ValidationError (code `rate`) unless `user` may have an image of `adding` bytes more.

    Moderators may have any number. One query.
    """
    if is_moderator(user):
        return
    today = Q(at__gt=timezone.now() - timedelta(days=1))
    has = Upload.objects.filter(user=user).aggregate(
        images=Count("pk"), bytes=Sum("image__size"), bytes_today=Sum("image__size", filter=today)
    )
    if (has["bytes_today"] or 0) + adding > MOST_IN_A_DAY:
        raise ValidationError(
            gettext(
                "You have added %(megabytes)s MB of pictures in the last day, the most there may "
                "be. You can go on tomorrow."
            )
            % {"megabytes": _megabytes(MOST_IN_A_DAY)},
            code="rate",
        )
    if has["images"] >= MOST_IMAGES or (has["bytes"] or 0) + adding > MOST_IN_ALL:
        raise ValidationError(
            gettext(
                "You have as many pictures here as one person may, %(number)s or %(megabytes)s MB. "
                "Those that no text shows go by themselves after a while; then there is room again."
            )
            % {"number": grouped(MOST_IMAGES), "megabytes": _megabytes(MOST_IN_ALL)},
            code="rate",
        )


def _megabytes(size: int) -> str:
    return grouped(size // 1_000_000)
