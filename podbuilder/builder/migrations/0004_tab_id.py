from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0003_undo_beside_the_text"),
    ]

    operations = [
        migrations.RenameField(model_name="draft", old_name="writer", new_name="tab_id"),
        migrations.RenameField(model_name="draft", old_name="writer_since", new_name="tab_id_since"),
        migrations.RenameField(model_name="change", old_name="writer", new_name="tab_id"),
    ]
