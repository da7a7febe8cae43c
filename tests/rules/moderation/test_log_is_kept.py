"""The log is only added to, and what it names stays: the database itself sees to both."""

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from forum.models import Post
from moderation import triggers
from moderation.actions.log import write_log
from moderation.models import Appeal, LogAct, LogEntry, Notice
from tests.cast import answer, moderator, person, publish

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

# What would change the log, as SQL that both databases know.
CHANGES = [
    "UPDATE moderation_logentry SET reason = 'Another'",
    "UPDATE moderation_logentry SET id = id + 1",
    "DELETE FROM moderation_logentry",
]
ONE_DATABASE = {
    "sqlite": [
        "REPLACE INTO moderation_logentry SELECT * FROM moderation_logentry",
        "UPDATE OR REPLACE moderation_logentry SET reason = 'Another'",
        "UPDATE OR IGNORE moderation_logentry SET reason = 'Another'",
    ],
    "postgresql": [
        "TRUNCATE moderation_logentry CASCADE",
        "INSERT INTO moderation_logentry SELECT * FROM moderation_logentry "
        "ON CONFLICT (id) DO UPDATE SET reason = 'Another'",
    ],
}


@pytest.fixture
def line() -> LogEntry:
    mina, alice, bob = moderator(), person("alice"), person("bob")
    post = publish(alice)
    entry = write_log(
        act=LogAct.HIDE,
        actor=mina,
        post=post,
        reply=answer(bob, post, "No."),
        other_post=publish(alice, "Another"),
        person=bob,
        reason="Because",
    )
    Notice.objects.get_or_create(entry=entry, person=bob)
    Appeal.objects.create(entry=entry, writer=bob, text="But")
    return entry


def refused(statement: str) -> bool:
    connection.check_constraints()  # PostgreSQL empties no table with some of them waiting
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return triggers.REFUSAL in str(error)
    return False


def test_security_40_a_line_is_never_changed_nor_removed(line: LogEntry) -> None:
    before = list(LogEntry.objects.values())
    for statement in CHANGES + ONE_DATABASE[connection.vendor]:
        assert refused(statement), statement
    assert list(LogEntry.objects.values()) == before


def test_the_models_cannot_either(line: LogEntry) -> None:
    line.reason = "Another"
    for change in (line.save, LogEntry.objects.update, LogEntry.objects.all()._raw_delete):
        arguments = {
            line.save: {},
            LogEntry.objects.update: {"reason": "Another"},
        }.get(change, {"using": "default"})
        with pytest.raises(IntegrityError), transaction.atomic():
            change(**arguments)
    assert LogEntry.objects.get().reason == "Because"


def test_another_line_is_welcome(line: LogEntry) -> None:
    write_log(act=LogAct.RESTORE, actor=line.actor, post=line.post, reason="Again", reverses=line)
    assert LogEntry.objects.count() == 2


@pytest.mark.parametrize("what", ["actor", "person", "post", "reply", "other_post", "line"])
def test_what_the_log_names_is_not_deleted(line: LogEntry, what: str) -> None:
    named = line if what == "line" else getattr(line, what)
    with pytest.raises(ProtectedError):
        named.delete()
    assert type(named).objects.filter(pk=named.pk).exists()


def test_a_missing_trigger_is_found_and_put_back(line: LogEntry) -> None:
    def warnings() -> list[str]:
        found = run_checks(tags=[Tags.database], databases=["default"])
        return [each.msg for each in found if each.id == "moderation.W001"]

    assert triggers.missing(connection) == [] == warnings()
    with connection.cursor() as cursor:
        name = triggers.NAMES[connection.vendor][0]
        cursor.execute(triggers.REMOVE[connection.vendor].format(name))
    assert triggers.missing(connection) == [name]
    assert len(warnings()) == 1 and name in warnings()[0]
    assert not refused(CHANGES[0])
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == [] == warnings()
    assert refused(CHANGES[0])


@pytest.mark.django_db(transaction=True)
def test_a_rebuilt_table_is_kept_again_after_migrating() -> None:
    now = LogEntry._meta.get_field("reason")
    longer = models.CharField(max_length=now.max_length + 1)
    longer.set_attributes_from_name("reason")
    for before, after in ((now, longer), (longer, now)):
        with connection.schema_editor() as editor:
            editor.alter_field(LogEntry, before, after, strict=True)
    # SQLite builds a new table, which has none.
    assert bool(triggers.missing(connection)) is (connection.vendor == "sqlite")
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []


def test_without_a_database_nothing_is_asked() -> None:
    assert triggers.check() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_tests_find_an_empty_log_that_is_kept(time: str) -> None:
    """Each empties the log for the other, and leaves it its triggers."""
    assert LogEntry.objects.count() == 0
    assert triggers.missing(connection) == []
    post = publish(person("alice"))
    write_log(act=LogAct.LOCK, actor=moderator(), post=post, reason="Because")
    assert refused(CHANGES[2])
    assert Post.objects.count() == LogEntry.objects.count() == 1
