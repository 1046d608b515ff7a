"""征求意见: asking, hearing, silence, and deciding against an objection."""

from requests_app.consulting.services.asking import consult, consultation_reached, note_need
from requests_app.consulting.services.hearing import Opinion, cancel, hear, settle_silent
from requests_app.consulting.services.overruling import overrule, tell_third_party, third_party_told

__all__ = [
    "Opinion",
    "cancel",
    "consult",
    "consultation_reached",
    "hear",
    "note_need",
    "overrule",
    "settle_silent",
    "tell_third_party",
    "third_party_told",
]
