import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# SQLite: a table of FTS5 beside ours, which takes its words from there and follows it by triggers.
SQLITE = (
    "CREATE VIRTUAL TABLE library_search USING fts5(words, content='library_searchentry', content_rowid='template_id',"
    " prefix='2 3', tokenize='unicode61')",
    "CREATE TRIGGER library_search_added AFTER INSERT ON library_searchentry BEGIN"
    " INSERT INTO library_search(rowid, words) VALUES (new.template_id, new.words); END",
    "CREATE TRIGGER library_search_removed AFTER DELETE ON library_searchentry BEGIN"
    " INSERT INTO library_search(library_search, rowid, words) VALUES ('delete', old.template_id, old.words); END",
    "CREATE TRIGGER library_search_changed AFTER UPDATE ON library_searchentry BEGIN"
    " INSERT INTO library_search(library_search, rowid, words) VALUES ('delete', old.template_id, old.words);"
    " INSERT INTO library_search(rowid, words) VALUES (new.template_id, new.words); END",
)
# PostgreSQL: a column that it fills by itself. Django need not know of it.
POSTGRESQL = (
    "ALTER TABLE library_searchentry ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX library_search ON library_searchentry USING gin (vector) WITH (fastupdate = off)",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER library_search_added",
        "DROP TRIGGER library_search_removed",
        "DROP TRIGGER library_search_changed",
        "DROP TABLE library_search",
    ),
    "postgresql": ("ALTER TABLE library_searchentry DROP COLUMN vector",),
}


def set_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def tear_down(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "template",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="library.savedtemplate",
                    ),
                ),
                ("words", models.TextField(blank=True)),
            ],
        ),
        migrations.RunPython(set_up, tear_down),
    ]
