"""The reason of an agreed answer is a text by language, as its comment is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import migrations, models


def by_language(apps: Any, _schema: Any) -> None:
    """A reason that was written stands in the language of the comment beside it, where that has only one."""
    for name in ("Answer", "Revision"):
        for each in apps.get_model("governance", name).objects.exclude(reason_text="").iterator():
            languages = list(each.comment)
            each.reason = {languages[0] if len(languages) == 1 else settings.LANGUAGE_CODE: each.reason_text}
            each.save(update_fields=["reason"])


def one_text(apps: Any, _schema: Any) -> None:
    for name in ("Answer", "Revision"):
        for each in apps.get_model("governance", name).objects.exclude(reason={}).iterator():
            each.reason_text = "\n".join(each.reason.values())
            each.save(update_fields=["reason_text"])


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        operation
        for name in ("answer", "revision")
        for operation in (
            migrations.RenameField(name, "reason", "reason_text"),
            migrations.AddField(name, "reason", models.JSONField(default=dict)),
        )
    ] + [migrations.RunPython(by_language, one_text)]
