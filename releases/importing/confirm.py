"""The form on which a person confirms what an import offers; nothing is created without it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Contact
from events.models import Event, validate_time_zone

from .. import boilerplate as language
from ..models import Boilerplate, Category
from .doubts import without_year
from .parsed import UnreadableText
from .store import Confirmed
from .wire import decode, parse

OWN, VERSION = "own", "version"


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class ImportForm(forms.Form):
    """The text to import, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=gettext_lazy(
            "Paste the release as plain text, from its date or headline to its last line."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"), required=False, help_text=gettext_lazy("A plain-text file (.txt).")
    )
    publish_date = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=DateInput(),
        help_text=gettext_lazy("Only if the text states none, or another one is right."),
    )

    def clean(self):
        data = super().clean()
        pasted, file = data.get("text", "").strip(), data.get("file")
        if bool(pasted) == bool(file):
            raise ValidationError(_("Paste a text or choose a file, one of the two."))
        field = "file" if file else "text"
        try:
            data["wire_text"] = decode(file.read()) if file else data["text"]
            data["parsed"] = parse(data["wire_text"])
        except UnreadableText as error:
            self.add_error(field, str(error))
            return data
        if not data.get("publish_date") and data["parsed"].date is None and "publish_date" not in self.errors:
            why = without_year(data["parsed"].doubts) or _("The text states no date that exists.")
            self.add_error("publish_date", _("%s Give the release's date here.") % why)
        return data


