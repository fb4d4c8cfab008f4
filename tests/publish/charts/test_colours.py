"""The colours of charts, for those who see colours otherwise, and on paper without any.

Contrast: WCAG 2.2, relative luminance and contrast ratio. Colour blindness: Machado, Oliveira and Fernandes (2009),
A Physiologically-based Model for Simulation of Color Vision Deficiency, table 1, severity 1.0, on linear RGB.
"""

import pytest

from durna.publish.charts import style

Colour = tuple[float, float, float]

MATRICES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}  # fmt: skip
PAPER = "#ffffff"


@pytest.mark.parametrize("sight", MATRICES)
@pytest.mark.parametrize("ink", [style.INK, style.QUIET])
def test_letters_are_readable(ink: str, sight: str) -> None:
    assert contrast(ink, PAPER, sight) >= 4.5  # WCAG 1.4.3


@pytest.mark.parametrize("sight", MATRICES)
@pytest.mark.parametrize(
    ("one", "other"),
    [(style.FULL, style.PAIRED), (style.FULL, style.SOFT), (style.FULL, PAPER), (style.FULL, style.LAND)],
)
def test_what_must_be_told_apart_differs_in_lightness(one: str, other: str, sight: str) -> None:
    assert contrast(one, other, sight) >= 3  # WCAG 1.4.11; lightness is all that is left in black and white


def test_the_ratio_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff", "normal") == pytest.approx(21)


def contrast(one: str, other: str, sight: str) -> float:
    dark, light = sorted(luminance(seen(linear(each), sight)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Colour) -> float:
    red, green, blue = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def seen(colour: Colour, sight: str) -> Colour:
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, colour, strict=True)), 0.0), 1.0) for row in MATRICES[sight]
    )
    return red, green, blue


def linear(code: str) -> Colour:
    red, green, blue = (int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return channel(red), channel(green), channel(blue)


def channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
