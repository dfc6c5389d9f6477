"""Rows that all tests of a module share, for those that are costly to make."""

import pytest


def shared(make):
    """A fixture with what `make` makes, once for the module; see `shared_rows` in conftest.py."""

    @pytest.fixture(scope="module")
    def rows(shared_rows):
        return make()

    return rows
