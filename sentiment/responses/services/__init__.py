"""The acts on answers. Each is one transaction."""

from sentiment.responses.services.agreeing import concur, no_word
from sentiment.responses.services.drafting import cancel, change, draft, no_draft, no_pen
from sentiment.responses.services.releasing import clear, publish, send_back, submit, withdraw
from sentiment.responses.services.screening import settle_findings

__all__ = [
    "cancel",
    "change",
    "clear",
    "concur",
    "draft",
    "no_draft",
    "no_pen",
    "no_word",
    "publish",
    "send_back",
    "settle_findings",
    "submit",
    "withdraw",
]
