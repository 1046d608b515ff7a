"""What happens when a letter of this room got to whom it was sent."""

from requests_app.consulting.services import consultation_reached, third_party_told
from requests_app.serving import reaching
from requests_app.serving.states import Purpose


def register_arrivals() -> None:
    reaching.register(Purpose.CONSULTATION, consultation_reached)
    reaching.register(Purpose.THIRD_PARTY, third_party_told)
