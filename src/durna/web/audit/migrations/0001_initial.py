from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(max_length=10)),
                ("actor", models.CharField(max_length=254)),
                ("action", models.CharField(max_length=60)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("details", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("seal", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["actor"], name="audit_event_actor_da76dd_idx"),
                    models.Index(fields=["action"], name="audit_event_action_21cdc5_idx"),
                ],
            },
        ),
    ]
