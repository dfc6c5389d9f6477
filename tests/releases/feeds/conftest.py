import pytest

from .reading import FORMS


@pytest.fixture(params=FORMS)
def address(request):
    return f"/feeds/releases.{request.param}"
