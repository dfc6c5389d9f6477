"""A release as a newsroom built on Wagtail has it: what our release page shows, in Wagtail's own ways."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.snippets.models import register_snippet


@register_snippet
class Category(models.Model):
    name = models.CharField(max_length=100)


@register_snippet
class Compound(models.Model):
    name = models.CharField(max_length=100)


@register_snippet
class Contact(models.Model):
    person = models.CharField(max_length=100)
    phone = models.CharField(max_length=50)


@register_snippet
class Boilerplate(models.Model):
    kind = models.CharField(max_length=20)
    text = RichTextField()
    effective_from = models.DateField()


class ArchivePage(Page):
    pass


class ReleasePage(Page):
    date = models.DateField(db_index=True)
    dateline = models.CharField(max_length=200)
    category = models.ForeignKey(Category, models.PROTECT)
    body = RichTextField()
    compounds = ParentalManyToManyField(Compound)
    contacts = ParentalManyToManyField(Contact)

    def get_context(self, request):
        texts = Boilerplate.objects.filter(effective_from__lte=self.date).order_by("-effective_from")
        releases = ReleasePage.objects.live()
        return super().get_context(request) | {
            "about": texts.filter(kind="about").first(),
            "safe_harbor": texts.filter(kind="safe harbor").first(),
            "menu": self.get_site().root_page.get_children().live().in_menu(),
            "earlier": releases.filter(date__lt=self.date).order_by("-date").first(),
            "later": releases.filter(date__gt=self.date).order_by("date").first(),
        }
