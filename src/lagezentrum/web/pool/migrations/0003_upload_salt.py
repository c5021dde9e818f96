"""A nomination file that waits has a salt for its token in the ledger.

Files that wait already have no token, so `lage ledger verify` names them until they are confirmed or discarded.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column for the salt."""

    dependencies = (("pool", "0002_guards"),)

    operations = (
        migrations.AddField(
            model_name="upload",
            name="salt",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    )
