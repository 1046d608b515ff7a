"""补正 and 说明理由."""

from requests_app.asking.services.correcting import (
    correction_reached,
    notify_correction,
    receive_correction,
    take_as_abandoned,
)
from requests_app.asking.services.demanding import answer_demand, delay_answer, demand_reasons, explain, note_silence

__all__ = [
    "answer_demand",
    "correction_reached",
    "delay_answer",
    "demand_reasons",
    "explain",
    "note_silence",
    "notify_correction",
    "receive_correction",
    "take_as_abandoned",
]
