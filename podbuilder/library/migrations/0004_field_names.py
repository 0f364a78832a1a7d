from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0003_doubts"),
    ]

    operations = [
        migrations.RenameField(model_name="savedtemplate", old_name="latest", new_name="latest_revision"),
        migrations.RenameField(model_name="savedtemplate", old_name="lock", new_name="version"),
        migrations.RenameField(model_name="savedtemplate", old_name="doubts", new_name="parameter_warnings"),
    ]
