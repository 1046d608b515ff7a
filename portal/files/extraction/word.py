"""Word documents (docx)."""

from portal.files.extraction.package import Handler, Package, Table, plain, read_parts, silent
from portal.files.extraction.stories import Story


def _story(where: str) -> Handler:
    def read(package: Package, name: str) -> None:
        Story(package.notebook, where).read(package.events(name))

    return read


def _settings(package: Package, name: str) -> None:
    """Only the words of people in it: variables of the document and the source of a mail merge."""
    Story(package.notebook, "文档设置").read(package.events(name))


_PARTS: Table = (
    (r"word/document\d*\.xml", _story("正文")),
    (r"word/header\d*\.xml", _story("页眉")),
    (r"word/footer\d*\.xml", _story("页脚")),
    (r"word/footnotes\d*\.xml", _story("脚注")),
    (r"word/endnotes\d*\.xml", _story("尾注")),
    (r"word/comments\d*\.xml", _story("批注")),
    (r"word/comments(Extended|Ids|Extensible)\d*\.xml", silent),
    (r"word/people\d*\.xml", plain("修订和批注的作者", attributes=True)),
    (r"word/glossary/document\d*\.xml", _story("自动图文集")),
    (r"word/(glossary/)?(numbering|stylesWithEffects)\d*\.xml", silent),
    (r"word/(glossary/)?settings\d*\.xml", _settings),
    (r"word/drawings/.*\.xml", _story("图形里的文字")),
)


def read(package: Package) -> None:
    read_parts(package, _PARTS)
