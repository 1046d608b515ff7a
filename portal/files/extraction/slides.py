"""Presentations (pptx)."""

from portal.files.extraction.markup import Step
from portal.files.extraction.package import Handler, Package, Table, plain, read_parts, silent
from portal.files.extraction.stories import Story

_ROOT = "ppt/presentation.xml"


def _story(where: str) -> Handler:
    def read(package: Package, name: str) -> None:
        Story(package.notebook, where).read(package.events(name))

    return read


_PARTS: Table = (
    (r"ppt/slides/[^/]*\.xml", _story("没有列出的幻灯片")),
    (r"ppt/notesSlides/[^/]*\.xml", _story("没有列出的备注")),
    (r"ppt/comments/[^/]*\.xml", _story("批注")),
    (r"ppt/(commentAuthors|authors)\d*\.xml", plain("批注的作者", attributes=True)),
    (r"ppt/(slideMasters|slideLayouts|notesMasters|handoutMasters)/[^/]*\.xml", _story("母版")),
    (r"ppt/tags/[^/]*\.xml", plain("标记", attributes=True)),
    (r"ppt/(revisionInfo|changesInfos/[^/]*)\.xml", silent),
    (r"ppt/drawings/.*\.xml", _story("图形里的文字")),
)


def read(package: Package) -> None:
    """Slides in their order with their notes, then everything else."""
    slides = _slides(package)
    package.notebook.pages = len(slides)
    for number, name in enumerate(slides, 1):
        _slide(package, name, number)
    read_parts(package, _PARTS)


def _slides(package: Package) -> list[str]:
    if _ROOT not in package.entries:
        return []
    targets = {row.id: row.target for row in package.relations(_ROOT)}
    ids = [
        next((value for key, value in event.attributes.items() if key.endswith(":id")), "")
        for event in package.events(_ROOT)
        if event.step is Step.OPEN and event.name == "sldId"
    ]
    return [name for id_ in ids if (name := targets.get(id_, "")) in package.entries]


def _slide(package: Package, name: str, number: int) -> None:
    root = next(iter(package.events(name)))
    hidden = root.attributes.get("show") in {"0", "false"}
    where = f"隐藏的第{number}张幻灯片" if hidden else f"第{number}张幻灯片"
    Story(package.notebook, where).read(package.events(name))
    for notes in package.related(name, "notesSlide"):
        Story(package.notebook, f"{where}的备注").read(package.events(notes))
