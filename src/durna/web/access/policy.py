"""The one decision on access. Pages, lists, downloads, the API and commands of the site ask here and nowhere else."""

from __future__ import annotations

from typing import Any

from durna.web.access.permissions import Permission
from durna.web.access.roles import own_permissions_of, permissions_of, permissions_of_anybody


def may(user: Any, permission: Permission, institution: int | None = None) -> bool:
    """Whether a user, signed in or not, may do it. Somebody who was shut out may do what anybody may.

    `institution`: the key of the one whose thing it is. Without it the question is whether there may be anything of the
    kind for this user: whoever may act for one institution alone finds the page open, and on it that institution's.
    """
    if not user.is_authenticated or not user.is_active:
        return permission in permissions_of_anybody()
    if permission in permissions_of(user.roles):
        return True
    return permission in own_permissions_of(user.roles) and (institution is None or institution == user.institution_id)


def is_limited(user: Any, permission: Permission) -> bool:
    """Whether the user may do it for the own institution alone: lists then show nothing else."""
    return may(user, permission) and permission not in permissions_of(user.roles)
