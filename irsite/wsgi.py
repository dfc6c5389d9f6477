import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
try:
    django_application = get_wsgi_application()
except ImproperlyConfigured as error:
    # What is wrong stands in the environment, so no traceback through our code.
    sys.exit(f"Settings: {error}")

# These need the apps, which Django has made ready just now.
from embargo import misses
from irsite.front import with_front

application = with_front(django_application)
misses.start()
