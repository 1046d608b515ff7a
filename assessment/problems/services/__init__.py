"""What can be done about 考评问题."""

from assessment.problems.services.collecting import collect
from assessment.problems.services.deciding import contest, count, lift, merge, strike, uphold
from assessment.problems.services.noting import note_problem

__all__ = ["collect", "contest", "count", "lift", "merge", "note_problem", "strike", "uphold"]
