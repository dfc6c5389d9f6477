#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        _ = settings.DEBUG  # reads them all
    except ImproperlyConfigured as error:
        # What is wrong stands in the environment, so no traceback through our code.
        sys.exit(f"Settings: {error}")
    execute_from_command_line(sys.argv)
