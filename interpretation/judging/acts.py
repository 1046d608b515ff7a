"""What the audit trail calls a judgement."""

from portal.audit.acts import register


def register_acts() -> None:
    register("disclosure.document", {"judge": "判定要不要解读"})
