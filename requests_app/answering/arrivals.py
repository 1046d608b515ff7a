"""What this room hands down when the app starts: what follows when an answer got there, and what its gates ask."""

from requests_app.answering import selectors
from requests_app.answering.services import arrived
from requests_app.cases import checks
from requests_app.serving import reaching
from requests_app.serving.states import Purpose


def register_arrivals() -> None:
    reaching.register(Purpose.ANSWER, arrived)
    checks.register(checks.Point.DECIDED, selectors.decision_faults)
    checks.register(checks.Point.SCREENED, selectors.open_findings)
    checks.register(checks.Point.LETTERS, selectors.letter_faults)
    checks.register(checks.Point.SEPARATED, selectors.separation_faults)
