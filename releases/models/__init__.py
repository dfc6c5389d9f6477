from .attachment import Attachment
from .audit import AuditEntry
from .boilerplate import Boilerplate, Filing
from .count import ArchiveCount, ChangeCount, FiledCount, MonthCount
from .editing import Editing
from .export import RevisionExport
from .first_read import FirstRead
from .issuer import Category, Issuer, Listing
from .moves import MoveRefused
from .release import Release, ReleaseCompound, ReleaseContact
from .revision import Revision

__all__ = [
    "ArchiveCount",
    "Attachment",
    "AuditEntry",
    "Boilerplate",
    "Category",
    "ChangeCount",
    "Editing",
    "FiledCount",
    "Filing",
    "FirstRead",
    "Issuer",
    "Listing",
    "MonthCount",
    "MoveRefused",
    "Release",
    "ReleaseCompound",
    "ReleaseContact",
    "Revision",
    "RevisionExport",
]
