"""站内消息: the stored row is the message."""

from datetime import datetime

from portal.notices.models import Notice


class InSite:
    immediate = True

    def send(self, notice: Notice, *, at: datetime) -> None:
        """Nothing leaves the house; the inbox reads the row."""
