"""What can be done about 考评问题."""

from assessment.problems.services.collecting import collect
from assessment.problems.services.deciding import contest, count, lift, merge, strike, uphold
from assessment.problems.services.noting import note_problem
from assessment.problems.services.proving import add_evidence, attach, no_evidence, note_with_evidence

__all__ = [
    "add_evidence",
    "attach",
    "collect",
    "contest",
    "count",
    "lift",
    "merge",
    "no_evidence",
    "note_problem",
    "note_with_evidence",
    "strike",
    "uphold",
]
