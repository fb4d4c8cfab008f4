"""Roles: what a person is in the house, said so that a manager can read it. Names and texts are in the locales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from durna.web.access.permissions import Permission

_ANYBODY = frozenset({Permission.ENTER, Permission.READ_PUBLISHED})
_STAFF = _ANYBODY | {Permission.OWN_ACCOUNT}


_INSIDE = frozenset(
    {
        Permission.READ_EVIDENCE, Permission.READ_ROUNDS, Permission.READ_COMPACT, Permission.READ_PROJECTS,
        Permission.READ_TRAININGS,
    }
)  # fmt: skip
_DATA = frozenset(
    {
        Permission.READ_PREPARED, Permission.READ_RECEIPTS, Permission.EXPLAIN_FINDINGS, Permission.COUNT_RECORDS,
        Permission.PREPARE_EDITIONS,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Role:
    """`name` is also the message id of its title (`role-<name>`) and of its text (`role-<name>-text`).

    `own`: what the role may do only with what belongs to the person's own institution.
    """

    name: str
    permissions: frozenset[Permission]
    own: frozenset[Permission] = frozenset()


def _role(name: str, *permissions: Permission, own: frozenset[Permission] = frozenset()) -> Role:
    return Role(name, _STAFF | frozenset(permissions), own)


_EVERY = (
    _role("system_administrator", Permission.MANAGE_PEOPLE),
    _role("data_manager", *_INSIDE, *_DATA, Permission.DELIVER, Permission.MANAGE_DATA),
    _role("statistician", *_INSIDE, *_DATA, Permission.SIGN_EDITIONS),
    _role(
        "mgi_coordinator", *_INSIDE, Permission.READ_PREPARED, Permission.MANAGE_EVIDENCE, Permission.MANAGE_FRAMEWORKS,
        Permission.COORDINATE_ROUNDS, Permission.ANSWER_QUESTIONS, Permission.REVIEW_ANSWERS,
    ),
    _role(
        "ministry_respondent", Permission.READ_EVIDENCE, Permission.MANAGE_EVIDENCE,
        own=frozenset(
            {Permission.READ_ROUNDS, Permission.ANSWER_QUESTIONS, Permission.READ_COMPACT, Permission.REPORT_MEASURES}
        ),
    ),
    _role("reviewer", *_INSIDE, Permission.READ_PREPARED, Permission.REVIEW_ANSWERS, Permission.APPROVE_RESULTS),
    _role(
        "gcm_focal_point", *_INSIDE, Permission.READ_PREPARED, Permission.MANAGE_EVIDENCE, Permission.MANAGE_COMPACT,
        Permission.REPORT_MEASURES,
    ),
    _role("project_officer", *_INSIDE, Permission.MANAGE_EVIDENCE, Permission.MANAGE_PROJECTS),
    _role("training_coordinator", *_INSIDE, Permission.MANAGE_EVIDENCE, Permission.MANAGE_TRAININGS),
    _role("auditor", *_INSIDE, Permission.READ_PREPARED, Permission.READ_AUDIT, Permission.READ_RECEIPTS),
)  # fmt: skip
ROLES: Mapping[str, Role] = {role.name: role for role in _EVERY}


def permissions_of_anybody() -> frozenset[Permission]:
    return _ANYBODY


def permissions_of(names: Iterable[str]) -> frozenset[Permission]:
    """What somebody with these roles may do with anything; a role that no longer exists gives nothing."""
    found = _STAFF
    for role in _known(names):
        found |= role.permissions
    return found


def own_permissions_of(names: Iterable[str]) -> frozenset[Permission]:
    """What they may do with what belongs to their own institution."""
    return frozenset(permission for role in _known(names) for permission in role.own)


def _known(names: Iterable[str]) -> list[Role]:
    return [ROLES[name] for name in names if name in ROLES]
