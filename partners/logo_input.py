"""How a logo is chosen at the desk: uploads have no address, so the present one is shown within the page."""

import base64
from pathlib import PurePath

from django import forms
from django.utils.translation import gettext_lazy as _

from embargo.storage import StorageAway

from .renditions import FORMATS, LogoFieldFile


class LogoInput(forms.ClearableFileInput):
    template_name = "admin/logo_input.html"
    clear_checkbox_label = _("Remove it")

    def is_initial(self, value):
        # Stock asks for the address of the file. What was just chosen and refused is no logo yet.
        return isinstance(value, LogoFieldFile) and bool(value)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.is_initial(value):
            context["widget"]["shown"] = in_page(value)
        return context


def in_page(logo):
    """The logo as pages show it, as a `data:` address; empty while it cannot be read."""
    storage, name = logo.storage, logo.rendition(1)
    try:
        content = b"".join(storage.part(name, 0, storage.bytes_of(name)))
    except StorageAway:
        return ""
    kind = FORMATS[PurePath(name).suffix].lower()
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
