import datetime as dt

import pytest

from partners.models import FormerName, Partner, Partnership
from pipeline.models import Compound
from tests import builders

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


def partner(now, name="Orvanta", **term):
    partner = Partner.objects.create(name=name, slug=name.lower())
    Partnership.objects.create(partner=partner, kind="research", public_from=now, **term)
    return partner


def test_partnership_ends_by_date(records, now, visit):
    only = partner(now, end_on=dt.date(2025, 3, 5))
    assert visit("/partners/", now).context["current"] == [only]
    assert visit("/partners/", now + DAY).context["past"] == [only]


def test_partner_appears_with_the_partnership(records, now, visit):
    partner(now + MINUTE)
    assert b"Orvanta" not in visit("/partners/", now).content
    assert visit("/partners/orvanta/", now).content == visit("/partners/none/", now).content
    assert visit("/partners/orvanta/", now + MINUTE).status_code == 200


def test_partners_page_tells_history(people, records, now, visit):
    orvanta = partner(now, start_on=dt.date(2020, 1, 1))
    partner(now, "Kestrel")
    orvanta.parent = Partner.objects.get(name="Kestrel")
    orvanta.save()
    FormerName.objects.create(partner=orvanta, name="Orvanta-Lind", until=dt.date(2019, 5, 6))
    page = visit("/partners/orvanta/", now).content.decode()
    for text in ("Orvanta-Lind", "until 2019", 'href="/partners/kestrel/"', "Jan. 1, 2020", "today"):
        assert text in page


def test_partnership_links_to_the_release_that_announced_it(people, records, now, visit):
    orvanta = Partner.objects.create(name="Orvanta", slug="orvanta")
    release = builders.draft(people, now, headline="We sign with Orvanta")
    release.partnerships.add(Partnership.objects.create(partner=orvanta, kind="supply"))
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    page = visit("/partners/orvanta/", now).content.decode()
    assert f'<a href="/releases/{release.ref}/we-sign-with-orvanta/">We sign with Orvanta</a>' in page


def test_hidden_compound_of_a_partnership_is_not_named(records, now, visit):
    only = partner(now)
    compound = Compound.objects.create(name="VLM-9", slug="vlm-9", public_from=now + MINUTE)
    only.partnerships.get().compounds.add(compound)
    for path in ("/partners/", "/partners/orvanta/"):
        assert b"VLM-9" not in visit(path, now).content
        assert b"VLM-9" in visit(path, now + MINUTE).content
