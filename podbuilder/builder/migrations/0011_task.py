from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("builder", "0010_overlays")]

    operations = [
        migrations.AddField("draft", "task", models.JSONField(blank=True, default=dict)),
        migrations.AddField("draft", "task_done", models.BooleanField(default=False)),
    ]
