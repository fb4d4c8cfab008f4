"""A round says itself that its figures are still to be compared, so that a worker which dies forgets none."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models


def wanting(apps: Any, _schema: Any) -> None:
    """Until now a worker that died at it left no trace but this: nobody wrote down that the round was compared.

    To compare a round that needed none changes nothing.
    """
    compared = apps.get_model("audit", "Event").objects.filter(action="mgi-edition-compared")
    done = set(compared.values_list("about", flat=True))
    rounds = apps.get_model("governance", "Round").objects
    following = rounds.filter(earlier__isnull=False).exclude(stage="closed").values_list("pk", flat=True)
    rounds.filter(pk__in=[pk for pk in following if f"governance/round/{pk}" not in done]).update(awaits_figures=True)


class Migration(migrations.Migration):
    dependencies = [("governance", "0003_drop_reason_text"), ("audit", "0002_only_added")]

    operations = [
        migrations.AddField("round", "awaits_figures", models.BooleanField(default=False)),
        migrations.RunPython(wanting, migrations.RunPython.noop),
    ]
