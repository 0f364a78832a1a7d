"""The library's models: saved templates and their revisions, courses, search, sharing, and the audit trail."""

from podbuilder.library.models.audit import AuditEntry
from podbuilder.library.models.revision import AppendOnly, Revision
from podbuilder.library.models.saved_course import SavedCourse
from podbuilder.library.models.search_document import SearchEntry
from podbuilder.library.models.share_link import SecretOverride, ShareLink, Token
from podbuilder.library.models.template import SavedTemplate, Star, Visibility, Word

__all__ = [
    "AppendOnly",
    "AuditEntry",
    "Revision",
    "SavedCourse",
    "SavedTemplate",
    "SearchEntry",
    "SecretOverride",
    "ShareLink",
    "Star",
    "Token",
    "Visibility",
    "Word",
]
