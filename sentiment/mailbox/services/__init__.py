"""The acts on letters. Each is one transaction."""

from sentiment.mailbox.services.answering import approve, extend, redirect, send_back, set_aside, submit_answer
from sentiment.mailbox.services.converting import (
    accept_offer,
    carried_by,
    convert,
    decline_offer,
    not_to_convert,
    refusal,
)
from sentiment.mailbox.services.filing import CITIZEN, AlreadyFiled, Sent, register, submit
from sentiment.mailbox.services.mailing import ask_for_code, use_link
from sentiment.mailbox.services.releasing import keep_private, prepare, publish, settle_findings, take_down
from sentiment.mailbox.services.routing import accept, hand_over, reclassify, urge
from sentiment.mailbox.services.writers import rate, withdraw

__all__ = [
    "CITIZEN",
    "AlreadyFiled",
    "Sent",
    "accept",
    "accept_offer",
    "approve",
    "ask_for_code",
    "carried_by",
    "convert",
    "decline_offer",
    "extend",
    "hand_over",
    "keep_private",
    "not_to_convert",
    "prepare",
    "publish",
    "rate",
    "reclassify",
    "redirect",
    "refusal",
    "register",
    "send_back",
    "set_aside",
    "settle_findings",
    "submit",
    "submit_answer",
    "take_down",
    "urge",
    "use_link",
    "withdraw",
]
