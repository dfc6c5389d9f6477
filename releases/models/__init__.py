from .attachment import Attachment
from .audit import AuditEntry
from .boilerplate import Boilerplate, Filing
from .editing import Editing
from .issuer import Category, Issuer, Listing
from .release import MoveRefused, Release, ReleaseCompound, ReleaseContact
from .revision import Revision

__all__ = [
    "Attachment",
    "AuditEntry",
    "Boilerplate",
    "Category",
    "Editing",
    "Filing",
    "Issuer",
    "Listing",
    "MoveRefused",
    "Release",
    "ReleaseCompound",
    "ReleaseContact",
    "Revision",
]
