"""The three roles, as Django groups."""

from django.apps import apps as live_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

FACTS = {
    "contacts": ["contact"],
    "pipeline": ["compound", "alias", "indication", "program", "milestone"],
    "partners": ["partner", "formername", "partnership"],
    "events": ["event", "presentation", "slot"],
}
FACT_MODELS = [model for models in FACTS.values() for model in models]
SETTINGS = ["issuer", "listing", "category", "boilerplate", "filing"]
DESK = ["release", "releasecompound", "releasecontact", "attachment"]


def _all(actions, models):
    return [f"{action}_{model}" for model in models for action in actions]


SEE = _all(["view"], [*FACT_MODELS, *SETTINGS, *DESK, "revision", "auditentry"])
WRITE = [
    *SEE,
    *_all(["add", "change"], FACT_MODELS),
    *_all(["delete"], ["alias", "formername", "milestone", "presentation", "slot", "program"]),
    *_all(["add", "change", "delete"], DESK),
    # Importing an old release proposes the boilerplate and the annual report that it carried.
    *_all(["add"], ["boilerplate", "filing"]),
    "submit_release",
]
ROLES = {
    "Writers": WRITE,
    "Approvers": [
        *WRITE,
        *_all(["publish"], ["contact", "compound", "milestone", "partnership", "event", "presentation", "slot"]),
        *(
            f"{move}_release"
            for move in ("approve", "send_back", "schedule", "publish", "hold", "revise", "withdraw", "confirm")
        ),
    ],
    "Administrators": [
        *SEE,
        *_all(["add", "change", "delete"], SETTINGS),
        *_all(["add", "change", "delete", "view"], ["user"]),
        "view_group",
    ],
}


def create_roles(apps, schema_editor):
    # Permissions come with post_migrate, which is after this; make them now.
    for label in [*FACTS, "releases", "auth"]:
        create_permissions(live_apps.get_app_config(label), apps=apps, verbosity=0, using=schema_editor.connection.alias)
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, codenames in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=role)
        permissions = permission_model.objects.filter(
            codename__in=codenames, content_type__app_label__in=[*FACTS, "releases", "auth"]
        )
        group.permissions.set(permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("releases", "0001_initial"),
        ("contacts", "0001_initial"),
        ("pipeline", "0001_initial"),
        ("partners", "0001_initial"),
        ("events", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
