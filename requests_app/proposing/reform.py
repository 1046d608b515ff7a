"""What a reform of organs moves: proposals nobody has settled and answers not released yet."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from requests_app.proposing.models import PublicationProposal, PublishedAnswer
from requests_app.proposing.states import AnswerState, ProposalState


def move_open_rows(estate: Succession) -> list[SubjectRef]:
    """The heir goes on; what is public keeps the organ that released it."""
    proposals = PublicationProposal.objects.filter(state__in=(ProposalState.OPEN, ProposalState.ACCEPTED))
    answers = PublishedAnswer.objects.filter(state__in=(AnswerState.DRAFT, AnswerState.APPROVAL))
    moved = []
    for rows in (proposals, answers):
        for row in rows.filter(organ=estate.source).select_for_update().order_by("pk"):
            heir = estate.heir_of(row)
            if heir.pk != estate.source.pk:
                touch(row, {"organ": heir})
                moved.append(ref(row))
    return moved


def register_mover() -> None:
    succession.register("requests_app.proposing", move_open_rows)
