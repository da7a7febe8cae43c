"""Every claim has its first version; links between objections know their two ends."""

from django.db import migrations


def fill(apps, schema_editor):
    Objection = apps.get_model("critiques", "Objection")
    ClaimVersion = apps.get_model("critiques", "ClaimVersion")
    Similar = apps.get_model("critiques", "Similar")
    ClaimVersion.objects.bulk_create(
        (
            ClaimVersion(
                objection=each,
                number=1,
                text=each.claim,
                writer_id=each.raiser_id,
                created_at=each.created_at,
            )
            for each in Objection.objects.iterator()
        ),
        batch_size=500,
    )
    raisers = dict(Objection.objects.values_list("pk", "raiser"))
    links = Objection.similar_to.through.objects.values_list("from_objection", "to_objection")
    # A link has a row for each direction, or for one of them.
    pairs = {(min(link), max(link)) for link in links if link[0] != link[1]}
    Similar.objects.bulk_create(
        (
            Similar(first_id=first, second_id=second, by_id=raisers[second])
            for first, second in sorted(pairs)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("critiques", "0004_claims_links_receipts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
