"""The course of a question: asked on the page of a policy, answered, approved by somebody else, public."""

from interpretation.questions import gates
from interpretation.questions.states import ANSWERERS, APPROVERS, QuestionState
from portal.workflow import Move, Workflow

QUESTION_WORKFLOW = Workflow(
    "政策咨询",
    (
        Move(
            act="answer",
            label="写答复",
            sources=frozenset({QuestionState.ASKED, QuestionState.ANSWERED}),
            target=QuestionState.ANSWERED,
            roles=ANSWERERS,
            duties=("S1-4.1b", "S3-3.3.1g"),
        ),
        Move(
            act="publish",
            label="公开答复",
            sources=frozenset({QuestionState.ANSWERED}),
            target=QuestionState.PUBLISHED,
            roles=APPROVERS,
            gates=(gates.document_is_public, gates.nothing_is_found),
            person_rules=(gates.not_the_answerer,),
            duties=("S1-4.1b", "S3-3.3.1g"),
        ),
        Move(
            act="close",
            label="不公开答复",
            sources=frozenset({QuestionState.ASKED, QuestionState.ANSWERED}),
            target=QuestionState.CLOSED,
            roles=(*ANSWERERS, *APPROVERS),
            reason_required=True,
        ),
        Move(
            act="withdraw",
            label="撤下",
            sources=frozenset({QuestionState.PUBLISHED}),
            target=QuestionState.WITHDRAWN,
            roles=APPROVERS,
            reason_required=True,
            danger=True,
        ),
    ),
)
