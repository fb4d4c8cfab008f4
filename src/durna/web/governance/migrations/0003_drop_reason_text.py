"""In a step of its own: PostgreSQL does not change a table in the transaction that has written into it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("governance", "0002_reason_by_language")]

    operations = [
        migrations.RemoveField("answer", "reason_text"),
        migrations.RemoveField("revision", "reason_text"),
    ]
