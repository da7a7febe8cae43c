"""Objections of essays that were merged into somebody else's know whose word they have."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    Objection = apps.get_model("critiques", "Objection")
    words = apps.get_model("critiques", "Position").objects.filter(objection=OuterRef("pk")).order_by("-created_at", "-pk")
    spoken = Objection.objects.annotate(spoke=Subquery(words.values("author")[:1]))
    # Where the last of these stands in no reply that can be read, check_critiques tells of it.
    others = spoken.filter(spoke__isnull=False).exclude(spoke=F("post__author"))
    Objection.objects.filter(pk__in=list(others.values_list("pk", flat=True))).update(by_former=True)


class Migration(migrations.Migration):
    dependencies = [("critiques", "0018_words_of_former_authors")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
