"""Which files may go out, and whether a file is what its name says. What is not on the list stays out: SVG
and HTML, which can act in a browser, and Office files with macros.
"""

import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

IMAGES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "webp": "image/webp"}
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MEDIA = {"mp3": "audio/mpeg", "mp4": "video/mp4"}
CONTENT_TYPES = {"pdf": "application/pdf", "csv": "text/csv", **IMAGES, **OFFICE, **MEDIA}

HEAD = 8192
MEGABYTE = 1024 * 1024
# An Office file is a zip archive. Beyond these it is a bomb, or nothing that a reader could open.
MOST_PARTS = 10_000
MOST_UNPACKED = 1024 * MEGABYTE
# How the archive's list of contents calls the main part of each kind.
MAIN_PARTS = {
    "docx": b"wordprocessingml.document.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
CONTENTS = "[Content_Types].xml"
# Begins what a browser may take for a page, whatever it is called.
PAGES = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<iframe", b"<!--")


def allowed():
    """The endings of the files that may go out."""
    return CONTENT_TYPES.keys() - (() if settings.FILES_MEDIA else MEDIA.keys())


def check(extension, upload):
    """ValidationError, in a sentence, if a file with this ending may not go out."""
    if extension not in allowed():
        raise ValidationError(_("Files of this type cannot go out: %(name)s.") % {"name": upload.name})
    if upload.size > settings.FILES_MAX_MB * MEGABYTE:
        raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": settings.FILES_MAX_MB})
    if not _is_what_it_says(extension, upload):
        sentence = _("The content of this file is not what its name says (.%(extension)s).")
        raise ValidationError(sentence % {"extension": extension})


def _is_what_it_says(extension, upload):
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    if extension in OFFICE:
        return _is_office(extension, upload)
    if extension == "pdf":
        return head.startswith(b"%PDF-")
    if extension == "csv":
        return b"\0" not in head and not head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(PAGES)
    if extension == "mp3":
        return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2"))
    if extension == "mp4":
        return head[4:8] == b"ftyp"
    return True  # images are drawn anew, which tells


def _is_office(extension, upload):
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return False
            with archive.open(CONTENTS) as file:
                contents = file.read(MEGABYTE)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return False
    finally:
        upload.seek(0)
    return MAIN_PARTS[extension] in contents and b"vbaProject" not in contents
