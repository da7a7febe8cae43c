"""What holds for every write of the site, tried on each route of the table of roles."""

import ast
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.test import Client

from forum.trees import SEQUENCE
from tests.cast import browser_of
from tests.databases import ROOT
from tests.house import APPS
from tests.rules.security.roles_table import TABLE
from tests.rules.security.test_roles import outcome, url_of
from tests.worlds.roles import ROLES, STATES, Case

pytestmark = pytest.mark.django_db

# What is the server’s to say; and what a form of another thing would send.
FORGED = {
    **dict.fromkeys(("pin", "pinned", "pinned_at", "locked_at", "published_at"), "2020-01-01"),
    **dict.fromkeys(("state", "status", "role"), "admin"),
    **dict.fromkeys(("author", "author_id", "actor", "user", "raiser", "moderator"), "1"),
    **dict.fromkeys(("letter", "round", "number", "id", "pk", "post_id", "reply_id"), "1"),
    **dict.fromkeys(("created_at", "approved_at", "suspended_until", "version"), "2020-01-01"),
    **dict.fromkeys(("is_active", "is_admin", "is_staff", "is_superuser", "is_main"), "1"),
    "html": "<b>zqx</b>",
    "kind": "question",
}
# Whoever may not write may still read, keep for themselves what they would find again, report,
# answer a decision and see to their account.
STILL = {
    "suspended": {
        "post-seen",
        "post-visit",
        "post-bookmarks",
        "post-following",
        "reply-mute",
        "objection-following",
        "profile-following",
        "following",
        "decisions-seen",
        "decision-appeal",
        "notification-read",
        "notifications-read",
        "notification-decision",
        "account-settings",
        "language",
        "sessions-end",
        "session-end",
        "account-leave",
        "mail-settings",
        "mail-resume",
    },
}
STILL["unconfirmed"] = STILL["suspended"] | {"post-report", "reply-report", "objection-report"}
POSTED = sorted(
    name
    for name, row in TABLE.items()
    if not name.startswith(("account_", "mfa_"))
    and row.post(Case("admin", row.kind, "")) != {"405"}
)


@cache
def whole_tables() -> dict[str, str]:
    """Return for each table what selects all its rows, but for times and sessions."""
    found = {}
    for model in apps.get_models():
        names = [
            f.attname
            for f in model._meta.concrete_fields
            if not isinstance(f, models.DateTimeField | models.UUIDField)
        ]
        if model._meta.label not in ("sessions.Session", "usersessions.UserSession"):
            found[model._meta.label] = str(model.objects.order_by("pk").values_list(*names).query)
    return found


def dump() -> dict[str, list[Any]]:
    """Return every row of every table, but for times and sessions."""
    with connection.cursor() as cursor:
        return {
            label: cursor.execute(select).fetchall() for label, select in whole_tables().items()
        }


def number_anew() -> None:
    """Let what is made next have the numbers that it had before: on PostgreSQL they go on, also
    where what had them was taken back."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(%s, max(tree_id)) FROM forum_reply", [SEQUENCE])


def deeds(name: str) -> Iterator[Case]:
    """Yield a case for each state in which somebody may do it: the first who may."""
    row = TABLE[name]
    for state in row.states or STATES[row.kind]:
        for who in ROLES:
            case = Case(who, row.kind, state)
            if row.post(case) == {"done"}:
                yield case
                break


@pytest.mark.parametrize("who", ["suspended", "unconfirmed"])
def test_security_9_nobody_writes_who_is_suspended_or_not_confirmed(who):
    """The table says so here, and test_roles holds every route to the table."""
    done = {
        name
        for name in POSTED
        for state in STATES[TABLE[name].kind]
        if "done" in TABLE[name].post(Case(who, TABLE[name].kind, state))
    }
    assert done <= STILL[who]


def test_security_9_in_a_locked_discussion_nobody_writes():
    writes = {"post-edit", "reply", "reply-edit", "objection-share", "objection-claim"}
    for name in writes:
        for who in ROLES:
            state = "locked" if TABLE[name].kind == "post" else "in a locked post"
            assert "done" not in TABLE[name].post(Case(who, TABLE[name].kind, state))


def test_security_8_moderators_do_nothing_to_what_they_may_not_read(world):
    deeds_of_staff = [name for name in POSTED if TABLE[name].kind == "post"]
    assert len(deeds_of_staff) > 10
    draft = world.args["post", "draft"]["post_id"]
    about = {"post": draft, "item": f"{draft}-", "reply": "", "reason": "Why", "days": 1}
    before = dump()
    for who in ("moderator", "admin"):
        client = browser_of(world.people[who])
        for name in deeds_of_staff:
            data = TABLE[name].data(Case(who, "post", "draft"), world)
            found = outcome(client.post(url_of(name, "draft", world), data))
            assert found in ("403", "404"), name
        for path in ("decisions/", "decisions/many/", "approvals/", "snoozes/", "snoozes/end/"):
            for decision in ("remove", "warn", "fine", "dismiss", "approve", "reject"):
                response = client.post(f"/moderation/{path}", about | {"decision": decision})
                assert outcome(response) in ("404", "refused"), (path, decision)
    assert dump() == before


@pytest.mark.parametrize("name", POSTED)
def test_security_11_fields_that_no_form_has_change_nothing(name, world):
    for case in deeds(name):
        data = TABLE[name].data(case, world)
        more = {key: value for key, value in FORGED.items() if key not in data}
        results = []
        for sent in (data, more | data):
            client = browser_of(world.people[case.who])
            number_anew()
            with transaction.atomic():
                status = client.post(url_of(name, case.state, world), sent).status_code
                results.append((status, dump()))
                transaction.set_rollback(True)
        assert results[0] == results[1], case


def test_security_23_every_write_needs_the_token_of_its_form(world):
    before = dump()
    for name in sorted(TABLE):
        row = TABLE[name]
        # What asks for no token is named, with its reason, in test_security_settings.
        if name in ("mail-stop", "language") or row.post(Case("admin", row.kind, "")) == {"405"}:
            continue
        client = Client(enforce_csrf_checks=True)
        client.force_login(world.people["admin"])
        state = STATES[row.kind][-1]
        data = row.data(Case("admin", row.kind, state), world)
        assert client.post(url_of(name, state, world), data).status_code == 403, name
    assert dump() == before


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the site’s code, with its place."""
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call):
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def sent_by_people(node: ast.AST) -> bool:
    """Whether an expression reads what a request brought."""
    for each in ast.walk(node):
        if isinstance(each, ast.Attribute) and each.attr in ("GET", "POST", "cleaned_data"):
            return True
        if isinstance(each, ast.Name) and each.id in ("data", "querydict"):
            return True
    return False


LOOKUPS = {"filter", "exclude", "get", "annotate", "aggregate", "alias", "update", "create", "Q"}
NAMES = {"order_by", "values", "values_list", "only", "defer", "extra", "distinct", "raw"}


def test_security_15_no_words_of_people_name_a_lookup():
    """Neither `filter(**request.GET)` nor `order_by(request.GET["by"])`."""
    found = []
    for place, call in calls():
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if name in LOOKUPS and any(
            keyword.arg is None and sent_by_people(keyword.value) for keyword in call.keywords
        ):
            found.append(place)
        if name in NAMES and any(sent_by_people(each) for each in call.args):
            found.append(place)
    assert found == []


def test_security_15_would_be_found():
    for bad in ("f.filter(**request.GET.dict())", 'f.order_by(request.GET["by"])'):
        call = ast.parse(bad).body[0].value
        values = [keyword.value for keyword in call.keywords] + call.args
        assert any(map(sent_by_people, values))
