import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("builder", "0012_cluster"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptPaste",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pastes", to="builder.draft"
                    ),
                ),
            ],
            options={"ordering": ("-at", "-pk")},
        ),
    ]
