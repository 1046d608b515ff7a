"""Index page: one look tells which tables the app has."""

from interpretation.judging.models import Judgement
from interpretation.materials.models import Material, MeetingItem, Plan
from interpretation.questions.models import Question

__all__ = ["Judgement", "Material", "MeetingItem", "Plan", "Question"]
