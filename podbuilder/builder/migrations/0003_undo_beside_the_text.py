from django.db import migrations, models


class Migration(migrations.Migration):
    """A step of undo knows what changed beside the text. Those that are stored do not, and say so: null."""

    dependencies = [
        ("builder", "0002_what_a_draft_knows"),
    ]

    operations = [
        migrations.AddField(
            model_name="change",
            name="state",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
