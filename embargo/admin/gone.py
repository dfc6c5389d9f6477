"""Rows below a form that somebody else deleted while the form was open.

Stock finds their keys unknown, says so of a hidden field alone, and leaves out as many of the last rows.
"""

import re

from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _


class ForgivingFormSet(BaseInlineFormSet):
    """Shows what was typed into deleted rows as new rows at the end, and asks once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.gone = self._find_gone() if self.is_bound else []
        if self.gone:
            self._put_last()

    def clean(self):
        super().clean()
        count = len(self.gone)
        if any(not self._should_delete_form(form) for form in self.forms[len(self.forms) - count :]):
            text = _(
                "Somebody deleted rows here since you opened this page, so nothing was saved. They stand at the end "
                "as new rows: remove them, or save once more to have them again."
            )
            raise ValidationError(text)

    def _find_gone(self):
        name, stored = self.model._meta.pk.name, {str(row.pk) for row in self.get_queryset()}
        last = min(self.initial_form_count(), self.total_form_count())
        return [n for n in range(last) if self.data.get(f"{self.add_prefix(n)}-{name}") not in stored]

    def _put_last(self):
        others = [n for n in range(self.total_form_count()) if n not in self.gone]
        numbers = {str(old): new for new, old in enumerate([*others, *self.gone])}
        initial = self.initial_form_count() - len(self.gone)
        self.data, self.files = (self._numbered(sent, numbers) for sent in (self.data, self.files))
        self.data[f"{self.prefix}-INITIAL_FORMS"] = initial
        for n in range(len(others), len(numbers)):
            self.data[f"{self.add_prefix(n)}-{self.model._meta.pk.name}"] = ""
        vars(self).pop("management_form", None)

    def _numbered(self, sent, numbers):
        row, renamed = re.compile(rf"{re.escape(self.prefix)}-(\d+)-"), sent.copy()
        rows = [(name, found) for name in sent if (found := row.match(name)) and found[1] in numbers]
        for name, _found in rows:
            del renamed[name]
        for name, found in rows:
            renamed.setlist(f"{self.add_prefix(numbers[found[1]])}-{name[found.end() :]}", sent.getlist(name))
        return renamed
