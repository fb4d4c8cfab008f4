from datetime import UTC, datetime

import pytest

from durna.errors import UserError
from durna.store.moments import moment


@pytest.mark.parametrize(
    ("text", "timezone", "expected"),
    [
        # Baku is four hours ahead: its 31 October ends at 20:00 UTC.
        ("2021-10-31", "Asia/Baku", datetime(2021, 10, 31, 19, 59, 59, 999999, UTC)),
        ("2021-10-31", "UTC", datetime(2021, 10, 31, 23, 59, 59, 999999, UTC)),
        ("2021-10-31T12:00", "Asia/Baku", datetime(2021, 10, 31, 8, 0, tzinfo=UTC)),
        ("2021-10-31T00:00", "Asia/Baku", datetime(2021, 10, 30, 20, 0, tzinfo=UTC)),
        ("2021-10-31T12:00:00+02:00", "Asia/Baku", datetime(2021, 10, 31, 10, 0, tzinfo=UTC)),
        ("2021-10-31T12:00:00.000001Z", "Asia/Baku", datetime(2021, 10, 31, 12, 0, 0, 1, UTC)),
        ("20211031", "UTC", datetime(2021, 10, 31, 23, 59, 59, 999999, UTC)),
    ],
)
def test_a_day_means_its_end_in_the_countrys_zone_and_a_time_its_instant(
    text: str, timezone: str, expected: datetime
) -> None:
    assert moment(text, timezone) == expected


def test_no_moment_means_now() -> None:
    assert moment(None, "Asia/Baku") is None


@pytest.mark.parametrize("text", ["", "yesterday", "2021-10", "2021-02-30", "31.10.2021", "2021-10-31T25:00"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is not a moment"):
        moment(text, "Asia/Baku")


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_moments(text: str) -> None:
    assert moment(text, "Asia/Baku") is not None
    assert moment(text, "America/Lima") is not None


def test_a_zone_that_does_not_exist_is_a_users_error() -> None:
    with pytest.raises(UserError, match="Asia/Nowhere"):
        moment("2021-10-31", "Asia/Nowhere")
