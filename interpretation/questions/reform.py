"""What a reform of organs moves: questions nobody answered yet."""

from interpretation.questions.models import Question
from interpretation.questions.states import BEFORE
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_questions(estate: Succession) -> list[SubjectRef]:
    moved = []
    rows = Question.objects.filter(organ=estate.source, state__in=BEFORE)
    for question in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(question)
        if heir.pk != estate.source.pk:
            touch(question, {"organ": heir})
            moved.append(ref(question))
    return moved


def register_mover() -> None:
    succession.register("interpretation.questions", move_questions)
