"""Choosing rows of many by their names, without asking the database twice for those that are chosen."""

from django.db.models import Prefetch, prefetch_related_objects

from embargo.admin.keys import SelectRow, SelectRows


class ChosenRow(SelectRow):
    """Shows the chosen row as the form's instance holds it: stock asks the database for each form of a set."""

    row = None

    def optgroups(self, name, value, attr=None):
        if self.row is None or value != [str(self.row.pk)]:
            return super().optgroups(name, value, attr)
        return [(None, [self.create_option(name, self.row.pk, str(self.row), {value[0]}, 0)], 0)]


class ChosenRows(SelectRows):
    """Shows the rows that the form has read: stock asks for them again, to name them."""

    rows = ()

    def optgroups(self, name, value, attr=None):
        if {str(row.pk) for row in self.rows} != set(value):
            return super().optgroups(name, value, attr)
        options = [
            self.create_option(name, row.pk, self.choices.field.label_from_instance(row), set(value), index)
            for index, row in enumerate(self.rows)
        ]
        return [(None, options, 0)]


def read_chosen(fields, instance):
    """Read the rows of each such field as the field names them; the instance keeps them for its form."""
    choosers = [name for name, field in fields.items() if isinstance(_chooser(field), ChosenRows)]
    prefetch_related_objects([instance], *(Prefetch(name, fields[name].queryset.all()) for name in choosers))


def show_read(form):
    for name, field in form.fields.items():
        if isinstance(_chooser(field), ChosenRows):
            _chooser(field).rows = form.initial.get(name, ())


def _chooser(field):
    """The widget within the admin's wrapper."""
    return getattr(field.widget, "widget", None)


def show_chosen(form):
    """Hand each such field of a form for a stored row what the row refers to."""
    for name, field in form.fields.items():
        if isinstance(_chooser(field), ChosenRow) and form.instance.pk:
            _chooser(field).row = getattr(form.instance, name)
