"""Chance: one stream of random numbers for every part of the country, so that a change in one part moves no other."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from durna.synthetic.timeline import Days, Floats


def generator(seed: int, *part: str) -> np.random.Generator:
    """The stream of a part. The same seed and part give the same numbers on every machine."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, crc32("/".join(part).encode())])))


def lengths(rng: np.random.Generator, count: int, median: float, spread: float) -> Floats:
    """Log-normal lengths, in the unit of the median."""
    return median * np.exp(spread * rng.standard_normal(count))


def drawn(rng: np.random.Generator, weights: Floats | list[float], count: int) -> Days:
    """Places in a list of weights. Quicker than `choice`, and the same in every version of NumPy."""
    steps = np.cumsum(np.asarray(weights, dtype=np.float64))
    places: Days = np.searchsorted(steps, rng.random(count) * steps[-1], side="right").astype(np.int64)
    return np.minimum(places, len(steps) - 1)
