"""What happens when a letter of this room got to the applicant."""

from requests_app.asking.services import correction_reached
from requests_app.serving import reaching
from requests_app.serving.states import Purpose


def register_arrivals() -> None:
    reaching.register(Purpose.CORRECTION, correction_reached)
