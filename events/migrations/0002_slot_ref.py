from django.db import migrations

import embargo.refs


def give_refs(apps, schema_editor):
    """A reference of its own for each slot that is there."""
    slots = list(apps.get_model("events", "Slot").objects.all())
    for slot in slots:
        slot.ref = embargo.refs.new_ref()
    apps.get_model("events", "Slot").objects.bulk_update(slots, ["ref"], batch_size=500)


class Migration(migrations.Migration):
    # PostgreSQL refuses to alter a table in the transaction that has just filled it.
    atomic = False
    dependencies = [
        ("events", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "slot",
            "ref",
            embargo.refs.RefField(default=None, editable=False, max_length=8, null=True, unique=False),
        ),
        migrations.RunPython(give_refs, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "slot",
            "ref",
            embargo.refs.RefField(default=embargo.refs.new_ref, editable=False, max_length=8, unique=True),
        ),
    ]
