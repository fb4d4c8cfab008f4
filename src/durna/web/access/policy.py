"""The one decision on access. Pages, lists, downloads and commands of the site ask here and nowhere else."""

from __future__ import annotations

from typing import Any

from durna.web.access.permissions import Permission
from durna.web.access.roles import permissions_of, permissions_of_anybody


def may(user: Any, permission: Permission) -> bool:
    """Whether a user, signed in or not, may do it. Somebody who was shut out may do what anybody may."""
    if not user.is_authenticated or not user.is_active:
        return permission in permissions_of_anybody()
    return permission in permissions_of(user.roles)
