from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0013_kept_pastes"),
    ]

    operations = [
        migrations.AddField(model_name="draft", name="folder", field=models.TextField(blank=True, default="")),
    ]
