"""Admins, and whoever runs the site, make moderators and admins, and members again."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actions.leaving import leave
from accounts.models import User
from moderation.models import LogEntry, Notice
from tests.cast import browser_of, person, text_of

WHY = "She reads with care"


@pytest.fixture
def ada(db: None) -> User:
    """Runs the place."""
    return person("ada", role=User.Role.ADMIN)


def send(admin: User, name: str, role: str, reason: str = WHY) -> Any:
    data = {"do": "appoint", "role": role, "reason": reason}
    return browser_of(admin).post(f"/u/{name}/moderate/", data)


def role_of(user: User) -> str:
    user.refresh_from_db()
    return user.role


def test_an_admin_makes_a_moderator_and_takes_it_back(ada: User, bob: User) -> None:
    page = browser_of(ada).get("/u/bob/moderate/")
    assert (
        "Their role now: member." in text_of(page)
        and 'data-form="appoint"' in page.content.decode()
    )
    assert send(ada, "bob", "moderator").status_code == 302
    assert role_of(bob) == "moderator"
    assert browser_of(bob).get("/moderation/").status_code == 200
    says = "Ada made a moderator of Bob"
    log = text_of(browser_of(None).get("/moderation/log/"))
    assert says in log and WHY in log
    entry = LogEntry.objects.get()
    assert (entry.act, entry.was) == ("moderator", "member")
    assert Notice.objects.get().person == bob
    assert "made a moderator of you" in text_of(browser_of(bob).get("/account/decisions/"))
    undone = browser_of(ada).post(f"/moderation/log/{entry.pk}/undo/", {"reason": "Too early"})
    assert undone.status_code == 302 and role_of(bob) == "member"
    assert browser_of(bob).get("/moderation/").status_code == 403
    assert [each.act for each in LogEntry.objects.order_by("pk")] == ["moderator", "member"]
    assert LogEntry.objects.first().reverses == entry


def test_what_was_taken_back_can_be_given_again(ada: User, bob: User) -> None:
    for role in ("moderator", "admin", "moderator", "member"):
        assert send(ada, "bob", role).status_code == 302
        assert role_of(bob) == role
    last = LogEntry.objects.first()
    assert browser_of(ada).post(f"/moderation/log/{last.pk}/undo/", {"reason": "No"}).status_code
    assert role_of(bob) == "moderator"
    first = LogEntry.objects.last()
    assert send(ada, "bob", "admin").status_code == 302
    late = browser_of(ada).post(f"/moderation/log/{first.pk}/undo/", {"reason": "No"})
    assert late.status_code == 409 and role_of(bob) == "admin"


def test_what_cannot_be_is_refused(ada: User, bob: User) -> None:
    assert send(ada, "bob", "moderator", reason="").status_code == 422
    assert send(ada, "bob", "emperor").status_code == 422
    assert send(ada, "bob", "member").status_code == 409
    assert send(ada, "nobody", "member").status_code == 404
    gone = leave(user=person("gone"), withdraw=False)
    assert send(ada, gone.username, "moderator").status_code == 409
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("role", ["moderator", "member"])
def test_security_14_no_admin_ceases_to_be_one_by_accident(ada: User, role: str) -> None:
    assert send(ada, "ada", role).status_code == 403
    assert 'data-form="appoint"' not in browser_of(ada).get("/u/ada/moderate/").content.decode()
    with pytest.raises(CommandError, match="the only admin"):
        call_command("appoint", "ada", "--role", role)
    assert role_of(ada) == "admin"
    max_ = person("max", role=User.Role.ADMIN)
    assert send(max_, "ada", role).status_code == 302
    assert role_of(ada) == role
    with pytest.raises(CommandError, match="the only admin"):
        call_command("appoint", "max", "--role", role)


@pytest.mark.parametrize("who", ["mina", "bob", "benched"])
def test_security_14_nobody_else_appoints(ada: User, mina: User, bob: User, who: str) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    person("benched", role=User.Role.ADMIN, suspended_until=tomorrow)
    by = User.objects.get(username=who)
    for whom in ("bob", "mina", "ada"):
        assert send(by, whom, "admin" if whom != "ada" else "member").status_code == 403
    assert send(ada, "bob", "moderator").status_code == 302
    entry = LogEntry.objects.get()
    by.refresh_from_db()
    undone = browser_of(by).post(f"/moderation/log/{entry.pk}/undo/", {"reason": "No"})
    assert undone.status_code == 403 and role_of(bob) == "moderator"
    assert (
        f"/moderation/log/{entry.pk}/undo/"
        not in browser_of(mina).get("/moderation/log/").content.decode()
    )


def test_whoever_runs_the_site_appoints_by_a_command(bob: User, capsys: Any) -> None:
    call_command("appoint", "BOB", "--role", "admin")
    assert capsys.readouterr().out == "The role of bob is admin now; it stands in the log.\n"
    assert role_of(bob) == "admin"
    log = text_of(browser_of(None).get("/moderation/log/"))
    assert "Whoever runs the site made an admin of Bob" in log
    for name, role, says in (
        ("nobody", "admin", "There is nobody called nobody."),
        ("alıce", "admin", "There is nobody called alıce."),
        ("bob", "admin", "They are an admin already."),
    ):
        with pytest.raises(CommandError, match=says):
            call_command("appoint", name, "--role", role)


def test_a_superuser_of_a_name_that_is_taken_is_refused_in_a_line(bob: User) -> None:
    for name in ("bob", "BOB"):
        with pytest.raises(CommandError, match="already taken"):
            call_command("createsuperuser", "--no-input", username=name, email="b@example.org")
    assert User.objects.count() == 1
