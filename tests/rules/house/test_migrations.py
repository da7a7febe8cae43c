"""Migrations that move what people wrote carry all of it, and stop nobody who still writes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from forum.models import Post, Reply
from tests.cast import answer, person, publish
from tests.house import WITH_TABLES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

BEFORE = [("critiques", "0003_letter_with_round")]
AFTER = [("critiques", "0006_drop_similar_to")]
RAISED_AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


def migrated(targets: list[tuple[str, str]]) -> Apps:
    """Bring the database to these migrations and return the models as they were then."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


@pytest.fixture
def back() -> Iterator[None]:
    """However the test ends, the other tests find the present tables, empty."""
    executor = MigrationExecutor(connection)
    latest = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "critiques"]
    yield
    left = migrated(AFTER)
    for name in ("Similar", "ClaimVersion", "Tag", "HolderEvent", "Holder", "Objection"):
        left.get_model("critiques", name).objects.all().delete()
    migrated(latest)


def objections(models: Apps, post: Post, replies: list[Reply]) -> list[Any]:
    """Write an objection of the old kind for each reply."""
    return [
        models.get_model("critiques", "Objection").objects.create(
            post_id=post.pk,
            number=number,
            claim=f"Claim {number}",
            raised_in_id=reply.pk,
            raiser_id=reply.author_id,
            created_at=RAISED_AT,
        )
        for number, reply in enumerate(replies, 1)
    ]


@pytest.mark.long
def test_security_37_claims_and_links_get_rows_of_their_own(back: None) -> None:
    """A site without critique goes through, and so does one with claims and links."""
    bob, carol = person("bob"), person("carol")
    post = publish(person("alice"))
    replies = [answer(who, post, "No.") for who in (bob, carol, bob, carol)]
    migrated(BEFORE)
    new = migrated(AFTER)
    assert not new.get_model("critiques", "ClaimVersion").objects.exists()
    old = migrated(BEFORE)
    first, second, third, fourth = objections(old, post, replies)
    # The models of then write one direction; the site wrote both.
    second.similar_to.add(first, third)
    third.similar_to.add(second)
    holder = hold(old, first, carol)

    new = migrated(AFTER)

    versions = new.get_model("critiques", "ClaimVersion").objects.order_by("objection__number")
    assert [(v.objection_id, v.number, v.text, v.writer_id, v.created_at) for v in versions] == [
        (first.pk, 1, "Claim 1", bob.pk, RAISED_AT),
        (second.pk, 1, "Claim 2", carol.pk, RAISED_AT),
        (third.pk, 1, "Claim 3", bob.pk, RAISED_AT),
        (fourth.pk, 1, "Claim 4", carol.pk, RAISED_AT),
    ]
    links = new.get_model("critiques", "Similar").objects.order_by("first", "second")
    assert [(each.first_id, each.second_id, each.by_id) for each in links] == [
        (first.pk, second.pk, carol.pk),
        (second.pk, third.pk, bob.pk),
    ]
    kept = new.get_model("critiques", "Holder").objects.get(pk=holder.pk)
    assert (kept.state, kept.claim_version, kept.would_satisfy) == ("hold", 1, "")


def hold(models: Apps, objection: Any, user: User) -> Any:
    said = {"objection_id": objection.pk, "user_id": user.pk}
    models.get_model("critiques", "HolderEvent").objects.create(**said, event="hold")
    return models.get_model("critiques", "Holder").objects.create(
        **said, post_id=objection.post_id, state="hold", state_at=RAISED_AT
    )


def demanded_later() -> set[tuple[str, str, str]]:
    """Return the fields that some migration made its table demand of every new row."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    state = executor.loader.project_state([])
    found = set()
    for migration, _ in plan:
        before = state.clone()
        migration.mutate_state(state, preserve=False)
        for (app, model), old in before.models.items():
            if app not in WITH_TABLES or (app, model) not in state.models or migration.initial:
                continue
            for name, field in state.models[app, model].fields.items():
                if not field.null and (name not in old.fields or old.fields[name].null):
                    found.add((app, model, name))
    return found


def test_security_55_code_of_before_still_writes_while_columns_are_added() -> None:
    """Its INSERT does not name them: where they may not be null, the database fills them in."""
    demanded = demanded_later()
    assert ("forum", "post", "version") in demanded
    lacking = []
    with connection.cursor() as cursor:
        for app, model, name in sorted(demanded):
            options = apps.get_model(app, model)._meta
            if name not in {field.name for field in options.local_concrete_fields}:
                continue  # A later one took it away again.
            column = options.get_field(name).column
            table = connection.introspection.get_table_description(cursor, options.db_table)
            [default] = [each.default for each in table if each.name == column]
            lacking += [f"{app}.{model}.{name}"] * (default is None)
    assert lacking == []


def test_whatever_has_a_default_has_it_in_the_database_too() -> None:
    lacking = [
        f"{model._meta.label}.{field.name}"
        for app in WITH_TABLES
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.local_concrete_fields
        if (field.has_default() or (field.blank and field.empty_strings_allowed))
        and not field.null
        and not field.has_db_default()
    ]
    assert lacking == []
