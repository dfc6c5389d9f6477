"""Where uploads lie, as one address in the environment: a folder, or a bucket that speaks S3.

    file:///srv/newsroom/files
    s3://bucket/folder?endpoint_url=https://s3.example.com&region_name=eu-central-1

A bucket's keys stand in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or come from the machine's role.
"""

import re
from importlib.util import find_spec
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "embargo.storage.PrivateFolder"
BUCKET = "embargo.bucket.PrivateBucket"
# What may follow the bucket, as django-storages calls it, and what it may be.
OPTIONS = {
    "endpoint_url": re.compile(r"https?://[^\s/?#@]+/?\Z"),
    "region_name": re.compile(r"[a-z0-9-]+\Z"),
    "addressing_style": re.compile(r"(auto|path|virtual)\Z"),
}

_bucket = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\Z")
_location = re.compile(r"(/[\w-]+)+/\Z", re.ASCII)


def storage_at(name, address):
    """The entry of `STORAGES` for uploads; ImproperlyConfigured says what is wrong with the setting `name`."""
    sentence = (
        f"{name} is not the address of a folder or a bucket. Write file:///srv/newsroom/files or s3://bucket."
    )
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ImproperlyConfigured(sentence) from error
    if parts.scheme == "file":
        return _folder(name, parts)
    if parts.scheme == "s3":
        return _in_bucket(name, parts)
    raise ImproperlyConfigured(sentence)


def accel_location(name, location, storage):
    """Where nginx finds the files inside of itself; empty if it is not asked to send them."""
    if location and not _location.match(location):
        raise ImproperlyConfigured(f"{name} is “{location}”; write the path of an nginx location: /uploads/.")
    if location and storage["BACKEND"] != FOLDER:
        raise ImproperlyConfigured(f"{name} needs files in a folder; FILES_URL names a bucket.")
    return location


def _folder(name, parts):
    if parts.netloc or parts.query or parts.path in ("", "/"):
        raise ImproperlyConfigured(
            f"{name} names no folder. Write three slashes: file:///srv/newsroom/files."
        )
    return {"BACKEND": FOLDER, "OPTIONS": {"location": unquote(parts.path)}}


def _in_bucket(name, parts):
    if "@" in parts.netloc:  # not repeated: it may hold a password
        raise ImproperlyConfigured(
            f"{name} holds a key. Put it into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )
    if not _bucket.match(parts.netloc):
        raise ImproperlyConfigured(
            f"{name} names the bucket “{parts.netloc}”, which no bucket can be called."
        )
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured(f"{name} names a bucket; that needs the packages of requirements-s3.txt.")
    options = {"bucket_name": parts.netloc, "location": unquote(parts.path).strip("/")}
    return {"BACKEND": BUCKET, "OPTIONS": options | _options(name, parts.query)}


def _options(name, query):
    options = dict(parse_qsl(query, keep_blank_values=True))
    for option, value in options.items():
        if option not in OPTIONS:
            raise ImproperlyConfigured(f"{name} does not know “{option}”; it knows {', '.join(OPTIONS)}.")
        if not OPTIONS[option].match(value):
            raise ImproperlyConfigured(f"{name} gives {option} as “{value}”, which cannot be meant.")
    return options
