"""No personal datum in a log line, whoever wrote it: the record is masked before any handler sees its text.

Imports nothing of Django's: the worker and the web server install it before the settings are read.
"""

import logging

from portal.privacy.patterns import masked

_FORMATTER = logging.Formatter()
UNREADABLE = "（这条日志的内容不能显示）"


class PersonalDataFilter(logging.Filter):
    """Masks message, arguments, exception and stack of a record. It never drops one and never fails."""

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            record.msg, record.args = masked(record.getMessage()), ()
            if record.exc_info and not record.exc_text:
                record.exc_text = _FORMATTER.formatException(record.exc_info)
        except Exception:  # noqa: BLE001  # a line that cannot be made must not break the act it tells about
            record.msg, record.args, record.exc_info, record.exc_text = UNREADABLE, (), None, None
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        if record.stack_info:
            record.stack_info = masked(record.stack_info)
        return True


def guard(*names: str) -> None:
    """Put the filter on the handlers these loggers have now: for servers that bring handlers of their own."""
    for name in names:
        for handler in logging.getLogger(name).handlers:
            if not any(isinstance(each, PersonalDataFilter) for each in handler.filters):
                handler.addFilter(PersonalDataFilter())
