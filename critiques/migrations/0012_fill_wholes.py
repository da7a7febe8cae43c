"""Every objection that is part of another knows the end of that chain."""

from django.db import migrations


def fill(apps, schema_editor):
    Objection = apps.get_model("critiques", "Objection")
    merged = Objection.objects.filter(merged_into__isnull=False)
    into = dict(merged.values_list("pk", "merged_into"))
    ends = {}
    for start in into:
        chain, pk = {}, start
        while pk in into and pk not in ends and pk not in chain:
            chain[pk] = None
            pk = into[pk]
        # Where it goes in a circle, check_critiques tells of it.
        ends |= dict.fromkeys(chain, ends.get(pk, pk))
    parts = [Objection(pk=pk, whole_id=end) for pk, end in ends.items() if pk != end]
    Objection.objects.bulk_update(parts, ["whole"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("critiques", "0011_wholes")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
