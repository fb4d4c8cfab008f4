"""What is not yet known: estimates of migrations whose crossings are still open, and how far such estimates were off.

Method: docs/decisions/0012-provisional-estimates.md. A settled answer is never estimated, and nothing here changes one.
"""

from durna.residence.provisional.backtest import BackTest, backtest
from durna.residence.provisional.bars import Bar, bars
from durna.residence.provisional.estimates import Estimates, estimate
from durna.residence.provisional.triangle import triangle

__all__ = ["BackTest", "Bar", "Estimates", "backtest", "bars", "estimate", "triangle"]
