import pytest

from tests import fronts


@pytest.fixture(autouse=True)
def one_connection():
    with fronts.one_connection():
        yield
