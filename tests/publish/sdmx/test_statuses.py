"""Statuses in the standard's codes: CL_OBS_STATUS (A normal, O missing, Q suppressed ...) and CL_CONF_STATUS."""

import pytest

from durna.publish.sdmx.statuses import conf_status, obs_status
from tests.publish.conftest import figure


@pytest.mark.parametrize(
    ("value", "status", "flags", "observation"),
    [
        (0.0, "final", (), "A"),
        (5.0, "final", ("part_year",), "A"),
        (None, "not_available", (), "O"),
        (None, "final", (), "O"),
        (None, "suppressed", (), "Q"),
        (5.0, "provisional", (), "P"),
        (5.0, "estimated", ("low_coverage",), "E"),
        (5.0, "final", ("estimate",), "E"),
        (5.0, "final", ("about",), "E"),
        (5.0, "final", ("projected", "provisional"), "F"),
        (5.0, "final", ("break",), "B"),
        (5.0, "provisional", ("other_unit",), "D"),
        (5.0, "final", ("low_coverage",), "U"),
    ],
)
def test_a_status_and_flags_become_one_code(
    value: float | None, status: str, flags: tuple[str, ...], observation: str
) -> None:
    assert obs_status(figure("entries", "2019", value, status=status, flags=flags)) == observation


def test_only_what_is_suppressed_is_confidential() -> None:
    assert conf_status(figure("entries", "2019", None, status="suppressed")) == "C"
    assert conf_status(figure("entries", "2019", None, status="not_available")) == "F"
    assert conf_status(figure("entries", "2019", 0.0)) == "F"
