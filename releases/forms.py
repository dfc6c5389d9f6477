"""The forms of the working text and its files."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from embargo.admin import GuardedFormSet, LabelledFormSet
from embargo.visibility import show_instant

from .choosing import read_chosen, show_chosen, show_read
from .conflict import conflicts
from .models import Attachment, Release
from .models.audit import name_of
from .models.composing import SafeHarbor
from .models.moves import Status
from .widgets import StoredFileWidget

_unprintable = re.compile(r"[\x00-\x1f\x7f\u200b\u2028\u2029\ufeff]+")


class LinesField(forms.CharField):
    """A list of lines as a text area with one to a line. Empty lines and stray white space fall away."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (
            " ".join(_unprintable.sub(" ", line).split()) for line in re.split(r"\r\n|\r|\n", value or "")
        )
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        return self.to_python(data) != list(initial or [])


class ReleaseForm(forms.ModelForm):
    subheads = LinesField(
        label=gettext_lazy("Subheads"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("One to a line, in their order; all of them stand in every output."),
    )
    # When the text that the editor opened was last saved; tells whether somebody saved it since.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        widgets = {
            "headline": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "safe_harbor": forms.RadioSelect,
            "safe_harbor_reason": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "own_dateline": forms.TextInput(attrs={"class": "vLargeTextField"}),
        }

    def __init__(self, data=None, files=None, *, instance=None, **kwargs):
        stored = instance is not None and instance.pk
        if stored and data is None:
            read_chosen(self.base_fields, instance)
        super().__init__(data, files, instance=instance, **kwargs)
        if stored and data is None:
            show_read(self)
        if self.instance.pk:
            self.initial["opened"] = self.instance.edited_at.isoformat()

    def clean(self):
        data = super().clean()
        if data.get("safe_harbor", SafeHarbor.ATTACH) != SafeHarbor.ATTACH and not data.get(
            "safe_harbor_reason"
        ):
            self.add_error("safe_harbor_reason", _("Give the reason why the safe harbor is not attached."))
        if self.instance.pk:
            self._refuse_to_write_over()
        return data

    def _refuse_to_write_over(self):
        """Asked under lock, inside the transaction that saves."""
        stored = Release.objects.select_for_update().get(pk=self.instance.pk)
        if stored.status != Status.DRAFT:
            text = _(
                "This release is %(status)s since you opened it, so nothing was saved. What you typed stands below: "
                "copy what you need, then send the release back to draft or revise it."
            )
            self.add_error(None, text % {"status": stored.get_status_display().lower()})
        elif self.data.get("opened", "") not in ("", stored.edited_at.isoformat()):
            self._tell_of_newer_text(stored)

    def _tell_of_newer_text(self, stored):
        text = _(
            "%(who)s saved this release at %(at)s, after you opened it, so nothing was saved now. This page shows "
            "both texts where they differ; the form holds yours. Saving once more puts it in the place of theirs."
        )
        who = name_of(stored.edited_by) if stored.edited_by else _("Somebody")
        self.add_error(None, text % {"who": who, "at": show_instant(stored.edited_at)})
        self.conflicts = list(conflicts(self, stored))
        self.data = self.data.copy()
        self.data["opened"] = stored.edited_at.isoformat()


class OrderedFormSet(LabelledFormSet):
    """Rows without a position go to the end, in the order in which they stand on the page."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        show_chosen(form)
        position = form.fields["position"]
        position.required = False
        if form.instance.pk is None:
            position.initial = None
            form.initial.pop("position", None)

    def clean(self):
        super().clean()
        rows = [form for form in self.forms if getattr(form, "cleaned_data", None)]
        last = max((form.cleaned_data.get("position") or 0 for form in rows), default=0)
        for form in rows:
            if not form.cleaned_data.get("position"):
                last += 1
                form.cleaned_data["position"] = form.instance.position = last


class AttachmentForm(forms.ModelForm):
    """A stored file never changes: a new one is a new row."""

    class Meta:
        model = Attachment
        fields = ["file", "title", "alternative_text", "included"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            widget = StoredFileWidget(self.instance)
            self.fields["file"] = forms.Field(label=_("file"), required=False, disabled=True, widget=widget)


class AttachmentFormSet(GuardedFormSet):
    """Files that went out keep their words too; whether they go out again can be changed."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "included" in form.fields:
            form.fields["included"].disabled = False
