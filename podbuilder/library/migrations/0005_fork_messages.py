from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_originals(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Messages that we wrote ourselves name the original, which may be private, to all who see the fork."""
    revisions = apps.get_model("library", "Revision").objects.exclude(template__fork_origin="")
    for prefix, plain in (("Forked from ", "Forked"), ("Took over ", "Took over the original")):
        for revision in revisions.filter(message__startswith=prefix).only("pk", "message"):
            named = revision.message.removeprefix(prefix)
            if "/" in named and "@" in named and " " not in named:
                apps.get_model("library", "Revision").objects.filter(pk=revision.pk).update(message=plain)


class Migration(migrations.Migration):
    dependencies = [("library", "0004_field_names")]
    operations = [migrations.RunPython(forget_originals, migrations.RunPython.noop)]
