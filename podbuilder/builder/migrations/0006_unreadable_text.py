from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0005_received"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="unreadable", field=models.TextField(blank=True, default="")),
    ]
