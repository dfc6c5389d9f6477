from django.db import migrations


class Migration(migrations.Migration):
    """The numbers of rows, which `MonthCount` holds by month. Their table stays for the version before, which fills
    it when it migrates, and goes in the next."""

    dependencies = [("releases", "0017_change_counts")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("RowCount")]),
    ]
