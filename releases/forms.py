"""The forms of the desk: the working text, its files, and one form for each move."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from embargo.admin import GuardedFormSet, LabelledFormSet
from embargo.visibility import show_instant

from .instants import instant, is_doubled
from .models import Attachment, Release, Revision
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
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
            "%(who)s saved this release at %(at)s, after you opened it, so nothing was saved now. Your text stands "
            "below; open the release in another window to see theirs. Saving once more puts yours in its place."
        )
        who = (
            stored.edited_by.get_full_name() or stored.edited_by.get_username()
            if stored.edited_by
            else _("Somebody")
        )
        self.add_error(None, text % {"who": who, "at": show_instant(stored.edited_at)})
        self.data = self.data.copy()
        self.data["opened"] = stored.edited_at.isoformat()


class OrderedFormSet(LabelledFormSet):
    """Rows without a position go to the end, in the order in which they stand on the page."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
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


def zone_name(at):
    """The issuer's zone at an instant, as a person reads it: `America/New_York (EST, UTC−5)`."""
    local = timezone.localtime(at)
    hours = f"{local.utcoffset().total_seconds() / 3600:+g}".replace("-", "−")
    return f"{timezone.get_current_timezone_name()} ({local:%Z}, UTC{hours})"


class MoveForm(forms.Form):
    """What a move asks for; the rules themselves are the model's."""

    def given(self):
        """The move's keywords."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


def _reason(label, help_text="", required=True):
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
        error_messages={"required": gettext_lazy("Give a reason.")},
    )


def _notice():
    return forms.CharField(
        label=gettext_lazy("Exchange notified"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("When and under which reference, for the record. May be empty."),
    )


class ApproveForm(MoveForm):
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class EmergencyForm(ApproveForm):
    emergency_reason = _reason(
        gettext_lazy("Why nobody else can approve it"),
        gettext_lazy("It stays flagged until another person confirms it."),
    )


class SendBackForm(MoveForm):
    reason = _reason(gettext_lazy("What is to be changed"))


class ScheduleForm(MoveForm):
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Give the day.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 1}),
        error_messages={"required": gettext_lazy("Give the time.")},
    )

    which = forms.ChoiceField(
        label=gettext_lazy("Which of the two"),
        required=False,
        choices=[
            ("0", gettext_lazy("The first, before clocks go back")),
            ("1", gettext_lazy("The second, after")),
        ],
        widget=forms.RadioSelect,
    )
    notice = _notice()

    def __init__(self, *args, zone="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].help_text = _("In %(zone)s.") % {"zone": zone}
        if not self._is_doubled():
            del self.fields["which"]

    def _is_doubled(self):
        try:
            naive = dt.datetime.fromisoformat(f"{self.data.get('day')}T{self.data.get('time')}")
        except ValueError:
            return False
        return is_doubled(naive, timezone.get_current_timezone())

    def clean(self):
        data = super().clean()
        if data.get("day") and data.get("time"):
            fold = int(data["which"]) if data.get("which") else None
            naive = dt.datetime.combine(data["day"], data["time"])
            try:
                data["at"] = instant(naive, timezone.get_current_timezone(), fold=fold)
            except ValidationError as error:
                self.add_error("time", error)
        return data

    def given(self):
        return {name: self.cleaned_data[name] for name in ("at", "notice")}


class PublishForm(MoveForm):
    notice = _notice()
    confirmed = forms.BooleanField(
        label=gettext_lazy("Readers see it the moment I press the button"),
        error_messages={"required": gettext_lazy("Tick this box to publish now.")},
    )


class HoldForm(MoveForm):
    reason = _reason(gettext_lazy("Reason (may be empty)"), required=False)


class ReviseForm(MoveForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it will be"),
        choices=[
            (
                Revision.Kind.CORRECTION,
                gettext_lazy("Correction: something was wrong; readers are told what"),
            ),
            (Revision.Kind.UPDATE, gettext_lazy("Update: there are new facts; readers are told")),
            (Revision.Kind.TYPO, gettext_lazy("Typo: nothing of substance; no public note")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether this is a correction, an update or a typo.")},
    )
    reason = _reason(gettext_lazy("Reason, for the record"))


class WithdrawForm(MoveForm):
    reason = _reason(
        gettext_lazy("Reason, which readers see"),
        gettext_lazy("The release's address answers with its date, its headline and this reason, at once."),
    )
    hide_headline = forms.BooleanField(
        label=gettext_lazy("Keep the headline off that notice"), required=False
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Take the release off the site now"),
        error_messages={"required": gettext_lazy("Tick this box to withdraw the release.")},
    )


MOVE_FORMS = {
    "submit": MoveForm,
    "approve": ApproveForm,
    "send_back": SendBackForm,
    "schedule": ScheduleForm,
    "publish": PublishForm,
    "hold": HoldForm,
    "revise": ReviseForm,
    "withdraw": WithdrawForm,
    "confirm": MoveForm,
}
