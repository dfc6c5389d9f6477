"""Makes the rival's database and fills it: `rival_fill.py NUMBER` releases."""

import datetime as dt
import io
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rival_settings")
import django

django.setup()

import texts  # noqa: E402  the same words as in our newsroom
from django.core.files.images import ImageFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from news import models  # noqa: E402
from PIL import Image as Drawing  # noqa: E402
from wagtail.images.models import Image  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402


def main(number):
    call_command("makemigrations", "news", verbosity=0)
    call_command("migrate", verbosity=0)
    if models.ReleasePage.objects.exists():
        return
    models.IssuerSettings.objects.create(
        name="Tarnholt Oncology, Inc.", short_name="Tarnholt", web_address="https://www.tarnholt.example",
        tickers="Nasdaq: TNHZ\nEuronext Amsterdam: TNHZ", logo=logo(), foot_note=texts.FOOT_NOTE,
    )  # fmt: skip
    for kind, text in (("about", texts.ABOUT), ("safe_harbor", texts.SAFE_HARBOR)):
        models.Boilerplate.objects.create(kind=kind, text=text, effective_from=dt.date(1999, 1, 1))
    home, archive, compound, partner = tree()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    categories = [
        models.Category.objects.create(name=f"Category {n}", slug=f"category-{n}") for n in range(8)
    ]
    contacts = [
        models.Contact.objects.create(role=role, person=person, phone=phone, email=email)
        for role, person, phone, email in texts.CONTACTS
    ]
    for each in range(number):
        write(archive, each, categories[each % 8], compound, partner, contacts)


def tree():
    home = Page.objects.get(depth=1).add_child(instance=models.HomePage(title="Home", slug="newsroom"))
    archive = home.add_child(
        instance=models.ArchivePage(title="Releases", slug="releases", show_in_menus=True)
    )
    sections = {
        name: home.add_child(instance=models.SectionPage(title=name.title(), slug=name, show_in_menus=True))
        for name in ("pipeline", "partners", "events", "contacts")
    }
    compound = models.CompoundPage(title="orvimatug veltecan", slug="orvimatug-veltecan")
    partner = models.PartnerPage(title="Falkensund Diagnostics", slug="falkensund-diagnostics")
    sections["pipeline"].add_child(instance=compound)
    sections["partners"].add_child(instance=partner)
    return home, archive, compound, partner


def write(archive, number, category, compound, partner, contacts):
    day = dt.date(2000, 1, 3) + dt.timedelta(days=number * 2_357 % 9_000)
    at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    page = models.ReleasePage(
        title=f"Tarnholt Filing Results Trial Quarter {number}", slug=f"release-{number}", category=category,
        dateline="WEXCOMBE, Mass.", date=day, released_at=at, summary=texts.SUMMARY, body=texts.BODY,
        first_published_at=at, last_published_at=at,
    )  # fmt: skip
    page.release_compounds = [models.ReleaseCompound(compound=compound)]
    page.release_partners = [models.ReleasePartner(partner=partner)]
    page.release_contacts = [models.ReleaseContact(contact=contact) for contact in contacts]
    archive.add_child(instance=page)


def logo():
    drawn = io.BytesIO()
    Drawing.new("RGB", (640, 216), "#0b5a6f").save(drawn, "PNG")
    drawn.seek(0)
    image = Image.objects.create(title="Tarnholt", file=ImageFile(drawn, name="tarnholt.png"))
    image.get_rendition("max-320x108")  # as the first reader would have it made
    return image


main(int(sys.argv[1]))
