from django.core.checks import Tags, Warning, register
from django.db import connections

from . import generation


@register(Tags.database)
def public_changes_are_counted(app_configs, databases=None, **kwargs):
    """A warning, because `migrate`, which mends it, does not start over an error."""
    for alias in databases or ():
        if generation.TABLE not in connections[alias].introspection.table_names():
            continue
        missing = generation.missing(alias)
        if missing:
            yield Warning(
                f"Changes of {len(missing)} tables do not reach readers at once, such as those of {missing[0]}.",
                hint="Run manage.py migrate, which installs the triggers that count them.",
                id="embargo.W001",
            )
