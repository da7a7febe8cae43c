"""The demo: discussions written for it, and the people in them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password

from accounts.models import User
from forum.models import Post
from moderation.models import LogAct
from transfer.demo.daily_life import find_worth_reading, live_a_day, set_order
from transfer.files import plan_of
from transfer.plan import DiscussionPlan
from transfer.values import wrong
from transfer.write.discussion import write

FOLDER = Path(__file__).resolve().parent
# Whose thread shows what people do on any day.
BUSY = "twenty-checks"
# Before the first of them wrote anything.
JOINED = datetime(2026, 8, 1, 9, tzinfo=UTC)
ROLES = {"mina": User.Role.MODERATOR, "max": User.Role.ADMIN}


def missing_discussions() -> dict[str, DiscussionPlan]:
    """Return the demo's discussions that are not there, by the names of their files.

    They are known by the moment of their publication: title and writer's name may change.
    """
    there = set(Post.objects.values_list("published_at", flat=True))
    plans = {path.stem: plan_of(path, kind="json", author=None) for path in FOLDER.glob("*.json")}
    missing = [name for name, plan in plans.items() if plan.published not in there]
    return {name: plans[name] for name in sorted(missing)}


def add_discussions(plans: dict[str, DiscussionPlan], *, with_passwords: bool) -> None:
    """Import these discussions and furnish the people in them.

    Mina locks and pins, so that the log tells it. Raises ValidationError where somebody else
    goes by one of the names.
    """
    cast = sorted({*ROLES, *(name for plan in plans.values() for name in plan.people)})
    for name in cast:
        user = User.objects.named(name).first()
        if user is not None and (user.username, user.email) != (name, address_of(name)):
            raise wrong("the demo", f"somebody goes by the name “{user.username}”; nothing added.")
    posts = {
        name: write(replace(plan, locked=None, pinned=None), attach=True)
        for name, plan in plans.items()
    }
    for name in cast:
        _furnish(name, with_password=with_passwords)
    for name, plan in plans.items():
        if plan.locked:
            set_order(posts[name], LogAct.LOCK, "It goes round in circles; the points stand above")
        if plan.pinned:
            set_order(posts[name], LogAct.PIN, "How we talk to each other here")
    if BUSY in posts:
        live_a_day(posts[BUSY])
        find_worth_reading(posts[BUSY])


def with_public_password() -> list[str]:
    """Return who of the cast still has the password that everybody can read here."""
    cast = User.objects.filter(email__endswith="@example.org", is_active=True)
    public = settings.PUBLIC_PASSWORD
    there = cast.order_by("username").values_list("username", "password")
    return [name for name, password in there if check_password(public, password)]


def address_of(name: str) -> str:
    """Return the mail address of somebody of the cast; no mail ever arrives there."""
    return f"{name}@example.org"


def _furnish(name: str, *, with_password: bool) -> None:
    """Give somebody a name, a role, a confirmed address, and the demo's password or none."""
    user = User.objects.filter(username=name).first() or User.objects.create_user(name)
    if user.email:
        return
    user.display_name, user.email = name.capitalize(), address_of(name)
    user.role, user.date_joined = ROLES.get(name, user.role), JOINED
    if with_password:
        user.set_password(settings.PUBLIC_PASSWORD)
    user.save()
    # allauth, which has no types, adds the addresses.
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[union-attr]
