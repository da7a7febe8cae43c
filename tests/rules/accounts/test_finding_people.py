"""Whoever is looked for by name or address is found by an index, and by nothing else."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.names import check_name
from tests.cast import browser_of, moderator, person
from tests.databases import ROOT
from tests.house import APPS
from tests.sign_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def plan_of(rows: QuerySet) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    return rows.explain()


@pytest.mark.parametrize(
    ("index", "wanted"),
    [
        ("user_name_once", {"username__lower": "bob"}),
        ("user_shown_name", {"display_name__without_joiners": "bob"}),
        ("user_email", {"email__lower": "bob@example.org"}),
    ],
)
def test_an_index_finds_people(index: str, wanted: dict[str, Any]) -> None:
    assert index in plan_of(User.objects.filter(**wanted))


def test_names_are_found_in_any_case_by_their_index() -> None:
    bob = person("bob")
    assert [User.objects.named(name).get() for name in ("bob", "BOB", "Bob")] == [bob] * 3
    assert "user_name_once" in plan_of(User.objects.named("BOB"))
    for name in ("bób", "bob ", "ｂob", "b", "", "bob\n", "BOB%"):
        assert not User.objects.named(name).exists()


def test_nothing_looks_for_names_in_another_way() -> None:
    person("bob"), moderator()
    with CaptureQueriesContext(connection) as asked:
        sign_in(browser_of(None), "bob")
        browser_of(None).get("/u/bob/")
        browser_of(User.objects.get(username="mina")).get("/u/bob/moderate/")
        browser_of(None).get("/moderation/log/?moderator=mina&person=bob")
        with pytest.raises(Exception, match="taken"):
            check_name("BOB")
    folded = [each["sql"] for each in asked if "UPPER(" in each["sql"]]
    assert folded == [] and any("LOWER(" in each["sql"] for each in asked)
    for folder in APPS:
        for file in Path(ROOT / folder).rglob("*.py"):
            assert "name__iexact" not in file.read_text().replace("`username__iexact`", ""), file
