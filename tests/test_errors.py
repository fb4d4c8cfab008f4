import pytest

from durna.errors import KeyProblem, Refused, UserError

PARTS = {"found": "The cup is empty.", "expected": "A full cup.", "do": "Fill it."}


@pytest.mark.parametrize("kind", [UserError, KeyProblem, Refused])
def test_an_error_shows_what_was_found_what_was_expected_and_what_to_do(kind: type[UserError]) -> None:
    assert str(kind(**PARTS)) == "The cup is empty.\n  Expected: A full cup.\n  What to do: Fill it."


def test_no_part_can_be_left_out() -> None:
    with pytest.raises(TypeError):
        UserError(found="The cup is empty.", expected="A full cup.")  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", [KeyProblem, Refused])
def test_every_kind_is_caught_as_a_users_error(kind: type[UserError]) -> None:
    with pytest.raises(UserError):
        raise kind(**PARTS)
