from django.db import models

from .html import clean
from .widgets import RichTextWidget


class HTMLField(models.TextField):
    """Rich text. Cleaned by `save()`, `bulk_create()` and `update()` alike, so that nothing goes round it."""

    def deconstruct(self):
        # Migrations see a plain TextField: the editor can be changed without touching history.
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def pre_save(self, instance, add):
        value = clean(super().pre_save(instance, add) or "")
        setattr(instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        if isinstance(value, str):
            value = clean(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        # The admin asks for its own textarea; ours is the editor wherever the field is shown.
        return super().formfield(**{**kwargs, "widget": RichTextWidget})
