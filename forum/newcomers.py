"""Who is new here: of them less is taken at once, and fewer are believed."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from forum.models import Reply

DAYS = 7
REPLIES = 5


def established(people: QuerySet[User]) -> QuerySet[User]:
    """Keep moderators, and whoever is approved, a week here, and has five public replies."""
    public = Reply.objects.public().filter(author=OuterRef("pk")).order_by()
    counted = public.values("author").annotate(found=Count("pk")).values("found")
    known = Q(
        approved_at__isnull=False,
        date_joined__lte=timezone.now() - timedelta(days=DAYS),
        public_replies__gte=REPLIES,
    )
    return people.alias(public_replies=Subquery(counted, output_field=IntegerField())).filter(
        known | Q(role__in=(User.Role.MODERATOR, User.Role.ADMIN))
    )


def is_newcomer(person: Any) -> bool:
    """Whether somebody is new here still. One query."""
    return not established(User.objects.filter(pk=person.pk)).exists()
