"""The form of a release: its fields, and the rows beneath them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from contacts.models import Contact
from embargo.admin import GuardedInline

from ..choosing import ChosenRow
from ..forms import AttachmentForm, AttachmentFormSet, OrderedFormSet
from ..models import Attachment, ReleaseCompound, ReleaseContact, Revision

KINDS_WITH_NOTE = (Revision.Kind.CORRECTION, Revision.Kind.UPDATE)


class OrderedInline(admin.TabularInline):
    formset = OrderedFormSet
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = ChosenRow(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CompoundInline(OrderedInline):
    model = ReleaseCompound
    autocomplete_fields = ["compound"]
    verbose_name_plural = gettext_lazy("compounds, in the order in which the safe harbor names them")


class ContactInline(OrderedInline):
    model = ReleaseContact
    autocomplete_fields = ["contact"]
    verbose_name_plural = gettext_lazy("contacts, in the order in which they are printed")

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else len(active_contacts())


class AttachmentInline(GuardedInline):
    model = Attachment
    form = AttachmentForm
    formset = AttachmentFormSet
    show_change_link = False
    view_on_site = False  # readers cannot open a draft's file
    verbose_name_plural = gettext_lazy("files that go out with it")


INLINES = [CompoundInline, ContactInline, AttachmentInline]


def active_contacts():
    return Contact.objects.active().choosable()


TEXT = (
    None,
    {"fields": ["opened", "headline", "subheads", "category", ("date", "dateline_place", "wire"), "body"]},
)
NOTE = (
    gettext_lazy("What readers are told about this text"),
    {"fields": ["note"], "description": gettext_lazy("It stands above the text and in the feed.")},
)
ANNOUNCED = (
    gettext_lazy("What it speaks of and announces"),
    {
        "fields": ["partners", "partnerships", "milestones", "events", "presentations", "slots"],
        "description": gettext_lazy(
            "All of these, and the compounds and contacts below, become public in the same instant as the release, "
            "unless they are public already."
        ),
    },
)
HARBOR = (
    gettext_lazy("Safe harbor and About"),
    {"fields": ["safe_harbor", "safe_harbor_reason", "attach_about", "joint_partners"]},
)
OWN = (
    gettext_lazy("Own texts instead of the system’s"),
    {
        "classes": ["collapse"],
        "fields": [
            "own_dateline", "own_date_line", "own_about", "own_safe_harbor", "own_contact_block", "own_source_line",
            "end_mark", "from_archive",
        ],
        "description": gettext_lazy("Leave these empty: then dateline, About, safe harbor, contacts and source line "
                                    "come from the records in force on the release’s date."),
    },
)  # fmt: skip
NOT_PLACED = (gettext_lazy("Words of the import that found no place"), {"fields": ["not_placed"]})


def fieldsets_of(release):
    """Those of a release; None is a new one."""
    noted = [NOTE] if release and release.kind in KINDS_WITH_NOTE else []
    left = [NOT_PLACED] if release and release.not_placed else []
    return [*noted, TEXT, *left, ANNOUNCED, HARBOR, OWN]
