from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("embargo", "0002_outbox_seen"),
    ]

    operations = [
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("number", models.BigIntegerField(default=0)),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="embargo_generation_one_row")
                ],
            },
        ),
    ]
