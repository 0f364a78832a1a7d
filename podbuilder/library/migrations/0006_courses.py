import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import podbuilder.library.models.saved_course


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0005_fork_messages"),
        ("teams", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedCourse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        default=podbuilder.library.models.saved_course.new_course_key,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=100)),
                ("text", models.TextField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="courses",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="courses",
                        to="teams.team",
                    ),
                ),
            ],
            options={
                "ordering": ("title", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", None), ("team__isnull", False)),
                            models.Q(("owner__isnull", False), ("team", None)),
                            _connector="OR",
                        ),
                        name="a_course_has_one_owner",
                    )
                ],
            },
        ),
    ]
