"""What the law says about each kind of party, one row each: letter, clock, stop, time to send."""

from dataclasses import dataclass

from requests_app.consulting.states import PartyKind


@dataclass(frozen=True, slots=True)
class Terms:
    """``reply`` is the party's own limit, ``stop`` why the answer's clock stands still, ``sending`` the house limit for
    sending the letter, ``silence`` the act time itself performs (empty: none)."""

    template: str
    reply: str
    stop: str
    sending: str
    silence: str


TERMS = {
    PartyKind.THIRD_PARTY: Terms("T-07", "THIRD_PARTY_REPLY", "THIRD_PARTY", "THIRD_PARTY_CONSULT", "note_silence"),
    PartyKind.JOINT_ORGAN: Terms("T-10", "JOINT_ORGAN_REPLY", "OTHER_ORGAN", "JOINT_ORGAN_CONSULT", "deem_consent"),
    PartyKind.OTHER_ORGAN: Terms("T-11", "OTHER_ORGAN_REPLY", "OTHER_ORGAN", "JOINT_ORGAN_CONSULT", ""),
}
