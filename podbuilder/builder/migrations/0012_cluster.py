from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("builder", "0011_task")]

    operations = [migrations.AddField("draft", "cluster", models.CharField(blank=True, max_length=22))]
