"""What the audit trail calls the acts on a service."""

from portal.audit.acts import register


def register_acts() -> None:
    register(
        "requests_app.service",
        {
            "prepare": "出具文书，待发出",
            "send": "登记发出",
            "register_service": "登记送达",
            "void_service": "文书作废，不再送达",
        },
    )
