"""One form for each move: what it asks for. The rules themselves are the model's, but for the notice to the exchange.

That an exchange be notified is asked for here, where a person can answer it: the model records the answer. It is
no condition of what the public may see, and a release may go out without it where the law wants it out at once.
"""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from embargo.days import IN_REACH, OUTSIDE
from embargo.visibility import show_instant

from .exchanges import NOTICE
from .instants import instant, is_doubled
from .models import Revision
from .pointing import pointed
from .time_travel import EARLIEST
from .timing import must_notify, timing_of


def zone_name(at):
    """The issuer's zone at an instant, as a person reads it: `America/New_York (EST, UTC−5)`."""
    local = timezone.localtime(at)
    hours = f"{local.utcoffset().total_seconds() / 3600:+g}".replace("-", "−")
    return f"{timezone.get_current_timezone_name()} ({local:%Z}, UTC{hours})"


class MoveForm(forms.Form):
    """`occasion` is a `timing.Occasion`."""

    def __init__(self, *args, occasion, **kwargs):
        super().__init__(*args, **kwargs)
        self.occasion = occasion

    def given(self):
        """The move's keywords."""
        return {name: value for name, value in self.cleaned_data.items() if name != "confirmed"}


def _words(label, *, required=True, help_text=""):
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
        error_messages={"required": gettext_lazy("Give a reason.")},
    )


# Approval


class TicksWidget(forms.CheckboxSelectMultiple):
    """A box for each warning, with its place in the text."""

    def render(self, name, value, attrs=None, renderer=None):
        widget = {"name": name, "value": value or [], "findings": self.findings}
        return render_to_string("admin/releases/release/ticks.html", {"widget": widget})


class TicksField(forms.MultipleChoiceField):
    """Keys of ticked warnings. One that is no longer found does no harm; one that is new, the model misses."""

    def valid_value(self, value):
        return True


