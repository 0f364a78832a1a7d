from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0009_imported"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="overlays", field=models.JSONField(blank=True, default=list)),
    ]
