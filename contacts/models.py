from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from embargo.models import Embargoed, EmbargoedQuerySet


class ContactQuerySet(EmbargoedQuerySet):
    def active(self):
        return self.filter(active=True)

    def choosable(self):
        """Whom a new text may name: not the rows that only keep what another said before (`keep_past`).

        Those ended, and no release names them.
        """
        named = Q(pk__in=self.model.objects.filter(releases__isnull=False).values("pk"))
        named |= Q(pk__in=self.model.objects.filter(revisions__isnull=False).values("pk"))
        return self.filter(Q(public_until=None) | named)


class Contact(Embargoed):
    """Somebody who answers. Public on the contacts page once a release that names them is."""

    class Kind(models.TextChoices):
        INVESTOR = "investor", _("Investors")
        MEDIA = "media", _("Media")

    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind, help_text=_("Who should call this person.")
    )
    person = models.CharField(
        _("person"), max_length=120, blank=True, help_text=_("A named person is what journalists look for.")
    )
    role = models.CharField(_("role"), max_length=200, blank=True)
    organisation = models.CharField(
        _("organisation"),
        max_length=200,
        blank=True,
        help_text=_("The company, or the agency that speaks for it."),
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("A direct number, as it should be printed.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=10, help_text=_("Smaller numbers stand first on the contacts page.")
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick when the person has left: past releases keep the name."),
    )

    objects = ContactQuerySet.as_manager()

    class Meta(Embargoed.Meta):
        ordering = ["kind", "order", "person", "pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            *Embargoed.Meta.constraints,
            models.CheckConstraint(
                name="contacts_contact_named",
                condition=~Q(person="", organisation=""),
                violation_error_message=_("Name a person or an organisation."),
            ),
        ]

    def __str__(self):
        name = self.person or self.organisation
        return f"{name} ({self.get_kind_display().lower()})"

    def keep_past(self, now):
        """Before a public row is saved with other words: leave the old ones behind, public until `now`.

        So the contacts page as of an earlier day still shows the phone that was right then.
        """
        past = Contact.objects.public(now).filter(pk=self.pk).first()
        if past is not None:
            past.pk, past.public_until = None, now
            past.save(force_insert=True)
            self.public_from = now
