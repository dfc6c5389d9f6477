"""Two texts of one release, field by field: the one that was saved while the other was typed."""

from dataclasses import dataclass

from django.db.models import Manager, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .compare import changes
from .fields import HTMLField
from .html import clean, text_of


@dataclass(frozen=True)
class Conflict:
    """A field that differs: runs of text, `same` in both, `removed` in theirs alone, `added` in mine alone."""

    label: str
    theirs: list
    mine: list


def conflicts(form, stored):
    """What differs between the typed text and the stored one, in the order of the form."""
    for name, typed in form.cleaned_data.items():
        if name not in stored_fields(stored):
            continue
        theirs, mine = in_words(stored, name, getattr(stored, name)), in_words(stored, name, typed)
        if theirs != mine:
            runs = list(changes(theirs, mine))
            yield Conflict(
                capfirst(form.fields[name].label),
                [run for run in runs if run.kind != "added"],
                [run for run in runs if run.kind != "removed"],
            )


def stored_fields(stored):
    return {field.name for field in (*stored._meta.fields, *stored._meta.many_to_many)}


def in_words(stored, name, value):
    """A value as a reader of either text would read it."""
    field = stored._meta.get_field(name)
    if isinstance(field, HTMLField):
        return _rich(value)
    if field.many_to_many:
        rows = value.all() if isinstance(value, Manager) else value
        return "\n".join(sorted(str(row) for row in rows))
    if isinstance(value, list):
        return "\n".join(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Model):
        return str(value)
    return str(dict(field.flatchoices).get(value, value) or "").replace("\r\n", "\n")


def _rich(html):
    """The words; what only its marks and links tell apart is still a difference, so those stand behind."""
    cleaned = clean(html)
    links = [part.split('"')[0] for part in cleaned.split('href="')[1:]]
    return "\n".join(filter(None, [text_of(cleaned), *links]))
