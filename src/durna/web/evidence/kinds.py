"""What a piece of evidence can be."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Each is also the message id of its title: `evidence-kind-<kind>`."""

    LAW = "law"
    POLICY = "policy"
    AGREEMENT = "agreement"
    MINUTES = "minutes"
    WEB_PAGE = "web_page"
    FILE = "file"
    PROJECT = "project"
    TRAINING = "training"
    FIGURE = "figure"


# A figure of a signed edition is picked there, and does not change.
WRITTEN = tuple(kind for kind in Kind if kind != Kind.FIGURE)
