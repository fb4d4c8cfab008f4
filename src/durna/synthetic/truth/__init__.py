"""The truth about a synthetic country: every true figure, by code that shares nothing with what computes figures."""

from __future__ import annotations

from durna.synthetic.truth.asking import truth

__all__ = ["truth"]
