"""Come in as a person does: the password, then the code that their app shows."""

import re
import time

from django.urls import reverse
from django_otp.oath import TOTP

from irsite.doors import factors

PASSWORD = "pass"


def give_password(client, person, password=PASSWORD, **kwargs):
    data = {"username": person.username, "password": password, "next": "/admin/"}
    return client.post(reverse("admin:login"), data, **kwargs)


def shown_code(secret, at=None, steps=0):
    """What an app with this secret shows at the epoch second `at`, or `steps` half minutes after it."""
    totp = TOTP(bytes.fromhex(secret))
    totp.time = (time.time() if at is None else at) + 30 * steps
    return f"{totp.token():06}"


def with_app(person, now):
    """Set up for the person, as the page does it; the recovery codes."""
    secret = factors.new_secret()
    # Of the half minute before, so that the code of now is not used yet.
    assert factors.set_up(person, secret, shown_code(secret, now.timestamp(), -1), now)
    return secret, factors.new_recovery_codes(person, now)


def give_code(client, code, **kwargs):
    return client.post(reverse("admin:sign_in_code"), {"code": code}, **kwargs)


def secret_on(response):
    """The secret that the page for setting up shows, as hex."""
    import base64

    words = re.search(r'door-secret"[^>]*>([A-Z2-7 ]+)<', response.text)[1].replace(" ", "")
    return base64.b32decode(words).hex()


def is_in(client):
    """Asked of the cheapest address of the desk; each of them asks whose it is, as test_admin_routes.py shows."""
    return client.get(reverse("admin:jsi18n")).status_code == 200
