"""What can be worked out from published figures. It needs no workspace: intervals and equations in, a verdict out."""

from durna.disclosure.attacker.attack import attack, cleared
from durna.disclosure.attacker.problem import Contradiction, Known, Problem, Requirement
from durna.disclosure.attacker.verdict import Disclosure, Exposed, Verdict

__all__ = ["Contradiction", "Disclosure", "Exposed", "Known", "Problem", "Requirement", "Verdict", "attack", "cleared"]
