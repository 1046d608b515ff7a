"""The acts on letters. Each is one transaction."""

from sentiment.mailbox.services.answering import approve, extend, redirect, send_back, set_aside, submit_answer
from sentiment.mailbox.services.filing import CITIZEN, AlreadyFiled, Sent, register, submit
from sentiment.mailbox.services.releasing import keep_private, prepare, publish, settle_findings, take_down
from sentiment.mailbox.services.routing import accept, convert, hand_over, reclassify, urge
from sentiment.mailbox.services.writers import rate, withdraw

__all__ = [
    "CITIZEN",
    "AlreadyFiled",
    "Sent",
    "accept",
    "approve",
    "convert",
    "extend",
    "hand_over",
    "keep_private",
    "prepare",
    "publish",
    "rate",
    "reclassify",
    "redirect",
    "register",
    "send_back",
    "set_aside",
    "settle_findings",
    "submit",
    "submit_answer",
    "take_down",
    "urge",
    "withdraw",
]
