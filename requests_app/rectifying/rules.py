"""What each ending must say (Regulations art. 41). Pure."""

from collections.abc import Mapping

from requests_app.rectifying.states import Ending

_NEEDED: dict[str, dict[str, str]] = {
    Ending.CORRECTED: {"before": "请写更正以前是什么", "after": "请写更正以后是什么"},
    Ending.REFUSED: {"reason": "请写不予更正的理由"},
    Ending.FORWARDED: {"other_organ": "请写转送哪个机关", "other_contact": "请写那个机关的地址、电话"},
    Ending.TOLD: {"other_organ": "请写哪个机关有权更正", "other_contact": "请写那个机关的地址、电话"},
}


def lacks(ending: str, values: Mapping[str, object]) -> dict[str, str]:
    """What is missing, keyed by field, in Chinese."""
    return {name: message for name, message in _NEEDED[ending].items() if not values.get(name)}


def said(ending: str, values: Mapping[str, object]) -> dict[str, object]:
    """Only what belongs to the ending: what was typed for another one does not get into the letter."""
    kept = {"checked", *_NEEDED[ending]}
    return {name: value if name in kept else "" for name, value in values.items()}
