"""The admin of rows that readers may see: nothing public is changed, deleted or revealed in passing.

Two questions decide: is a row *guarded* (public, about to be, or named by an approved text: only people
who may publish change it), and is it *kept* (it was public, or a release names it: nobody deletes it)?
"""

from .guarding import SECURE_ADDRESSES, GuardedAdmin, changed_columns
from .inlines import (
    EmbargoedInline,
    GuardedFormSet,
    GuardedInline,
    LabelledFormSet,
    PublicWithParentInline,
    StackedLayout,
)
from .showing import EmbargoedAdmin, PublicColumn, VisibilityFilter, badge

__all__ = [
    "SECURE_ADDRESSES",
    "EmbargoedAdmin",
    "EmbargoedInline",
    "GuardedAdmin",
    "GuardedFormSet",
    "GuardedInline",
    "LabelledFormSet",
    "PublicColumn",
    "PublicWithParentInline",
    "StackedLayout",
    "VisibilityFilter",
    "badge",
    "changed_columns",
]
