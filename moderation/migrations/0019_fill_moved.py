"""Every reply that moderators put where it stands knows it; and each later move, that it did."""

from django.db import migrations

BATCH = 500


def fill(apps, schema_editor):
    model = apps.get_model
    moves, trees = model("moderation", "Move").objects, model("moderation", "MovedTree").objects
    moved = moves.filter(entry__act="move", entry__reversed_by=None)
    merged = trees.filter(move__entry__reversed_by=None)
    done = [
        *((entry, moves, *row) for entry, *row in moved.values_list("entry", "pk", "reply")),
        *((entry, trees, *row) for entry, *row in merged.values_list("move__entry", "pk", "root")),
    ]
    first = set()
    again = {moves: [], trees: []}
    for _, table, pk, reply in sorted(done, key=lambda row: row[0]):
        if reply in first:
            again[table].append(pk)
        first.add(reply)
    for table, rows in (*again.items(), (model("forum", "Reply").objects, sorted(first))):
        for start in range(0, len(rows), BATCH):
            table.filter(pk__in=rows[start : start + BATCH]).update(moved=True)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0018_moved_before"), ("forum", "0024_reply_moved")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
