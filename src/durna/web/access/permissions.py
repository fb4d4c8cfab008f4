"""Everything that can be allowed, and nothing else: a page names one of these, a role lists some."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    ENTER = "enter"  # pages that anybody may open: the first one, signing in, choosing a language
    OWN_ACCOUNT = "own_account"  # whoever is signed in: password, second factor, signing out
    READ_PUBLISHED = "read_published"  # signed editions
    READ_PREPARED = "read_prepared"  # editions that are published in the house but not signed yet
    READ_RECEIPTS = "read_receipts"
    READ_AUDIT = "read_audit"
    MANAGE_PEOPLE = "manage_people"
