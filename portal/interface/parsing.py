"""What another system sends, taken in with a limit."""

from io import BytesIO
from typing import Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

LARGEST = 12 * 1024 * 1024


class TooLarge(APIException):
    status_code = 413


class BoundedJson(JSONParser):
    """JSON of at most ``LARGEST`` bytes that a machine would write."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        """Raises ``TooLarge`` or ``ParseError``."""
        content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise TooLarge
        try:
            return super().parse(BytesIO(content), media_type, parser_context)
        except RecursionError:
            raise ParseError from None
