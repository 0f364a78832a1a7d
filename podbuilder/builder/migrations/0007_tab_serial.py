from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0006_unreadable_text"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="tab_serial", field=models.PositiveIntegerField(default=0)),
    ]
