"""The second factor of a person: an app that shows codes (TOTP, RFC 6238), and ten recovery codes for when it is gone.

A wrong code makes the next try wait: 1, 2, 4 … seconds. The wait has an end that guessing cannot reach within
years, so that nobody who knows a password locks its owner out for long.
"""

import secrets
from base64 import b32encode
from urllib.parse import quote, urlencode

import segno
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from embargo.refs import CROCKFORD
from releases.models import AuditEntry

SECRET_BYTES = 20  # as RFC 4226, section 4, recommends
DIGITS, STEP, TOLERANCE = 6, 30, 1
RECOVERY_CODES = 10
RECOVERY_LENGTH = 10  # characters of 5 bits
# After so many wrong codes the wait grows no further: 2 ** 9 s, some nine minutes.
MOST_FAILURES = 10
NAME = _("Authenticator app")


def device_of(person):
    """The person's app, None if none is set up."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).order_by("-pk").first()


def recovery_of(person):
    return StaticDevice.objects.filter(user=person, confirmed=True).order_by("-pk").first()


def codes_left(person):
    return StaticToken.objects.filter(device__user=person, device__confirmed=True).count()


# Setting up


def new_secret():
    return random_hex(SECRET_BYTES)


def spelt(secret):
    """The secret as people type it: base32 in groups of four."""
    text = _base32(secret)
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def drawing(secret, person, issuer):
    """An SVG of the QR code that an app scans; it is part of the page, so no policy has to allow it."""
    return segno.make(address(secret, person, issuer), error="m").svg_inline(scale=5, border=4, light="#fff")


def address(secret, person, issuer):
    """`otpauth://…`, by https://github.com/google/google-authenticator/wiki/Key-Uri-Format."""
    issuer = issuer.replace(":", "")
    asked = {"secret": _base32(secret), "issuer": issuer, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{quote(f'{issuer}:{person.get_username()}')}?{urlencode(asked, quote_via=quote)}"


@transaction.atomic
def set_up(person, secret, code, now):
    """The new device if `code` is what an app with this secret shows at `now`, else None.

    It takes the place of earlier ones. The code counts as used.
    """
    totp, code = TOTP(bytes.fromhex(secret), STEP, 0, DIGITS), _bare(code)
    totp.time = now.timestamp()
    if not (code.isascii() and code.isdecimal() and totp.verify(int(code), TOLERANCE)):
        return None
    _forget(person)
    device = TOTPDevice.objects.create(
        user=person, name=str(NAME), key=secret, tolerance=TOLERANCE, last_t=totp.t(), drift=totp.drift
    )
    AuditEntry.append(who=person, at=now, move="second_factor_set_up")
    return device


@transaction.atomic
def new_recovery_codes(person, now, *, on_record=True):
    """Ten codes, each good for one sign-in; earlier ones end. They can be read this once."""
    StaticDevice.objects.filter(user=person).delete()
    device = StaticDevice.objects.create(user=person, name="recovery")
    codes = [
        "".join(secrets.choice(CROCKFORD) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    if on_record:
        AuditEntry.append(who=person, at=now, move="new_recovery_codes")
    return [f"{code[:5]}-{code[5:]}" for code in codes]


@transaction.atomic
def reset(person, *, by, now, reason=""):
    """Take the person's device and recovery codes away; what they signed in with them ends. True if there were any.

    `by` is None for the command line of the server.
    """
    if not _forget(person):
        return False
    AuditEntry.append(who=by, at=now, move="second_factor_reset", detail=person.get_username(), reason=reason)
    return True


def _forget(person):
    return sum(model.objects.filter(user=person).delete()[0] for model in (TOTPDevice, StaticDevice))


# Signing in


def match(person, code):
    """The device that accepts the code, None if none does. A code is good once."""
    device = _device_for(person, code)
    if device is None:
        return None
    accepted = verify_token(person, device.persistent_id, _bare(code))
    if accepted is None:
        _bound_wait(device)
    return accepted


def seconds_to_wait(person, code, now):
    """How long until a code of this kind is looked at again; 0 if it would be now."""
    device = _device_for(person, code)
    allowed, refusal = device.verify_is_allowed() if device else (True, None)
    return 0 if allowed else max(1, round((refusal["locked_until"] - now).total_seconds()))


def _device_for(person, code):
    bare = _bare(code)
    return device_of(person) if len(bare) == DIGITS and bare.isdecimal() else recovery_of(person)


def _bare(code):
    return "".join(code.split()).replace("-", "").lower()


def _bound_wait(device):
    rows = type(device).objects.filter(pk=device.pk, throttling_failure_count__gt=MOST_FAILURES)
    rows.update(throttling_failure_count=MOST_FAILURES)


def _base32(secret):
    return b32encode(bytes.fromhex(secret)).decode()
