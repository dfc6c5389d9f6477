"""The newsroom for a server of ASGI. `python -m irsite.serving` starts the one that it is made for."""

# It makes the apps ready, which the next one needs.
from irsite.wsgi import application as front

# isort: split
from irsite.serving.application import Serving

application = Serving(front)
