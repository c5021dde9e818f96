"""The tables of the archive: files, verdicts, figures, notices."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lagezentrum.web.archive.exact


class Migration(migrations.Migration):
    """Create them."""

    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="SourceFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rki-incidence", "RKI 7-Tage-Inzidenz"),
                            ("nds-indicators", "Indikatoren des Landes"),
                            ("divi", "DIVI-Intensivregister"),
                            ("notice", "Pressemitteilung (von Hand)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("layout", models.CharField(help_text="name under which the publisher has this file", max_length=80)),
                ("sha256", models.CharField(help_text="of the bytes as received", max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("url", models.TextField(blank=True)),
                ("etag", models.TextField(blank=True)),
                ("size", models.PositiveIntegerField(help_text="bytes as received")),
                ("content", models.BinaryField(help_text="gzip-compressed bytes of the file")),
                ("first_day", models.DateField(help_text="earliest day in the file")),
                ("as_of", models.DateField(help_text="latest day in the file, the day of its publication")),
                ("published_at", models.DateTimeField(help_text="when the file could be known")),
                (
                    "rows",
                    models.PositiveIntegerField(help_text="figures it holds, those that were there before included"),
                ),
                ("received_at", models.DateTimeField()),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=40)),
                ("area", models.CharField(max_length=5)),
                ("reference_day", models.DateField()),
                ("value", lagezentrum.web.archive.exact.ExactDecimal(max_length=20, null=True)),
                ("unit", models.CharField(max_length=40)),
                ("published_at", models.DateTimeField()),
                ("first_seen_at", models.DateTimeField()),
                ("source", models.TextField()),
                (
                    "missing",
                    models.CharField(blank=True, choices=[("not-published", "nicht veröffentlicht")], max_length=40),
                ),
                (
                    "denominator",
                    models.PositiveIntegerField(help_text="inhabitants by which the incidence was computed", null=True),
                ),
                (
                    "recomputed",
                    models.BooleanField(
                        default=False,
                        help_text="a past day computed anew by its publisher: later knowledge, never decides",
                    ),
                ),
                ("note", models.TextField(blank=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="archive.sourcefile"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("accepted", "angenommen"),
                            ("held", "zurückgehalten"),
                            ("released", "freigegeben"),
                            ("rejected", "verworfen"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(default=list, help_text="why, as a list of {code, holds, text_de, text_en}"),
                ),
                ("given_at", models.DateTimeField()),
                ("head", models.CharField(help_text="SHA-256 over the head before and this row", max_length=64)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="archive.sourcefile"
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddIndex(
            model_name="sourcefile",
            index=models.Index(fields=["kind", "layout", "as_of"], name="archive_file_by_day"),
        ),
        migrations.AddConstraint(
            model_name="sourcefile",
            constraint=models.UniqueConstraint(fields=("kind", "sha256"), name="archive_same_bytes_once"),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                fields=["indicator", "area", "reference_day", "published_at"], name="archive_figure_series"
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(fields=["indicator", "reference_day"], name="archive_figure_by_day"),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.UniqueConstraint(
                fields=("file", "indicator", "area", "reference_day"), name="archive_figure_once_per_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__isnull", False), models.Q(("missing", ""), _negated=True), _connector="OR"),
                name="archive_missing_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.UniqueConstraint(fields=("head",), name="archive_head_once"),
        ),
    )
