"""Absolute addresses: those of `SITE_URL` where it is set, otherwise those of the host that was asked."""

from django.conf import settings


def absolute(request, path):
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
