"""Choosing a row by its name, where what comes back from the page may be no key of any row.

Stock asks the database to name whatever was sent. What is no key at all makes it fail before the field can say
that there is no such choice.
"""

import re

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

_key = re.compile(r"[0-9]{1,18}\Z")


def is_key(text):
    """Whether a row may have this key, to be asked before the database is."""
    return bool(_key.match(str(text)))


class _Keys:
    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if not key or is_key(key)], attr)


class SelectRow(_Keys, AutocompleteSelect):
    pass


class SelectRows(_Keys, AutocompleteSelectMultiple):
    pass


class RowsField(forms.ModelMultipleChoiceField):
    def clean(self, value):
        for key in value or ():
            if not is_key(key):
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], "invalid_pk_value", {"pk": key}
                )
        return super().clean(value)


class Choosing:
    """For an admin with `autocomplete_fields`."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectRow(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SelectRows(db_field, self.admin_site))
        kwargs.setdefault("form_class", RowsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
