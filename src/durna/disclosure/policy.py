"""The policy of a publication: by which method, and how much must stay unknown of a protected cell.

Methods and their sources: docs/decisions/0015.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from durna.errors import UserError
from durna.workspace import SETTINGS, Workspace

SECTION = "confidentiality"
Method = Literal["additive-rounding", "cell-key", "suppression", "random-rounding", "none"]

By = tuple[str, ...]
# Cubes of more dimensions have more cells than people.
MOST_WAYS = 3


class Policy(BaseModel):
    """`[confidentiality]` of durna.toml. Without one: additive rounding to 5.

    `base`: what roundings round to. `largest_noise`, `variance`, `no_counts_to`: D, V and js of the cell key method.
    `threshold`: a count below it is a small one, and suppression hides it. `dominant`, `share`: an amount is hidden
    where its `dominant` largest contributors make more than `share` percent; `p_percent`: where the second largest
    could tell the largest within so many percent. `noise_percent`: an amount is moved by at least so much of its
    largest contribution. `tables`: further tables that protected figures can be asked for by: `month`, or breakdowns
    joined by commas.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    method: Method = "additive-rounding"
    base: int = 5
    largest_noise: int = 5
    variance: float = 3.0
    no_counts_to: int = 2
    threshold: int = 5
    dominant: int = 1
    share: float = 85.0
    p_percent: float = 10.0
    noise_percent: float = 15.0
    tables: Annotated[tuple[str, ...], Field(strict=False)] = ()

    @model_validator(mode="before")
    @classmethod
    def _three_by_itself(cls, raw: object) -> object:
        """Random rounding is to 3 unless told."""
        if isinstance(raw, dict) and raw.get("method") == "random-rounding":
            return {"base": 3, **raw}
        return raw

    @model_validator(mode="after")
    def _is_possible(self) -> Policy:
        if self.base not in (3, 5, 10):
            raise ValueError(f"base {self.base}: 3, 5 and 10 are possible")
        if self.threshold < 2:
            raise ValueError(f"threshold {self.threshold} protects nobody: at least 2")
        if not 0 <= self.no_counts_to < 2 * self.largest_noise:
            raise ValueError(f"no_counts_to {self.no_counts_to}: from 0 to below twice largest_noise")
        if not 1 <= self.largest_noise <= 20 or self.variance <= 0:
            raise ValueError("largest_noise from 1 to 20, and a variance above 0, are possible")
        if self.dominant < 1 or not 0 < self.share < 100 or self.p_percent <= 0 or not 0 < self.noise_percent <= 100:
            raise ValueError("dominant, share, p_percent and noise_percent are numbers of contributors and percentages")
        wrong = next((one for one in self.tables if not _is_table(one)), None)
        if wrong is not None:
            raise ValueError(f"table '{wrong}': up to {MOST_WAYS} breakdowns, joined by commas, are possible")
        return self

    @property
    def crossed(self) -> tuple[By, ...]:
        """The breakdowns of each of the further tables, in order of name."""
        return tuple(dict.fromkeys(tuple(sorted(_names(one))) for one in self.tables))

    @property
    def is_protecting(self) -> bool:
        return self.method != "none"

    @property
    def draws(self) -> bool:
        return self.rounds or self.method == "cell-key"

    @property
    def rounds(self) -> bool:
        return self.method in ("additive-rounding", "random-rounding")

    @property
    def protects(self) -> float:
        """The least width of the interval in which an attacker who knows the policy may place a protected count.

        A count rounded to `base` lies less than a base on either side. Of a 0 it is known only that it was from 0 to
        base - 1, which is the narrowest interval there is.
        """
        widths = {
            "additive-rounding": self.base - 1, "random-rounding": self.base - 1, "cell-key": self.largest_noise,
            "suppression": self.threshold - 1, "none": 0,
        }  # fmt: skip
        return float(widths[self.method])

    @property
    def reach(self) -> float:
        """Every published count lies less than this from the true one."""
        return float(self.largest_noise + 1 if self.method == "cell-key" else self.base)

    def draws_like(self, other: Policy) -> bool:
        """Whether a count that the other published could have been published by this one."""
        if self.rounds:
            return other.rounds and self.base == other.base
        shared = ("method", "largest_noise", "variance", "no_counts_to")
        return self.method == "cell-key" and all(getattr(self, name) == getattr(other, name) for name in shared)

    def moves_amounts_like(self, other: Policy) -> bool:
        """Whether an amount that the other published could have been published by this one."""
        moving = ("additive-rounding", "random-rounding", "cell-key")
        return self.method in moving and other.method in moving and self.noise_percent == other.noise_percent

    @property
    def said(self) -> str:
        """In a few words, for passports."""
        words = {
            "additive-rounding": f"additive rounding to {self.base}",
            "random-rounding": f"random rounding to {self.base}",
            "cell-key": f"cell key method, D {self.largest_noise}, V {self.variance:g}, js {self.no_counts_to}",
            "suppression": f"suppression below {self.threshold}, with secondary suppression",
            "none": "none: internal",
        }
        return words[self.method]


def _names(table: str) -> list[str]:
    return [name.strip() for name in table.split(",")]


def _is_table(table: str) -> bool:
    names = _names(table)
    return all(names) and len(set(names)) == len(names) <= MOST_WAYS


def load(workspace: Workspace) -> Policy:
    """The policy of a workspace. Raises UserError where it says what is not possible."""
    return read(workspace.root / SETTINGS)


def read(file: Path) -> Policy:
    """The policy of a TOML file: its section [confidentiality], or the default where it has none."""
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8")).get(SECTION, {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _wrong(file, f"It cannot be read ({error}).") from None
    try:
        return Policy.model_validate(settings)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join([SECTION, *(str(part) for part in first["loc"])])
        raise _wrong(file, f"{place}: {first['msg'].removeprefix('Value error, ')}.") from None


def _wrong(file: Path, found: str) -> UserError:
    return UserError(
        message="wrong-file",
        what=file.name,
        detail=found,
        found=f"{file.name}: {found}",
        expected="[confidentiality] with a method (additive-rounding, cell-key, suppression, random-rounding or none) "
        "and its parameters.",
        do="Compare it with docs/how-to/choose-a-confidentiality-policy.md.",
    )
