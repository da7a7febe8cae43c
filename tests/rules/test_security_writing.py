"""What holds for every write of the site, tried on each route of the table of roles."""

import ast
from collections.abc import Iterator

import pytest

from tests.databases import ROOT
from tests.rules.roles_table import TABLE
from tests.rules.roles_world import ROLES, STATES, Case
from tests.rules.test_roles import outcome, url_of, world  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

# Whoever may not write may still read, report, answer a decision and see to their account.
STILL = {
    "suspended": {
        "post-seen",
        "decisions-seen",
        "decision-appeal",
        "account-settings",
        "sessions-end",
        "session-end",
        "account-leave",
    },
}
STILL["unconfirmed"] = STILL["suspended"] | {"post-report", "reply-report", "objection-report"}
POSTED = sorted(
    name
    for name, row in TABLE.items()
    if not name.startswith(("account_", "mfa_"))
    and row.post(Case("admin", row.kind, "")) != {"405"}
)


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


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call in the site’s code, with its place."""
    for app in ("config", "accounts", "forum", "moderation", "critiques"):
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
