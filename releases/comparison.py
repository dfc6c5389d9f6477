"""Two texts of a release side by side in one: what was taken out, what was put in, readable without colour."""

from dataclasses import dataclass
from functools import partial

from django import forms
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from embargo.visibility import show_instant

from . import looks
from .compare import compare, fields_of, only_form_differs
from .models.moves import Status

WORKING = "working"
# An unchanged run longer than this many words is folded away, all but its two ends.
FOLD_FROM, ENDS = 60, 20


@dataclass(frozen=True)
class Run:
    """A run of words as the page shows it; `folded` stands between `text` and `tail`."""

    kind: str
    text: str
    folded: str = ""
    tail: str = ""

    @property
    def words(self):
        return len(self.folded.split())


@dataclass(frozen=True)
class Field:
    label: str
    runs: list
    note: str = ""

    @property
    def changed(self):
        return bool(self.note) or any(run.kind != "same" for run in self.runs)


class ChoiceForm(forms.Form):
    before = forms.ChoiceField(label=gettext_lazy("From"))
    after = forms.ChoiceField(label=gettext_lazy("To"))

    def __init__(self, *args, texts, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(key, name) for key, (name, _words) in texts.items()]


def compare_urls(model_admin):
    view = model_admin.admin_site.admin_view(partial(compare_texts, model_admin=model_admin))
    return [path("<int:object_id>/compare/", view, name="releases_release_compare")]


@require_safe
def compare_texts(request, object_id, *, model_admin):
    release = looks.release_or_404(request, object_id, model_admin)
    looks.record_view(request, release)
    texts = texts_of(release, request.now)
    form = ChoiceForm(request.GET or None, initial=usual_pair(release, texts, request.now), texts=texts)
    pair = form.initial
    if form.is_bound:
        pair = form.cleaned_data if form.is_valid() else {}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Compare texts"),
        "opts": model_admin.opts,
        "original": release,
        "form": form,
        "enough": len(texts) > 1,
        "fields": described(*(texts[pair[end]][1]() for end in ("before", "after"))) if pair else None,
    }
    return TemplateResponse(request, "admin/releases/release/compare.html", context)


def texts_of(release, now):
    """`{key: (name, function that gives its fields)}`, the oldest first; the working text last where it is open."""
    texts = {
        str(revision.pk): (_revision_name(revision, now), partial(_frozen_fields, revision))
        for revision in release.revisions.select_related("category").order_by("pk")
    }
    if release.status in (Status.DRAFT, Status.IN_REVIEW):
        texts[WORKING] = (_("Working text"), partial(_working_fields, release))
    return texts


def usual_pair(release, texts, now):
    """What has changed since the text that is public; or else between the last two."""
    keys = list(texts)
    if len(keys) < 2:
        return {}
    live = release.live_revision(now)
    before = str(live.pk) if live and str(live.pk) != keys[-1] else keys[-2]
    return {"before": before, "after": keys[-1]}


def described(before, after):
    """The `Field`s of two `fields_of`, each with its runs, long unchanged ones folded."""
    return [
        Field(label, [folded(run) for run in runs], _form_note(name, before, after))
        for name, label, runs in compare(before, after)
    ]


def folded(run):
    if run.kind != "same" or len(words := run.text.split(" ")) < FOLD_FROM:
        return Run(run.kind, run.text)
    head, middle, tail = words[:ENDS], words[ENDS:-ENDS], words[-ENDS:]
    return Run(run.kind, " ".join(head) + " ", " ".join(middle), " " + " ".join(tail))


def _form_note(name, before, after):
    return _("The words are the same; their form differs.") if only_form_differs(name, before, after) else ""


def _frozen_fields(revision):
    return fields_of(revision, revision.tags())


def _working_fields(release):
    composition = release.compose()
    return fields_of(composition.revision, composition.tags)


def _revision_name(revision, now):
    values = {"number": revision.number, "kind": revision.get_kind_display()}
    if revision.withdrawn_at:
        return _("Text %(number)d, %(kind)s, withdrawn") % values
    if revision.voided_at:
        at = show_instant(revision.voided_at)
        return _("Text %(number)d, %(kind)s, sent back %(at)s") % {**values, "at": at}
    if revision.is_public(now):
        return _("Text %(number)d, %(kind)s, public now") % values
    if revision.public_until and revision.public_until <= now:
        at = show_instant(revision.public_until)
        return _("Text %(number)d, %(kind)s, replaced %(at)s") % {**values, "at": at}
    return _("Text %(number)d, %(kind)s, not public yet") % values
