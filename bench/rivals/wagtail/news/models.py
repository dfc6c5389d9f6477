"""A newsroom on Wagtail: what our release page shows, each part made as Wagtail's documentation shows it.

Pages for what has an address, snippets for what pages share, orderables for what editors add to a page in order, and
site settings for the company, as in https://github.com/wagtail/bakerydemo.
"""

import json

from django.db import models
from django.utils.safestring import mark_safe
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page, Site
from wagtail.snippets.models import register_snippet


@register_setting
class IssuerSettings(BaseGenericSetting):
    select_related = ["logo"]

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    web_address = models.URLField()
    tickers = models.TextField(help_text="One to a line: exchange, colon, symbol.")
    logo = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, related_name="+")
    foot_note = models.CharField(max_length=300)


@register_snippet
class Category(models.Model):
    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)

    def __str__(self):
        return self.name


@register_snippet
class Contact(models.Model):
    person = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    phone = models.CharField(max_length=40)
    email = models.EmailField()

    def __str__(self):
        return self.person


@register_snippet
class Boilerplate(models.Model):
    kind = models.CharField(max_length=20, db_index=True)
    text = RichTextField()
    effective_from = models.DateField()

    def __str__(self):
        return f"{self.kind} from {self.effective_from}"


class HomePage(Page):
    pass


class SectionPage(Page):
    """The pipeline, the partners, the events, the contacts."""


class CompoundPage(Page):
    pass


class PartnerPage(Page):
    pass


class ArchivePage(Page):
    pass


class ReleasePage(Page):
    date = models.DateField(db_index=True)
    released_at = models.DateTimeField()
    dateline = models.CharField(max_length=200)
    summary = models.TextField()
    category = models.ForeignKey(Category, models.PROTECT, related_name="+")
    body = RichTextField()

    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("date", "released_at", "dateline", "summary", "category", "body")),
        *map(InlinePanel, ("release_compounds", "release_partners", "release_contacts", "attachments")),
    ]

    def get_context(self, request):
        texts = Boilerplate.objects.filter(effective_from__lte=self.date).order_by("effective_from")
        releases = ReleasePage.objects.live()
        return super().get_context(request) | {
            "texts": {text.kind: text for text in texts},
            "compounds": [each.compound for each in self.release_compounds.select_related("compound")],
            "partners": [each.partner for each in self.release_partners.select_related("partner")],
            "contacts": [each.contact for each in self.release_contacts.select_related("contact")],
            "documents": [each.document for each in self.attachments.select_related("document")],
            "earlier": releases.filter(date__lt=self.date).order_by("-date").first(),
            "later": releases.filter(date__gt=self.date).order_by("date").first(),
            "structured": self.structured(request),
        }

    def structured(self, request):
        """schema.org data of the release and of the way to it."""
        page, issuer = self.get_full_url(request), IssuerSettings.load(request)
        publisher = {"@type": "Corporation", "name": issuer.name, "url": issuer.web_address}
        article = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": page,
            "url": page,
            "mainEntityOfPage": page,
            "headline": self.title,
            "description": self.summary,
            "datePublished": self.released_at.isoformat(),
            "dateModified": self.last_published_at.isoformat(),
            "articleSection": self.category.name,
            "inLanguage": "en-us",
            "isAccessibleForFree": True,
            "author": publisher,
            "publisher": publisher,
        }
        steps = Page.objects.ancestor_of(self, inclusive=True).filter(depth__gt=1)
        items = [
            {"@type": "ListItem", "position": place, "name": step.title, "item": step.get_full_url(request)}
            for place, step in enumerate(steps, start=1)
        ]
        trail = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}
        return [mark_safe(json.dumps(each).replace("<", "\\u003C")) for each in (article, trail)]


class ReleaseCompound(Orderable):
    page = ParentalKey(ReleasePage, on_delete=models.CASCADE, related_name="release_compounds")
    compound = models.ForeignKey(CompoundPage, models.CASCADE, related_name="+")


class ReleasePartner(Orderable):
    page = ParentalKey(ReleasePage, on_delete=models.CASCADE, related_name="release_partners")
    partner = models.ForeignKey(PartnerPage, models.CASCADE, related_name="+")


class ReleaseContact(Orderable):
    page = ParentalKey(ReleasePage, on_delete=models.CASCADE, related_name="release_contacts")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")


class ReleaseAttachment(Orderable):
    page = ParentalKey(ReleasePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey("wagtaildocs.Document", models.CASCADE, related_name="+")


def menu(request):
    """The sections at the head of every page."""
    return Site.find_for_request(request).root_page.get_children().live().in_menu()
