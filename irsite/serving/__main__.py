"""Start the web server: python -m irsite.serving --help."""

import argparse
import resource
import sys
from importlib import import_module

import uvicorn
from django.core.exceptions import ImproperlyConfigured

from .connection import PATIENCE

OPTIONS = {
    "interface": "asgi3",
    "http": "irsite.serving.connection:Connection",
    "loop": "uvloop",
    "ws": "none",
    "lifespan": "off",
    "timeout_keep_alive": PATIENCE,
    # So long a worker may take to say that it lives; one that dies just then is missed for as long. In seconds.
    "timeout_worker_healthcheck": 8,
    # What is logged is said by settings.LOGGING, and what a proxy tells is read by Django.
    "log_config": None,
    "log_level": "error",
    "access_log": False,
    "server_header": False,
    "proxy_headers": False,
}


# Connections and files that a process may have open at a time, if the system allows so many; often it is 1,024.
MAX_OPEN = 65_536


def main():
    parser = argparse.ArgumentParser(
        prog="python -m irsite.serving", description="The newsroom's web server."
    )
    parser.add_argument(
        "application", nargs="?", default="irsite.asgi:application", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to listen at (default: this machine alone)"
    )
    parser.add_argument("--port", type=int, default=8000, help="the port to listen at (default: 8000)")
    parser.add_argument("--workers", type=int, default=1, help="how many processes (default: 1)")
    parser.add_argument(
        "--finish", type=int, default=25, metavar="SECONDS",
        help="how long requests may take that are under way when it is asked to end (default: 25)",
    )  # fmt: skip
    asked = parser.parse_args()
    try:
        import_module(
            "irsite.settings"
        )  # here, lest each worker says what is wrong, and is started again and again
    except ImproperlyConfigured as error:
        sys.exit(f"Settings: {error}")
    serve(asked.application, asked.host, asked.port, asked.workers, asked.finish)


def serve(application, host, port, workers=1, finish=25):
    """Serve until SIGTERM or SIGINT; SIGHUP replaces the workers, one after another, if there are several."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MAX_OPEN if hard == resource.RLIM_INFINITY else min(hard, MAX_OPEN)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    uvicorn.run(
        application, host=host, port=port, workers=workers, timeout_graceful_shutdown=finish, **OPTIONS
    )  # fmt: skip


if __name__ == "__main__":
    main()
