"""What was issued is frozen by the database itself; see eiso/plan/documents/frozen.py.

The statements live there because they must be re-made whenever SQLite re-makes the table.
"""

from django.db import migrations

from eiso.plan.documents import frozen


def install(apps, schema_editor):
    frozen.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
