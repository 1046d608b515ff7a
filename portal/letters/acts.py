"""What the audit trail calls the acts on letters."""

from portal.audit.acts import register


def register_acts() -> None:
    register("letters.letter", {"issue_letter": "出具文书", "void_letter": "作废文书"})
