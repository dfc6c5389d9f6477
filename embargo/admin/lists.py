"""Lists of the desk, for an address that was changed by hand."""

from contextlib import contextmanager

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db import DataError


class CarefulList(ChangeList):
    """Leads to the whole list where stock fails: for the year 9999, or a number that no column can hold."""

    def get_filters(self, request):
        with _readable():
            return super().get_filters(request)

    def get_results(self, request):
        with _readable():
            super().get_results(request)


@contextmanager
def _readable():
    try:
        yield
    except (ValueError, OverflowError, DataError) as error:
        raise IncorrectLookupParameters(error) from error