class ConfirmForm(forms.Form):
    """One question for each thing that the text names; ticked where the text leaves little doubt."""

    wire_text = forms.CharField(widget=forms.HiddenInput, strip=False)
    publish_date = forms.DateField(widget=forms.HiddenInput)
    category = forms.ModelChoiceField(
        Category.objects,
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("choose later"),
    )
    from_archive = forms.BooleanField(
        label=gettext_lazy("From the archive"),
        required=False,
        help_text=gettext_lazy(
            "It was published on its date; it is shown with that date and no time of day."
        ),
    )

    def __init__(self, proposal, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        self.fields["from_archive"].initial = proposal.on < today
        self._ask_names("compound", proposal.compounds)
        self._ask_names("partner", proposal.partners)
        self._ask_contacts()
        self._ask_event()
        self._ask_filing()
        for text in proposal.texts:
            if not text.same:
                self._ask_text(text)

    def _ask_names(self, kind, found):
        for index, named in enumerate(found):
            label = _("%s (known)") % named.record if named.record else _("Create “%s”") % named.name
            if named.aliases and not named.record:
                label += " " + _("also called %s") % ", ".join(named.aliases)
            self.fields[f"{kind}_{index}"] = forms.BooleanField(
                label=label, required=False, initial=named.suggested, help_text=named.evidence
            )

    def _ask_contacts(self):
        create = [(kind.value, _("Create for: %s") % kind.label) for kind in Contact.Kind]
        for index, contact in enumerate(self.proposal.contacts):
            parsed, known = contact.parsed, contact.record
            choices = [(known.kind, _("Known: %s") % known)] if known else create
            self.fields[f"contact_{index}"] = forms.ChoiceField(
                label=parsed.person or parsed.organisation or parsed.email or parsed.phone or _("Contact"),
                choices=[*choices, ("", _("Leave out (the printed words stay)"))],
                required=False,
                initial=known.kind if known else parsed.kind,
                help_text=parsed.text,
            )

    def _ask_event(self):
        parsed, event = self.proposal.parsed, self.proposal.event
        if event is None and not parsed.meeting:
            return
        self.fields["event"] = forms.BooleanField(
            label=_("%s (known)") % event if event else _("Create this meeting"), required=False, initial=True
        )
        if event is None:
            self._ask_new_event(parsed)
        if parsed.presentations or parsed.slots:
            self.fields["presentations"] = forms.BooleanField(
                label=_("Add its presentations and their times: %d and %d")
                % (len(parsed.presentations), len([slot for slot in parsed.slots if slot.date])),
                required=False,
                initial=True,
            )

    def _ask_new_event(self, parsed):
        days = sorted(slot.date for slot in parsed.slots if slot.date)
        self.fields["event_name"] = forms.CharField(
            label=_("Name"), max_length=200, initial=parsed.meeting, required=False
        )
        self.fields["event_place"] = forms.CharField(
            label=_("Place"), max_length=200, required=False, help_text=_("City and country, if you know it.")
        )
        self.fields["event_time_zone"] = forms.CharField(
            label=_("Time zone"),
            max_length=40,
            required=False,
            validators=[validate_time_zone],
            help_text=_("Such as America/Chicago. Leave it empty if you do not know it."),
        )
        for name, label, initial in (("start", _("First day"), days[:1]), ("end", _("Last day"), days[-1:])):
            self.fields[f"event_{name}_on"] = forms.DateField(
                label=label, required=False, widget=DateInput(), initial=next(iter(initial), None)
            )

    def _ask_filing(self):
        report = self.proposal.parsed.annual_report
        if report is None or self.proposal.filing:
            return
        self.fields["filing"] = forms.BooleanField(
            label=_("Create the record “%s”") % report.text, required=False, initial=True
        )
        self.fields["filed_on"] = forms.DateField(
            label=_("Filed on"),
            required=False,
            widget=DateInput(),
            initial=self.proposal.on,
            help_text=_(
                "The text does not say. It was filed by the release's date; correct the day if you know it."
            ),
        )

    def _ask_text(self, text):
        version = (VERSION, _("A new version in force from %s") % date_format(self.proposal.on))
        own = (OWN, _("Keep it as this release's own text"))
        keep = text.taken or text.kind == Boilerplate.Kind.SOURCE
        self.fields[f"{text.kind}_choice"] = forms.ChoiceField(
            label=_("What to do with it"),
            choices=[own] if text.taken else [version, own],
            widget=forms.RadioSelect,
            initial=OWN if keep else VERSION,
        )
        if not text.taken:
            self.fields[f"{text.kind}_heading"] = forms.CharField(
                label=_("Heading"),
                required=False,
                max_length=200,
                initial=text.heading,
                validators=[language.validate],
            )
            self.fields[f"{text.kind}_text"] = forms.CharField(
                label=_("Text with slots"),
                required=False,
                initial=text.text,
                validators=[language.validate],
                widget=forms.Textarea(attrs={"rows": _rows(text.text)}),
                help_text=_("Only for a new version. The own text keeps the words of the import."),
            )

    def groups(self):
        """The visible fields under their headings, as the page shows them."""
        new = _("Nothing is created unless it is ticked.")
        headings = (
            (_("Release"), "", ("category", "from_archive")),
            (_("Compounds"), new + " " + _("The safe harbor names them in this order."), ("compound_",)),
            (_("Partners"), new, ("partner_",)),
            (_("Contacts"), new, ("contact_",)),
            (_("Meeting"), new, ("event", "presentations")),
            (_("Annual report"), "", ("filing", "filed_on")),
        )
        for title, help_text, prefixes in headings:
            fields = [field for field in self.visible_fields() if field.name.startswith(prefixes)]
            if fields:
                yield {"title": title, "help": help_text, "fields": fields}
        yield from self._text_groups()

    def _text_groups(self):
        """Each standing text that differs from the one in force, beside which it is shown."""
        for text in self.proposal.texts:
            fields = [field for field in self.visible_fields() if field.name.startswith(f"{text.kind}_")]
            if fields:
                title = _("Standing text: %s") % Boilerplate.Kind(text.kind).label
                yield {"title": title, "help": _differs(text), "fields": fields, "in_force": text.in_force}

    def clean(self):
        data = super().clean()
        if data.get("event") and self.proposal.event is None:
            for name in ("event_name", "event_start_on"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A new meeting needs this."))
            start, end = data.get("event_start_on"), data.get("event_end_on")
            if start and end and end < start:
                self.add_error("event_end_on", _("The last day cannot be before the first."))
        if data.get("filing"):
            self._check_filed_on(data.get("filed_on"))
        for kind in Boilerplate.Kind.values:
            if (
                data.get(f"{kind}_choice") == VERSION
                and not data.get(f"{kind}_text")
                and f"{kind}_text" not in self.errors
            ):
                self.add_error(f"{kind}_text", _("A new version needs a text."))
        return data

    def _check_filed_on(self, filed_on):
        if "filed_on" in self.errors:
            return
        period_end = self.proposal.parsed.annual_report.fiscal_year_end
        if not filed_on:
            self.add_error("filed_on", _("Say when it was filed, at least to your best knowledge."))
        elif not period_end <= filed_on <= self.proposal.on:
            self.add_error(
                "filed_on",
                _("It was filed between %(end)s, the end of its year, and %(on)s, the date of the release.")
                % {"end": period_end, "on": self.proposal.on},
            )

    def confirmed(self):
        """What the person decided, as `Confirmed`."""
        data, proposal = self.cleaned_data, self.proposal
        chosen = {kind for kind in Boilerplate.Kind.values if data.get(f"{kind}_choice") == VERSION}
        return Confirmed(
            category=data["category"],
            from_archive=data["from_archive"],
            compounds=[i for i in range(len(proposal.compounds)) if data[f"compound_{i}"]],
            partners=[i for i in range(len(proposal.partners)) if data[f"partner_{i}"]],
            contacts={i: data[f"contact_{i}"] for i in range(len(proposal.contacts)) if data[f"contact_{i}"]},
            event=self._event(data),
            presentations=data.get("presentations", False),
            filed_on=data["filed_on"] if data.get("filing") else None,
            boilerplate={kind: (data[f"{kind}_heading"], data[f"{kind}_text"]) for kind in chosen},
        )

    def _event(self, data):
        if not data.get("event"):
            return None
        if self.proposal.event:
            return self.proposal.event
        names = ("name", "place", "time_zone", "start_on", "end_on")
        return Event(kind=Event.Kind.CONFERENCE, **{name: data[f"event_{name}"] for name in names})


def _rows(text):
    """As many rows as the text needs at some ninety characters to a line, within reason."""
    return min(24, max(5, 2 + sum(1 + len(line) // 90 for line in text.splitlines())))


def _differs(text):
    if text.in_force is None:
        return _("No text of this kind is in force on that date.")
    if text.taken:
        return _("It differs from “%s”, which starts on that very date.") % text.in_force.name
    return _("It differs from “%s”, which is in force on that date.") % text.in_force.name
