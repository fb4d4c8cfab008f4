"""Roles: what a person is in the house, said so that a manager can read it. Names and texts are in the locales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from durna.web.access.permissions import Permission

_ANYBODY = frozenset({Permission.ENTER, Permission.READ_PUBLISHED})
_STAFF = _ANYBODY | {Permission.OWN_ACCOUNT}


@dataclass(frozen=True)
class Role:
    """`name` is also the message id of its title (`role-<name>`) and of its text (`role-<name>-text`)."""

    name: str
    permissions: frozenset[Permission]


def _role(name: str, *permissions: Permission) -> Role:
    return Role(name, _STAFF | frozenset(permissions))


_EVERY = (
    _role("system_administrator", Permission.MANAGE_PEOPLE),
    _role("data_manager", Permission.READ_RECEIPTS, Permission.READ_PREPARED),
    _role("statistician", Permission.READ_RECEIPTS, Permission.READ_PREPARED),
    _role("mgi_coordinator", Permission.READ_PREPARED),
    _role("ministry_respondent"),
    _role("reviewer", Permission.READ_PREPARED),
    _role("gcm_focal_point", Permission.READ_PREPARED),
    _role("project_officer"),
    _role("training_coordinator"),
    _role("auditor", Permission.READ_AUDIT, Permission.READ_RECEIPTS, Permission.READ_PREPARED),
)
ROLES: Mapping[str, Role] = {role.name: role for role in _EVERY}


def permissions_of_anybody() -> frozenset[Permission]:
    return _ANYBODY


def permissions_of(names: Iterable[str]) -> frozenset[Permission]:
    """What somebody with these roles may do; a role that no longer exists gives nothing."""
    found = _STAFF
    for name in names:
        if name in ROLES:
            found |= ROLES[name].permissions
    return found
