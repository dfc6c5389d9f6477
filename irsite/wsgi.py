import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "irsite.settings")
django_application = get_wsgi_application()

from embargo import misses  # noqa: E402
from irsite.front import with_front  # noqa: E402  (it needs the apps, which Django has made ready just now)

application = with_front(django_application)
misses.start()
