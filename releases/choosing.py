"""Choosing one row of many by its name, in a set of forms."""

from django.contrib.admin.widgets import AutocompleteSelect


class ChosenRow(AutocompleteSelect):
    """Shows the chosen row as the form's instance holds it: stock asks the database for each form of a set."""

    row = None

    def optgroups(self, name, value, attr=None):
        if self.row is None or value != [str(self.row.pk)]:
            return super().optgroups(name, value, attr)
        return [(None, [self.create_option(name, self.row.pk, str(self.row), {value[0]}, 0)], 0)]


def show_chosen(form):
    """Hand each such field of a form for a stored row what the row refers to."""
    for name, field in form.fields.items():
        chooser = getattr(field.widget, "widget", None)
        if isinstance(chooser, ChosenRow) and form.instance.pk:
            chooser.row = getattr(form.instance, name)