class ApproveForm(MoveForm):
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    ticked = TicksField(
        label=gettext_lazy("I have looked at each warning and accept it"), required=False, widget=TicksWidget
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.occasion.warnings:
            self.fields["ticked"].widget.findings = pointed(self.occasion.warnings)
        else:
            del self.fields["ticked"]


class EmergencyForm(ApproveForm):
    emergency_reason = _words(
        gettext_lazy("Why nobody else can approve it"),
        help_text=gettext_lazy("It stays flagged until another person confirms it."),
    )


class SendBackForm(MoveForm):
    reason = _words(gettext_lazy("What is to be changed"))


# Going out


class NoticeForm(MoveForm):
    """A move that brings news to the market: where an exchange asks for notice, it is answered."""

    notified_at = forms.DateTimeField(
        label=gettext_lazy("Exchange notified at"),
        required=False,
        help_text=gettext_lazy("Answered here or in one of the next fields where the exchange wants notice."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": gettext_lazy("Give a day and a time.")},
        validators=[MinValueValidator(EARLIEST, OUTSIDE)],
    )
    reference = forms.CharField(label=gettext_lazy("Its reference"), required=False, max_length=80)
    no_notice = forms.CharField(
        label=gettext_lazy("Or: no notice is needed, because"), required=False, max_length=200
    )

    def clean(self):
        data = super().clean()
        at, notified_at = self.instant(), data.get("notified_at")
        if notified_at and at and at - notified_at < NOTICE:
            self.add_error("notified_at", _("That is less than 10 minutes before the release goes out."))
        if notified_at and notified_at > self.occasion.now:
            self.add_error("notified_at", _("That is still to come; here stands what was done."))
        if notified_at and not data.get("reference"):
            self.add_error("reference", _("Give the reference under which the exchange took the notice."))
        if at and must_notify(at, self.occasion) and not self.has_answer():
            self.add_error(None, self.unanswered())
        return data

    def instant(self):
        """The instant at which the release would go out; None if the form names none."""
        return self.occasion.now

    @property
    def timing(self):
        at = self.instant()
        return timing_of(at, self.occasion) if at else None

    def has_answer(self):
        return bool(self.data.get("notified_at") or self.cleaned_data.get("no_notice"))

    def unanswered(self):
        return _(
            "The exchange wants notice of material news at that time. Say when it was notified and under which "
            "reference, or why no notice is needed."
        )

    def notice(self):
        """The answer in words, for the record."""
        data, words = self.cleaned_data, []
        if data.get("notified_at"):
            told = _("Exchange notified %(at)s, reference %(reference)s.")
            words.append(
                told % {"at": show_instant(data["notified_at"]), "reference": data.get("reference", "")}
            )
        if data.get("no_notice"):
            words.append(
                _("No notice to the exchange is needed, because: %(reason)s") % {"reason": data["no_notice"]}
            )
        return "\n".join(words)

    def given(self):
        return {"notice": self.notice()}


NOTHING_GOES_OUT = gettext_lazy(
    "Without a day and a time nothing goes out and nothing changes; “Hold” takes a set time away."
)


class ScheduleForm(NoticeForm):
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NOTHING_GOES_OUT},
        validators=IN_REACH,
    )
    time = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time", "step": 1}, format="%H:%M:%S"),
        error_messages={"required": NOTHING_GOES_OUT},
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
    notifier = forms.CharField(
        label=gettext_lazy("Or: who will notify it, and when"), required=False, max_length=120
    )
    field_order = ["day", "time", "which", "notified_at", "reference", "notifier", "no_notice"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time"].help_text = _("In %(zone)s.") % {"zone": zone_name(self.occasion.now)}
        if not self._is_doubled():
            del self.fields["which"]

    def _is_doubled(self):
        try:
            naive = dt.datetime.fromisoformat(f"{self.data.get('day')}T{self.data.get('time')}")
            return is_doubled(naive, timezone.get_current_timezone())
        except (ValueError, OverflowError):
            return False

    def instant(self):
        """What day and time name; before the form is sent, the instant that is set already."""
        if not self.is_bound:
            return self.initial.get("at")
        data = self.cleaned_data
        if "at" not in data and data.get("day") and data.get("time"):
            fold = int(data["which"]) if data.get("which") else None
            naive = dt.datetime.combine(data["day"], data["time"])
            try:
                data["at"] = instant(naive, timezone.get_current_timezone(), fold=fold)
            except ValidationError as error:
                self.add_error("time", error)
        return data.get("at")

    def has_answer(self):
        return super().has_answer() or bool(self.cleaned_data.get("notifier"))

    def unanswered(self):
        return _(
            "The exchange wants notice of material news at that time. Say when it was notified and under which "
            "reference, who will notify it, or why no notice is needed."
        )

    def notice(self):
        planned = self.cleaned_data.get("notifier")
        told = _("Exchange to be notified: %(plan)s") % {"plan": planned} if planned else ""
        return "\n".join(filter(None, [super().notice(), told]))

    def given(self):
        return {"at": self.cleaned_data["at"], "notice": self.notice()}


class PublishForm(NoticeForm):
    confirmed = forms.BooleanField(
        label=gettext_lazy("Readers see it the moment I press the button"),
        error_messages={"required": gettext_lazy("Tick this box to publish now.")},
    )


class HoldForm(MoveForm):
    reason = _words(gettext_lazy("Reason (may be empty)"), required=False)


# After it went out


class ReviseForm(MoveForm):
    """The three answers to a correction make its public note, which can still be edited with the text."""

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
    wrong = _words(
        gettext_lazy("What was wrong"),
        required=False,
        help_text=gettext_lazy(
            "For a correction. Readers see it, and the headline then begins “CORRECTING and REPLACING”."
        ),
    )
    right = _words(gettext_lazy("What is right"), required=False)
    whose = forms.CharField(
        label=gettext_lazy("Whose error it was"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as “the company’s” or “the wire service’s”."),
    )
    new = _words(
        gettext_lazy("What is new"), required=False, help_text=gettext_lazy("For an update. Readers see it.")
    )
    reason = _words(gettext_lazy("Reason, for the record"), help_text=gettext_lazy("Readers do not see it."))

    MISSING = {
        "correction": {
            "wrong": gettext_lazy("Say what was wrong; readers of the first text must recognize it."),
            "right": gettext_lazy("Say what is right."),
            "whose": gettext_lazy("Say whose error it was."),
        },
        "update": {"new": gettext_lazy("Say what is new.")},
    }

    def clean(self):
        data = super().clean()
        for name, sentence in self.MISSING.get(data.get("kind"), {}).items():
            if not data.get(name):
                self.add_error(name, sentence)
        return data

    def given(self):
        data = self.cleaned_data
        asked = self.MISSING.get(data["kind"], {})
        note = "\n".join(f"{self.fields[name].label}: {data[name]}" for name in asked)
        return {"kind": data["kind"], "reason": data["reason"], "note": note}


class WithdrawForm(MoveForm):
    reason = _words(
        gettext_lazy("Reason, which readers see"),
        help_text=gettext_lazy(
            "The release's address answers with its date, its headline and this reason, at once."
        ),
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
