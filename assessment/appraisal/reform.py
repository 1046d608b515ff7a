"""What a reform of organs moves: whom an appraisal is about, until its sheets are handed out; then it stays what people
were asked about, and the heir answers for what is found."""

from assessment.appraisal.models import Appraisal, Judged
from assessment.appraisal.states import BEFORE_SHEETS
from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch


def move_judged(estate: Succession) -> list[SubjectRef]:
    """An heir that is judged itself is judged once."""
    moved = []
    rows = Appraisal.objects.filter(judged__organ=estate.source, state__in=BEFORE_SHEETS).order_by("pk")
    for row in rows.select_for_update(of=("self",)):
        heir = estate.heir_of(row)
        if heir.pk == estate.source.pk:
            continue
        own = Judged.objects.filter(appraisal=row, organ=estate.source)
        if row.judged.filter(organ=heir).exists():
            own.delete()
        else:
            own.update(organ=heir)
        touch(row)
        moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("assessment.appraisal", move_judged)
