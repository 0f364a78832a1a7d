from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0007_tab_serial"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="unreadable_from", field=models.TextField(blank=True, default="")),
    ]
