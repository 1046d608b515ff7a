"""What can stand between a clerk and a letter."""

from portal.errors import Blocked, DomainError


class MissingElements(Blocked):
    """The letter lacks what the law wants in it; ``reasons`` names each."""


class BrokenLetter(DomainError):
    """The stored words are gone or are not those that were issued."""

    def __init__(self) -> None:
        super().__init__("这份文书的内容和出具时不一致，或者已经按期清除，不能生成文件。请联系系统管理员。")


class FontMissing(DomainError):
    """This machine has no font for the characters of the letter. Views answer 409."""


class Voided(DomainError):
    """The letter was declared void."""

    def __init__(self) -> None:
        super().__init__("这份文书已经作废。")
