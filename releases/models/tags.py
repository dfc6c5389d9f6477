"""What a text is filed under and goes out with, as keys."""

from functools import cache

from django.db.models import BigIntegerField, CharField, Value

from ..compiled import Compiled, Parameter, union

# Related rows that are news themselves: they become public in the instant of the release.
FACTS = ("compounds", "contacts", "events", "presentations", "slots", "milestones", "partnerships")
# All that a revision is filed under or goes out with; frozen and hashed like its words.
TAGS = (*FACTS, "partners", "attachments")


def linked_keys(row):
    """`{name: sorted keys}` of all that a release or a revision links, in one query."""
    keys = {name: [] for name in TAGS}
    for name, key in _statement(type(row)).rows(row=row.pk):
        keys[name].append(key)
    return {name: sorted(found) for name, found in keys.items()}


@cache  # every move asks for it
def _statement(model):
    return Compiled(lambda: union(_linked(model._meta.get_field(name)) for name in TAGS))


def _linked(field):
    if field.many_to_many:
        rows, owner = field.remote_field.through.objects, field.m2m_field_name()
        key = f"{field.m2m_reverse_field_name()}_id"
    else:
        # A release owns its files, and goes out with those that are included.
        rows, owner, key = field.related_model.objects.filter(included=True), field.field.name, "pk"
    linked = rows.filter(**{owner: Parameter("row", BigIntegerField())})
    return linked.order_by().values_list(Value(field.name, CharField()), key)
