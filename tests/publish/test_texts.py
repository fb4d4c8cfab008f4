"""Texts: the same messages in every language, none of them missing, none of them unused."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from durna.publish import texts
from durna.publish.texts import Texts, message_ids

BUILT_BY_NAME = (
    "change-", "since-", "part-", "kind-", "gap-", "reason-", "severity-", "dimension-", "member-", "mgi-domain-",
    "reference-kind-", "passport-", "period-", "sign-", "methods-", "download-", "rows-kind-", "policies-",
    "objectives-", "gcm-steps-", "mgi-steps-", "domains-", "projects-", "training-", "courses-", "reconciliation-",
    "gaps-", "references-", "deliveries-", "rows-", "downloads-", "year-ordinal", "breaks-",
    "two-series-", "cause-", "revision-", "revisions-", "releases-", "corrections-", "due-", "finding-", "measures-",
    "timeliness-", "sdmx-", "opendata-", "authored-", "word-", "ages-", "left-out-", "glossary-",
)  # fmt: skip


def test_every_language_has_the_same_messages() -> None:
    english = message_ids("en")
    # The ordinal of a year is inflected where a language inflects it.
    for language in texts.languages():
        assert message_ids(language) - {"year-ordinal"} == english - {"year-ordinal"}, language


def test_no_message_is_left_over() -> None:
    folder = Path(str(files("durna.publish")))
    code = "\n".join(
        path.read_text(encoding="utf-8") for pattern in ("**/*.py", "**/*.j2") for path in folder.glob(pattern)
    )
    named = set(re.findall(r"[\"']([a-z][a-z0-9-]+)[\"']", code))
    left = {each for each in message_ids("en") if each not in named and not each.startswith(BUILT_BY_NAME)}
    assert left == set()


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(LookupError):
        Texts("en")("no-such-message")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(LookupError):
        Texts("az")("table-number")


@pytest.mark.parametrize("language", texts.languages())
def test_values_are_put_in_without_invisible_marks(language: str) -> None:
    assert "\u2068" not in Texts(language)("table-number", number="3")
