"""Documents in the staff site: the case page, one page per act, the registers."""

from disclosure.documents.admin import document, queue, registers

__all__ = ["document", "queue", "registers"]
