"""The newsroom for granian: `granian --interface rsgi --loop uvloop irsite.rsgi:application`."""

# It makes the apps ready, which the next one needs.
from irsite.wsgi import application as front

# isort: split
from irsite.serving import Serving

application = Serving(front)
