"""The scales of this room. The Compact itself sets none: they are this program's own, and every page says so."""

from __future__ import annotations

NOT_STARTED, PLANNED, UNDER_WAY, IN_PLACE, MONITORED, NOT_APPLICABLE, NO_INFORMATION = (
    "not_started", "planned", "under_way", "in_place", "in_place_and_monitored", "not_applicable",
    "no_information",
)  # fmt: skip
STATUSES = (NOT_STARTED, PLANNED, UNDER_WAY, IN_PLACE, MONITORED, NOT_APPLICABLE, NO_INFORMATION)
# Of these nothing is awaited any more.
SETTLED = (IN_PLACE, MONITORED, NOT_APPLICABLE)

OPEN, FULFILLED, CONTINUED, WITHDRAWN = "open", "fulfilled", "continued", "withdrawn"
PLEDGE_STATES = (OPEN, FULFILLED, CONTINUED, WITHDRAWN)

# As the UN Network's pages of practices offer them, as far as two pages showed; "other" for what they did not show.
PRACTICE_KINDS = ("partnership", "policy", "legislation", "service", "campaign", "research", "training", "other")
SCOPES = ("local", "national", "bilateral", "subregional", "regional", "global")

REVIEW_KINDS = ("national", "regional", "forum")
STAGES = ("preparation", "drafting", "validation", "follow_up")
