from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0008_unreadable_from"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="imported", field=models.TextField(blank=True, default="")),
    ]
