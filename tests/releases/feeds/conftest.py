import pytest

from partners.models import Partner, Partnership
from pipeline.models import Compound
from releases.models import Category
from tests import builders

from .reading import FORMS


@pytest.fixture(params=FORMS)
def address(request):
    return f"/feeds/releases.{request.param}"


@pytest.fixture
def filings(people, records, now):
    """A release that is filed under a compound and a partner, beside one that is not."""
    compound = Compound.objects.create(name="VLM-1", slug="vlm-1")
    partner = Partner.objects.create(name="Lindquarry", slug="lindquarry")
    partnership = Partnership.objects.create(partner=partner, kind="research")
    release = builders.draft(people, now, headline="On VLM-1")
    release.compounds.add(compound)
    release.partners.add(partner)
    release.partnerships.add(partnership)
    release.submit(by=people.writer, now=now)
    builders.approve(release, people, now).publish(by=people.approver, now=now)
    other = Category.objects.create(name="Other", slug="other")
    builders.live(people, now, headline="On nothing", category=other)
    return release
