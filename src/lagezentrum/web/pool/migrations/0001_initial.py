"""The tables of the staff pool."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create them."""

    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="Lender",
            fields=[
                ("key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("department", models.CharField(blank=True, max_length=200)),
                (
                    "excluded",
                    models.CharField(blank=True, help_text="why nobody is drawn from it; empty: lends", max_length=200),
                ),
                ("max_quarters", models.PositiveIntegerField(null=True)),
                ("notice_days", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ("key",),
            },
        ),
        migrations.CreateModel(
            name="Receiver",
            fields=[
                ("key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("areas", models.JSONField(default=list)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
            ],
            options={
                "ordering": ("key",),
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "alias",
                    models.CharField(
                        help_text="drawn at random; names the person in plans",
                        max_length=32,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("pseudonym", models.CharField(help_text="by which the lender knows the person", max_length=24)),
                (
                    "status",
                    models.CharField(
                        choices=[("civil_servant", "civil_servant"), ("employee", "employee")], max_length=20
                    ),
                ),
                ("band", models.CharField(blank=True, max_length=3)),
                ("quarters", models.PositiveSmallIntegerField()),
                ("available_from", models.DateField()),
                ("available_to", models.DateField()),
                (
                    "mode",
                    models.CharField(
                        choices=[("remote", "remote"), ("on_site", "on_site"), ("both", "both")], max_length=10
                    ),
                ),
                ("district", models.CharField(max_length=5)),
                ("max_km", models.PositiveSmallIntegerField(null=True)),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            ("contact_tracing", "contact_tracing"),
                            ("case_investigation", "case_investigation"),
                            ("lead", "lead"),
                            ("medical", "medical"),
                            ("it", "it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("trained_on", models.DateField(null=True)),
                (
                    "languages",
                    models.CharField(blank=True, help_text="ISO 639-1, sorted, with blanks between", max_length=100),
                ),
                ("own_device", models.BooleanField()),
                (
                    "consent",
                    models.CharField(
                        choices=[("given", "given"), ("refused", "refused"), ("not_required", "not_required")],
                        max_length=20,
                    ),
                ),
                ("staff_council_on", models.DateField(null=True)),
                ("released_by", models.CharField(help_text="sign of a unit", max_length=20)),
                ("pool", models.CharField(max_length=20)),
                ("team", models.CharField(blank=True, max_length=48)),
                (
                    "state",
                    models.CharField(
                        choices=[("reported", "gemeldet"), ("checked", "geprüft"), ("withdrawn", "zurückgezogen")],
                        max_length=10,
                    ),
                ),
                ("salt", models.CharField(help_text="of the hash in the ledger; goes with the record", max_length=64)),
                ("at", models.DateTimeField()),
                ("delete_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("lender", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="pool.lender")),
            ],
            options={
                "ordering": ("lender_id", "pseudonym"),
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "key",
                    models.CharField(
                        help_text="such as P-2020-W46-1", max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField(help_text="Monday of the last week")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "vorgeschlagen"),
                            ("submitted", "zur Freigabe vorgelegt"),
                            ("approved", "freigegeben"),
                            ("ordered", "angeordnet"),
                            ("replaced", "durch einen neueren Vorschlag ersetzt"),
                        ],
                        max_length=10,
                    ),
                ),
                ("without_request", models.JSONField(default=list, help_text="receivers whose need nobody stated")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-key"),
            },
        ),
        migrations.CreateModel(
            name="PlanFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("objective", models.FloatField()),
                ("at", models.DateTimeField()),
                ("delete_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="pool.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ("proposal_id", "revision"),
            },
        ),
        migrations.CreateModel(
            name="ManualChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField(help_text="of the plan file that it led to")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("pin", "festsetzen"),
                            ("forbid", "ausschließen"),
                            ("swap", "tauschen"),
                            ("reserve", "zurückhalten"),
                        ],
                        max_length=10,
                    ),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("quarters", models.PositiveIntegerField(null=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("receiver-asked", "Wunsch der aufnehmenden Stelle"),
                            ("lender-asked", "Wunsch der abgebenden Stelle"),
                            ("continuity", "Einarbeitung erhalten"),
                            ("language", "Sprache wird gebraucht"),
                            ("expertise", "Fachkenntnis wird gebraucht"),
                            ("workplace", "Arbeitsplatz oder Zugang"),
                            ("conflict-of-interest", "Besorgnis der Befangenheit"),
                            ("outbreak", "absehbarer Ausbruch"),
                            ("absence", "nicht verfügbar"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cost", models.FloatField(help_text="objective after minus before")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pool.nomination"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pool.nomination"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="pool.proposal"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="pool.receiver"),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Deployment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("skill", models.CharField(max_length=20)),
                ("mode", models.CharField(max_length=10)),
                ("first", models.DateField(help_text="Monday")),
                ("last", models.DateField(help_text="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("approved", "freigegeben"),
                            ("ordered", "angeordnet"),
                            ("in-service", "im Einsatz"),
                            ("extended", "verlängert"),
                            ("recalled", "zurückgerufen"),
                            ("ended", "beendet"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_last",
                    models.DateField(help_text="last day asked for, while a second person has not agreed", null=True),
                ),
                ("salt", models.CharField(max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deployments", to="pool.nomination"
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deployments", to="pool.proposal"
                    ),
                ),
                ("receiver", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="pool.receiver")),
            ],
            options={
                "ordering": ("receiver_id", "first", "id"),
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField()),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            ("contact_tracing", "contact_tracing"),
                            ("case_investigation", "case_investigation"),
                            ("lead", "lead"),
                            ("medical", "medical"),
                            ("it", "it"),
                        ],
                        max_length=20,
                    ),
                ),
                ("need_fte", models.FloatField()),
                ("own_fte", models.FloatField()),
                (
                    "tracing",
                    models.CharField(
                        blank=True,
                        choices=[("assured", "assured"), ("at_risk", "at_risk"), ("not_possible", "not_possible")],
                        max_length=20,
                    ),
                ),
                ("cases", models.PositiveIntegerField(null=True)),
                ("contacts_per_case", models.FloatField(null=True)),
                ("backlog", models.PositiveIntegerField(null=True)),
                ("remote_possible", models.BooleanField()),
                ("seats", models.PositiveIntegerField(null=True)),
                ("accesses", models.PositiveIntegerField(null=True)),
                ("max_arrivals", models.PositiveIntegerField(null=True)),
                ("languages", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("receiver", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="pool.receiver")),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("delete_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "lender",
                    models.ForeignKey(
                        help_text="None: of several lenders",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="pool.lender",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(fields=["delete_on"], name="pool_nomina_delete__32d9bb_idx"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(fields=("lender", "pseudonym"), name="pool_pseudonym_once"),
        ),
        migrations.AddConstraint(
            model_name="planfile",
            constraint=models.UniqueConstraint(fields=("proposal", "revision"), name="pool_revision_once"),
        ),
        migrations.AddIndex(
            model_name="deployment",
            index=models.Index(fields=["state"], name="pool_deploy_state_bdaf8f_idx"),
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["receiver", "week"], name="pool_reques_receive_be16a2_idx"),
        ),
    )
