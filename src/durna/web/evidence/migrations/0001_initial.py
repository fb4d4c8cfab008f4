import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Issuer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("names", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "law"),
                            ("policy", "policy"),
                            ("agreement", "agreement"),
                            ("minutes", "minutes"),
                            ("web_page", "web_page"),
                            ("file", "file"),
                            ("project", "project"),
                            ("training", "training"),
                            ("figure", "figure"),
                        ],
                        max_length=12,
                    ),
                ),
                ("titles", models.JSONField(default=dict)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("article", models.CharField(blank=True, max_length=100)),
                ("version_label", models.CharField(blank=True, max_length=100)),
                ("address", models.CharField(blank=True, max_length=1000)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("note", models.TextField(blank=True, max_length=5000)),
                ("issued_on", models.DateField(blank=True, null=True)),
                ("effective_from", models.DateField(blank=True, null=True)),
                ("effective_until", models.DateField(blank=True, null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("edition", models.CharField(blank=True, max_length=64)),
                ("figure", models.CharField(blank=True, max_length=500)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("passport", models.CharField(blank=True, max_length=300)),
                (
                    "first",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "newest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_version",
                        to="evidence.evidence",
                    ),
                ),
                (
                    "issuer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="evidence.issuer",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("action", models.CharField(max_length=60)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("details", models.JSONField(default=dict)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="evidence.evidence"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("statement", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("cited_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("review_from", models.DateField(blank=True, null=True)),
                ("seen_notices", models.PositiveIntegerField(default=0)),
                (
                    "cited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="citations", to="evidence.evidence"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [
                    models.Index(fields=["statement"], name="citation_by_statement"),
                    models.Index(fields=["review_from"], name="citation_review_from"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("statement", "evidence", "place"), name="cited_once_at_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at", None), ("confirmed_by", None)),
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="citation_confirmed_by_somebody_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField(blank=True)),
                (
                    "stored",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.stored"),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="evidence.evidence"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "constraints": [models.UniqueConstraint(fields=("evidence", "stored"), name="evidence_file_once")],
            },
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["kind", "-id"], name="evidence_by_kind"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["issuer", "-id"], name="evidence_by_issuer"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["effective_from"], name="evidence_from"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["effective_until"], name="evidence_until"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["edition", "figure"], name="evidence_figure"),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effective_from", None),
                    ("effective_until", None),
                    ("effective_until__gte", models.F("effective_from")),
                    _connector="OR",
                ),
                name="evidence_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("edition__gt", "")), fields=("edition", "figure"), name="evidence_figure_once"
            ),
        ),
    ]
