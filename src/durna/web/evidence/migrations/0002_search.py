"""Where the words of the search are kept: each database in its own way."""

from django.db import migrations

_SQLITE = (
    "CREATE VIRTUAL TABLE evidence_search USING fts5("
    "words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = none)",
)
_POSTGRESQL = (
    "CREATE TABLE evidence_search ("
    "id bigint PRIMARY KEY REFERENCES evidence_evidence ON DELETE CASCADE, words tsvector NOT NULL)",
    "CREATE INDEX evidence_search_words ON evidence_search USING gin (words)",
)


def _make(apps, editor):
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def _remove(apps, editor):
    editor.execute("DROP TABLE evidence_search")


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunPython(_make, _remove)]
