"""Linking objections that are alike; it binds nobody, and anybody may take it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from accounts.rights import check_may_write
from critiques.actions.holders.holders import check_live
from critiques.locks import lock_objection
from critiques.models import Objection, Similar
from forum.actions.checks import check_open
from forum.limits import count_act


def link_similar(*, user: User, post_id: int, number: int, other: int) -> Objection:
    """Say that two objections of a post are alike; saying it again changes nothing.

    Raises Objection.DoesNotExist or ValidationError.
    """
    check_may_write(user)
    with transaction.atomic():
        one, two = _pair(user, post_id, number, other)
        check_live(one)
        check_live(two)
        if one.kind != two.kind:
            raise ValidationError(gettext("A question and an objection can’t be alike."))
        first, second = sorted((one.pk, two.pk))
        Similar.objects.get_or_create(first_id=first, second_id=second, defaults={"by": user})
    return one


def unlink_similar(*, user: User, post_id: int, number: int, other: int) -> Objection:
    """Say that two objections are not alike after all; saying it again changes nothing.

    Raises Objection.DoesNotExist or ValidationError.
    """
    check_may_write(user)
    with transaction.atomic():
        one, two = _pair(user, post_id, number, other)
        first, second = sorted((one.pk, two.pk))
        Similar.objects.filter(first=first, second=second).delete()
    return one


def _pair(user: User, post_id: int, number: int, other: int) -> tuple[Objection, Objection]:
    one = lock_objection(viewer=user, post_id=post_id, number=number)
    check_open(one.post, user)
    count_act("links", user)
    two = Objection.objects.filter(post=one.post, number=other).first()
    if two is None or two.pk == one.pk:
        raise ValidationError(gettext("Choose another objection of this essay."))
    return one, two
