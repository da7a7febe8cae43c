from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("critiques", "0005_fill_versions_and_links")]

    operations = [migrations.RemoveField(model_name="objection", name="similar_to")]
