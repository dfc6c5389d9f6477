"""Makes the rival's database and fills it: `rival_fill.py NUMBER` releases."""

import datetime as dt
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rival_settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from news import models  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

BODY = "<p>" + "The company reported results of the study in patients with relapsed disease. " * 20 + "</p>"


def main(number):
    call_command("makemigrations", "news", verbosity=0)
    call_command("migrate", verbosity=0)
    if models.ReleasePage.objects.exists():
        return
    category = models.Category.objects.create(name="Clinical data")
    compound = models.Compound.objects.create(name="Compound")
    contact = models.Contact.objects.create(person="A person", phone="555-0100")
    for kind in ("about", "safe harbor"):
        models.Boilerplate.objects.create(kind=kind, text=BODY, effective_from=dt.date(1999, 1, 1))
    archive = models.ArchivePage(title="Releases", slug="releases", show_in_menus=True)
    Page.objects.get(depth=1).add_child(instance=archive)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": archive}
    )
    for each in range(number):
        page = models.ReleasePage(
            title=f"Release {each}", slug=f"release-{each}", category=category, dateline="WEXCOMBE, Mass.",
            date=dt.date(2000, 1, 3) + dt.timedelta(days=each % 9_000), body=BODY,
        )  # fmt: skip
        page.compounds, page.contacts = [compound], [contact]
        archive.add_child(instance=page)


main(int(sys.argv[1]))
